package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Walk;
import org.jspecify.annotations.Nullable;

/// Which functions are handed to a minimiser as function, derivative and Hessian, by their own
/// names or by those of a loop over a table: `for f, g, x0 in cases: minimize(f, x0, jac=g)`.
final class Minimised {
  private final Module program;
  private final Predicate<String> isFunction;
  private final List<Pair> found = new ArrayList<>();

  /// A function and its derivative, as they are called.
  ///
  /// @param at where a search with them begins; empty if nothing says so
  record Pair(String function, String derivative, String at) {}

  /// @param isFunction whether what is written so is a function of the program
  Minimised(Module program, Predicate<String> isFunction) {
    this.program = program;
    this.isFunction = isFunction;
  }

  List<Pair> pairs() {
    boolean[] called = {false};
    Walk.expressions(
        program.body(),
        e -> {
          called[0] |= minimiser(e) != null;
          handed(e, Map.of());
        });
    if (called[0]) {
      Walk.statements(program.body(), this::loop);
    }
    return found;
  }

  /// Each row of what a loop goes over, with what its names stand for there.
  private void loop(Statement s) {
    if (!(s instanceof Statement.For f)
        || !(f.target() instanceof Expression.Tuple(var names, _))) {
      return;
    }
    for (Expression row : elements(f.iterable())) {
      List<Expression> values = elements(row);
      if (values.size() == names.size()) {
        Map<String, Expression> stand = new HashMap<>();
        for (int k = 0; k < names.size(); k++) {
          stand.put(Spelled.text(names.get(k)), values.get(k));
        }
        Walk.expressions(f.body(), e -> handed(e, stand));
      }
    }
  }

  /// What is in a list that is written out, here or where its name is given.
  private List<Expression> elements(Expression list) {
    return switch (list) {
      case Expression.Listing(var elements, _) -> elements;
      case Expression.Tuple(var elements, _) -> elements;
      case Expression.Name(String id, _) -> {
        List<Expression> values = new ArrayList<>();
        Walk.statements(
            program.body(),
            s -> {
              if (s instanceof Statement.Assign a
                  && a.targets().stream().anyMatch(t -> Spelled.text(t).equals(id))) {
                values.add(a.value());
              }
            });
        boolean once = values.size() == 1 && !(values.getFirst() instanceof Expression.Name);
        yield once ? elements(values.getFirst()) : List.of();
      }
      default -> List.of();
    };
  }

  private static Expression.@Nullable Call minimiser(Expression e) {
    return e instanceof Expression.Call call
            && DerivativeNames.MINIMIZE.matcher(Spelled.text(call.function())).matches()
        ? call
        : null;
  }

  /// `minimize(fun, x0, jac=grad, hess=hessian)`.
  ///
  /// @param stand what names stand for
  private void handed(Expression e, Map<String, Expression> stand) {
    Expression.Call call = minimiser(e);
    if (call == null) {
      return;
    }
    List<String> handed = new ArrayList<>();
    List<String> second = new ArrayList<>();
    String at = "";
    for (Expression.Argument a : call.arguments()) {
      String text = Spelled.text(a.value());
      Expression meant = stand.get(text);
      String function = meant == null ? text : Spelled.text(meant);
      if (isFunction.test(function)) {
        (HESSIANS.contains(a.name()) ? second : handed).add(function);
      } else if (at.isEmpty() && a.kind() == Expression.ArgumentKind.POSITIONAL) {
        at = meant == null ? text : ""; // every row begins elsewhere
      }
    }
    if (handed.size() == 2) {
      found.add(new Pair(handed.get(0), handed.get(1), at));
      for (String hessian : second) {
        found.add(new Pair(handed.get(1), hessian, at));
      }
    }
  }

  private static final Set<String> HESSIANS = Set.of("hess", "fhess");
}
