package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// What comments are about that is not bound where they stand: the parameters and the result of the
/// function around them.
record Subjects(Run run, Statements statements) {
  /// The parameter of a name, in the calls of the function that a comment stands in; none where it
  /// is no parameter, or is something else by then.
  List<Event> parameter(String name, Comment comment) {
    Statement.Function function = around(comment);
    List<Event> handed = new ArrayList<>();
    if (function == null
        || function.parameters().list().stream().noneMatch(p -> p.name().equals(name))) {
      return handed;
    }
    for (Event event : run.events()) {
      if (isOf(event, function) && event.target().equals(name)) {
        if (event.isHanded()) {
          handed.add(event);
        } else if (event.statement().line() <= comment.span().line()) {
          return List.of();
        }
      }
    }
    return handed;
  }

  /// What a call returns whose function begins with a comment, as with `# N x K` below its head:
  /// that may be said of the result as well as of the first statement. Null for other comments.
  @Nullable Event result(Comment comment, Event first) {
    Statement.Function function = around(comment);
    int line = comment.span().line();
    if (function == null
        || function.body().getFirst().span().line() != line + 1
        || function.header().endLine() != line - 1) {
      return null;
    }
    return run.events().stream()
        .filter(e -> e.frame() == first.frame() && e.kind() == Event.Kind.RETURN)
        .filter(e -> e.target().equals("return"))
        .filter(e -> statements.at(e.statement()) instanceof Statement.Return)
        .findFirst()
        .orElse(null);
  }

  /// What the statement right above a comment binds, which it may sum up as well as announce the
  /// next one: `x = x.reshape(-1, k * k)` above `# shape: (B*n, k*k)`. Null where there is none.
  @Nullable Event above(Comment comment, Event first) {
    List<Event> bound =
        run.events().stream()
            .filter(e -> e.frame() == first.frame() && e.kind() == Event.Kind.ASSIGN)
            .filter(e -> e.statement().endLine() == comment.span().line() - 1)
            .toList();
    return bound.stream().map(Event::target).distinct().count() == 1 ? bound.getLast() : null;
  }

  private Statement.@Nullable Function around(Comment comment) {
    int line = comment.span().line();
    Statement.Function found = null;
    for (Statement s : statements.all()) {
      boolean around =
          s instanceof Statement.Function f
              && f.span().file().equals(comment.span().file())
              && f.header().endLine() < line
              && line <= f.span().endLine();
      if (around
          && s instanceof Statement.Function f
          && (found == null || found.span().line() < f.span().line())) {
        found = f;
      }
    }
    return found;
  }

  private boolean isOf(Event event, Statement.Function function) {
    Frame frame = run.frame(event);
    Span definition = frame.definition();
    return frame.id() != 0 && definition.equals(function.span());
  }
}
