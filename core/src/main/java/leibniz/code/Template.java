package leibniz.code;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;

/// A row's spelling: a function's name, or an expression with `{0}`, `{1}` … for the arguments.
/// Brackets go around an argument where the operators beside its place ask for them.
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)\\}");
  private static final String UNKNOWN = "{";
  private static final Set<String> CHOICES = Set.of("?", ":");
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
  private static final Set<String> SUMS = Set.of("+", "-");
  private static final Set<String> PRODUCTS = Set.of("*", "/", "@", "%", "//");

  private final String text;
  private final Level level;

  private Template(String text) {
    this.text = text;
    this.level = level(text);
  }

  /// A spelling with `arity` arguments.
  static Template of(String spelling, int arity) {
    if (spelling.contains("{0}") || arity == 0) {
      return new Template(unwrapped(spelling));
    }
    return new Template(spelling + "(" + String.join(", ", places(arity)) + ")");
  }

  /// The places, `{0}` and so on.
  static List<String> places(int arity) {
    return IntStream.range(0, arity).mapToObj(k -> "{" + k + "}").collect(Collectors.toList());
  }

  Level level() {
    return level;
  }

  /// Whether it is a function that is called, not an operator.
  boolean calls() {
    return text.contains("(");
  }

  /// The text with the arguments in their places.
  String fill(List<Piece> arguments, Words words) {
    StringBuilder out = new StringBuilder();
    Matcher place = PLACE.matcher(text);
    int done = 0;
    while (place.find()) {
      Piece argument = arguments.get(Integer.parseInt(place.group(1)));
      out.append(text, done, place.start());
      done = place.end();
      String after = text.substring(done);
      if (argument.kind() == Kind.BOOL) {
        if (after.startsWith(" != 0")) { // a condition is one already
          done += " != 0".length();
          after = text.substring(done);
        } else {
          argument = words.numbers(argument);
        }
      }
      out.append(argument.at(least(text.substring(0, place.start()), after)));
    }
    return out.append(text.substring(done)).toString();
  }

  /// What the neighbours of a place ask for.
  private static Level least(String before, String after) {
    boolean open = before.isEmpty() || before.endsWith("(") || before.endsWith(", ");
    boolean close = after.isEmpty() || after.startsWith(")") || after.startsWith(",");
    if (open && close) {
      return Level.COMPARISON;
    }
    String left = open ? "" : before.endsWith(" ") ? word(before.strip(), true) : UNKNOWN;
    String right = close ? "" : after.startsWith(" ") ? word(after.strip(), false) : UNKNOWN;
    Level one = beside(left);
    Level other = beside(right);
    return one.compareTo(other) > 0 ? one : other;
  }

  private static String word(String text, boolean last) {
    String[] words = text.split(" ");
    return last ? words[words.length - 1] : words[0];
  }

  private static Level beside(String operator) {
    return operator.isEmpty() || CHOICES.contains(operator)
        ? Level.COMPARISON
        : COMPARISONS.contains(operator)
            ? Level.SUM
            : SUMS.contains(operator)
                ? Level.PRODUCT
                : PRODUCTS.contains(operator) ? Level.POWER : Level.ATOM;
  }

  /// Without brackets around the whole: whoever uses it adds them where they are needed.
  private static String unwrapped(String text) {
    if (!text.startsWith("(") || !text.endsWith(")")) {
      return text;
    }
    int depth = 0;
    for (int k = 0; k < text.length() - 1; k++) {
      depth += text.charAt(k) == '(' ? 1 : text.charAt(k) == ')' ? -1 : 0;
      if (depth == 0) {
        return text;
      }
    }
    return text.substring(1, text.length() - 1);
  }

  /// How strongly the outermost operator binds.
  private static Level level(String text) {
    Level level = text.startsWith("-") ? Level.UNARY : Level.ATOM;
    int depth = 0;
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (depth > 0) {
        continue;
      }
      Level here = level;
      if (c == ' ' && k + 1 < text.length()) {
        String operator = word(text.substring(k + 1), false);
        here =
            COMPARISONS.contains(operator) || CHOICES.contains(operator)
                ? Level.COMPARISON
                : SUMS.contains(operator)
                    ? Level.SUM
                    : PRODUCTS.contains(operator) ? Level.PRODUCT : level;
      } else if (text.startsWith("**", k)) {
        here = Level.POWER;
      }
      level = here.compareTo(level) < 0 ? here : level;
    }
    return level;
  }
}
