package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Walk;
import org.jspecify.annotations.Nullable;

/// Losses that a program asks for behind a step alone, `print(cost(out, Y, p))`: by then the
/// parameters are others than those that the gradients are at. They are called before these, too,
/// with the same names, as [Companions] are.
final class LateLosses {
  private final Map<String, Statement.Function> losses = new HashMap<>();
  private final Map<String, Statement.Function> makers = new HashMap<>(); // of gradients

  /// @param losses that some function computes, and nothing else
  LateLosses(Module program, Computes computes, List<Statement.Function> losses) {
    losses.forEach(f -> this.losses.put(f.name(), f));
    for (Statement s : losses.isEmpty() ? List.<Statement>of() : new Statements(program).all()) {
      if (s instanceof Statement.Function f
          && !this.losses.containsKey(f.name())
          && computes.makesGradients(f.body())
          && !computes.hasLoss(f.body(), losses)) {
        makers.put(f.name(), f);
      }
    }
  }

  /// A program with these calls, each before the first statement that asks for gradients.
  List<Statement> of(List<Statement> program) {
    return losses.isEmpty() || makers.isEmpty() ? program : in(program, Set.of());
  }

  /// @param handed names that have a value before a body
  private List<Statement> in(List<Statement> body, Set<String> handed) {
    List<Statement> all = new ArrayList<>();
    for (Statement s : body) {
      all.add(
          switch (s) {
            case Statement.Function f -> {
              Set<String> own = new LinkedHashSet<>(handed);
              body.forEach(t -> bound(t, own)); // they may be of the script
              Set<String> inside = new LinkedHashSet<>();
              f.body().forEach(t -> bound(t, inside));
              own.removeAll(inside);
              f.parameters().list().forEach(p -> own.add(p.name()));
              yield f.withBlocks(b -> in(b, own));
            }
            case Statement.ClassDefinition c -> c.withBlocks(inside -> in(inside, Set.of()));
            default -> s;
          });
    }
    Expression.Call late = only(all);
    List<Statement> found = late == null ? null : before(all, late, new LinkedHashSet<>(handed));
    return found == null ? all : found;
  }

  /// The one call of a loss in a body, if it is only shown or kept; null if there is none, or
  /// something is computed with it.
  private Expression.@Nullable Call only(List<Statement> body) {
    List<Expression.Call> all = new ArrayList<>();
    for (Statement s : Computes.inside(body)) {
      List<Expression.Call> own = new ArrayList<>();
      switch (s) {
        case Statement.Evaluate e -> Walk.expression(e.value(), x -> add(x, own));
        case Statement.Assign a -> Walk.expression(a.value(), x -> add(x, own));
        case Statement.AugmentedAssign a -> Walk.expression(a.value(), x -> add(x, own));
        case Statement.Return(Expression value, _) when value != null ->
            Walk.expression(value, x -> add(x, own));
        default -> {}
      }
      all.addAll(own);
    }
    return all.size() == 1 && all.getFirst().arguments().stream().allMatch(LateLosses::isNamed)
        ? all.getFirst()
        : null;
  }

  private void add(Expression e, List<Expression.Call> calls) {
    if (e instanceof Expression.Call c && losses.containsKey(Computes.name(c))) {
      calls.add(c);
    }
  }

  private static boolean isNamed(Expression.Argument argument) {
    return switch (argument.value()) {
      case Expression.Name _, Expression.Attribute _, Expression.Int _, Expression.Float _ -> true;
      default -> false;
    };
  }

  /// The block in which gradients are asked for; null if the call is not behind that, or names what
  /// has no value there yet.
  private @Nullable List<Statement> before(
      List<Statement> body, Expression.Call late, Set<String> known) {
    for (int k = 0; k < body.size(); k++) {
      Statement s = body.get(k);
      if (isAsked(s)) {
        boolean behind = body.subList(k + 1, body.size()).stream().anyMatch(t -> has(t, late));
        List<Statement> all = new ArrayList<>(body);
        all.add(k, called(late));
        return behind && isKnown(late, known) ? all : null;
      }
      if (s instanceof Statement.For f) {
        bind(f.target(), known);
      } else if (s instanceof Statement.Assign) {
        bound(s, known);
      }
      Statement inside = inside(s, late, known);
      if (!inside.equals(s)) {
        List<Statement> all = new ArrayList<>(body);
        all.set(k, inside);
        return all;
      }
    }
    return null;
  }

  /// A loop or a branch with the call in it; the same one if it is not there.
  private Statement inside(Statement s, Expression.Call late, Set<String> known) {
    return switch (s) {
      case Statement.Function _, Statement.ClassDefinition _ -> s;
      case Statement.Compound c ->
          c.withBlocks(b -> {
            List<Statement> found = before(b, late, known);
            return found == null ? b : found;
          });
      default -> s;
    };
  }

  /// `grads = back(p, kept, Y)`.
  private boolean isAsked(Statement s) {
    Expression value =
        switch (s) {
          case Statement.Assign a -> a.value();
          case Statement.Evaluate e -> e.value();
          default -> null;
        };
    return value instanceof Expression.Call c && makers.containsKey(Computes.name(c));
  }

  private static boolean has(Statement s, Expression.Call call) {
    boolean[] found = {false};
    Walk.expressions(List.of(s), e -> found[0] |= e.equals(call));
    return found[0];
  }

  private static boolean isKnown(Expression.Call call, Set<String> known) {
    return call.arguments().stream()
        .allMatch(a -> !(a.value() instanceof Expression.Name(String id, _)) || known.contains(id));
  }

  private Statement called(Expression.Call late) {
    Statement.Function loss = losses.get(Computes.name(late));
    Span place = loss == null ? late.span() : loss.nameSpan();
    return new Statement.Evaluate(
        new Expression.Call(late.function(), late.arguments(), place), place);
  }

  /// Adds what a statement gives values, in its blocks too.
  private static void bound(Statement statement, Set<String> names) {
    for (Statement s : Computes.inside(List.of(statement))) {
      switch (s) {
        case Statement.Assign a -> a.targets().forEach(t -> bind(t, names));
        case Statement.For f -> bind(f.target(), names);
        default -> {}
      }
    }
  }

  private static void bind(Expression target, Set<String> known) {
    switch (target) {
      case Expression.Name(String id, _) -> known.add(id);
      case Expression.Tuple(var elements, _) -> elements.forEach(e -> bind(e, known));
      default -> {}
    }
  }
}
