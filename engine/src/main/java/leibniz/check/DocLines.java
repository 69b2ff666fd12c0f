package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// The lines of texts in a program that state shapes: of parameters, of results, of what an object
/// holds.
record DocLines(Module program) {
  private static final String SHAPE = "[(\\[][^()\\[\\]]*[)\\]]";

  /// `- x: data of shape (N, D)`, `W -- weights (n, m)`, `:param x: (N, D) array`, `:return: shape
  /// (N,)`.
  private static final Pattern LINE = line("[^()\\[\\]]*?");

  /// With brackets in the words before the shape: `y: labels (0 or 1), of shape (1, m)`.
  private static final Pattern BRACKETS =
      line("(?:[^()\\[\\]]|[(\\[][^()\\[\\]]*[)\\]])*?\\b(?:shape|size)\\s+");

  private static Pattern line(String before) {
    return Pattern.compile(
        "^\\s*(?:[-*•]\\s*|:param\\s+|:return\\s+|:(?=returns?:))?(?<name>[A-Za-z_]\\w*)"
            + "\\s*(?::|--|-|–|—)\\s(?<before>"
            + before
            + ")(?<shape>"
            + SHAPE
            + ")(?<after>.*)$");
  }

  private static final Pattern SAID =
      Pattern.compile("(?i).*\\b(?:shape|size|dims?|dimensions?)\\b[\\s:=]*(?:of|is)?\\s*$");

  /// `Return the forces, an array of shape (N, 3).`
  private static final Pattern RETURNS =
      Pattern.compile(
          "(?i)^\\s*returns?\\s(?<before>[^()\\[\\]]*\\b(?:of|with|has|having)\\s+shape\\s+)(?<shape>"
              + SHAPE
              + ")[\\s.;]*$");

  /// What a line states.
  ///
  /// @param called how it calls a result, where only the place in the list says that it is one
  record Line(String name, Stated stated, Span place, String text, String called) {
    Line(String name, Stated stated, Span place, String text) {
      this(name, stated, place, text, "");
    }

    /// The same with each shape that may stand there: `(n,) or (n, 1)`.
    List<Line> ways() {
      List<Line> ways = new ArrayList<>(List.of(this));
      stated.others().forEach(s -> ways.add(new Line(name, s, place, text, called)));
      return ways;
    }

    boolean isResult() {
      return name.startsWith(RESULT + "[") || name.equals(RESULT);
    }
  }

  /// What the text of a function says, and comments before what it does.
  List<Line> of(Statement.Function f) {
    List<Line> lines = new ArrayList<>(signatures(f));
    Expression.Str doc = doc(f.body());
    if (doc != null) {
      lines.addAll(results(f, doc, program.source().lines()));
      lines.addAll(each(doc));
      lines.addAll(section(f, doc));
    }
    return lines;
  }

  private static final Pattern HEADING = Pattern.compile("(?i)\\s*returns?\\s*:?\\s*");
  private static final Pattern UNDERLINE = Pattern.compile("\\s*-{3,}\\s*");
  private static final Pattern ITEM =
      Pattern.compile("^\\s*(?<before>[^()\\[\\]:]*)(?<shape>" + SHAPE + ")[\\s.,;]*$");

