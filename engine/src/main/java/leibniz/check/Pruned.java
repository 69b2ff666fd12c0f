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
      Statement inside = inside(statement);
      if (!goes) {
        rest.add(inside);
      }
    }
    return rest;
  }

  private Statement inside(Statement statement) {
    return switch (statement) {
      case Statement.Function f ->
          new Statement.Function(
              f.name(),
              f.parameters(),
              f.returns(),
              f.decorators(),
              body(f.body()),
              f.nameSpan(),
              f.header(),
              f.span());
      case Statement.ClassDefinition c ->
          new Statement.ClassDefinition(
              c.name(),
              c.arguments(),
              c.decorators(),
              body(c.body()),
              c.nameSpan(),
              c.header(),
              c.span());
      case Statement.For f ->
          new Statement.For(
              f.target(), f.iterable(), body(f.body()), body(f.orElse()), f.header(), f.span());
      case Statement.If i ->
          new Statement.If(
              i.branches().stream()
                  .map(b -> new Statement.Branch(b.test(), body(b.body()), b.header()))
                  .toList(),
              body(i.orElse()),
              i.header(),
              i.span());
      default -> statement;
    };
  }
}
