package leibniz.check;

import java.util.HashSet;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;

/// What a comprehension calls one element after the other, as `nb` of `nb + dnb for nb, dnb in …`:
/// that is read where it is bound, not computed.
final class Elements {
  private final Set<String> names = new HashSet<>();

  Elements(Statement statement) {
    if (statement instanceof Statement.Assign a) {
      collect(a.value());
    }
  }

  private void collect(Expression e) {
    if (e instanceof Expression.Comprehension(_, _, var clauses, _)) {
      clauses.stream()
          .filter(c -> !(c.iterable() instanceof Expression.Listing)) // these are named one by one
          .forEach(c -> names.addAll(LocalSizes.names(c.target())));
    }
    e.children().forEach(this::collect);
  }

  /// Whether an event of the statement gives such a name.
  boolean names(Event event) {
    return event.kind() == Event.Kind.ASSIGN && names.contains(event.target());
  }
}
