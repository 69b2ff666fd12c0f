package leibniz.check;

import java.util.HashSet;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// What a program calls the results of its functions: of `loss = train_step(x, y)` the function
/// returns a loss, though its name does not say so.
final class ResultNames {
  private final Set<String> losses = new HashSet<>(); // the functions

  ResultNames(Module program) {
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.Assign(var targets, Expression.Call call, _)
          && targets.getFirst() instanceof Expression.Name(String result, _)
          && (LossNames.rank(result) == 0 || LossNames.rank(result) == 1)) {
        switch (call.function()) {
          case Expression.Name(String id, _) -> losses.add(id);
          case Expression.Attribute a -> losses.add(a.name());
          default -> {} // what is called has no name
        }
      }
    }
  }

  /// Whether results of a function are called losses.
  boolean areLosses(String function) {
    return losses.contains(Spelled.last(function));
  }
}
