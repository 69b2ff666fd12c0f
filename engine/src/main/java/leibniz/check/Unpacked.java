package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;

/// What a function unpacks in another order than it was packed in: `x, r, z = cache` for `x, z, r =
/// cache`.
final class Unpacked {
  private Unpacked() {}

  /// Two names of one shape that change places, in each statement of these calls that unpacks.
  ///
  /// @param frames the calls
  static Map<Statement, List<Slip>> of(
      Run run, Statements statements, Text text, Set<Integer> frames) {
    Map<Statement, Map<String, Event>> bound = new LinkedHashMap<>();
    for (Event event : run.events()) {
      if (event.kind() == Event.Kind.ASSIGN
          && frames.contains(event.frame())
          && statements.at(event.statement()) instanceof Statement.Assign a
          && a.targets().getFirst() instanceof Expression.Tuple) {
        bound.computeIfAbsent(a, _ -> new LinkedHashMap<>()).put(event.target(), event);
      }
    }
    Set<List<String>> packed = packed(statements);
    Map<Statement, List<Slip>> slips = new LinkedHashMap<>();
    bound.forEach((statement, events) -> {
      slips.put(statement, of(statement, events, text, packed));
    });
    return slips;
  }

  /// What is put together: `cache = x, z, r`. What is taken apart there under its names is in
  /// order.
  private static Set<List<String>> packed(Statements statements) {
    Set<List<String>> all = new HashSet<>();
    for (Statement s : statements.all()) {
      Expression value =
          switch (s) {
            case Statement.Assign a -> a.value();
            case Statement.Return(Expression e, _) -> e;
            case Statement.Evaluate(Expression e, _) -> e; // `caches.append((x, z, r))`
            default -> null;
          };
      if (value != null) {
        tuples(value, all);
      }
    }
    return all;
  }

  private static void tuples(Expression e, Set<List<String>> all) {
    if (e instanceof Expression.Tuple t) {
      all.add(names(t));
    }
    e.children().forEach(child -> tuples(child, all));
  }

  private static List<String> names(Expression.Tuple tuple) {
    return tuple.elements().stream().map(Spelled::text).toList();
  }

  private static List<Slip> of(
      Statement statement, Map<String, Event> events, Text text, Set<List<String>> packed) {
    List<Slip> slips = new ArrayList<>();
    Expression targets = ((Statement.Assign) statement).targets().getFirst();
    List<Expression> names = ((Expression.Tuple) targets).elements();
    for (int k = 0; k < names.size(); k++) {
      for (int j = k + 1; j < names.size(); j++) {
        String first = text.at(names.get(k).span());
        String second = text.at(names.get(j).span());
        Event one = events.get(first);
        Event other = events.get(second);
        int a = k;
        int b = j;
        boolean inOrder =
            packed.stream()
                .filter(p -> p.size() == names.size())
                .anyMatch(p -> p.get(a).equals(first) && p.get(b).equals(second));
        if (!inOrder
            && one != null
            && other != null
            && one.value().shape().equals(other.value().shape())
            && !one.value().equals(other.value())) {
          List<Fix.Edit> edits =
              List.of(
                  new Fix.Edit(names.get(k).span(), second),
                  new Fix.Edit(names.get(j).span(), first));
          String words = first + " and " + second + " are the other way round";
          slips.add(new Slip(Slip.Kind.NAME, edits, words));
        }
      }
    }
    return slips;
  }

  /// Whether it is what a call returns that is unpacked.
  static boolean isOfCall(Statement statement) {
    return statement instanceof Statement.Assign a && a.value() instanceof Expression.Call;
  }
}
