package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Programs without some of their statements, which are numbered in the order of the text.
final class Pruned {
  private final Set<Integer> left;
  private final List<Statement> seen = new ArrayList<>();

  private Pruned(Set<Integer> left) {
    this.left = left;
  }

  /// All statements by their numbers.
  static List<Statement> statements(Module program) {
    Pruned none = new Pruned(Set.of());
    none.body(program.body());
    return none.seen;
  }

  static int count(Module program) {
    return statements(program).size();
  }

  /// @param left the numbers of the statements that are left out, with all that is inside them
  static Module of(Module program, Set<Integer> left) {
    List<Statement> body = new Pruned(left).body(program.body());
    return new Module(program.source(), body, program.comments());
  }

  private List<Statement> body(List<Statement> body) {
    List<Statement> rest = new ArrayList<>();
    for (Statement statement : body) {
      boolean goes = left.contains(seen.size());
      seen.add(statement);
      Statement inside =
          statement instanceof Statement.Compound c ? c.withBlocks(this::body) : statement;
      if (!goes) {
        rest.add(inside);
      }
    }
    return rest;
  }
}
