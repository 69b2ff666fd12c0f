package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Functions inside others that are derivatives of one another by their names, as a layer makes
/// them: `tanh` and `tanh_prime` in `def __init__(self)`. They are defined for the whole program,
/// too, so that they can be called. Lambdas that have such a name are functions.
final class Lifted {
  private final Set<String> taken = new HashSet<>();
  private final List<Statement> lifted = new ArrayList<>();
  private final Map<Statement, Statement> named = new IdentityHashMap<>(); // lambdas

  private Lifted() {}

  /// The program with these functions first, and each of its loops once.
  static Module of(Module text) {
    Module program = Training.once(text);
    Lifted all = new Lifted();
    all.inside(program.body(), true);
    if (all.lifted.isEmpty() && all.named.isEmpty()) {
      return program;
    }
    List<Statement> body = new ArrayList<>(all.lifted);
    program.body().forEach(s -> body.add(all.named.getOrDefault(s, s)));
    return new Module(program.source(), body, program.comments());
  }

  private void inside(List<Statement> body, boolean top) {
    Map<Statement.Function, Statement> functions = new LinkedHashMap<>();
    for (Statement s : body) {
      Statement.Function f = function(s);
      if (f != null) {
        functions.put(f, s);
      }
      if (s instanceof Statement.Function g) {
        inside(g.body(), false);
      } else if (s instanceof Statement.ClassDefinition c) {
        c.body()
            .forEach(member -> {
              if (member instanceof Statement.Function g) {
                inside(g.body(), false);
              }
            });
      }
      if (top && f != null) {
        taken.add(f.name());
      }
    }
    for (Statement.Function derivative : functions.keySet()) {
      for (Statement.Function f : functions.keySet()) {
        boolean pair = isOf(derivative.name(), f.name());
        if (pair && top) {
          name(functions.get(f), f);
          name(functions.get(derivative), derivative);
        } else if (pair && isClosed(f) && isClosed(derivative)) {
          lift(f);
          lift(derivative);
        }
      }
    }
  }

  private void name(Statement written, Statement.Function f) {
    if (written instanceof Statement.Assign) {
      named.put(written, f);
    }
  }

  private void lift(Statement.Function f) {
    if (taken.add(f.name())) {
      lifted.add(f);
    }
  }

  /// A function, or a lambda with a name.
  private static Statement.@Nullable Function function(Statement s) {
    if (s instanceof Statement.Assign(var targets, Expression.Lambda lambda, var span)
        && targets.size() == 1
        && targets.getFirst() instanceof Expression.Name(String name, var nameSpan)) {
      Statement result = new Statement.Return(lambda.body(), lambda.body().span());
      return new Statement.Function(
          name,
          lambda.parameters(),
          null,
          List.of(),
          List.of(result),
          nameSpan,
          span,
          lambda.span());
    }
    return s instanceof Statement.Function f && f.decorators().isEmpty() ? f : null;
  }

  private static boolean isOf(String derivative, String function) {
    return DerivativeNames.NAMES.stream()
        .anyMatch(n -> function.equals(DerivativeNames.other(derivative, n.get(0), n.get(1))));
  }

  /// Whether it reads nothing but what it is handed and what it binds, and modules.
  private static boolean isClosed(Statement.Function f) {
    Set<String> own = new HashSet<>(Set.of("np", "numpy", "math", "abs", "max", "min", "float"));
    f.parameters().list().forEach(p -> own.add(p.name()));
    for (Statement s : f.body()) {
      switch (s) {
        case Statement.Assign a -> {
          if (!reads(a.value(), own)) {
            return false;
          }
          a.targets().forEach(t -> bind(t, own));
        }
        case Statement.Return(var value, _) -> {
          if (value != null && !reads(value, own)) {
            return false;
          }
        }
        case Statement.Evaluate(Expression.Str _, _) -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  private static void bind(Expression target, Set<String> own) {
    if (target instanceof Expression.Name(String id, _)) {
      own.add(id);
    }
    target.children().forEach(c -> bind(c, own));
  }

  private static boolean reads(Expression e, Set<String> own) {
    boolean known = !(e instanceof Expression.Name(String id, _)) || own.contains(id);
    return known && e.children().stream().allMatch(c -> reads(c, own));
  }
}
