package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Steps that a program takes along what a function returns.
final class Climbing {
  private Climbing() {}

  /// Whether a program climbs along a derivative that it calls so: `w += lr * g(w)`, or `s = g(w)`
  /// and `w += lr * s`.
  static boolean climbs(Module program, String call) {
    List<Statement> all = new Statements(program).all();
    List<String> names = new ArrayList<>();
    for (Statement s : all) {
      if (s instanceof Statement.Assign(var targets, Expression.Call made, _)
          && Spelled.text(made.function()).equals(call)) {
        targets.forEach(t -> names.add(Spelled.text(t)));
      }
    }
    return all.stream().anyMatch(s -> adds(s, call, names));
  }

  private static boolean adds(Statement s, String call, List<String> names) {
    Expression added =
        switch (s) {
          case Statement.AugmentedAssign a when a.operator() == Expression.Operator.ADD ->
              a.value();
          case Statement.Assign(var targets, Expression.Binary b, _)
              when b.operator() == Expression.Operator.ADD
                  && Spelled.text(targets.getFirst()).equals(Spelled.text(b.left())) ->
              b.right();
          default -> null;
        };
    return added != null && (calls(added, call) || has(added, names));
  }

  private static boolean has(Expression e, List<String> names) {
    return names.contains(Spelled.text(e)) || e.children().stream().anyMatch(c -> has(c, names));
  }

  /// `w -= lr * g(w)`, `w = w - lr * g(w)`, `dw = g(w)`; not `d_h = relu(d_z)` of a discriminator.
  static boolean stepsAlong(Statement s, String call) {
    return switch (s) {
      case Statement.AugmentedAssign a -> isSum(a.operator()) && calls(a.value(), call);
      case Statement.Assign(var targets, Expression.Binary b, _) ->
          isSum(b.operator())
              && Spelled.text(targets.getFirst()).equals(Spelled.text(b.left()))
              && calls(b.right(), call);
      case Statement.Assign(var targets, Expression.Call made, _) ->
          Spelled.text(made.function()).equals(call)
              && targets.stream().anyMatch(Climbing::isGradient)
              && made.arguments().stream().noneMatch(a -> isGradient(a.value())); // a prefix only
      default -> false;
    };
  }

  private static boolean isGradient(Expression e) {
    return GradientName.of(Spelled.text(e)) != null;
  }

  private static boolean isSum(Expression.Operator operator) {
    return operator == Expression.Operator.ADD || operator == Expression.Operator.SUBTRACT;
  }

  private static boolean calls(Expression e, String call) {
    return e instanceof Expression.Call made && Spelled.text(made.function()).equals(call)
        || e.children().stream().anyMatch(c -> calls(c, call));
  }
}