  /// What stands below the heading of the results: alone and without a name, `np.ndarray, shape =
  /// (n,)`, or as many as there are, `y_hat : array of shape (n,)`. What is indented further is on
  /// the same.
  private List<Line> section(Statement.Function f, Expression.Str doc) {
    List<String> text =
        program.source().lines().subList(doc.span().line() - 1, doc.span().endLine()).stream()
            .map(DocLines::unquoted)
            .toList();
    int from = 0;
    while (from < text.size() && !HEADING.matcher(text.get(from)).matches()) {
      from++;
    }
    from++;
    from += from < text.size() && UNDERLINE.matcher(text.get(from)).matches() ? 1 : 0;
    List<Integer> items = new ArrayList<>();
    for (int n = from; n < text.size() && !text.get(n).isBlank(); n++) {
      if (indent(text.get(n)) <= indent(text.get(from))) {
        items.add(n);
      }
    }
    List<Line> named = new ArrayList<>();
    int results = Math.max(1, results(f));
    for (int k = 0; k < items.size() && items.size() == results; k++) {
      int n = items.get(k);
      Line line = line(text.get(n), doc.span().line() + n, doc.span().file());
      if (line != null && !line.isResult()) {
        String name = results == 1 ? RESULT : RESULT + "[" + k + "]";
        named.add(new Line(name, line.stated, line.place, line.text, line.name));
      }
    }
    Matcher item = ITEM.matcher(items.size() == 1 ? text.get(from) : "");
    if (!named.isEmpty()
        || !item.matches()
        || !SAID.matcher(item.group("before")).matches()
        || line(text.get(from), doc.span().line() + from, doc.span().file()) != null) {
      return named;
    }
    int line = doc.span().line() + from;
    Stated stated = ShapeText.read("shape " + inWords(item.group("shape")));
    int to = item.end("shape") + 1;
    Span place = new Span(doc.span().file(), line, item.start("shape") + 1, line, to);
    return stated == null
        ? List.of()
        : List.of(new Line(RESULT, stated, place, item.group("shape")));
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /// What the text of a class says of its objects.
  List<Line> of(Statement.ClassDefinition c) {
    return each(doc(c.body()));
  }

  /// The text that a body begins with; null if it has none.
  private Expression.@Nullable Str doc(List<Statement> body) {
    return !body.isEmpty()
            && body.getFirst() instanceof Statement.Evaluate(Expression.Str doc, _)
            && doc.span().file().equals(program.source().name())
        ? doc
        : null;
  }

  private List<Line> each(Expression.@Nullable Str doc) {
    List<Line> lines = new ArrayList<>();
    List<String> source = program.source().lines();
    if (doc == null) {
      return lines;
    }
    for (int n = doc.span().line(); n <= doc.span().endLine(); n++) {
      lines.addAll(several(source.get(n - 1), n, doc.span().file()));
      Line line = line(source.get(n - 1), n, doc.span().file());
      if (line != null) {
        lines.add(line);
      }
    }
    lines.addAll(table(doc));
    return lines;
  }

  private static final Pattern ROW =
      Pattern.compile(
          "^\\s*(?<names>[A-Za-z_]\\w*(?:\\s*,\\s*[A-Za-z_]\\w*)*)(?:\\s{2,}|\\s+shape\\s+)(?<shape>"
              + SHAPE
              + ")(?<after>.*)$");

  /// A table of names and shapes, without a sign between them: `W (n, m)`, `W shape (n, m)`.
  private List<Line> table(Expression.Str doc) {
    List<Line> lines = new ArrayList<>();
    int rows = 0;
    for (int n = doc.span().line(); n <= doc.span().endLine(); n++) {
      Matcher m = ROW.matcher(unquoted(program.source().lines().get(n - 1)));
      if (m.matches() && !Legends.MORE.matcher(m.group("after")).matches()) {
        rows++;
        Stated stated = ShapeText.read(inWords(m.group("shape")));
        int from = m.start("shape") + 1;
        Span place = new Span(doc.span().file(), n, from, n, m.end("shape") + 1);
        if (stated != null) {
          for (String name : m.group("names").split("\\s*,\\s*")) {
            lines.add(new Line(name, stated, place, m.group("shape")));
          }
        }
      }
    }
    return rows > 1 ? lines : List.of(); // else words that end in brackets
  }

  /// What one sentence says of several results.
  private static List<Line> results(Statement.Function f, Expression.Str doc, List<String> source) {
    int first = doc.span().line();
    List<String> text =
        source.subList(first - 1, doc.span().endLine()).stream().map(DocLines::unquoted).toList();
    List<Line> lines = new ArrayList<>();
    for (ReturnsText.Part part : ReturnsText.of(text, results(f))) {
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

  /// How many values are returned as a tuple; 0 if one is.
  private static int results(Statement.Function f) {
    return f.body().getLast() instanceof Statement.Return(Expression.Tuple(var each, _), _)
        ? each.size()
        : 0;
  }

  /// Without the quotes of the text, nor those of what is code in it: ``` ``(N, D)`` ```.
  private static String unquoted(String line) {
    return line.replace("\"\"\"", "   ").replace("'''", "   ").replace('`', ' ');
  }

  static final String RESULT = "return";

  /// What is said of all parameters and the result in one line, in the text of a function or in a
  /// comment before what it does.
  private List<Line> signatures(Statement.Function f) {
    List<Line> lines = new ArrayList<>();
    if (f.body().isEmpty() || !f.span().file().equals(program.source().name())) {
      return lines;
    }
    Statement first = f.body().getFirst();
    boolean doc = first instanceof Statement.Evaluate(Expression.Str _, _);
    int end = doc ? first.span().endLine() : first.span().line() - 1;
    Set<String> parameters = new HashSet<>();
    f.parameters().list().forEach(p -> parameters.add(p.name()));
    List<String> source = program.source().lines();
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
    Line one = line(LINE.matcher(plain), number, file);
    return one != null ? one : line(BRACKETS.matcher(plain), number, file);
  }

  private static final Pattern OR = Pattern.compile("(?:\\s*or\\s+" + SHAPE + ")+");

  private static @Nullable Line line(Matcher m, int number, String file) {
    if (!m.matches()) {
      return null;
    }
    boolean said = SAID.matcher(m.group("before")).matches();
    boolean alone = m.group("before").isBlank() && !m.group("after").matches("\\s*[=:].*");
    boolean last = m.group("after").matches("[\\s.,;]*");
    if (!said && !alone && !last || m.group("after").matches("\\s*[xX×]\\s*\\w.*")) {
      return null; // `shape (I + U) x U` is more than its brackets
    }
    Matcher or = OR.matcher(m.group("after"));
    String shape = m.group("shape") + (or.lookingAt() ? or.group() : "");
    Stated stated = ShapeText.read((said ? "shape " : "") + inWords(shape));
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
}
