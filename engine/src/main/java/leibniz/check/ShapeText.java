package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.LeibnizException;
import leibniz.ir.Source;
import leibniz.python.Expression;
import leibniz.python.Parser;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Reads the spellings of shapes that people use in comments and docstrings. What is not surely one
/// is no statement: a comment that is not understood is passed over in silence.
final class ShapeText {
  private static final String NAME = "[A-Za-z_]\\w*(?:\\.\\w+|\\[['\"\\w]+\\])*";
  private static final String AXIS = "(?:[A-Za-z_]\\w*|\\d+\\b)";

  /// An axis with crosses beside it, as both of `(I + U) x U`.
  private static final String SIZE = "(?:" + AXIS + "|\\(\\w+(?:\\s*[-+*/]\\s*\\w+)+\\))";

  /// `x.shape = `, `shape of x: `, `Shape: `, `output shape: `.
  private static final Pattern WORD =
      Pattern.compile(
          "(?i)^(?:(?<owner>"
              + NAME
              + ")\\.shape|(?:(?<word>\\w+)\\s+)?(?:shape|dims?|dimensions?|size)"
              + "(?:\\s+of\\s+(?<of>"
              + NAME
              + "))?)\\s*(?:is|=+|:)?\\s*");

  private static final Pattern NAMED = Pattern.compile("^(" + NAME + ")\\s*(?::|=(?!=))\\s*");
  private static final Pattern ARROW = Pattern.compile("(->|→|=>)");

  /// Between the shapes of two factors: a sign, a point or a word with room around it, or nothing
  /// where the axes that are summed have the same name, `(F x T) (T x K)`. What else stands in
  /// brackets behind a shape, as in `(N, D) (float)`, explains it.
  static final String TIMES =
      "(?:\\s*[@*x×·]\\s*|\\s+(?:\\.|dot|times)\\s+"
          + "|(?<=(?:[A-Z]x|\\b)(?<inner>\\w{1,40})\\s?,?\\s?[)\\]])\\s*"
          + "(?=[(\\[]\\s*\\k<inner>\\s*(?:[,×)\\]]|[xX][\\sA-Z])))";

  private static final Pattern OPERATION =
      Pattern.compile(
          "^[(\\[][^()\\[\\]]*[)\\]](?:\\.T)?(?:\\s*[+-]\\s*|"
              + TIMES
              + ")[(\\[][^()\\[\\]]*[)\\]]\\s*(?<equals>=>?)");
  private static final Pattern OPERATOR =
      Pattern.compile("\\.T\\b|\\s*[+/-]\\s*[(\\[]|" + TIMES + "[(\\[]");
  private static final Pattern CROSSES =
      Pattern.compile("^" + SIZE + "(?:\\s+[xX]\\s+" + SIZE + "|\\s*×\\s*" + SIZE + ")+");
  private static final Pattern TIGHT =
      Pattern.compile("^[A-Z](?:\\d|_\\w+)?(?:x[A-Z](?:\\d|_\\w+)?)+\\b");
  private static final Pattern BARE = Pattern.compile("^" + AXIS + "(?:\\s*,\\s*" + AXIS + ")+");
  private static final Pattern OR = Pattern.compile("^\\s*or\\s+");
  private static final Set<String> PREPOSITIONS =
      Set.of(
          "of", "over", "from", "per", "with", "like", "by", "as", "to", "in", "for", "than", "and",
          "or", "at", "on", "not", "instead", "sum", "mean", "if", "is", "wrt", "w.r.t.", "each",
          "between", "via", "using", "into", "along", "axis", "expects", "needs", "was", "same");

  private ShapeText() {}

