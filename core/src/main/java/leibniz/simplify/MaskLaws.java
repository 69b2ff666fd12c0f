package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.is;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.op.Conditions;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// Laws of conditions, which are 1 or 0.
final class MaskLaws {
  private MaskLaws() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "a condition that is not 0",
              "x: (B, D)",
              "(x > 1) != 0",
              "x > 1",
              e -> ofMask(e, Maps.NOT_EQUAL) ? e.arg(0) : null),
          new Law(
              "a condition that is 0",
              "x: (B, D)",
              "(x > 1) == 0",
              "x <= 1",
              e -> ofMask(e, Maps.EQUAL) ? Conditions.not(e.arg(0)) : null),
          new Law(
              "1 less a condition",
              "x: (B, D)",
              "2 - 2 * (x > 1)",
              "2 * (x <= 1)",
              MaskLaws::opposite),
          new Law(
              "below an upper bound, from below",
              "x: (B, D)",
              "maximum(x, -1) < 1",
              "x < 1",
              e -> bounded(e, Maps.LESS, Maps.MAXIMUM, -1)),
          new Law(
              "above a lower bound, from above",
              "x: (B, D)",
              "minimum(x, 1) > -1",
              "x > -1",
              e -> bounded(e, Maps.GREATER, Maps.MINIMUM, 1)),
          new Law(
              "a rectifier below a bound",
              "x: (B, D)",
              "relu(x) < 1",
              "x < 1",
              e ->
                  is(e, Maps.LESS) && is(e.arg(0), Maps.RELU) && signum(e.arg(1)) > 0
                      ? Build.map(Maps.LESS, e.arg(0).arg(0), e.arg(1))
                      : null));

  /// A number, and that number less where a relation holds.
  private static @Nullable Expr opposite(Expr e) {
    if (!(e.head() instanceof Head.Sum(List<Rational> numbers))) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Rational constant = e.arg(k).constant();
      Rational number = constant == null ? Rational.ZERO : constant.times(numbers.get(k));
      for (int j = 0; j < e.args().size() && !number.isZero(); j++) {
        if (Conditions.isRelation(e.arg(j)) && numbers.get(j).equals(number.negate())) {
          List<Expr> terms = new ArrayList<>(e.args());
          List<Rational> left = new ArrayList<>(numbers);
          terms.set(j, Conditions.not(e.arg(j)));
          left.set(j, number);
          terms.remove(k);
          left.remove(k);
          return Build.sum(e.shape(), left, terms);
        }
      }
    }
    return null;
  }

  private static boolean ofMask(Expr e, Elementwise relation) {
    return is(e, relation) && Conditions.is(e.arg(0)) && e.arg(1).isZero();
  }

  /// `extreme(x, d) relation c` where d does not decide it.
  private static @Nullable Expr bounded(
      Expr e, Elementwise relation, Elementwise extreme, int side) {
    if (!is(e, relation) || !is(e.arg(0), extreme)) {
      return null;
    }
    Rational bound = e.arg(1).constant();
    for (int k = 0; k < 2; k++) {
      Rational other = e.arg(0).arg(k).constant();
      if (bound != null && other != null && Integer.signum(other.compareTo(bound)) == side) {
        return Build.map(relation, e.arg(0).arg(1 - k), e.arg(1));
      }
    }
    return null;
  }

  private static int signum(Expr e) {
    Rational value = e.constant();
    return value == null ? 0 : value.signum();
  }
}
