package leibniz.check;

import leibniz.python.Expression;

/// What is written, as names.
final class Spelled {
  private Spelled() {}

  /// A target as written, as far as it is names, attributes and keys.
  static String text(Expression e) {
    return switch (e) {
      case Expression.Name(String id, _) -> id;
      case Expression.Attribute(var value, String name, _, _) -> text(value) + "." + name;
      case Expression.Subscript(var value, Expression.Str(String key, _, _), _) ->
          text(value) + "['" + key + "']";
      case Expression.Subscript(var value, var index, _) -> text(value) + "[" + text(index) + "]";
      case Expression.Int(var value, _) -> value.toString();
      default -> "?";
    };
  }

  /// The last of names with dots between them: `W` of `self.layer.W`.
  static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// Whether a name stands anywhere in an expression.
  static boolean names(Expression e, String name) {
    return e instanceof Expression.Name(String id, _) && id.equals(name)
        || e.children().stream().anyMatch(c -> names(c, name));
  }
}
