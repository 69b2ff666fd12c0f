package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.trace.Event;
import leibniz.trace.Walk;

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

  /// The calls of one function that stand in a quotient of differences: `f(x + e)` and `f(x - e)`
  /// of `(f(x + e) - f(x - e)) / (2 * e)`.
  static Set<Span> calls(Module program) {
    Set<Span> calls = new HashSet<>();
    Walk.expressions(
        program.body(),
        e -> {
          if (e instanceof Expression.Binary quotient
              && quotient.operator() == Expression.Operator.DIVIDE
              && quotient.left() instanceof Expression.Binary difference
              && difference.operator() == Expression.Operator.SUBTRACT
              && difference.left() instanceof Expression.Call left
              && difference.right() instanceof Expression.Call right
              && Spelled.text(left.function()).equals(Spelled.text(right.function()))) {
            calls.add(left.span());
            calls.add(right.span());
          }
        });
    return calls;
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
