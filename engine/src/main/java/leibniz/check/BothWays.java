package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import leibniz.op.Conditions;

/// Conditions on data, and which way they go at points: what is written for a case that none of the
/// points is in would be compared with nothing.
final class BothWays {
  /// How much larger inputs are where a case was not met, in the order in which it is tried.
  private static final double[] LARGER = {2, 2, 4, 4, 8, 8};

  private record Way(Expr condition, boolean holds) {}

  /// Draws points: from seeds of that number on, so much larger than usual.
  interface Draw {
    List<Point> at(int seed, double scale);
  }

  private BothWays() {}

  /// Further points, at which conditions go a way they do not go at these.
  ///
  /// @param roots what is compared
  static List<Point> more(Collection<Expr> roots, List<Point> points, Draw draw) {
    List<Expr> conditions = Expr.inOrder(roots).stream().filter(BothWays::isCondition).toList();
    Set<Way> seen = new HashSet<>(seen(conditions, points));
    List<Point> more = new ArrayList<>();
    for (int k = 0; k < LARGER.length && seen.size() < 2 * conditions.size(); k++) {
      List<Point> drawn = draw.at(points.size() * (k + 1), LARGER[k]);
      if (seen.addAll(seen(conditions, drawn))) {
        more.addAll(drawn);
      }
    }
    return more;
  }

  private static boolean isCondition(Expr e) {
    return e.head() instanceof Head.Map
        && Conditions.is(e)
        && e.inOrder().stream().anyMatch(arg -> arg.head() instanceof Head.Var);
  }

  private static List<Way> seen(List<Expr> conditions, List<Point> points) {
    return points.stream()
        .map(point -> point.values(conditions))
        .flatMap(values -> values.entrySet().stream())
        .flatMap(BothWays::ways)
        .distinct()
        .toList();
  }

  private static Stream<Way> ways(Map.Entry<Expr, Values> condition) {
    return Arrays.stream(condition.getValue().re())
        .mapToObj(x -> new Way(condition.getKey(), x != 0))
        .distinct();
  }
}
