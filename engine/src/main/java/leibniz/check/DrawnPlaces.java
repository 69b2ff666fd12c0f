package leibniz.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.trace.Placed;

/// Positions of which a program says that a condition holds there, `rows, cols = np.nonzero(X)`: at
/// others, values may be none, as the logarithm of what is looked up there.
final class DrawnPlaces {
  private DrawnPlaces() {}

  /// A point with such positions; as it is where a condition holds nowhere.
  ///
  /// @param inputs what has numbers there
  /// @param near whether all of them are in a row or a column with one of them, so that many are
  ///   alike
  static Point of(
      Point point,
      List<Placed> placed,
      Collection<Expr> inputs,
      boolean near,
      SplittableRandom random) {
    Map<Expr, Values> drawn = new HashMap<>();
    for (Placed held : placed) {
      if (inputs.stream().anyMatch(held.positions()::contains) && point.knows(held.condition())) {
        Values condition = point.value(held.condition());
        List<int[]> places = places(condition);
        if (!places.isEmpty()) {
          int[] one = places.get(random.nextInt(places.size()));
          places.removeIf(place -> near && !isNear(place, one));
          put(point, held, places, random, drawn);
        }
      }
    }
    return drawn.isEmpty() ? point : point.with(drawn);
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
      Point point,
      Placed held,
      List<int[]> places,
      SplittableRandom random,
      Map<Expr, Values> drawn) {
    long seed = random.nextLong();
    for (int axis = 0; axis < held.positions().size(); axis++) {
      Values now = point.number(held.positions().get(axis));
      if (now != null) { // else no value that is compared speaks of them
        SplittableRandom same = new SplittableRandom(seed);
        Values along = Values.zeros(now.shape());
        for (int k = 0; k < along.count(); k++) {
          along.re()[k] = places.get(same.nextInt(places.size()))[axis];
        }
        drawn.put(held.positions().get(axis), along);
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
