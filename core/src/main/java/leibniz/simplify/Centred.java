package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Laws of what sums to 0 along an axis because its mean was taken off. They are what makes the
/// gradients of normalisations short: `Σ_j (x_j − μ) c` is not there.
final class Centred {
  private Centred() {}

  private static final int MOST_TERMS = 8; // of a difference from a mean
  private static final int ROUNDS = 4; // of sizes that cancel

  static final List<Law> ALL =
      List.of(
          new Law(
              "what is centred sums to 0",
              "x: (B, D); c: (B,)",
              "einsum('bd,b->b', x - mean(x, axis=1, keepdims=True), c)",
              "zeros(B)",
              Centred::ends),
          new Law(
              "a centred term leaves the sum",
              "x: (B, D); y: (B, D); c: (B, 1)",
              "sum((x - mean(x, axis=1, keepdims=True)) * c + y, axis=1)",
              "sum(y, axis=1)",
              Centred::leaves));

  /// A factor that sums to 0 over a letter nothing else has.
  private static @Nullable Expr ends(Expr e) {
    if (!(e.head() instanceof Head.Einsum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      for (int axis = 0; axis < e.arg(k).rank(); axis++) {
        if (isSummed(sum, k, axis) && vanishes(e.arg(k), axis)) {
          return Build.zeros(e.shape());
        }
      }
    }
    return null;
  }

  /// A factor of which some terms sum to 0 over a letter nothing else has.
  private static @Nullable Expr leaves(Expr e) {
    if (!(e.head() instanceof Head.Einsum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      if (!(e.arg(k).head() instanceof Head.Sum(List<Rational> coefficients))) {
        continue;
      }
      for (int axis = 0; axis < e.arg(k).rank(); axis++) {
        if (!isSummed(sum, k, axis)) {
          continue;
        }
        List<Expr> terms = new ArrayList<>();
        List<Rational> numbers = new ArrayList<>();
        for (int n = 0; n < coefficients.size(); n++) {
          if (!vanishes(e.arg(k).arg(n), axis)) {
            terms.add(e.arg(k).arg(n));
            numbers.add(coefficients.get(n));
          }
        }
        if (terms.size() < coefficients.size()) {
          Expr left = Build.sum(e.arg(k).shape(), numbers, terms);
          Product result = Build.product(e);
          List<Integer> others = new ArrayList<>(Build.range(0, e.args().size()));
          others.remove(k);
          copy(e, sum, others, result);
          return result.times(left, sum.factors().get(k).letters()).out(sum.out());
        }
      }
    }
    return null;
  }

  private static boolean isSummed(Head.Einsum sum, int k, int axis) {
    return sum.factors().get(k).power().isOne() && SumLaws.alone(sum, k, axis);
  }

  /// Whether the sum along the axis is 0: of a product, because the one factor that varies along it
  /// is centred; of a sum, because what its terms add up to cancels.
  private static boolean vanishes(Expr e, int axis) {
    return switch (e.head()) {
      case Head.Einsum product -> {
        Integer letter = product.out().get(axis);
        int only = carrier(product, letter);
        yield only >= 0
            && Collections.frequency(product.out(), letter) == 1
            && product.factors().get(only).power().isOne()
            && vanishes(e.arg(only), product.factors().get(only).letters().indexOf(letter));
      }
      case Head.Sum sum -> isDifference(e, axis) && cancels(e, sum, axis);
      case Head.Var v -> false;
      case Head.Num n -> false;
      case Head.Map m -> false;
      case Head.Special s -> false;
    };
  }

  /// The one factor that has the letter, once; or -1.
  private static int carrier(Head.Einsum product, Integer letter) {
    int found = -1;
    for (int k = 0; k < product.factors().size(); k++) {
      int times = Collections.frequency(product.factors().get(k).letters(), letter);
      if (times > 1 || times == 1 && found >= 0) {
        return -1;
      }
      found = times == 1 ? k : found;
    }
    return found;
  }

  /// Whether there is something that is the same along the axis, as a mean is, and something else.
  private static boolean isDifference(Expr e, int axis) {
    return e.args().size() <= MOST_TERMS
        && !e.shape().get(axis).isOne()
        && e.args().stream().anyMatch(t -> isTotal(t) && t.isRepeatedAlong(axis))
        && !e.args().stream().allMatch(t -> t.isRepeatedAlong(axis));
  }

  /// Whether something that was added up or multiplied is shown, as a mean is.
  private static boolean isTotal(Expr e) {
    return e.isView() && !e.args().isEmpty() && e.arg(0).head() instanceof Head.Einsum;
  }

  private static boolean cancels(Expr e, Head.Sum sum, int axis) {
    List<Expr> totals = new ArrayList<>();
    for (Expr term : e.args()) {
      Expr total = Build.reduce(term, List.of(axis));
      Expr smaller = LinearLaws.cancelSize(total);
      for (int round = 0; smaller != null && round < ROUNDS; round++) {
        total = smaller;
        smaller = LinearLaws.cancelSize(total);
      }
      totals.add(total);
    }
    return Build.sum(totals.get(0).shape(), sum.coefficients(), totals).isZero();
  }
}
