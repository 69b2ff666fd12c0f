package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Walk;

/// Which of what a derivative is handed goes a step along it: of `G = grad(Y, D)` and `trial = Y -
/// step * G` that is `Y`, whatever it is called.
final class Advanced {
  private final Derivatives.Callable derivative;
  private final Map<String, List<Expression.Call>> calls = new HashMap<>(); // by what they give
  private final Set<String> found = new HashSet<>();

  private Advanced(Derivatives.Callable derivative) {
    this.derivative = derivative;
  }

  /// The parameter of the derivative; empty if no step is seen, or there are steps of several.
  static String parameter(Module program, Derivatives.Callable derivative) {
    Advanced advanced = new Advanced(derivative);
    List<Statement> all = new Statements(program).all();
    all.forEach(advanced::read);
    for (Statement s : all) {
      if (s instanceof Statement.AugmentedAssign a && isSum(a.operator())) {
        advanced.step(a.target(), a.value());
      }
    }
    Walk.expressions(
        program.body(),
        e -> {
          if (e instanceof Expression.Binary b && isSum(b.operator())) {
            advanced.step(b.left(), b.right());
          }
        });
    return advanced.found.size() == 1 ? advanced.found.iterator().next() : "";
  }

  private void read(Statement s) {
    if (s instanceof Statement.Assign(var targets, Expression.Call call, _) && isOf(call)) {
      for (Expression target : targets) {
        calls.computeIfAbsent(Spelled.text(target), _ -> new ArrayList<>()).add(call);
      }
    }
  }

  private boolean isOf(Expression.Call call) {
    return Spelled.last(Spelled.text(call.function())).equals(derivative.name());
  }

  /// The derivative itself, or it times something.
  private void step(Expression from, Expression along) {
    if (along instanceof Expression.Call call && isOf(call)) {
      handed(call, from);
    } else if (along instanceof Expression.Binary b
        && b.operator() == Expression.Operator.MULTIPLY) {
      step(from, b.left());
      step(from, b.right());
    } else {
      calls.getOrDefault(Spelled.text(along), List.of()).forEach(call -> handed(call, from));
    }
  }

  private void handed(Expression.Call call, Expression from) {
    List<Expression.Parameter> parameters = derivative.required();
    for (int k = 0; k < call.arguments().size(); k++) {
      Expression.Argument a = call.arguments().get(k);
      boolean named = a.kind() == Expression.ArgumentKind.KEYWORD;
      if (Spelled.text(a.value()).equals(Spelled.text(from)) && (named || k < parameters.size())) {
        found.add(named ? a.name() : parameters.get(k).name());
      }
    }
  }

  private static boolean isSum(Expression.Operator operator) {
    return operator == Expression.Operator.ADD || operator == Expression.Operator.SUBTRACT;
  }
}
