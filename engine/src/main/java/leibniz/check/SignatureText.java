package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shapes of parameters and of the result in one line: `X1: (n, d), X2: (m, d) -> (n, m)`.
final class SignatureText {
  private static final String SHAPE = "[(\\[][^()\\[\\]]*[)\\]]";
  private static final String OF = "\\s*(?::|,?\\s*(?:is\\s+)?(?:of\\s+)?shape:?)?\\s*";
  private static final Pattern ONE =
      Pattern.compile("(?<name>[A-Za-z_]\\w*)" + OF + "(?<shape>" + SHAPE + ")");
  private static final Pattern WHOLE =
      Pattern.compile(
          "\\W*(?<left>(?:[A-Za-z_]\\w*"
              + OF
              + SHAPE
              + "\\s*(?:[,;]|and)?\\s*)+)(?:->|→|=>)\\s*(?:(?:[A-Za-z_]\\w*\\s*)?(?::|,?\\s*(?:of\\s+)?shape:?)\\s*)?"
              + "(?<result>"
              + SHAPE
              + ")[\\s.\"']*");

  private SignatureText() {}

  /// @param name of a parameter; `return` for the result
  /// @param from where the shape begins in the text
  record Part(String name, String shape, int from) {}

  /// The parts of a line; none if it says anything else, or speaks of what is no parameter.
  static List<Part> of(String text, Set<String> parameters) {
    Matcher whole = WHOLE.matcher(text);
    List<Part> parts = new ArrayList<>();
    if (!whole.matches()) {
      return parts;
    }
    Matcher one = ONE.matcher(text).region(whole.start("left"), whole.end("left"));
    while (one.find()) {
      if (!parameters.contains(one.group("name"))) {
        return List.of();
      }
      parts.add(new Part(one.group("name"), one.group("shape"), one.start("shape")));
    }
    parts.add(new Part("return", whole.group("result"), whole.start("result")));
    return parts;
  }
}
