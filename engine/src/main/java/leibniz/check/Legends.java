package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Comment;
import leibniz.python.Statement;
import leibniz.trace.Event;

/// Tables of names and shapes in comments outside functions, which hold for the whole program:
///
/// ```
/// # x         (T, B, D)
/// # Wz Wr Wn  (D, H)
/// ```
///
/// A name may be of different values in different functions: a line is wrong where none of them has
/// the shape, nor may have it.
final class Legends {
  private static final String NAME = "[A-Za-z_]\\w*";
  private static final Pattern LINE =
      Pattern.compile(
          "^#\\s*(?:[-*•]\\s*)?(?<names>"
              + NAME
              + "(?:(?:\\s*,\\s*|\\s+)"
              + NAME
              + ")*)(?:\\s*(?<sign>:|=|--?|–|—)\\s*|\\s{2,})"
              + "(?<shape>[(\\[][^()\\[\\]]*[)\\]])(?<after>.*)$");

  /// Behind a shape that is not all that is said: `(n, d) or (d,)`, `(n, d) -> (n,)`.
  static final Pattern MORE = Pattern.compile("^\\s*(?:[-=]>|→|[,;@*x×·+/=]|or\\b|\\.T\\b).*");

  private final Run run;
  private final ProductClaims.SizesOfEvent names;
  private final List<Span> functions;

  /// A line of a table.
  private record Line(List<String> names, boolean sign, String shape, Span place) {}

  private Legends(Run run, Statements statements, ProductClaims.SizesOfEvent names) {
    this.run = run;
    this.names = names;
    this.functions =
        statements.all().stream()
            .filter(s -> s instanceof Statement.Function)
            .map(Statement::span)
            .toList();
  }

  static void of(
      Run run,
      Statements statements,
      ProductClaims.SizesOfEvent names,
      List<Finding> findings,
      List<Checked> checked) {
    Legends legends = new Legends(run, statements, names);
    for (List<Comment> block : legends.blocks()) {
      List<Line> lines = block.stream().flatMap(c -> line(c).stream()).toList();
      lines.stream()
          .filter(line -> line.sign || lines.size() > 1) // else words that end in brackets
          .forEach(line -> legends.check(line, findings, checked));
    }
  }

  /// Comments on lines of their own, one below the other, outside functions.
  private List<List<Comment>> blocks() {
    List<List<Comment>> blocks = new ArrayList<>();
    int last = -1;
    for (Comment comment : run.program().comments()) {
      int line = comment.span().line();
      boolean inside = functions.stream().anyMatch(f -> f.line() <= line && line <= f.endLine());
      if (comment.ownLine() && !inside) {
        if (line != last + 1) {
          blocks.add(new ArrayList<>());
        }
        blocks.getLast().add(comment);
        last = line;
      }
    }
    return blocks;
  }

  private static List<Line> line(Comment comment) {
    Matcher m = LINE.matcher(comment.text());
    if (!m.matches() || MORE.matcher(m.group("after")).matches()) {
      return List.of();
    }
    Span c = comment.span();
    Span place =
        new Span(
            c.file(),
            c.line(),
            c.column() + m.start("shape"),
            c.line(),
            c.column() + m.end("shape"));
    List<String> names = List.of(m.group("names").split("\\s*,\\s*|\\s+"));
    return List.of(new Line(names, m.group("sign") != null, m.group("shape"), place));
  }

  private void check(Line line, List<Finding> findings, List<Checked> checked) {
    Stated stated = ShapeText.read(line.shape);
    if (stated == null || !stated.name().isEmpty()) {
      return;
    }
    boolean told = false;
    for (String name : line.names) {
      List<Event> all = run.events().stream().filter(e -> isOf(e, name)).toList();
      boolean holds = all.stream().anyMatch(e -> fit(stated, e) == SizeNames.Fit.EQUAL);
      boolean wrong = !all.isEmpty() && all.stream().allMatch(e -> isWrong(stated, e));
      if (holds) {
        checked.add(Checked.shape(name, line.place, Checked.Status.VERIFIED));
      } else if (wrong) {
        checked.add(Checked.shape(name, line.place, Checked.Status.REFUTED));
        if (!told) {
          findings.add(wrong(line, name, all.getFirst().value().shape()));
        }
        told = true;
      }
    }
  }

  /// Whether a name, an attribute, or an entry of a dict has that name and is an array.
  private boolean isOf(Event event, String name) {
    String target = event.target();
    return event.kind() != Event.Kind.RETURN
        && event.value().rank() > 0
        && (target.equals(name)
            || target.endsWith("." + name)
            || target.endsWith("['" + name + "']"));
  }

  /// Whether all sizes are known, and others than these; of what we have drawn for a function that
  /// nobody calls nothing is.
  private boolean isWrong(Stated stated, Event event) {
    return !run.isOurs(run.frame(event))
        && fit(stated, event) == SizeNames.Fit.DIFFERENT
        && stated.axes().stream().allMatch(axis -> names.of(event).size(axis) != null);
  }

  private SizeNames.Fit fit(Stated stated, Event event) {
    return names.of(event).fit(stated, event.value().shape());
  }

  private static Finding wrong(Line line, String name, Shape actual) {
    Problem problem =
        Problem.error(
                Code.LBZ101,
                "the comment says " + line.shape + " of " + name + ", which has shape " + actual,
                line.place,
                name + " is " + actual)
            .help("correct the comment:  " + actual)
            .with(Kind.MORE, "leibniz explain LBZ101");
    return new Finding(problem, Finding.Kind.SHAPE, null);
  }
}
