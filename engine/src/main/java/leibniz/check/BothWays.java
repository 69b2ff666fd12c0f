package leibniz.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import leibniz.op.Conditions;
import leibniz.op.Maps;

/// Conditions on data, and which way they go at points: what is written for a case that none of the
/// points is in would be compared with nothing.
final class BothWays {
  /// How much larger inputs are where a case was not met, in the order in which it is tried.
  private static final double[] LARGER = {2, 2, 4, 4, 8, 8};

  /// The same where nothing but chance decides, entry by entry: so that it is below a small number,
  /// too.
  private static final double[] SMALLER = {1, 1.0 / 32};

  /// @param entry of the condition, where each counts; else 0
  private record Way(Expr condition, int entry, boolean holds) {}

  /// Draws points: from seeds of that number on, so much larger than usual.
  interface Draw {
    List<Point> at(int seed, double scale);

    /// Those of them that are tried where these were found, finite or not.
    List<Point> tried(int seed, double scale, List<Point> found);
  }

  private BothWays() {}

  /// Further points, at which conditions go a way they do not go at these.
  ///
  /// @param roots what is compared
  static List<Point> more(Collection<Expr> roots, List<Point> points, Draw draw) {
    List<Expr> conditions = Expr.inOrder(roots).stream().filter(BothWays::isCondition).toList();
    List<Expr> drawn = conditions.stream().filter(c -> isDrawn(c, points)).toList();
    List<Point> more = new ArrayList<>(met(conditions, points, false, LARGER, draw));
    List<Point> all = Stream.concat(points.stream(), more.stream()).toList();
    more.addAll(met(drawn, all, true, SMALLER, draw));
    return more;
  }

  /// @param each whether each entry of a condition counts
  private static List<Point> met(
      List<Expr> conditions, List<Point> points, boolean each, double[] scales, Draw draw) {
    Set<Way> seen = new HashSet<>(seen(conditions, points, each));
    int all = 2 * conditions.stream().mapToInt(c -> each ? entries(c, points) : 1).sum();
    List<Expr> unmet = conditions.stream().filter(c -> !isMet(c, seen, points, each)).toList();
    List<Point> more = new ArrayList<>();
    for (int k = 0; k < scales.length && seen.size() < all; k++) {
      int seed = points.size() * (k + 1);
      if (!points.isEmpty()
          && seen.containsAll(seen(unmet, draw.tried(seed, scales[k], points), each))) {
        continue; // what is compared takes far longer than the few conditions that are left
      }
      List<Point> drawn = draw.at(seed, scales[k]);
      if (seen.addAll(seen(conditions, drawn, each))) {
        more.addAll(drawn);
      }
    }
    return more;
  }

  private static boolean isMet(Expr condition, Set<Way> seen, List<Point> points, boolean each) {
    return IntStream.range(0, each ? entries(condition, points) : 1)
        .allMatch(k ->
            seen.contains(new Way(condition, k, true))
                && seen.contains(new Way(condition, k, false)));
  }

  private static int entries(Expr condition, List<Point> points) {
    return points.isEmpty() ? 1 : points.getFirst().value(condition).count();
  }

  private static boolean isCondition(Expr e) {
    return e.head() instanceof Head.Map m
        && (Conditions.is(e) || m.op().equals(Maps.RELU)) // of which some entry is 0 and some not
        && e.any(arg -> arg.head() instanceof Head.Var);
  }

  private static List<Way> seen(List<Expr> conditions, List<Point> points, boolean each) {
    return points.stream()
        .map(point -> point.values(conditions))
        .flatMap(values -> values.entrySet().stream())
        .flatMap(value -> ways(value, each))
        .distinct()
        .toList();
  }

  private static Stream<Way> ways(Map.Entry<Expr, Values> condition, boolean each) {
    double[] values = condition.getValue().re();
    return IntStream.range(0, values.length)
        .mapToObj(k -> new Way(condition.getKey(), each ? k : 0, values[k] != 0))
        .distinct();
  }

  private static final int MOST = 16; // entries that count each

  /// Whether it is nothing but chance, as which nodes of a graph have an edge.
  private static boolean isDrawn(Expr condition, List<Point> points) {
    return entries(condition, points) <= MOST
        && condition.inOrder().stream()
            .allMatch(e ->
                !(e.head() instanceof Head.Var v)
                    || v.properties().contains(Head.Property.POSITIVE));
  }
}
