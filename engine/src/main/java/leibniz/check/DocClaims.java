package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Shapes that the texts of functions state of their parameters and results: `- dx: gradient of the
/// data, of shape (N, D)`. Letters in them mean what the other lines of the text mean by them; what
/// a program calls a size elsewhere may be another one here.
final class DocClaims {
  private static final int CALLS = 4; // of a function that are looked at
  private static final String SHAPE = "[(\\[][^()\\[\\]]*[)\\]]";

  /// `- x: data of shape (N, D)`, `W -- weights (n, m)`, `:param x: (N, D) array`.
  private static final Pattern LINE =
      Pattern.compile(
          "^\\s*(?:[-*•]\\s*|:param\\s+|:return\\s+)?(?<name>[A-Za-z_]\\w*)\\s*(?::|--|-|–|—)\\s"
              + "(?<before>[^()\\[\\]]*?)(?<shape>"
              + SHAPE
              + ")(?<after>.*)$");

  private static final Pattern SAID =
      Pattern.compile("(?i).*\\b(?:shape|size|dims?|dimensions?)\\b[\\s:=]*(?:of|is)?\\s*$");

  /// `Return the forces, an array of shape (N, 3).`
  private static final Pattern RETURNS =
      Pattern.compile(
          "(?i)^\\s*returns?\\s(?<before>[^()\\[\\]]*\\b(?:of|with|has|having)\\s+shape\\s+)(?<shape>"
              + SHAPE
              + ")[\\s.;]*$");

  private final Run run;
  private final Statements statements;
  private final List<Finding> findings;
  private final List<Checked> checked;

  /// What a line states.
  private record Line(String name, Stated stated, Span place, String text) {
    boolean isResult() {
      return name.startsWith(RESULT + "[") || name.equals(RESULT);
    }
  }

  private DocClaims(Run run, List<Finding> findings, List<Checked> checked) {
    this.run = run;
    this.statements = new Statements(run.program());
    this.findings = findings;
    this.checked = checked;
  }

  static void of(Run run, List<Finding> findings, List<Checked> checked) {
    DocClaims claims = new DocClaims(run, findings, checked);
    for (Statement s : claims.statements.all()) {
      if (s instanceof Statement.Function f) {
        claims.function(f);
      }
    }
  }

  private void function(Statement.Function f) {
    List<Line> lines = lines(f);
    List<Frame> calls =
        run.following().frames().stream()
            .filter(c -> c.id() != 0 && c.definition().equals(f.span()) && !run.isOurs(c))
            .limit(CALLS)
            .toList();
    if (lines.isEmpty() || calls.isEmpty()) {
      return;
    }
    List<Call> all = calls.stream().map(c -> new Call(c, lines)).toList();
    for (Line line : lines) {
      List<Call> here = all.stream().filter(c -> c.event(line) != null).toList();
      if (here.isEmpty()) {
        continue;
      }
      Call first = here.getFirst();
      if (here.stream().allMatch(c -> c.isWrong(line))) {
        boolean sure = here.stream().allMatch(c -> c.isSurelyWrong(line));
        Problem.Level level = sure ? Problem.Level.ERROR : Problem.Level.WARNING;
        findings.add(wrong(line, first.value(line), level));
        checked.add(Checked.shape(line.name, line.place, Checked.Status.REFUTED));
      } else if (here.stream().anyMatch(c -> c.holds(line))) {
        checked.add(Checked.shape(line.name, line.place, Checked.Status.VERIFIED));
      }
    }
  }

  /// One call of a function, and what the letters mean in it.
  private final class Call {
    private final Frame frame;
    private final SizeNames names;
    private final Votes votes = new Votes();
    private final List<Line> lines;

    Call(Frame frame, List<Line> lines) {
      this.frame = frame;
      this.lines = lines;
      LocalSizes local = LocalSizes.of(run, frame, statements);
      this.names = new SizeNames(local::own, run.following().script().sizes());
      for (Line line : lines) {
        Event event = event(line);
        if (event != null) {
          votes.add(line.stated, event.value().shape(), names);
        }
      }
    }

    /// The parameter, the entry of one that is a dict, or the last value of a name; of what is
    /// returned in another form, as `dx` by `return dx.reshape(shape)`, that.
    @Nullable Event event(Line line) {
      Event found = null;
      for (Event event : run.events()) {
        boolean handed = event.isHanded();
        boolean entry = handed && event.target().endsWith("['" + line.name + "']");
        boolean here = event.frame() == frame.id() && (event.target().equals(line.name) || entry);
        if (here && handed) {
          return event;
        }
        found = here || isFormOf(event, line.name) ? event : found;
      }
      return found;
    }

    private boolean isFormOf(Event event, String name) {
      return event.frame() == frame.id()
          && event.kind() == Event.Kind.RETURN
          && statements.at(event.statement()) instanceof Statement.Return(var value, _)
          && part(value, event.target()) instanceof Expression.Call call
          && call.function() instanceof Expression.Attribute method
          && Spelled.text(method.value()).equals(name);
    }

