package leibniz.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.trace.Event;

/// Tells that a value has not the shape that a comment states.
record WrongShapes(Run run, Statements statements, ProductClaims.SizesOfEvent names) {
  Finding of(Stated stated, Event event, Comment comment, Problem.Level level) {
    Shape actual = event.value().shape();
    Span c = comment.span();
    Span place =
        new Span(
            c.file(), c.line(), c.column() + stated.from(), c.line(), c.column() + stated.to());
    String said = said(stated, comment);
    Problem problem =
        new Problem(
            Code.LBZ101,
            level,
            "the comment says " + said + ", the value has shape " + actual,
            List.of(new Problem.Mark(place, "the value is " + actual + numbers(actual))),
            List.of());
    Dropped dropped = Dropped.of(statements.at(event.statement()));
    String help = "correct the comment:  " + actual;
    if (dropped != null) {
      problem = problem.also(dropped.place(), dropped.label()).with(Kind.RULE, dropped.rule());
      String kept = kept(dropped, stated, event);
      help = kept.isEmpty() ? help : "keep the axis, or correct the comment:\n" + kept;
    }
    return new Finding(
        problem.help(help).with(Kind.MORE, "leibniz explain LBZ101"),
        Finding.Kind.SHAPE,
        Fix.safe(place, actual.toString()));
  }

  /// What is stated, as it is written.
  static String said(Stated stated, Comment comment) {
    return comment.text().substring(stated.from(), stated.to());
  }

  /// The sizes as numbers, where the program gives them: ` = (256, 1)`.
  private String numbers(Shape shape) {
    Map<String, Long> sizes = new HashMap<>(run.following().script().sizes());
    sizes.putAll(run.following().learned().said());
    boolean known = shape.dims().stream().allMatch(d -> sizes.keySet().containsAll(d.symbols()));
    boolean plain = shape.dims().stream().allMatch(d -> d.symbols().isEmpty());
    if (!known || plain) {
      return "";
    }
    String all =
        shape.dims().stream().map(d -> "" + d.at(sizes::get)).collect(Collectors.joining(", "));
    return " = (" + all + (shape.rank() == 1 ? ",)" : ")");
  }

  /// The statement with the axis kept, if the claim then holds: tried, or not said.
  private String kept(Dropped dropped, Stated stated, Event event) {
    Text text = new Text(run.program().source());
    Run changed = run.changed(text.with(dropped.edits()));
    if (changed == null || changed.events().size() <= event.index()) {
      return "";
    }
    Event now = changed.event(event.index());
    boolean holds =
        now.target().equals(event.target())
            && names.of(event).fit(stated, now.value().shape()) == SizeNames.Fit.EQUAL;
    return holds ? text.at(event.statement(), dropped.edits()) : "";
  }
}
