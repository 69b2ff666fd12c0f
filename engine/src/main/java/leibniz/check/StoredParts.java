package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// What statements that change a part of an array, as `V[:, k] -= g` or `np.add.at(V, k, g)`, store
/// there: the part as it then is, and the value as it is written.
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
      String target = target(statements.get(k), text);
      Expression value = value(statements.get(k));
      if (value != null) {
        Span whole = statements.get(k).span();
        edits.add(
            new Fix.Edit(value.span(), "(" + VALUE + k + " := " + text.at(value.span()) + ")"));
        edits.add(new Fix.Edit(Dropped.end(whole), "; " + PART + k + " = " + target));
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

  /// Whether a statement changes a part of an array.
  static boolean is(@Nullable Statement statement) {
    return statement != null && value(statement) != null;
  }

  private static String target(Statement statement, Text text) {
    return switch (statement) {
      case Statement.AugmentedAssign a -> text.at(a.target().span());
      case Statement.Assign a -> text.at(a.targets().getFirst().span());
      case Statement.Evaluate(Expression.Call call, _) -> {
        List<Expression.Argument> handed = call.arguments();
        yield text.at(handed.get(0).value().span())
            + "["
            + text.at(handed.get(1).value().span())
            + "]";
      }
      default -> "";
    };
  }

  private static @Nullable Expression value(Statement statement) {
    return switch (statement) {
      case Statement.AugmentedAssign a when a.target() instanceof Expression.Subscript -> a.value();
      case Statement.Assign a
          when a.targets().size() == 1 && a.targets().getFirst() instanceof Expression.Subscript ->
          a.value();
      case Statement.Evaluate(Expression.Call call, _) when isAt(call) ->
          call.arguments().get(2).value();
      default -> null;
    };
  }

  /// `np.add.at(V, k, g)`.
  private static boolean isAt(Expression.Call call) {
    return AT.matcher(Spelled.text(call.function())).matches() && call.arguments().size() == 3;
  }

  private static final Pattern AT = Pattern.compile("\\w+\\.\\w+\\.at");
}
