package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;
import static leibniz.simplify.ElementwiseLaws.is;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// Laws of sums over axes: log-sum-exp, softmax, what is known to sum to 1.
final class SumLaws {
  private SumLaws() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "log-sum-exp",
              "x: (B, D)",
              "log(sum(exp(x), axis=1))",
              "logsumexp(x, axis=1)",
              e -> is(e, Maps.LOG) ? logOfSum(e.arg(0)) : null),
          new Law(
              "softmax",
              "x: (B, D)",
              "exp(x) / sum(exp(x), axis=1, keepdims=True)",
              "exp(x - logsumexp(x, axis=1, keepdims=True))",
              SumLaws::softmaxRatio),
          new Law(
              "shift of log-sum-exp",
              "x: (B, D); c: (B, 1)",
              "logsumexp(x + c, axis=1)",
              "c[:, 0] + logsumexp(x, axis=1)",
              SumLaws::shift),
          new Law(
              "softmax sums to 1",
              "x: (B, D)",
              "sum(exp(x - logsumexp(x, axis=1, keepdims=True)), axis=1)",
              "ones(B)",
              e -> sumsToOne(e, Softmax::axis)),
          new Law(
              "declared to sum to 1",
              "p: ((B, D), rows_sum_to_1)",
              "sum(p, axis=1)",
              "ones(B)",
              e -> sumsToOne(e, SumLaws::declaredAxis)));

  /// `log Σ exp(x)`: the sum of one factor exp(x), over any of its axes.
  private static @Nullable Expr logOfSum(Expr e) {
    if (!(e.head() instanceof Head.Einsum sum)
        || e.args().size() != 1
        || !is(e.arg(0), Maps.EXP)
        || e.isView()) {
      return null;
    }
    Head.Factor factor = sum.factors().get(0);
    List<Integer> summed = new ArrayList<>(factor.letters());
    summed.removeAll(sum.out());
    return factor.power().isOne() && summed.size() == 1
        ? totalOf(e.arg(0).arg(0), factor.letters(), sum.out(), summed.get(0))
        : null;
  }

  /// `logsumexp` of x over one of its letters, with the others as result.
  private static Expr totalOf(Expr x, List<Integer> letters, List<Integer> out, Integer summed) {
    List<Integer> last = new ArrayList<>(out);
    last.add(summed);
    Expr turned = Product.one().times(x, letters).out(last);
    return Build.special(LogSumExp.OP, turned);
  }

  /// A factor exp(x) over a factor Σ exp(x) of the same x at the same letters.
  private static @Nullable Expr softmaxRatio(Expr e) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      for (int j = 0; j < e.args().size(); j++) {
        if (is(e.arg(k), Maps.EXP) && ratio(e, product, k, j)) {
          return softmaxed(e, product, k, j);
        }
      }
    }
    return null;
  }

  private static boolean ratio(Expr e, Head.Einsum product, int k, int j) {
    Head.Factor top = product.factors().get(k);
    Head.Factor below = product.factors().get(j);
    if (!top.power().isInteger()
        || top.power().signum() < 0
        || !below.power().isInteger()
        || below.power().signum() > 0
        || !(e.arg(j).head() instanceof Head.Einsum sum)
        || e.arg(j).args().size() != 1
        || e.arg(j).isView()
        || e.arg(j).arg(0) != e.arg(k)
        || !sum.factors().get(0).power().isOne()) {
      return false;
    }
    List<Integer> inner = sum.factors().get(0).letters();
    if (inner.size() != sum.out().size() + 1) {
      return false; // one axis is summed
    }
    for (int axis = 0; axis < inner.size(); axis++) {
      int at = sum.out().indexOf(inner.get(axis));
      if (at >= 0 && !below.letters().get(at).equals(top.letters().get(axis))) {
        return false;
      }
    }
    return true;
  }

  private static Expr softmaxed(Expr e, Head.Einsum product, int k, int j) {
    Head.Factor top = product.factors().get(k);
    Head.Factor below = product.factors().get(j);
    Expr x = e.arg(k).arg(0);
    Head.Einsum sum = (Head.Einsum) e.arg(j).head();
    List<Integer> inner = sum.factors().get(0).letters();
    Integer summed = inner.stream().filter(l -> !sum.out().contains(l)).findFirst().orElseThrow();
    Expr total = totalOf(x, inner, sum.out(), summed);
    Expr spread = Product.one().letters(inner, x.shape()).times(total, sum.out()).out(inner);
    Expr softmax = Build.map(Maps.EXP, Build.minus(x, spread));
    Rational both =
        top.power().negate().compareTo(below.power()) > 0 ? top.power() : below.power().negate();
    Product result = Build.product(e);
    List<Integer> rest = new ArrayList<>(Build.range(0, e.args().size()));
    rest.removeAll(List.of(k, j));
    copy(e, product, rest, result);
    return result
        .times(softmax, top.letters(), both)
        .times(e.arg(k), top.letters(), top.power().minus(both))
        .times(e.arg(j), below.letters(), below.power().plus(both))
        .out(product.out());
  }

  /// `logsumexp(x + c)` where c is the same along the axis.
  private static @Nullable Expr shift(Expr e) {
    boolean total = e.head() instanceof Head.Special s && s.op().equals(LogSumExp.OP);
    Addends sum = total ? Addends.of(e.arg(0)) : null;
    if (sum == null) {
      return null;
    }
    int axis = e.arg(0).rank() - 1;
    List<Expr> inside = new ArrayList<>();
    List<Rational> insideFactors = new ArrayList<>();
    List<Expr> outside = new ArrayList<>();
    List<Rational> outsideFactors = new ArrayList<>();
    for (int k = 0; k < sum.terms().size(); k++) {
      Expr term = sum.terms().get(k);
      boolean same = term.isRepeatedAlong(axis);
      (same ? outside : inside).add(same ? Build.dropRepeated(term, axis) : term);
      (same ? outsideFactors : insideFactors).add(sum.coefficients().get(k));
    }
    if (outside.isEmpty() || inside.isEmpty()) {
      return null;
    }
    Expr rest = Build.sum(e.arg(0).shape(), insideFactors, inside);
    outside.add(Build.special(LogSumExp.OP, rest));
    outsideFactors.add(Rational.ONE);
    return Build.sum(e.shape(), outsideFactors, outside);
  }

  /// The axis along which something sums to 1 that is declared to, or -1.
  private static int declaredAxis(Expr x) {
    return x.head() instanceof Head.Var v && v.properties().contains(Head.Property.ROWS_SUM_TO_ONE)
        ? x.rank() - 1
        : -1;
  }

  /// The axis along which something is known to sum to 1, or -1.
  static int unitAxis(Expr x) {
    return Math.max(Along.positions(x), Math.max(Softmax.axis(x), declaredAxis(x)));
  }

  /// Which axis of an expression sums to 1, or -1.
  interface Unit {
    int axis(Expr e);
  }

  /// A factor that sums to 1 over a letter nothing else has: factor and letter go.
  static @Nullable Expr sumsToOne(Expr e, Unit unit) {
    if (!(e.head() instanceof Head.Einsum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = sum.factors().get(k);
      int axis = factor.power().isOne() ? unit.axis(e.arg(k)) : -1;
      if (axis < 0 || !alone(sum, k, axis)) {
        continue;
      }
      Product result = Build.product(e);
      List<Integer> rest = new ArrayList<>(Build.range(0, e.args().size()));
      rest.remove(k);
      copy(e, sum, rest, result);
      for (int other = 0; other < factor.letters().size(); other++) {
        if (other != axis) {
          result.letter(factor.letters().get(other), e.arg(k).shape().get(other));
        }
      }
      return result.out(sum.out());
    }
    return null;
  }

  static boolean alone(Head.Einsum sum, int k, int axis) {
    Integer letter = sum.factors().get(k).letters().get(axis);
    int uses = 0;
    for (Head.Factor factor : sum.factors()) {
      uses += Collections.frequency(factor.letters(), letter);
    }
    return uses == 1 && !sum.out().contains(letter);
  }
}
