package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Shape;
import leibniz.ir.Source;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// The shapes that a program does not state: a comment for each line that makes an array.
final class MissingShapes {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

  private final List<String> lines;
  private final Set<String> words = new HashSet<>();
  private final Map<Span, List<Event>> bound = new HashMap<>();

  private MissingShapes(Run run) {
    Source source = run.program().source();
    this.lines = source.lines();
    Matcher word = WORD.matcher(source.text());
    while (word.find()) {
      words.add(word.group());
    }
    for (Event event : run.events()) {
      if (event.kind() == Event.Kind.ASSIGN || event.kind() == Event.Kind.INPUT) {
        bound.computeIfAbsent(event.statement(), _ -> new ArrayList<>()).add(event);
      }
    }
  }

  /// What is to be put at the ends of lines, in the order of the text.
  static List<Fix.Edit> of(Run run) {
    MissingShapes missing = new MissingShapes(run);
    Set<Integer> said = new HashSet<>();
    for (Comment comment : run.program().comments()) {
      int line = comment.span().line();
      boolean above = comment.ownLine() && ShapeText.read(comment.text()) != null;
      said.add(above ? line + 1 : line);
    }
    List<Fix.Edit> edits = new ArrayList<>();
    for (Statement statement : new Statements(run.program()).all()) {
      Span span = statement.span();
      boolean free = !said.contains(span.line()) && !said.contains(span.endLine());
      Shape shape = free && missing.endsItsLine(span) ? missing.shape(statement) : null;
      if (shape != null) {
        Span end =
            new Span(
                span.file(), span.endLine(), span.endColumn(), span.endLine(), span.endColumn());
        edits.add(new Fix.Edit(end, "  # " + shape));
      }
    }
    edits.sort((a, b) -> Integer.compare(a.span().line(), b.span().line()));
    return edits;
  }

  private boolean endsItsLine(Span span) {
    String line = span.endLine() <= lines.size() ? lines.get(span.endLine() - 1) : "";
    return span.endColumn() <= line.length() + 1 && line.substring(span.endColumn() - 1).isBlank();
  }

  /// The shape of what a statement gives a name, in sizes that the program names; null if it is no
  /// array, or another one in every call.
  private @Nullable Shape shape(Statement statement) {
    if (!(statement instanceof Statement.Assign a)
        || a.targets().size() != 1
        || !(a.targets().getFirst() instanceof Expression.Name target)) {
      return null;
    }
    Set<Shape> shapes = new LinkedHashSet<>();
    for (Event event : bound.getOrDefault(a.span(), List.of())) {
      if (!event.target().equals(target.id())) {
        return null; // a list or an object
      }
      shapes.add(event.value().shape());
    }
    Shape shape = shapes.size() == 1 ? shapes.iterator().next() : null;
    return shape != null && shape.rank() > 0 && isNamed(shape) ? shape : null;
  }

  private boolean isNamed(Shape shape) {
    return WORD.matcher(shape.toString()).results().allMatch(w -> words.contains(w.group()));
  }
}
