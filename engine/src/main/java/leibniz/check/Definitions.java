package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Programs without what they do with their functions and classes: these are followed with drawn
/// arguments of small sizes then, where the program has more data than can be followed.
final class Definitions {
  private Definitions() {}

  static Module of(Module program) {
    Set<String> defined = new HashSet<>();
    List<Statement> kept = new ArrayList<>();
    for (Statement s : program.body()) {
      boolean definition =
          switch (s) {
            case Statement.Function f -> defined.add(f.name());
            case Statement.ClassDefinition c -> defined.add(c.name());
            default -> false;
          };
      if (definition || isSetting(s, defined)) {
        kept.add(s);
      }
    }
    return new Module(program.source(), kept, program.comments());
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
