package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Walk;

/// Dicts that go a step down along others, key by key: `p[k] -= rate * g[k]` for each `k`. Whatever
/// the keys are called, `p['g']` is a parameter and `g['g']` the gradient by it.
final class KeyedSteps {
  private final Set<String> parameters = new HashSet<>();
  private final Set<String> gradients = new HashSet<>();
  private final Set<String> along = new HashSet<>();

  KeyedSteps(Module program) {
    List<Statement> all = new Statements(program).all();
    for (Statement s : all) {
      Expression change = Steps.change(s);
      if (change != null
          && Steps.isMinus(s)
          && Steps.changed(s)
              instanceof Expression.Subscript(Expression of, Expression.Name(String key, _), _)) {
        List<String> along = along(change, key);
        if (along.size() == 1 && !along.getFirst().equals(Spelled.text(of))) {
          parameters.add(Spelled.text(of));
          this.along.add(along.getFirst());
        }
      }
    }
    if (!along.isEmpty()) {
      gradients.addAll(along);
      gradients.retainAll(setByKeys(all));
    }
  }

  /// What goes such steps.
  Set<String> parameters() {
    return parameters;
  }

  /// What they go along, if its entries are computed one by one, and none is made of what it was
  /// before, as a velocity.
  Set<String> gradients() {
    return gradients;
  }

  /// Whether a target is an entry of what such steps go along, and is no parameter though it has
  /// the key of one.
  boolean isAlong(String target) {
    GradientName.Key key = GradientName.Key.of(target);
    String dict = key.owner() + key.base();
    return !key.field().isEmpty() && along.contains(dict) && !parameters.contains(dict);
  }

  /// What has this key in a product with a length: of `rate * m[k] / (np.sqrt(v[k]) + eps)` it is
  /// two things.
  private static List<String> along(Expression change, String key) {
    List<String> along = new ArrayList<>();
    if (change instanceof Expression.Binary b && b.operator() == Expression.Operator.MULTIPLY) {
      Walk.expression(
          change,
          e -> {
            if (e instanceof Expression.Subscript(Expression of, Expression.Name(String k, _), _)
                && k.equals(key)) {
              along.add(Spelled.text(of));
            }
          });
    }
    return along;
  }

  private static Set<String> setByKeys(List<Statement> all) {
    Set<String> set = new HashSet<>();
    Set<String> others = new HashSet<>();
    for (Statement s : all) {
      if (s instanceof Statement.Assign(var targets, var value, _)) {
        for (Expression target : targets) {
          if (target instanceof Expression.Subscript(Expression of, Expression.Str _, _)) {
            set.add(Spelled.text(of));
            if (Spelled.names(value, Spelled.text(of))) {
              others.add(Spelled.text(of));
            }
          } else if (target instanceof Expression.Subscript(Expression of, _, _)) {
            others.add(Spelled.text(of));
          }
        }
      } else if (s instanceof Statement.AugmentedAssign a
          && a.target() instanceof Expression.Subscript(Expression of, _, _)) {
        others.add(Spelled.text(of));
      }
    }
    set.removeAll(others);
    return set;
  }
}