  /// The shape a comment states of the value on its line, or null.
  ///
  /// @param text the comment, with or without its `#`
  static @Nullable Stated read(String text) {
    int start = 0;
    while (start < text.length() && "# \t!".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    String body = text.substring(start);
    return isCode(body) ? null : at(text, start);
  }

  /// What stands before the word in `grad shape: (N, D)`; empty for other comments. Whether it is a
  /// name or a word as in `output shape`, the program tells.
  static String word(String text) {
    Matcher word = WORD.matcher(text.replaceFirst("^[#\\s!]+", ""));
    return word.find() && word.group("word") != null ? word.group("word") : "";
  }

  private static final String WHOLE = "\\([^()\\[\\]]*\\)|\\[[^()\\[\\]]*\\]";
  private static final Pattern EACH = Pattern.compile(WHOLE);
  private static final Pattern SEVERAL =
      Pattern.compile("[# \t]*(?:" + WHOLE + ")(?:\\s*,\\s*(?:" + WHOLE + "))+[\\s.;]*");

  /// The shapes that a comment states of several values in their order, `# (N,), (N, 3)`, and
  /// nothing else; empty if it does not.
  static List<Stated> several(String text) {
    List<Stated> all = new ArrayList<>();
    if (SEVERAL.matcher(text).matches()) {
      Matcher each = EACH.matcher(text);
      while (each.find()) {
        Stated stated = result(text.substring(0, each.end()), each.start(), Stated.Form.PLAIN);
        if (stated == null) {
          return List.of();
        }
        all.add(stated);
      }
    }
    return all;
  }

  private static @Nullable Stated at(String text, int start) {
    String body = text.substring(start);
    Matcher word = WORD.matcher(body);
    if (word.find()) {
      String owner = word.group("owner") != null ? word.group("owner") : word.group("of");
      Stated stated = result(text, start + word.end(), Stated.Form.SHAPE);
      return stated == null ? null : named(stated, owner == null ? "" : owner);
    }
    Stated plain = result(text, start, Stated.Form.PLAIN);
    if (plain != null) {
      return plain;
    }
    Matcher named = NAMED.matcher(body);
    if (named.find()) {
      Stated stated = result(text, start + named.end(), Stated.Form.PLAIN);
      if (stated != null) {
        return named(stated, named.group(1));
      }
      Matcher inner = WORD.matcher(body.substring(named.end()));
      if (inner.find()) {
        Stated shape = result(text, start + named.end() + inner.end(), Stated.Form.SHAPE);
        return shape == null ? null : named(shape, named.group(1));
      }
    }
    return trailing(text, start);
  }

  /// Behind the last arrow, or what follows at once.
  private static @Nullable Stated result(String text, int from, Stated.Form form) {
    String body = text.substring(from);
    Matcher operation = OPERATION.matcher(body);
    int begin = operation.find() ? operation.end("equals") : 0;
    Matcher arrow = ARROW.matcher(body);
    while (arrow.find(begin)) {
      Stated before = begin == 0 && arrow.start() > 0 ? one(text, from, form) : null;
      if (arrow.start() > 0 && begin == 0 && before == null) {
        return null; // words, then an arrow: prose
      }
      begin = arrow.end();
    }
    while (begin < body.length() && Character.isWhitespace(body.charAt(begin))) {
      begin++;
    }
    Stated last = one(text, from + begin, form);
    boolean operand =
        last != null
            && OPERATOR
                .matcher(text)
                .region(last.to(), text.length())
                .useTransparentBounds(true)
                .lookingAt();
    return operand ? null : last; // `(n, d) @ (d, k)`: what comes of it is not said
  }

  private static @Nullable Stated one(String text, int from, Stated.Form form) {
    Stated first = single(text, from, form);
    if (first == null) {
      return null;
    }
    List<Stated> others = new ArrayList<>();
    int end = first.to();
    while (true) {
      Matcher or = OR.matcher(text.substring(end));
      Stated next = or.find() ? single(text, end + or.end(), form) : null;
      if (next == null) {
        return others.isEmpty() ? first : first.or(others);
      }
      others.add(next);
      end = next.to();
    }
  }

  private static @Nullable Stated single(String text, int from, Stated.Form form) {
    String body = text.substring(from);
    for (String prefix : List.of("torch.Size(", "np.shape(", "shape=", "tuple")) {
      if (body.startsWith(prefix)) {
        return single(text, from + prefix.length(), Stated.Form.SHAPE);
      }
    }
    for (Pattern crosses : List.of(CROSSES, TIGHT)) {
      Matcher m = crosses.matcher(body);
      boolean alone = m.find() && body.substring(m.end()).isBlank();
      if (m.hasMatch() && (alone || m.group().matches(".*[A-Za-wyz].*"))) {
        return crossed(m.group(), form, from, from + m.end());
      }
    }
    if (body.startsWith("(") || body.startsWith("[")) {
      int end = close(body);
      if (end < 0) {
        return null;
      }
      String inner = body.substring(1, end);
      Stated crossed = crossed(inner, form, from, from + end + 1);
      return crossed != null ? crossed : tuple(inner, form, from, from + end + 1);
    }
    Matcher bare = BARE.matcher(body);
    if (bare.find() && body.substring(bare.end()).isBlank()) {
      Stated.Form how = form == Stated.Form.SHAPE ? form : Stated.Form.LOOSE;
      return tuple(bare.group(), how, from, from + bare.end());
    }
    return null;
  }

  /// `responsibilities, N x K`: the sizes with crosses at the very end.
  private static final Pattern AT_END =
      Pattern.compile(
          "(?<=[,:;]\\s{1,4})"
              + AXIS
              + "(?:\\s+[xX×]\\s+"
              + AXIS
              + ")+$|(?<=\\s)\\w(?:\\s+[xX×]\\s+\\w)+$");

  /// `kernel, 3 x 3`, of images as people think of them, not as they are stored.
  private static final Pattern NUMBERS = Pattern.compile("[\\d\\sxX×]*");

  /// `hidden units, (N, H)`: words without a preposition, then a tuple at the very end.
  private static @Nullable Stated trailing(String text, int start) {
    String trimmed = text.stripTrailing();
    int open = Math.max(trimmed.lastIndexOf('('), trimmed.lastIndexOf('['));
    if (!trimmed.endsWith(")") && !trimmed.endsWith("]")) {
      Matcher crosses = AT_END.matcher(trimmed);
      open = crosses.find() && !NUMBERS.matcher(crosses.group()).matches() ? crosses.start() : -1;
    }
    if (open <= start) {
      return null;
    }
    String words = trimmed.substring(start, open).strip().toLowerCase(Locale.ROOT);
    boolean separate = words.endsWith(",") || words.endsWith(":") || words.endsWith(";");
    String[] all = words.split("[\\s,:;]+");
    String last = all.length == 0 ? "" : all[all.length - 1];
    boolean call = open > 0 && Character.isLetterOrDigit(trimmed.charAt(open - 1));
    if (call || all.length > 6 || !separate && PREPOSITIONS.contains(last)) {
      return null;
    }
    for (String one : all) {
      if (!one.matches("[\\w'’.-]+") || !separate && PREPOSITIONS.contains(one)) {
        return null;
      }
    }
    Stated.Form form = last.startsWith("shape") ? Stated.Form.SHAPE : Stated.Form.LOOSE;
    return single(trimmed, open, form);
  }

  // ---------------------------------------------------------------------------------------- parts

  private static @Nullable Stated crossed(String inner, Stated.Form form, int from, int to) {
    String[] parts = inner.strip().split("\\s+[xX]\\s+|\\s*×\\s*|(?<=[A-Z\\d])x(?=[A-Z\\d])");
    if (parts.length < 2) {
      return null;
    }
    Stated stated = tuple(String.join(", ", parts), form, from, to);
    List<String> vector = new ArrayList<>(List.of(parts));
    vector.removeIf(part -> part.equals("1")); // `1 x D` is said of a vector, too
    Stated other =
        vector.size() < parts.length ? tuple(String.join(", ", vector), form, from, to) : null;
    return stated == null || other == null ? stated : stated.or(List.of(other));
  }

  private static @Nullable Stated tuple(String inner, Stated.Form form, int from, int to) {
    String text = inner.strip();
    boolean ellipsis = text.startsWith("...") || text.startsWith("…") || text.startsWith("*,");
    if (ellipsis) {
      int comma = text.indexOf(',');
      if (comma < 0) {
        return null;
      }
      text = text.substring(comma + 1);
    }
    List<Expression> axes = axes(text);
    return axes == null ? null : new Stated(form, "", axes, ellipsis, List.of(), from, to);
  }

  private static @Nullable List<Expression> axes(String inner) {
    String text = inner.strip();
    if (text.length() > 200 || text.endsWith(",,")) {
      return null;
    }
    if (text.matches(DIMENSIONS)) {
      return null;
    }
    text = FACTOR.matcher(text).replaceAll("$1*$2");
    String listed = text.isEmpty() || text.endsWith(",") ? text : text + ",";
    Expression parsed = parsed("(" + listed + ")");
    if (!(parsed instanceof Expression.Tuple(var elements, _))) {
      return null;
    }
    return elements.stream().allMatch(ShapeText::isAxis) ? elements : null;
  }

  /// `4H` of `(N, 4H)`; not `3x3`, `1e-3`, `2j`, `2nd`.
  private static final Pattern FACTOR =
      Pattern.compile(
          "(?<![\\w.])(\\d+)(?![xX]\\w|[eE](?:[-+\\d]|\\b)|(?:[jJ]|st|nd|rd|th)\\b)([A-Za-z_])");

  private static final String DIMENSIONS = "\\d\\s?[dD]"; // `weights (2D)`

  private static @Nullable Expression parsed(String text) {
    try {
      List<Statement> body = Parser.parse(new Source("shape", text)).body();
      return body.size() == 1 && body.getFirst() instanceof Statement.Evaluate(var value, _)
          ? value
          : null;
    } catch (LeibnizException e) {
      return null; // prose
    }
  }

  private static boolean isAxis(Expression e) {
    return switch (e) {
      case Expression.Int(var size, _) -> size.signum() > 0; // `# [1, 0, 1]` tells values
      case Expression.Name _, Expression.None _ -> true;
      case Expression.Attribute(var value, _, _, _) -> isAxis(value);
      case Expression.Unary(var op, Expression.Int _, _) -> op == Expression.UnaryOperator.MINUS;
      case Expression.Binary b ->
          switch (b.operator()) {
            case ADD, SUBTRACT, MULTIPLY, FLOOR_DIVIDE, DIVIDE ->
                isAxis(b.left()) && isAxis(b.right());
            case MATMUL, MODULO, POWER, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR -> false;
          };
      default -> false;
    };
  }

  /// Where the bracket that opens the text closes.
  private static int close(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static Stated named(Stated s, String name) {
    return new Stated(s.form(), name, s.axes(), s.ellipsis(), s.others(), s.from(), s.to());
  }

  /// `B, T, C = z.shape` is code that was commented out.
  private static boolean isCode(String body) {
    try {
      List<Statement> statements = Parser.parse(new Source("comment", body)).body();
      return statements.stream()
          .anyMatch(s ->
              s instanceof Statement.Assign(_, var value, _)
                      && !(value instanceof Expression.Tuple)
                      && !(value instanceof Expression.Listing)
                  || s instanceof Statement.AugmentedAssign);
    } catch (LeibnizException e) {
      return false;
    }
  }
}
