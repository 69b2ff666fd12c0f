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

/// Laws of sums over axes: log-sum-exp and softmax, what is known to sum to 1, linearity.
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
              e ->
                  sumsToOne(
                      e,
                      x ->
                          x.head() instanceof Head.Var v
                                  && v.properties().contains(Head.Property.ROWS_SUM_TO_ONE)
                              ? x.rank() - 1
                              : -1)),
          new Law(
              "linearity of the sum",
              "x: (B, D); c: (B, 1)",
              "sum(x + c, axis=1)",
              "sum(x, axis=1) + D * c[:, 0]",
              SumLaws::linearity),
          new Law(
              "a constant factor leaves the sum",
              "x: (B, D); c: (B,)",
              "sum(x * c[:, None], axis=1)",
              "c * sum(x, axis=1)",
              SumLaws::leave),
          new Law(
              "the size cancels in a mean",
              "x: (B, D)",
              "x.shape[0] * mean(x, axis=0)",
              "sum(x, axis=0)",
              SumLaws::cancelSize),
          new Law(
              "cancellation across a broadcast",
              "x: (B, D); s: (B, 1); m: (B, 1)",
              "x - m - (s - m)",
              "x - s",
              SumLaws::cancel),
          new Law(
              "cancellation across a product",
              "p: (B, D); y: (B, D)",
              "y * (1 - p) - p * (1 - y)",
              "y - p",
              SumLaws::expand));

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
      boolean same = repeats(term, axis);
      (same ? outside : inside).add(same ? first(term, axis) : term);
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

  /// Whether the expression is the same all along the axis by its form.
  private static boolean repeats(Expr e, int axis) {
    return e.isView()
        && e.head() instanceof Head.Einsum view
        && view.out().stream().filter(view.out().get(axis)::equals).count() == 1
        && view.factors().stream().noneMatch(f -> f.letters().contains(view.out().get(axis)));
  }

  /// Whether a delta ties the axis to another, so that summing over it picks an entry.
  private static boolean isTied(Expr e, int axis) {
    return e.isView()
        && e.head() instanceof Head.Einsum view
        && Collections.frequency(view.out(), view.out().get(axis)) > 1;
  }

  /// The entries at the start of an axis along which the expression repeats.
  private static Expr first(Expr e, int axis) {
    Head.Einsum view = (Head.Einsum) e.head();
    List<Integer> out = new ArrayList<>(view.out());
    out.remove(axis);
    Product product = Product.of(view.coefficient());
    for (int k = 0; k < e.rank(); k++) {
      if (k != axis) {
        product.letter(view.out().get(k), e.shape().get(k));
      }
    }
    copy(e, view, Build.range(0, e.args().size()), product);
    return product.out(out);
  }

  /// Which axis of an expression sums to 1, or -1.
  private interface Unit {
    int axis(Expr e);
  }

  /// A factor that sums to 1 over a letter nothing else has: factor and letter go.
  private static @Nullable Expr sumsToOne(Expr e, Unit unit) {
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

  private static boolean alone(Head.Einsum sum, int k, int axis) {
    Integer letter = sum.factors().get(k).letters().get(axis);
    int uses = 0;
    for (Head.Factor factor : sum.factors()) {
      uses += (int) factor.letters().stream().filter(letter::equals).count();
    }
    return uses == 1 && !sum.out().contains(letter);
  }

  /// A sum over axes of a sum of terms, one of which is the same along a summed axis, or not zero
  /// at one place of it only.
  private static @Nullable Expr linearity(Expr e) {
    if (!(e.head() instanceof Head.Einsum outer)
        || e.args().size() != 1
        || !(e.arg(0).head() instanceof Head.Sum inner)
        || !outer.factors().get(0).power().isOne()) {
      return null;
    }
    List<Integer> letters = outer.factors().get(0).letters();
    boolean pays = false;
    for (int axis = 0; axis < letters.size(); axis++) {
      int here = axis;
      pays |=
          !outer.out().contains(letters.get(axis))
              && !e.arg(0).shape().get(axis).isOne()
              && e.arg(0).args().stream().anyMatch(t -> repeats(t, here) || isTied(t, here));
    }
    if (!pays) {
      return null;
    }
    List<Expr> terms = new ArrayList<>();
    for (Expr term : e.arg(0).args()) {
      terms.add(Build.product(e).times(term, letters).out(outer.out()));
    }
    return Build.sum(e.shape(), inner.coefficients(), terms);
  }

  /// A sum over a product of which some factor does not vary along what is summed.
  private static @Nullable Expr leave(Expr e) {
    if (!(e.head() instanceof Head.Einsum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Expr inner = e.arg(k);
      Head.Factor factor = sum.factors().get(k);
      if (factor.power().isOne()
          && !sum.out().containsAll(factor.letters())
          && inner.head() instanceof Head.Einsum product
          && inner.args().size() > 1
          && product.factors().stream().anyMatch(f -> isKept(f, product, factor, sum))) {
        Product result = Build.product(e).inlining(x -> x == inner);
        copy(e, sum, Build.range(0, e.args().size()), result);
        return result.out(sum.out());
      }
    }
    return null;
  }

  /// Whether all letters of a factor of a product are kept by the sum around the product.
  private static boolean isKept(
      Head.Factor inner, Head.Einsum product, Head.Factor outer, Head.Einsum sum) {
    return inner.letters().stream()
        .allMatch(l -> {
          int axis = product.out().indexOf(l);
          return axis >= 0 && sum.out().contains(outer.letters().get(axis));
        });
  }

  /// A size times a product that is divided by it.
  private static @Nullable Expr cancelSize(Expr e) {
    if (!(e.head() instanceof Head.Einsum outer)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      if (e.arg(k).head() instanceof Head.Num) {
        Rational power = outer.factors().get(k).power();
        for (Expr factor : e.args()) {
          if (factor.head() instanceof Head.Einsum inner
              && factor.args().contains(e.arg(k))
              && inner.factors().get(factor.args().indexOf(e.arg(k))).power().signum()
                  == -power.signum()) {
            Product result = Build.product(e).inlining(x -> x == factor);
            copy(e, outer, Build.range(0, e.args().size()), result);
            Expr opened = result.out(outer.out());
            return opened == e ? null : opened;
          }
        }
      }
    }
    return null;
  }

  /// A sum with a term that repeats another sum, opened where something then cancels or joins.
  private static @Nullable Expr cancel(Expr e) {
    if (!(e.head() instanceof Head.Sum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Expr term = e.arg(k);
      if (!term.isView()
          || !(term.head() instanceof Head.Einsum view)
          || view.factors().size() != 1
          || !view.factors().get(0).power().isOne()
          || !(term.arg(0).head() instanceof Head.Sum inner)) {
        continue;
      }
      List<Expr> terms = new ArrayList<>(e.args());
      List<Rational> factors = new ArrayList<>(sum.coefficients());
      terms.remove(k);
      Rational outer = factors.remove(k);
      for (int j = 0; j < term.arg(0).args().size(); j++) {
        Expr part = term.arg(0).arg(j);
        terms.add(Build.product(term).times(part, view.factors().get(0).letters()).out(view.out()));
        factors.add(outer.times(inner.coefficients().get(j)));
      }
      Expr opened = Build.sum(e.shape(), factors, terms);
      int left = opened.head() instanceof Head.Sum ? opened.args().size() : 1;
      if (left < terms.size()) {
        return opened;
      }
    }
    return null;
  }

  /// Longer sums are not multiplied out to see what cancels.
  private static final int MOST_TERMS = 24;

  /// A sum of products with sums among their factors, multiplied out where that leaves fewer
  /// factors in all.
  private static @Nullable Expr expand(Expr e) {
    if (!(e.head() instanceof Head.Sum sum)) {
      return null;
    }
    List<Expr> terms = new ArrayList<>();
    List<Rational> factors = new ArrayList<>();
    boolean opened = false;
    for (int k = 0; k < e.args().size(); k++) {
      List<Expr> parts = distributed(e.arg(k));
      opened |= parts.size() > 1;
      for (Expr part : parts) {
        terms.add(part);
        factors.add(sum.coefficients().get(k));
      }
    }
    if (!opened || terms.size() > MOST_TERMS) {
      return null;
    }
    Expr result = Build.sum(e.shape(), factors, terms);
    return weight(result) < weight(e) ? result : null;
  }

  /// The terms of a product without sums over letters, multiplied out once.
  private static List<Expr> distributed(Expr term) {
    if (!(term.head() instanceof Head.Einsum product) || term.args().size() > MOST_TERMS) {
      return List.of(term);
    }
    for (int k = 0; k < term.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      if (term.arg(k).head() instanceof Head.Sum inner
          && factor.power().isOne()
          && product.out().containsAll(factor.letters())) {
        List<Integer> rest = new ArrayList<>(Build.range(0, term.args().size()));
        rest.remove(k);
        List<Expr> parts = new ArrayList<>();
        for (int j = 0; j < term.arg(k).args().size(); j++) {
          Product part = Build.product(term);
          copy(term, product, rest, part);
          Expr one =
              part.times(
                      Build.scale(inner.coefficients().get(j), term.arg(k).arg(j)),
                      factor.letters())
                  .out(product.out());
          parts.addAll(distributed(one));
        }
        return parts;
      }
    }
    return List.of(term);
  }

  /// How many factors a sum of products has, those of sums inside it counted one by one.
  private static int weight(Expr e) {
    return switch (e.head()) {
      case Head.Sum s -> e.args().stream().mapToInt(SumLaws::weight).sum();
      case Head.Einsum p ->
          Math.max(
              1,
              e.args().stream()
                  .mapToInt(a ->
                      a.head() instanceof Head.Sum || e.isView() && a.args().size() > 1
                          ? weight(a)
                          : 1)
                  .sum());
      case Head.Var v -> 1;
      case Head.Num n -> 1;
      case Head.Map m -> 1;
      case Head.Special s -> 1;
    };
  }
}