    /// What stands behind `return` for `return[1]`.
    private static @Nullable Expression part(@Nullable Expression value, String target) {
      Matcher index = INDEX.matcher(target);
      return index.matches() && value instanceof Expression.Tuple tuple
          ? tuple.elements().get(Integer.parseInt(index.group(1)))
          : value;
    }

    private static final Pattern INDEX = Pattern.compile("return\\[(\\d{1,2})\\]");

    Shape value(Line line) {
      Event event = event(line);
      return event == null ? Shape.SCALAR : event.value().shape();
    }

    boolean isWrong(Line line) {
      Shape actual = value(line);
      return isSurelyWrong(line) || votes.disagree(line.stated, actual, names);
    }

    /// Whether the call itself binds the sizes, or the other lines say it the other way round.
    boolean isSurelyWrong(Line line) {
      Shape actual = value(line);
      return names.fit(line.stated, actual) == SizeNames.Fit.DIFFERENT
          || votes.isTransposed(line.stated, actual, names)
          || line.isResult() && fit(line, actual) == SizeNames.Fit.DIFFERENT;
    }

    /// How a result fits the letters that the parameters have in the same line, or in the lines of
    /// the same text.
    private SizeNames.Fit fit(Line result, Shape actual) {
      Map<String, Dim> sizes = new LinkedHashMap<>();
      Set<String> contrary = new HashSet<>();
      int place = result.place.line();
      boolean alone = lines.stream().filter(l -> l.place.line() == place).count() == 1;
      for (Line line : lines) {
        Event event = event(line);
        if ((alone || line.place.line() == place)
            && event != null
            && !line.equals(result)
            && event.value().rank() == line.stated.axes().size()) {
          bind(line.stated, event.value().shape(), sizes, contrary);
        }
      }
      sizes.keySet().removeAll(contrary);
      return new SizeNames(sizes::get, run.following().script().sizes()).fit(result.stated, actual);
    }

    boolean holds(Line line) {
      return names.fit(line.stated, value(line)) == SizeNames.Fit.EQUAL
          || line.isResult() && fit(line, value(line)) == SizeNames.Fit.EQUAL;
    }
  }

  // ---------------------------------------------------------------------------------- what is said

