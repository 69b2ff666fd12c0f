package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.trace.Event;

/// Sides of differences: `loss1` and `loss2` of two calls of one function, of which no gradient is.
final class Sides {
  private static final Pattern NAME =
      Pattern.compile("(.*?)_?(?:1|2|plus|minus|pos|neg|up|down|hi|lo|[pm])");

  private Sides() {}

  /// @param name what both sides are called
  /// @param function the function that is called for them
  private record Side(int frame, String name, String function) {}

  /// Those of them that are a side.
  static Set<Group> of(Chain chain, List<Group> losses) {
    Map<Side, List<Group>> all = new LinkedHashMap<>();
    for (Group group : losses) {
      Matcher side = NAME.matcher(group.target());
      String function = side.matches() ? called(chain, group) : "";
      if (!function.isEmpty()) {
        all.computeIfAbsent(
                new Side(group.frame(), side.group(1), function), _ -> new ArrayList<>())
            .add(group);
      }
    }
    Set<Group> sides = new HashSet<>();
    for (List<Group> beside : all.values()) {
      if (beside.stream().map(Group::target).distinct().count() > 1) {
        sides.addAll(beside);
      }
    }
    return sides;
  }

  /// The function whose result it is; empty if it is none.
  private static String called(Chain chain, Group loss) {
    return chain.occurrences().of(loss.first().value()).reversed().stream()
        .filter(e -> e.kind() == Event.Kind.RETURN && e.index() < loss.first().index())
        .map(e -> chain.base().frame(e).function())
        .findFirst()
        .orElse("");
  }
}
