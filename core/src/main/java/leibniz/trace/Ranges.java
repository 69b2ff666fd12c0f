package leibniz.trace;

import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// `range(n)` and `list(range(n))` as they are written.
final class Ranges {
  private Ranges() {}

  /// What the range counts, or null if it is none.
  static @Nullable Expression count(Expression e, Scope scope) {
    Expression listed = argument(e, "list", scope);
    return argument(listed == null ? e : listed, "range", scope);
  }

  /// The only argument of a call of Python's own function of that name, or null.
  private static @Nullable Expression argument(Expression e, String name, Scope scope) {
    boolean calls =
        e instanceof Expression.Call call
            && call.function() instanceof Expression.Name(String id, _)
            && id.equals(name)
            && scope.find(name) == null
            && call.arguments().size() == 1
            && call.arguments().get(0).kind() == Expression.ArgumentKind.POSITIONAL;
    return calls && e instanceof Expression.Call call ? call.arguments().get(0).value() : null;
  }
}