  private List<Line> lines(Statement.Function f) {
    List<Line> lines = new ArrayList<>(signatures(f));
    if (f.body().isEmpty()
        || !(f.body().getFirst() instanceof Statement.Evaluate(Expression.Str doc, _))
        || !doc.span().file().equals(run.program().source().name())) {
      return lines;
    }
    List<String> source = run.program().source().lines();
    lines.addAll(results(f, doc, source));
    for (int n = doc.span().line(); n <= doc.span().endLine(); n++) {
      lines.addAll(several(source.get(n - 1), n, doc.span().file()));
      Line line = line(source.get(n - 1), n, doc.span().file());
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  /// What one sentence says of several results.
  private static List<Line> results(Statement.Function f, Expression.Str doc, List<String> source) {
    int first = doc.span().line();
    List<String> text =
        source.subList(first - 1, doc.span().endLine()).stream().map(DocClaims::unquoted).toList();
    List<Line> lines = new ArrayList<>();
    int results =
        f.body().getLast() instanceof Statement.Return(Expression.Tuple(var each, _), _)
            ? each.size()
            : 0;
    for (ReturnsText.Part part : ReturnsText.of(text, results)) {
      Stated stated = ShapeText.read("shape " + inWords(part.shape()));
      if (stated != null) {
        int line = first + part.line();
        int from = part.from() + 1;
        Span place = new Span(doc.span().file(), line, from, line, from + part.shape().length());
        lines.add(new Line(RESULT + "[" + part.index() + "]", stated, place, part.shape()));
      }
    }
    return lines;
  }

  private static String unquoted(String line) {
    return line.replace("\"\"\"", "   ").replace("'''", "   ");
  }

  private static final String RESULT = "return";

  /// What is said of all parameters and the result in one line, in the text of a function or in a
  /// comment before what it does.
  private List<Line> signatures(Statement.Function f) {
    List<Line> lines = new ArrayList<>();
    if (f.body().isEmpty() || !f.span().file().equals(run.program().source().name())) {
      return lines;
    }
    Statement first = f.body().getFirst();
    boolean doc = first instanceof Statement.Evaluate(Expression.Str _, _);
    int end = doc ? first.span().endLine() : first.span().line() - 1;
    Set<String> parameters = new HashSet<>();
    f.parameters().list().forEach(p -> parameters.add(p.name()));
    List<String> source = run.program().source().lines();
    for (int n = f.header().endLine() + 1; n <= end; n++) {
      for (SignatureText.Part part : SignatureText.of(source.get(n - 1), parameters)) {
        Stated stated = ShapeText.read(inWords(part.shape()));
        if (stated != null) {
          int from = part.from() + 1;
          Span place = new Span(f.span().file(), n, from, n, from + part.shape().length());
          lines.add(new Line(part.name(), stated, place, part.shape()));
        }
      }
    }
    return lines;
  }

  private static final String ONE = "([A-Za-z_]\\w*)\\s*:\\s*(" + SHAPE + ")";
  private static final Pattern EACH = Pattern.compile(ONE);
  private static final Pattern SEVERAL =
      Pattern.compile("\\s*(?:[-*•]\\s*)?" + ONE + "(?:\\s*[,;]\\s*" + ONE + ")+[\\s.,;]*");

  /// `W: (H, D), b: (H, 1)`: several in one line, and nothing else.
  private static List<Line> several(String text, int number, String file) {
    String plain = unquoted(text);
    List<Line> lines = new ArrayList<>();
    Matcher m = EACH.matcher(plain);
    while (SEVERAL.matcher(plain).matches() && m.find()) {
      Stated stated = ShapeText.read(inWords(m.group(2)));
      if (stated != null) {
        Span place = new Span(file, number, m.start(2) + 1, number, m.end(2) + 1);
        lines.add(new Line(m.group(1), stated, place, m.group(2)));
      }
    }
    return lines;
  }

  private static @Nullable Line line(String text, int number, String file) {
    String plain = unquoted(text);
    Matcher returns = RETURNS.matcher(plain);
    if (returns.matches()) {
      Stated stated = ShapeText.read("shape " + inWords(returns.group("shape")));
      int from = returns.start("shape") + 1;
      Span place = new Span(file, number, from, number, returns.end("shape") + 1);
      return stated == null ? null : new Line(RESULT, stated, place, returns.group("shape"));
    }
    Matcher m = LINE.matcher(plain);
    if (!m.matches()) {
      return null;
    }
    boolean said = SAID.matcher(m.group("before")).matches();
    boolean alone = m.group("before").isBlank() && !m.group("after").matches("\\s*[=:].*");
    boolean last = m.group("after").matches("[\\s.,;]*");
    if (!said && !alone && !last) {
      return null;
    }
    Stated stated = ShapeText.read((said ? "shape " : "") + inWords(m.group("shape")));
    if (stated == null || m.group("shape").contains("...")) {
      return null;
    }
    Span place = new Span(file, number, m.start("shape") + 1, number, m.end("shape") + 1);
    boolean result = m.group("name").matches("(?i)returns?");
    return new Line(result ? RESULT : m.group("name"), stated, place, m.group("shape"));
  }

  /// `(size of the previous layer, number of examples)`: words are the name of one size.
  private static String inWords(String shape) {
    Matcher m = WORDS.matcher(shape);
    return m.replaceAll(r -> r.group().replaceFirst("\\bthe ", "").replace(' ', '_'));
  }

  private static final Pattern WORDS = Pattern.compile("[A-Za-z]{2,}(?: [A-Za-z]{2,})+");

  /// What the text of a function calls the sizes of its parameters in a call, as far as its lines
  /// agree.
  static Map<String, Dim> sizes(Run run, Frame frame, Statements statements) {
    DocClaims claims = new DocClaims(run, List.of(), List.of());
    Map<String, Dim> sizes = new LinkedHashMap<>();
    Set<String> contrary = new HashSet<>();
    for (Statement s : statements.all()) {
      if (s instanceof Statement.Function f && f.span().equals(frame.definition())) {
        for (Line line : claims.lines(f)) {
          for (Event event : run.events()) {
            if (event.isHanded()
                && event.frame() == frame.id()
                && event.target().equals(line.name)
                && event.value().rank() == line.stated.axes().size()) {
              bind(line.stated, event.value().shape(), sizes, contrary);
            }
          }
        }
      }
    }
    sizes.keySet().removeAll(contrary);
    return sizes;
  }

  private static void bind(
      Stated stated, Shape actual, Map<String, Dim> sizes, Set<String> contrary) {
    for (int k = 0; k < actual.rank(); k++) {
      if (stated.axes().get(k) instanceof Expression.Name(String id, _)) {
        Dim before = sizes.putIfAbsent(id, actual.get(k));
        if (before != null && !before.equals(actual.get(k))) {
          contrary.add(id);
        }
      }
    }
  }

  private Finding wrong(Line line, Shape actual, Problem.Level level) {
    String what = line.isResult() ? line.name.replace(RESULT, "the result") : line.name;
    Problem problem =
        new Problem(
                Code.LBZ101,
                level,
                "the text says " + line.text + " of " + what + ", which has shape " + actual,
                List.of(new Problem.Mark(line.place, what + " is " + actual)),
                List.of())
            .help("correct the text:  " + actual)
            .with(Kind.MORE, "leibniz explain LBZ101");
    return new Finding(problem, Finding.Kind.SHAPE, null);
  }
}
