package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Span;
import leibniz.python.Module;
import leibniz.python.Statement;

/// A program with further statements before one of its own.
final class Inserted {
  private final Span at;
  private final List<Statement> more;

  private Inserted(Span at, List<Statement> more) {
    this.at = at;
    this.more = more;
  }

  /// @param at the place of the statement they come before
  static Module before(Module program, Span at, List<Statement> more) {
    return new Module(
        program.source(), new Inserted(at, more).into(program.body()), program.comments());
  }

  private List<Statement> into(List<Statement> body) {
    List<Statement> all = new ArrayList<>();
    for (Statement s : body) {
      if (s.span().equals(at)) {
        all.addAll(more);
        all.add(s);
      } else {
        boolean around = s.span().line() <= at.line() && at.endLine() <= s.span().endLine();
        all.add(around ? into(s) : s);
      }
    }
    return all;
  }

  private Statement into(Statement statement) {
    return switch (statement) {
      case Statement.If i ->
          new Statement.If(
              i.branches().stream()
                  .map(b -> new Statement.Branch(b.test(), into(b.body()), b.header()))
                  .toList(),
              into(i.orElse()),
              i.header(),
              i.span());
      case Statement.For f ->
          new Statement.For(
              f.target(), f.iterable(), into(f.body()), into(f.orElse()), f.header(), f.span());
      case Statement.While w ->
          new Statement.While(w.test(), into(w.body()), into(w.orElse()), w.header(), w.span());
      case Statement.With w -> new Statement.With(w.items(), into(w.body()), w.header(), w.span());
      case Statement.Try t ->
          new Statement.Try(
              into(t.body()),
              t.handlers(),
              into(t.orElse()),
              into(t.atLast()),
              t.header(),
              t.span());
      case Statement.Function f ->
          new Statement.Function(
              f.name(),
              f.parameters(),
              f.returns(),
              f.decorators(),
              into(f.body()),
              f.nameSpan(),
              f.header(),
              f.span());
      case Statement.ClassDefinition c ->
          new Statement.ClassDefinition(
              c.name(),
              c.arguments(),
              c.decorators(),
              into(c.body()),
              c.nameSpan(),
              c.header(),
              c.span());
      default -> statement;
    };
  }
}
