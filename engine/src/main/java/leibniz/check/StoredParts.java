package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// What statements that change a part of an array, as `V[:, k] -= g`, store there: the part as it
/// then is, and the value as it is written.
final class StoredParts {
  private static final String PART = "stored__";
  private static final String VALUE = "storing__";

  private StoredParts() {}

  /// The events in which the parts and the values were bound to names for once; none of a statement
  /// that cannot be followed so.
  static Map<Span, List<Event>> of(Run run, List<Statement> statements) {
    Text text = new Text(run.program().source());
    List<Fix.Edit> edits = new ArrayList<>();
    for (int k = 0; k < statements.size(); k++) {
      Expression target = target(statements.get(k));
      Expression value = value(statements.get(k));
      if (target != null && value != null) {
        Span whole = statements.get(k).span();
        edits.add(
            new Fix.Edit(value.span(), "(" + VALUE + k + " := " + text.at(value.span()) + ")"));
        edits.add(
            new Fix.Edit(Dropped.end(whole), "; " + PART + k + " = " + text.at(target.span())));
      }
    }
    Run other = edits.isEmpty() ? null : run.changed(text.with(edits));
    Map<Span, List<Event>> events = new LinkedHashMap<>();
    for (int k = 0; k < statements.size() && other != null; k++) {
      String part = PART + k;
      String value = VALUE + k;
      events.put(
          statements.get(k).span(),
          other.events().stream()
              .filter(e -> e.target().equals(part) || e.target().equals(value))
              .filter(e -> Parts.isSameCall(run, other, e.frame()))
              .toList());
    }
    return events;
  }

  private static @Nullable Expression target(Statement statement) {
    return switch (statement) {
      case Statement.AugmentedAssign a when a.target() instanceof Expression.Subscript ->
          a.target();
      case Statement.Assign a
          when a.targets().size() == 1 && a.targets().getFirst() instanceof Expression.Subscript ->
          a.targets().getFirst();
      default -> null;
    };
  }

  private static @Nullable Expression value(Statement statement) {
    return switch (statement) {
      case Statement.AugmentedAssign a -> a.value();
      case Statement.Assign a -> a.value();
      default -> null;
    };
  }
}
