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
        all.add(around && s instanceof Statement.Compound c ? c.withBlocks(this::into) : s);
      }
    }
    return all;
  }
}
