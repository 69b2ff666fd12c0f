package leibniz.trace;

import java.util.Set;
import leibniz.python.Expression;

/// Statements that only show something: they say nothing of the tensors and are passed over.
final class Effects {
  private Effects() {}

  private static final Set<String> SHOW =
      Set.of("print", "plt", "matplotlib", "sns", "logging", "logger", "warnings", "pprint");

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
