package leibniz.trace;

import java.util.Set;
import leibniz.python.Expression;

/// Statements that only show something: they say nothing of the tensors and are passed over.
final class Effects {
  private Effects() {}

  private static final Set<String> SHOW =
      Set.of("print", "plt", "matplotlib", "sns", "logging", "logger", "warnings", "pprint");

  /// Whether an expression is of a library that is never run.
  static boolean isForeign(Expression e, Scope scope) {
    Expression root = e;
    while (true) {
      switch (root) {
        case Expression.Call c -> root = c.function();
        case Expression.Attribute a -> root = a.value();
        case Expression.Name(String id, _) -> {
          Scope.Binding known = scope.find(id);
          return known != null && known.value() instanceof Value.Foreign;
        }
        default -> {
          return false;
        }
      }
    }
  }

  /// Whether an expression for its own sake is one of these, or a docstring.
  static boolean ignored(Expression e, Scope scope) {
    if (e instanceof Expression.Str || e instanceof Expression.Ellipsis) {
      return true;
    }
    if (!(e instanceof Expression.Call(var function, _, _))) {
      return false;
    }
    Expression root = function;
    while (root instanceof Expression.Attribute(var value, _, _, _)) {
      root = value;
    }
    if (!(root instanceof Expression.Name(String id, _))) {
      return false;
    }
    Scope.Binding binding = scope.find(id);
    return SHOW.contains(id) && (binding == null || binding.value() instanceof Value.Foreign);
  }
}
