package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// What loops give names to sample by sample, and what is made of it there: `for i, j, r in
/// ratings`, `for x, y in zip(X, Y)`. A step along what one sample says goes down the loss of that
/// one, not of all.
final class Samples {
  private final Set<String> names = new HashSet<>();
  private final Set<String> filled = new HashSet<>(); // made here, to add the parts of all up

  /// These and those of a loop inside.
  Samples within(Statement.For loop) {
    Samples inner = new Samples();
    inner.names.addAll(names);
    inner.filled.addAll(filled);
    boolean addsUp = loop.body().stream().anyMatch(this::isFilled);
    if (loop.target() instanceof Expression.Tuple(var parts, _)
        && !counts(loop.iterable())
        && !addsUp) {
      parts.forEach(inner::add);
    }
    return inner;
  }

  /// `enumerate(layers)`, `grads.items()`: one of its names is a place or a key.
  private static boolean counts(Expression iterable) {
    return iterable instanceof Expression.Call c
        && (c.function() instanceof Expression.Name(String id, _) && id.equals("enumerate")
            || c.function() instanceof Expression.Attribute(_, String name, _, _)
                && name.endsWith("items"));
  }

  private void add(Expression target) {
    switch (target) {
      case Expression.Name(String id, _) -> names.add(id);
      case Expression.Tuple(var parts, _) -> parts.forEach(this::add);
      default -> {}
    }
  }

  /// What a statement makes of one sample is of that one, too.
  void follow(Statement.Assign made) {
    if (made.targets().getFirst() instanceof Expression.Name(String id, _)) {
      filled.add(id);
    }
    if (names(made.value())) {
      made.targets().forEach(this::add);
    }
  }

  /// Whether a gradient is made of one sample, and a call is handed nothing of it.
  boolean miss(Statement gradient, List<Statement> call) {
    return made(gradient) && call.stream().noneMatch(this::made);
  }

  /// `G[i] += g` where `G` is a table that was made for it: then all samples count in the end.
  private boolean isFilled(Statement s) {
    return s instanceof Statement.AugmentedAssign a
        && (a.target() instanceof Expression.Subscript at ? at.value() : a.target())
            instanceof Expression.Name(String id, _)
        && filled.contains(id);
  }

  private boolean made(Statement s) {
    return switch (s) {
      case Statement.Assign a -> names(a.value());
      case Statement.AugmentedAssign a -> names(a.value());
      case Statement.Evaluate e -> names(e.value());
      default -> false;
    };
  }

  private boolean names(Expression e) {
    return names.stream().anyMatch(name -> Spelled.names(e, name));
  }
}
