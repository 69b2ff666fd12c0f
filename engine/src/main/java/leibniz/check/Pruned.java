package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Programs without some of their statements, which are numbered in the order of the text.
final class Pruned {
  private final Set<Integer> left;
  private final Set<Integer> once;
  private final List<Statement> seen = new ArrayList<>();

  private Pruned(Set<Integer> left, Set<Integer> once) {
    this.left = left;
    this.once = once;
  }

  /// All statements by their numbers.
  static List<Statement> statements(Module program) {
    return statements(program.body());
  }

  static List<Statement> statements(List<Statement> body) {
    Pruned none = new Pruned(Set.of(), Set.of());
    none.body(body);
    return none.seen;
  }

  static int count(Module program) {
    return statements(program).size();
  }

  /// @param left the numbers of the statements that are left out, with all that is inside them
  /// @param once the numbers of the loops that end after their first round
  static Module of(Module program, Set<Integer> left, Set<Integer> once) {
    List<Statement> body = new Pruned(left, once).body(program.body());
    return new Module(program.source(), body, program.comments());
  }

  private List<Statement> body(List<Statement> body) {
    List<Statement> rest = new ArrayList<>();
    for (Statement statement : body) {
      boolean goes = left.contains(seen.size());
      boolean ends = once.contains(seen.size());
      seen.add(statement);
      Statement inside =
          statement instanceof Statement.Compound c ? c.withBlocks(this::body) : statement;
      if (!goes) {
        rest.add(ends ? ended(inside) : inside);
      }
    }
    return rest;
  }

  private static Statement ended(Statement loop) {
    return switch (loop) {
      case Statement.For f ->
          new Statement.For(
              f.target(),
              f.iterable(),
              ended(f.body(), f.header()),
              f.orElse(),
              f.header(),
              f.span());
      case Statement.While w ->
          new Statement.While(
              w.test(), ended(w.body(), w.header()), w.orElse(), w.header(), w.span());
      default -> loop;
    };
  }

  private static List<Statement> ended(List<Statement> body, Span at) {
    List<Statement> all = new ArrayList<>(body);
    all.add(new Statement.Break(at));
    return all;
  }
}
