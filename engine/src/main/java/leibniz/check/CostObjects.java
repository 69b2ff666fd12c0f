package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Costs that are objects: a class has the cost and its derivative by what a network gives, `fn(a,
/// y)` and `delta(z, a, y)`, and the network asks for the second alone. Here it asks for the first
/// just before, with the same arguments.
final class CostObjects {
  private static final Set<String> COSTS =
      Set.of("fn", "f", "loss", "cost", "function", "func", "forward", "value", "__call__");
  private static final Set<String> DERIVATIVES =
      Set.of("delta", "derivative", "deriv", "prime", "gradient", "grad", "error", "backward");

  /// What both are called, and what their parameters are.
  private record Pair(String cost, List<String> of, List<String> derivative) {}

  private final Map<String, Pair> pairs = new HashMap<>(); // by what the derivative is called

  CostObjects(Module program) {
    Set<String> doubtful = new HashSet<>();
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.ClassDefinition c) {
        for (Statement.Function derivative : methods(c, DERIVATIVES)) {
          List<Statement.Function> costs = methods(c, COSTS);
          Pair pair = costs.size() == 1 ? pair(costs.getFirst(), derivative) : null;
          Pair other = pair == null ? null : pairs.putIfAbsent(derivative.name(), pair);
          if (pair == null || other != null && !other.equals(pair)) {
            doubtful.add(derivative.name()); // whose is it, where it is called?
          }
        }
      }
    }
    pairs.keySet().removeAll(doubtful);
  }

  private static List<Statement.Function> methods(Statement.ClassDefinition c, Set<String> names) {
    List<Statement.Function> all = new ArrayList<>();
    for (Statement s : c.body()) {
      if (s instanceof Statement.Function f && names.contains(f.name())) {
        all.add(f);
      }
    }
    return all;
  }

  /// A cost is of two things at least, of which one is the target.
  private static @Nullable Pair pair(Statement.Function cost, Statement.Function derivative) {
    List<String> of = parameters(cost);
    List<String> by = parameters(derivative);
    boolean alike = by.containsAll(of) || by.size() == of.size();
    return of.size() >= 2 && alike ? new Pair(cost.name(), of, by) : null;
  }

  private static List<String> parameters(Statement.Function method) {
    boolean bare =
        method.decorators().stream()
            .anyMatch(d -> d instanceof Expression.Name(String id, _) && id.equals("staticmethod"));
    return method.parameters().list().stream()
        .skip(bare ? 0 : 1)
        .map(Expression.Parameter::name)
        .toList();
  }

  /// The function with calls of the costs whose derivatives it calls; the same if there are none.
  Statement.Function in(Statement.Function f) {
    return pairs.isEmpty() ? f : f.withBlocks(body -> in(body, body));
  }

  private List<Statement> in(List<Statement> block, List<Statement> whole) {
    List<Statement> all = new ArrayList<>();
    for (Statement s : block) {
      Expression value = value(s);
      Expression call = value == null ? null : cost(value, whole);
      if (call != null) {
        all.add(new Statement.Evaluate(call, call.span()));
      }
      all.add(
          switch (s) {
            case Statement.Function _, Statement.ClassDefinition _ -> s;
            case Statement.Compound c -> c.withBlocks(inside -> in(inside, whole));
            default -> s;
          });
    }
    return all;
  }

  private static @Nullable Expression value(Statement s) {
    return switch (s) {
      case Statement.Assign a -> a.value();
      case Statement.Return r -> r.value();
      default -> null;
    };
  }

  /// The cost of the first derivative that an expression asks for; null if it asks for none, or the
  /// cost is asked for, too.
  private @Nullable Expression cost(Expression e, List<Statement> whole) {
    if (e
        instanceof
        Expression.Call(Expression.Attribute(var object, String name, _, _), var handed, var at)) {
      Pair pair = pairs.get(name);
      return pair == null || handed.size() != pair.derivative().size() || asks(whole, pair.cost())
          ? null
          : call(object, pair, handed, at);
    }
    return e.children().stream()
        .map(c -> cost(c, whole))
        .filter(c -> c != null)
        .findFirst()
        .orElse(null);
  }

  private static boolean asks(List<Statement> body, String method) {
    List<Statement> all = new ArrayList<>();
    Training.flatten(body, all);
    return all.stream().map(CostObjects::value).anyMatch(e -> e != null && asks(e, method));
  }

  private static boolean asks(Expression e, String method) {
    return e instanceof Expression.Call(Expression.Attribute(_, String name, _, _), _, _)
            && name.equals(method)
        || e.children().stream().anyMatch(c -> asks(c, method));
  }

  private static Expression call(
      Expression object, Pair pair, List<Expression.Argument> handed, Span at) {
    Span place = new Span(at.file(), at.line(), at.column(), at.line(), at.column());
    boolean named = pair.derivative().containsAll(pair.of());
    List<Expression.Argument> arguments =
        IntStream.range(0, pair.of().size())
            .mapToObj(k -> named ? pair.derivative().indexOf(pair.of().get(k)) : k)
            .map(handed::get)
            .toList();
    boolean itself = pair.cost().equals("__call__");
    Expression function =
        itself ? object : new Expression.Attribute(object, pair.cost(), place, place);
    return new Expression.Call(function, arguments, place);
  }
}
