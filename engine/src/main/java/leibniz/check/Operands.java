package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.python.Expression;

/// What an expression is computed from.
final class Operands {
  private Operands() {}

  /// The function that is called, and its module, are no values.
  static List<Expression> of(Expression e) {
    return switch (e) {
      case Expression.Call(Expression.Attribute(var receiver, _, _, _), var arguments, _) -> {
        List<Expression> below = new ArrayList<>();
        if (!(receiver instanceof Expression.Name(String id, _)) || !isModule(id)) {
          below.add(receiver);
        }
        arguments.forEach(a -> below.add(a.value()));
        yield below;
      }
      case Expression.Call(_, var arguments, _) ->
          arguments.stream().map(Expression.Argument::value).toList();
      case Expression.Attribute(var value, String name, _, _) ->
          name.equals("T") || name.equals("shape") ? List.of(value) : List.of();
      default -> e.children();
    };
  }

  static boolean isModule(String id) {
    return id.equals("np") || id.equals("numpy") || id.equals("math") || id.equals("scipy");
  }
}
