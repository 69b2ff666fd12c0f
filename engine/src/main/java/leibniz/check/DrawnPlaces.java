package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import leibniz.trace.Placed;

/// Positions of which a program says that a condition holds there, `rows, cols = np.nonzero(X)`: at
/// others, values may be none, as the logarithm of what is looked up there.
final class DrawnPlaces {
  private DrawnPlaces() {}

  /// Such positions; none where a condition holds nowhere.
  ///
  /// @param drawn numbers of all inputs
  /// @param value what an expression of these is
  /// @param near whether all of them are in a row or a column with one of them, so that many are
  ///   alike
  static Map<Expr, Values> of(
      List<Placed> placed,
      Map<Expr, Values> drawn,
      Function<Expr, Values> value,
      boolean near,
      SplittableRandom random) {
    Map<Expr, Values> found = new HashMap<>();
    for (Placed held : placed) {
      boolean known =
          held.condition().inOrder().stream()
              .allMatch(e -> !(e.head() instanceof Head.Var) || drawn.containsKey(e));
      if (known && held.positions().stream().anyMatch(drawn::containsKey)) {
        List<int[]> places = places(value.apply(held.condition()));
        if (!places.isEmpty()) {
          int[] one = places.get(random.nextInt(places.size()));
          places.removeIf(place -> near && !isNear(place, one));
          put(held, places, drawn, random.nextLong(), found);
        }
      }
    }
    return found;
  }

  private static boolean isNear(int[] place, int[] other) {
    for (int axis = 0; axis < place.length; axis++) {
      if (place[axis] == other[axis]) {
        return true;
      }
    }
    return false;
  }

  private static void put(
      Placed held,
      List<int[]> places,
      Map<Expr, Values> drawn,
      long seed,
      Map<Expr, Values> found) {
    for (int axis = 0; axis < held.positions().size(); axis++) {
      Values now = drawn.get(held.positions().get(axis));
      if (now != null) { // else no value that is compared speaks of them
        SplittableRandom same = new SplittableRandom(seed);
        Values along = Values.zeros(now.shape());
        for (int k = 0; k < along.count(); k++) {
          along.re()[k] = places.get(same.nextInt(places.size()))[axis];
        }
        found.put(held.positions().get(axis), along);
      }
    }
  }

  /// Where entries are not 0.
  private static List<int[]> places(Values condition) {
    List<int[]> places = new ArrayList<>();
    int[] shape = condition.shape();
    for (int k = 0; k < condition.count(); k++) {
      if (condition.re()[k] != 0) {
        int[] place = new int[shape.length];
        int rest = k;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
          place[axis] = rest % shape[axis];
          rest /= shape[axis];
        }
        places.add(place);
      }
    }
    return places;
  }
}
