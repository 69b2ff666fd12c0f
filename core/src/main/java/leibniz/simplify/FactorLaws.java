package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;
import static leibniz.simplify.ElementwiseLaws.is;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.op.Conditions;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// Laws of factors that meet in a product: quotients that are known functions, signs, masks, and
/// what cancels.
final class FactorLaws {
  private FactorLaws() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "rectifier under its own condition",
              "x: (B, D)",
              "relu(x) * (x > 0)",
              "relu(x)",
              e -> pair(e, FactorLaws::rectified)),
          new Law(
              "a condition is its own square",
              "x: (B, D)",
              "(x > 0)**2",
              "x > 0",
              e ->
                  ElementwiseLaws.replaceFactor(
                      e,
                      (base, power) ->
                          Conditions.is(base) && power.signum() > 0 && !power.isOne()
                              ? base
                              : null)),
          new Law(
              "sign times absolute value",
              "x: (B, D)",
              "sign(x) * abs(x)",
              "x",
              e -> pair(e, FactorLaws::signed)),
          new Law(
              "sign times value",
              "x: (B, D)",
              "x * sign(x)",
              "abs(x)",
              e -> pair(e, FactorLaws::unsigned)),
          new Law(
              "tangent",
              "x: (B, D)",
              "sin(x) / cos(x)",
              "tan(x)",
              e -> pair(e, (a, p, b, q) -> ratio(a, p, b, q, Maps.SIN, Maps.COS, Maps.TAN))),
          new Law(
              "hyperbolic tangent",
              "x: (B, D)",
              "sinh(x) / cosh(x)",
              "tanh(x)",
              e -> pair(e, (a, p, b, q) -> ratio(a, p, b, q, Maps.SINH, Maps.COSH, Maps.TANH))),
          new Law(
              "hyperbolic tangent by exponentials",
              "x: (B, D)",
              "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
              "tanh(x)",
              e -> pair(e, FactorLaws::exponentials)),
          new Law(
              "opposite exponentials",
              "x: (B, D)",
              "exp(x) * exp(-x)",
              "ones((B, D))",
              e ->
                  pair(
                      e,
                      (a, p, b, q) ->
                          is(a, Maps.EXP)
                                  && is(b, Maps.EXP)
                                  && p.equals(q)
                                  && a.arg(0) == Build.negate(b.arg(0))
                              ? new Left(Rational.ONE, List.of(), List.of())
                              : null)),
          new Law(
              "powers of one base",
              "x: ((B, D), positive); a: (B, D)",
              "x**a / x",
              "x**(a - 1)",
              e -> pair(e, FactorLaws::powers)),
          new Law(
              "a quotient is undone",
              "x: ((B, D), positive); y: ((B, D), positive)",
              "x / (x / y)",
              "y",
              FactorLaws::undone));

  /// What is left of two factors: a number and powers.
  private record Left(Rational coefficient, List<Expr> values, List<Rational> powers) {
    static Left of(Expr value, Rational power) {
      return new Left(Rational.ONE, List.of(value), List.of(power));
    }
  }

  /// What becomes of `a^p b^q`, or null.
  private interface Pair {
    @Nullable Left of(Expr a, Rational p, Expr b, Rational q);
  }

  private static @Nullable Expr pair(Expr e, Pair law) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    List<Head.Factor> factors = product.factors();
    for (int k = 0; k < factors.size(); k++) {
      for (int j = 0; j < factors.size(); j++) {
        Head.Factor first = factors.get(k);
        Head.Factor second = factors.get(j);
        if (k != j && first.letters().equals(second.letters())) {
          Left left = law.of(e.arg(k), first.power(), e.arg(j), second.power());
          if (left != null) {
            return with(e, product, k, j, left);
          }
        }
      }
    }
    return null;
  }

  private static Expr with(Expr e, Head.Einsum product, int k, int j, Left left) {
    List<Integer> letters = product.factors().get(k).letters();
    Product result = Build.product(e).letters(letters, e.arg(k).shape());
    List<Integer> rest = new ArrayList<>(Build.range(0, e.args().size()));
    rest.removeAll(List.of(k, j));
    copy(e, product, rest, result);
    for (int n = 0; n < left.values.size(); n++) {
      result.times(left.values.get(n), letters, left.powers.get(n));
    }
    return result.times(Build.number(left.coefficient), List.of()).out(product.out());
  }

  /// A base that is a product stays apart: `x / λ` cancels against what else there is of x and λ.
  private static @Nullable Left powers(Expr a, Rational p, Expr b, Rational q) {
    boolean meet = is(a, Maps.POWER) && p.isOne() && a.arg(0) == b;
    if (!meet || b.head() instanceof Head.Einsum) {
      return null;
    }
    Expr exponent = Build.plus(a.arg(1), Build.full(q, a.shape()));
    return Left.of(Build.map(Maps.POWER, b, exponent), Rational.ONE);
  }

  private static @Nullable Left rectified(Expr a, Rational p, Expr b, Rational q) {
    return is(a, Maps.RELU)
            && p.signum() > 0
            && is(b, Maps.GREATER)
            && b.arg(1).isZero()
            && b.arg(0) == a.arg(0)
        ? Left.of(a, p)
        : null;
  }

  private static @Nullable Left signed(Expr a, Rational p, Expr b, Rational q) {
    boolean meet = is(a, Maps.SIGN) && is(b, Maps.ABS) && p.isOne() && isOdd(q);
    Rational sign = meet ? same(a.arg(0), b.arg(0)) : null;
    return sign == null ? null : new Left(sign, List.of(b.arg(0)), List.of(q));
  }

  private static @Nullable Left unsigned(Expr a, Rational p, Expr b, Rational q) {
    boolean meet = is(a, Maps.SIGN) && p.isOne() && isOdd(q);
    Rational sign = meet ? same(a.arg(0), b) : null;
    return sign == null ? null : new Left(sign, List.of(Build.map(Maps.ABS, b)), List.of(q));
  }

  private static boolean isOdd(Rational power) {
    return power.isInteger() && !power.isEven();
  }

  /// 1 or -1 if both are equal up to that, else null.
  private static @Nullable Rational same(Expr a, Expr b) {
    if (a == b) {
      return Rational.ONE;
    }
    return a == Build.negate(b) ? Rational.MINUS_ONE : null;
  }

  private static @Nullable Left ratio(
      Expr a,
      Rational p,
      Expr b,
      Rational q,
      Elementwise above,
      Elementwise below,
      Elementwise whole) {
    return is(a, above) && is(b, below) && a.arg(0) == b.arg(0)
        ? shared(p, q, Build.map(whole, a.arg(0)), a, b)
        : null;
  }

  /// `a^p b^q` with `a / b = whole`, if it is a fraction of whole powers.
  private static @Nullable Left shared(Rational p, Rational q, Expr whole, Expr a, Expr b) {
    if (!p.isInteger() || !q.isInteger() || p.signum() <= 0 || q.signum() >= 0) {
      return null;
    }
    Rational both = p.compareTo(q.negate()) < 0 ? p : q.negate();
    return new Left(Rational.ONE, List.of(whole, a, b), List.of(both, p.minus(both), q.plus(both)));
  }

  private static @Nullable Left exponentials(Expr a, Rational p, Expr b, Rational q) {
    if (!(a.head() instanceof Head.Sum(List<Rational> signs))
        || !(b.head() instanceof Head.Sum(List<Rational> ones))
        || a.args().size() != 2
        || !a.args().equals(b.args())
        || !is(a.arg(0), Maps.EXP)
        || !is(a.arg(1), Maps.EXP)
        || a.arg(0).arg(0) != Build.negate(a.arg(1).arg(0))
        || !ones.get(0).equals(ones.get(1))
        || !signs.get(0).equals(signs.get(1).negate())
        || !p.isOne()
        || !q.equals(Rational.MINUS_ONE)) {
      return null;
    }
    Expr whole = Build.map(Maps.TANH, a.arg(0).arg(0));
    return new Left(signs.get(0).dividedBy(ones.get(0)), List.of(whole), List.of(Rational.ONE));
  }

  /// A product that is multiplied out because some of it cancels against what is outside.
  private static @Nullable Expr undone(Expr e) {
    if (!(e.head() instanceof Head.Einsum outer)) {
      return null;
    }
    for (Expr factor : e.args()) {
      if (factor.isView()
          || !(factor.head() instanceof Head.Einsum)
          || factor.args().stream().noneMatch(e.args()::contains)) {
        continue;
      }
      Product result = Build.product(e).inlining(x -> x == factor);
      copy(e, outer, Build.range(0, e.args().size()), result);
      Expr opened = result.out(outer.out());
      if (factors(opened) <= e.args().size() + factor.args().size() - 3) {
        return opened;
      }
    }
    return null;
  }

  private static int factors(Expr e) {
    if (!(e.head() instanceof Head.Einsum)) {
      return 1;
    }
    boolean around = e.isView() && e.args().size() == 1 && e.arg(0).head() instanceof Head.Einsum;
    return around ? factors(e.arg(0)) : e.args().size();
  }
}
