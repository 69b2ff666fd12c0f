package leibniz.simplify;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.op.Errors;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// Laws of functions entry by entry: logarithms and exponentials, the logistic function and its
/// kin, absolute values.
final class ElementwiseLaws {
  private ElementwiseLaws() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "log of exp",
              "x: (B, D)",
              "log(exp(x))",
              "x",
              e -> is(e, Maps.LOG) && is(e.arg(0), Maps.EXP) ? e.arg(0).arg(0) : null),
          new Law(
              "exp of log",
              "x: ((B, D), positive)",
              "exp(log(x))",
              "x",
              e -> is(e, Maps.EXP) && is(e.arg(0), Maps.LOG) ? e.arg(0).arg(0) : null),
          new Law(
              "root of a square",
              "x: (B, D)",
              "sqrt(x**2)",
              "abs(x)",
              ElementwiseLaws::rootOfSquare),
          new Law(
              "square of an absolute value",
              "x: (B, D)",
              "abs(x)**2",
              "x**2",
              e ->
                  replaceFactor(
                      e,
                      (base, power) ->
                          power.isEven() && is(base, Maps.ABS)
                              ? Build.power(base.arg(0), power)
                              : null)),
          new Law(
              "logistic function",
              "x: (B, D)",
              "1 / (1 + exp(-x))",
              "sigmoid(x)",
              e ->
                  replaceFactor(
                      e,
                      (base, power) -> {
                        Expr x = onePlusExp(base);
                        return x != null && power.isInteger() && power.signum() < 0
                            ? Build.power(Build.map(Maps.SIGMOID, Build.negate(x)), power.negate())
                            : null;
                      })),
          new Law(
              "complement of the logistic function",
              "x: (B, D)",
              "sigmoid(-x)",
              "1 - sigmoid(x)",
              e -> {
                Expr x = is(e, Maps.SIGMOID) ? negated(e.arg(0)) : null;
                return x == null
                    ? null
                    : Build.minus(Build.ones(e.shape()), Build.map(Maps.SIGMOID, x));
              }),
          new Law(
              "logistic function from its complement",
              "x: (B, D)",
              "exp(x) * (1 - sigmoid(x))",
              "sigmoid(x)",
              ElementwiseLaws::expTimesComplement),
          new Law(
              "softplus",
              "x: (B, D)",
              "log(1 + exp(x))",
              "softplus(x)",
              e -> {
                Expr x = is(e, Maps.LOG) ? onePlusExp(e.arg(0)) : null;
                return x == null ? null : Build.map(Maps.SOFTPLUS, x);
              }),
          new Law(
              "softplus by log1p",
              "x: (B, D)",
              "log1p(exp(x))",
              "softplus(x)",
              e ->
                  is(e, Maps.LOG1P) && is(e.arg(0), Maps.EXP)
                      ? Build.map(Maps.SOFTPLUS, e.arg(0).arg(0))
                      : null),
          new Law(
              "normal distribution by its tail",
              "x: (B, D)",
              "erfc(x / np.sqrt(2))",
              "2 * ndtr(-x)",
              e -> {
                Expr x = is(e, Errors.ERFC) ? timesRootOfTwo(e.arg(0)) : null;
                return x == null
                    ? null
                    : Build.scale(Rational.TWO, Build.map(Errors.NDTR, Build.negate(x)));
              }),
          new Law(
              "log of the logistic function",
              "x: (B, D)",
              "log(sigmoid(x))",
              "-softplus(-x)",
              e ->
                  is(e, Maps.LOG) && is(e.arg(0), Maps.SIGMOID)
                      ? Build.negate(Build.map(Maps.SOFTPLUS, Build.negate(e.arg(0).arg(0))))
                      : null),
          new Law(
              "log of the complement of the logistic function",
              "x: (B, D)",
              "log(1 - sigmoid(x))",
              "-softplus(x)",
              e -> {
                Expr x = is(e, Maps.LOG) ? complement(e.arg(0)) : null;
                return x == null ? null : Build.negate(Build.map(Maps.SOFTPLUS, x));
              }));

  static boolean is(Expr e, Elementwise op) {
    return e.head() instanceof Head.Map(Elementwise row) && row.equals(op);
  }

  /// x, if the expression is `1 + exp(x)`.
  private static @Nullable Expr onePlusExp(Expr e) {
    if (!(e.head() instanceof Head.Sum(List<Rational> coefficients)) || e.args().size() != 2) {
      return null;
    }
    for (int k = 0; k < 2; k++) {
      Rational other = e.arg(1 - k).constant();
      if (is(e.arg(k), Maps.EXP)
          && other != null
          && coefficients.get(k).isOne()
          && coefficients.get(1 - k).times(other).isOne()) {
        return e.arg(k).arg(0);
      }
    }
    return null;
  }

  /// A factor `(x^a)^p` with a even that [Product] left alone, because `x^(ap)` would lose a sign.
  private static @Nullable Expr rootOfSquare(Expr e) {
    return replaceFactor(
        e,
        (base, power) -> {
          if (power.isInteger()
              || !base.isView()
              || !(base.head() instanceof Head.Einsum view)
              || view.factors().isEmpty()
              || !view.factors().get(0).power().isEven()
              || !view.coefficient().isOne()) {
            return null;
          }
          Head.Factor factor = view.factors().get(0);
          Rational total = factor.power().times(power);
          return Product.one()
              .letters(view.out(), base.shape())
              .times(Build.map(Maps.ABS, base.arg(0)), factor.letters(), total)
              .out(view.out());
        });
  }

  /// x, if the expression is `-x` by its sign; the sign of a sum is that of its normal form.
  private static @Nullable Expr negated(Expr e) {
    return e.head() instanceof Head.Einsum view && view.coefficient().signum() < 0
        ? Build.negate(e)
        : null;
  }

  /// x, if the expression is `1 - sigmoid(x)`.
  private static @Nullable Expr complement(Expr e) {
    if (!(e.head() instanceof Head.Sum) || e.args().size() != 2) {
      return null;
    }
    Expr other = Build.minus(Build.ones(e.shape()), e);
    return is(other, Maps.SIGMOID) ? other.arg(0) : null;
  }

  private static @Nullable Expr expTimesComplement(Expr e) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      for (int j = 0; j < e.args().size(); j++) {
        Head.Factor exp = product.factors().get(k);
        Head.Factor rest = product.factors().get(j);
        if (is(e.arg(k), Maps.EXP)
            && exp.letters().equals(rest.letters())
            && exp.power().equals(rest.power())
            && e.arg(k).arg(0) == complement(e.arg(j))) {
          Product result = Build.product(e);
          List<Integer> others = new ArrayList<>(Build.range(0, e.args().size()));
          others.removeAll(List.of(k, j));
          copy(e, product, others, result);
          return result
              .times(Build.map(Maps.SIGMOID, e.arg(k).arg(0)), exp.letters(), exp.power())
              .out(product.out());
        }
      }
    }
    return null;
  }

  /// √2 x of a multiple of 1/√2, which is without the root; else null.
  static @Nullable Expr timesRootOfTwo(Expr x) {
    if (!hasRootOfTwo(x)) {
      return null;
    }
    List<Integer> all = Build.range(0, x.rank());
    Expr two = Build.number(Rational.TWO);
    Product product = Product.one().letters(all, x.shape()).inlining(y -> y == x);
    Expr more = product.times(x, all).times(two, List.of(), Rational.HALF).out(all);
    return hasRootOfTwo(more) ? null : more;
  }

  private static boolean hasRootOfTwo(Expr e) {
    return e.head() instanceof Head.Einsum
        && e.args().stream()
            .anyMatch(a ->
                a.rank() == 0 && Rational.TWO.equals(a.constant())
                    || e.isView() && hasRootOfTwo(a));
  }

  /// What a power of a base becomes, or null.
  interface Replacement {
    @Nullable Expr of(Expr base, Rational power);
  }

  /// The product with the first factor replaced for which there is a replacement, which stands for
  /// the power of the base.
  static @Nullable Expr replaceFactor(Expr e, Replacement replacement) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Expr other = replacement.of(e.arg(k), product.factors().get(k).power());
      if (other != null) {
        Product result = Build.product(e);
        List<Integer> rest = new ArrayList<>(Build.range(0, e.args().size()));
        rest.remove(k);
        copy(e, product, rest, result);
        return result.times(other, product.factors().get(k).letters()).out(product.out());
      }
    }
    return null;
  }

  /// Multiplies the given factors of a product into another that uses the same letters.
  static void copy(Expr e, Head.Einsum product, List<Integer> which, Product into) {
    for (int k : which) {
      Head.Factor factor = product.factors().get(k);
      into.times(e.arg(k), factor.letters(), factor.power());
    }
  }
}
