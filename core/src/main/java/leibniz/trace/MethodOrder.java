package leibniz.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// In which order the methods of a class are called that the program never calls.
final class MethodOrder {
  private MethodOrder() {}

  /// Those that are left, in the order of their names: what goes forward is first.
  static List<Statement.Function> left(Statement.ClassDefinition c, Set<Span> called) {
    List<Statement.Function> left = new ArrayList<>();
    for (Statement statement : c.body()) {
      if (statement instanceof Statement.Function f
          && !called.contains(f.span())
          && !f.name().startsWith("__")
          && !isAbstract(f)) {
        left.add(f);
      }
    }
    for (Statement statement : c.body()) {
      if (statement instanceof Statement.Function f
          && called.contains(f.span())
          && !f.name().startsWith("__")
          && left.stream().anyMatch(other -> needs(other, f, c))) {
        left.add(f); // of another object
      }
    }
    left.sort(
        Comparator.comparingInt((Statement.Function f) -> Pairs.order(f.name()))
            .thenComparing(f -> !(Pairs.order(f.name()) > 2 && callsOneOf(left, f))));
    return left;
  }

  /// Whether a method reads an attribute that another one alone makes: `backward` what `forward`
  /// keeps.
  private static boolean needs(
      Statement.Function f, Statement.Function other, Statement.ClassDefinition c) {
    Set<String> made = assigned(other);
    for (Statement s : c.body()) {
      if (s instanceof Statement.Function one && (one.equals(f) || one.name().equals("__init__"))) {
        made.removeAll(assigned(one));
      }
    }
    return made.stream().anyMatch(name -> reads(f, name));
  }

  /// Whether a method calls another one of these: `step` knows what it hands to `backward`.
  private static boolean callsOneOf(List<Statement.Function> left, Statement.Function f) {
    Set<String> names = new HashSet<>();
    left.stream()
        .filter(other -> !other.equals(f) && Pairs.order(other.name()) > 2)
        .forEach(other -> names.add(other.name()));
    boolean[] found = new boolean[1];
    Walk.expressions(
        f.body(),
        e ->
            found[0] |=
                e instanceof Expression.Call(Expression.Attribute a, _, _)
                    && a.value() instanceof Expression.Name(String self, _)
                    && self.equals("self")
                    && names.contains(a.name()));
    return found[0];
  }

  /// The first method that finds the attributes it reads: `fit` makes what `predict` needs.
  static Statement.Function next(
      List<Statement.Function> left, Value self, Statement.ClassDefinition c) {
    Set<String> made = new HashSet<>();
    for (Statement s : c.body()) {
      if (s instanceof Statement.Function f) {
        made.addAll(assigned(f));
      }
    }
    if (self instanceof Value.Instance known) {
      made.removeAll(known.attributes().keySet());
    }
    for (Statement.Function f : left) {
      Set<String> own = assigned(f);
      if (made.stream().noneMatch(name -> !own.contains(name) && reads(f, name))) {
        return f;
      }
    }
    return left.getFirst();
  }

  /// The attributes a method gives values to.
  private static Set<String> assigned(Statement.Function f) {
    Set<String> names = new HashSet<>();
    Walk.statements(
        f.body(),
        s -> {
          if (s instanceof Statement.Assign a) {
            a.targets().forEach(t -> attributes(t, names));
          }
        });
    return names;
  }

  private static void attributes(Expression target, Set<String> names) {
    switch (target) {
      case Expression.Attribute a -> names.add(a.name());
      case Expression.Tuple(var elements, _) -> elements.forEach(e -> attributes(e, names));
      default -> {}
    }
  }

  private static boolean reads(Statement.Function f, String name) {
    boolean[] found = new boolean[1];
    Walk.expressions(
        f.body(), e -> found[0] |= e instanceof Expression.Attribute a && a.name().equals(name));
    return found[0];
  }

  /// Whether nothing stands in it.
  static boolean isAbstract(Statement.Function f) {
    for (Statement statement : f.body()) {
      boolean nothing =
          statement instanceof Statement.Pass
              || statement instanceof Statement.Raise
              || statement instanceof Statement.Evaluate(Expression.Str _, _)
              || statement instanceof Statement.Evaluate(Expression.Ellipsis _, _);
      if (!nothing) {
        return false;
      }
    }
    return true;
  }
}
