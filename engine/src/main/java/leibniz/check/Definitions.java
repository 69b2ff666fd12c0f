package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Walk;

/// Programs without what they do with their functions and classes: these are followed with drawn
/// arguments of small sizes then, where the program has more data than can be followed. What the
/// program calls itself comes first: it hands others what they are meant for.
final class Definitions {
  private Definitions() {}

  static Module of(Module program) {
    Set<String> defined = new HashSet<>();
    List<Statement> kept = new ArrayList<>();
    List<Statement> left = new ArrayList<>();
    for (Statement s : program.body()) {
      boolean definition =
          switch (s) {
            case Statement.Function f -> defined.add(f.name());
            case Statement.ClassDefinition c -> defined.add(c.name());
            default -> false;
          };
      if (definition || isSetting(s, defined)) {
        kept.add(s);
      } else {
        left.add(s);
      }
    }
    return new Module(program.source(), inOrder(kept, left), program.comments());
  }

  /// With the functions first that the statements that are left out call.
  private static List<Statement> inOrder(List<Statement> kept, List<Statement> left) {
    Set<String> called = new HashSet<>();
    Walk.expressions(
        left,
        e -> {
          if (e instanceof Expression.Call(Expression.Name(String id, _), _, _)) {
            called.add(id);
          }
        });
    List<Statement> first =
        kept.stream()
            .filter(s -> s instanceof Statement.Function f && called.contains(f.name()))
            .filter(s -> s instanceof Statement.Function f && needsNothing(f))
            .toList();
    List<Statement> all = new ArrayList<>(first);
    kept.stream().filter(s -> !first.contains(s)).forEach(all::add);
    return all;
  }

  /// Whether a function can be defined before all others.
  private static boolean needsNothing(Statement.Function f) {
    return f.decorators().isEmpty()
        && f.parameters().list().stream().allMatch(p -> p.value() == null || isPlain(p.value()));
  }

  private static boolean isPlain(Expression e) {
    return !(e instanceof Expression.Name) && e.children().stream().allMatch(Definitions::isPlain);
  }

  /// What functions may need: imports, and values that no loop and no function of the program
  /// makes.
  private static boolean isSetting(Statement s, Set<String> defined) {
    return switch (s) {
      case Statement.Assign a -> !calls(a.value(), defined);
      case Statement.Compound _ -> false;
      case Statement.Evaluate _ -> false;
      default -> true;
    };
  }

  private static boolean calls(Expression e, Set<String> defined) {
    boolean here =
        e instanceof Expression.Call(Expression.Name(String id, _), _, _) && defined.contains(id);
    return here || e.children().stream().anyMatch(c -> calls(c, defined));
  }
}
