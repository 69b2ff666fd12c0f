package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.op.Pad;
import leibniz.op.Slice;
import org.jspecify.annotations.Nullable;

/// Laws of sums against weights, of padding, and of fractions over the same sum.
final class MeanLaws {
  private MeanLaws() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "a constant leaves the mean",
              "p: ((B, D), rows_sum_to_1); x: (B, D); c: (B,)",
              "einsum('bd,bd->b', p, x + c[:, None])",
              "einsum('bd,bd->b', p, x) + c",
              MeanLaws::constantLeaves),
          new Law(
              "zeros do not count",
              "x: (B, D)",
              "sum(np.pad(x, [(0, 0), (2, 1)]), axis=1)",
              "sum(x, axis=1)",
              MeanLaws::sumOfPadding),
          new Law(
              "what is linear in zeros",
              "x: (B, D)",
              "np.pad(log(exp(x)) - x, [(0, 0), (1, 1)])",
              "zeros((B, D + 2))",
              e ->
                  e.args().size() == 1
                          && e.head() instanceof Head.Special(Special row)
                          && row.isLinearIn(0)
                          && e.arg(0).isZero()
                      ? Build.zeros(e.shape())
                      : null),
          new Law(
              "a column of the identity",
              "B: ()",
              "np.eye(4)[:, 1]",
              "np.pad(np.ones(1), (1, 2))",
              MeanLaws::unitVector),
          new Law(
              "a common denominator",
              "x: ((B, D), positive)",
              "1 / (1 + x) - x / (1 + x)**2",
              "(1 + x)**-2",
              MeanLaws::denominator),
          new Law(
              "the parts of a whole",
              "x: ((B, D), positive); y: ((B, D), positive)",
              "x / (x + 2 * y) + 2 * y / (x + 2 * y)",
              "ones((B, D))",
              MeanLaws::whole));

  private static @Nullable Expr unitVector(Expr e) {
    if (!(e.head() instanceof Head.Special(Special row))
        || !(row instanceof Slice slice)
        || !slice.length().isOne()
        || e.rank() != 2
        || e.arg(0) != Build.eye(e.shape().get(0))) {
      return null;
    }
    Expr vector = Pad.of(Build.ones(Shape.of(Dim.ONE)), slice.offset(), e.shape().get(0), 1);
    return Build.expand(vector, List.of(1));
  }

  /// Directly, or from a product that stands in this one as a factor.
  private static @Nullable Expr constantLeaves(Expr e) {
    if (!(e.head() instanceof Head.Einsum sum)) {
      return null;
    }
    Expr left = leaves(e, sum);
    for (int k = 0; left == null && k < e.args().size(); k++) {
      Expr part = e.arg(k);
      Head.Factor factor = sum.factors().get(k);
      if (factor.power().isOne()
          && !sum.out().containsAll(factor.letters())
          && part.head() instanceof Head.Einsum
          && part.args().stream().anyMatch(a -> a.head() instanceof Head.Sum)
          && part.args().stream().anyMatch(a -> SumLaws.unitAxis(a) >= 0)) {
        Product opened = Build.product(e).inlining(x -> x == part);
        copy(e, sum, Build.range(0, e.args().size()), opened);
        Expr whole = opened.out(sum.out());
        left = whole.head() instanceof Head.Einsum all ? leaves(whole, all) : null;
      }
    }
    return left;
  }

  private static @Nullable Expr leaves(Expr e, Head.Einsum sum) {
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor weight = sum.factors().get(k);
      int axis = weight.power().isOne() ? SumLaws.unitAxis(e.arg(k)) : -1;
      int j = axis < 0 ? -1 : onlyOther(sum, k, weight.letters().get(axis));
      if (j >= 0
          && sum.factors().get(j).power().isOne()
          && e.arg(j).head() instanceof Head.Sum(List<Rational> coefficients)) {
        int along = sum.factors().get(j).letters().indexOf(weight.letters().get(axis));
        List<Expr> terms = new ArrayList<>();
        List<Rational> numbers = new ArrayList<>();
        List<Expr> left = new ArrayList<>();
        List<Rational> leftNumbers = new ArrayList<>();
        for (int n = 0; n < coefficients.size(); n++) {
          Expr term = e.arg(j).arg(n);
          if (term.isRepeatedAlong(along)) {
            terms.add(outside(e, sum, k, j, along, term));
            numbers.add(coefficients.get(n));
          } else {
            left.add(term);
            leftNumbers.add(coefficients.get(n));
          }
        }
        if (!terms.isEmpty() && !left.isEmpty()) {
          Product rest = Build.product(e);
          List<Integer> others = new ArrayList<>(Build.range(0, e.args().size()));
          others.remove(j);
          copy(e, sum, others, rest);
          Expr inner = Build.sum(e.arg(j).shape(), leftNumbers, left);
          terms.add(rest.times(inner, sum.factors().get(j).letters()).out(sum.out()));
          numbers.add(Rational.ONE);
          return Build.sum(e.shape(), numbers, terms);
        }
      }
    }
    return null;
  }

  /// The product with a term that does not vary in place of weights and sum.
  private static Expr outside(Expr e, Head.Einsum sum, int k, int j, int along, Expr term) {
    Product result = Build.product(e);
    List<Integer> others = new ArrayList<>(Build.range(0, e.args().size()));
    others.removeAll(List.of(k, j));
    copy(e, sum, others, result);
    List<Integer> weight = sum.factors().get(k).letters();
    List<Integer> letters = new ArrayList<>(sum.factors().get(j).letters());
    Integer summed = letters.remove(along);
    for (int axis = 0; axis < weight.size(); axis++) {
      if (!weight.get(axis).equals(summed)) {
        result.letter(weight.get(axis), e.arg(k).shape().get(axis));
      }
    }
    return result.times(Build.dropRepeated(term, along), letters).out(sum.out());
  }

  /// The one factor besides k that carries the letter, once, if the letter is summed; else -1.
  static int onlyOther(Head.Einsum sum, int k, Integer letter) {
    int found = -1;
    int uses = 0;
    for (int j = 0; j < sum.factors().size(); j++) {
      for (Integer mine : sum.factors().get(j).letters()) {
        if (mine.equals(letter)) {
          uses++;
          found = j == k ? found : j;
        }
      }
    }
    return uses == 2 && !sum.out().contains(letter) ? found : -1;
  }

  /// A sum over an axis along which zeros were put, by itself.
  private static @Nullable Expr sumOfPadding(Expr e) {
    if (!(e.head() instanceof Head.Einsum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = sum.factors().get(k);
      if (e.arg(k).head() instanceof Head.Special s
          && s.op() instanceof Pad
          && factor.power().isOne()
          && SumLaws.alone(sum, k, factor.letters().size() - 1)) {
        Product result = Build.product(e);
        List<Integer> others = new ArrayList<>(Build.range(0, e.args().size()));
        others.remove(k);
        copy(e, sum, others, result);
        List<Integer> letters = new ArrayList<>(factor.letters());
        letters.set(letters.size() - 1, fresh(sum));
        return result.times(e.arg(k).arg(0), letters).out(sum.out());
      }
    }
    return null;
  }

  private static int fresh(Head.Einsum e) {
    int top = e.out().stream().mapToInt(Integer::intValue).max().orElse(-1);
    for (Head.Factor factor : e.factors()) {
      top = Math.max(top, factor.letters().stream().mapToInt(Integer::intValue).max().orElse(-1));
    }
    return top + 1;
  }

  // --- fractions ---------------------------------------------------------------------------------

  private static final int MOST_TERMS = 12;

  /// Terms over powers of the same sum, brought to the same power where that makes them shorter.
  private static @Nullable Expr denominator(Expr e) {
    if (!(e.head() instanceof Head.Sum(List<Rational> coefficients))
        || e.args().size() > MOST_TERMS) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      if (!(e.arg(k).head() instanceof Head.Einsum product)) {
        continue;
      }
      for (int f = 0; f < e.arg(k).args().size(); f++) {
        Expr below = e.arg(k).arg(f);
        Head.Factor factor = product.factors().get(f);
        boolean fraction =
            below.head() instanceof Head.Sum
                && factor.power().isInteger()
                && factor.power().compareTo(Rational.MINUS_ONE) < 0
                && factor.letters().equals(product.out());
        Expr better = fraction ? over(e, coefficients, below, factor.power()) : null;
        if (better != null) {
          return better;
        }
      }
    }
    return null;
  }

  /// Terms over the same sum that together are a multiple of it.
  private static @Nullable Expr whole(Expr e) {
    if (!(e.head() instanceof Head.Sum(List<Rational> coefficients))
        || e.args().size() > MOST_TERMS) {
      return null;
    }
    Set<Expr> tried = new HashSet<>();
    for (Expr term : e.args()) {
      for (Expr below : term.args()) {
        if (below.head() instanceof Head.Sum && isUnder(term, below) && tried.add(below)) {
          Expr left = together(e, coefficients, below);
          if (left != null) {
            return left;
          }
        }
      }
    }
    return null;
  }

  /// Whether a term is divided by a sum of its shape, once.
  private static boolean isUnder(Expr term, Expr below) {
    int k = term.args().indexOf(below);
    return k >= 0
        && term.head() instanceof Head.Einsum product
        && product.factors().get(k).power().equals(Rational.MINUS_ONE)
        && product.factors().get(k).letters().equals(product.out());
  }

  private static @Nullable Expr together(Expr e, List<Rational> coefficients, Expr below) {
    List<Integer> all = Build.range(0, e.rank());
    List<Expr> above = new ArrayList<>();
    List<Rational> numbers = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    List<Rational> restNumbers = new ArrayList<>();
    for (int k = 0; k < e.args().size(); k++) {
      Expr term = e.arg(k);
      boolean under = isUnder(term, below);
      Product top = Product.one().letters(all, e.shape()).inlining(x -> x == term);
      (under ? above : rest).add(under ? top.times(term, all).times(below, all).out(all) : term);
      (under ? numbers : restNumbers).add(coefficients.get(k));
    }
    Expr ratio =
        above.size() < 2 ? null : Build.divide(Build.sum(e.shape(), numbers, above), below);
    if (ratio == null || ratio.constant() == null) {
      return null;
    }
    rest.add(ratio);
    restNumbers.add(Rational.ONE);
    return Build.sum(e.shape(), restNumbers, rest);
  }

  /// The sum with all terms that have a lower power of the denominator brought to that power.
  private static @Nullable Expr over(
      Expr e, List<Rational> coefficients, Expr below, Rational power) {
    List<Integer> all = Build.range(0, e.rank());
    List<Expr> above = new ArrayList<>();
    List<Rational> numbers = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    List<Rational> restNumbers = new ArrayList<>();
    for (int k = 0; k < e.args().size(); k++) {
      Expr term = e.arg(k);
      boolean fits = false;
      if (term.head() instanceof Head.Einsum product && term.args().contains(below)) {
        Head.Factor factor = product.factors().get(term.args().indexOf(below));
        fits =
            factor.power().isInteger()
                && factor.power().signum() < 0
                && factor.power().compareTo(power) >= 0
                && factor.letters().equals(product.out());
      }
      if (fits) {
        above.add(
            Product.one()
                .letters(all, e.shape())
                .inlining(x -> x == term)
                .times(term, all)
                .times(below, all, power.negate())
                .out(all));
        numbers.add(coefficients.get(k));
      } else {
        rest.add(term);
        restNumbers.add(coefficients.get(k));
      }
    }
    if (above.size() < 2) {
      return null;
    }
    Expr top = Build.sum(e.shape(), numbers, above);
    Expr expanded = LinearLaws.expand(top);
    Expr fraction =
        Product.one()
            .letters(all, e.shape())
            .times(expanded == null ? top : expanded, all)
            .times(below, all, power)
            .out(all);
    rest.add(fraction);
    restNumbers.add(Rational.ONE);
    Expr result = Build.sum(e.shape(), restNumbers, rest);
    return LinearLaws.weight(result) < LinearLaws.weight(e) ? result : null;
  }
}
