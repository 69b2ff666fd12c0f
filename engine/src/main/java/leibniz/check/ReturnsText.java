package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the text of a function says of the shapes of several results, in a sentence that may go on
/// in further lines: `Returns the loss, node marginals of shape (T, K) and edge marginals of shape
/// (T - 1, K, K).`
final class ReturnsText {
  private static final Pattern BEGIN = Pattern.compile("(?i)^\\s*:?returns?\\b:?\\s*(?=\\S)");
  private static final Pattern SHAPE =
      Pattern.compile("\\b(?:of|with|has|having)\\s+shape\\s+([(\\[][^()\\[\\]]*[)\\]])");

  /// @param index which of the results
  /// @param line the line of it, from 0, and where it begins there
  record Part(int index, String shape, int line, int from) {}

  private ReturnsText() {}

  /// @param lines of the text, without its quotes
  /// @param results how many are returned; where another number is listed, nothing is said
  static List<Part> of(List<String> lines, int results) {
    for (int first = 0; first < lines.size(); first++) {
      Matcher begin = BEGIN.matcher(lines.get(first));
      if (begin.find()) {
        return parts(lines, first, begin.end(), results);
      }
    }
    return List.of();
  }

  private static List<Part> parts(List<String> lines, int first, int from, int results) {
    List<Part> parts = new ArrayList<>();
    int item = 0;
    for (int n = first; n < lines.size(); n++) {
      String line = n == first ? " ".repeat(from) + lines.get(n).substring(from) : lines.get(n);
      if (line.isBlank()) {
        break;
      }
      if (CASES.matcher(IN_BRACKETS.matcher(line).replaceAll("")).find()) {
        return List.of();
      }
      List<Integer> commas = separators(line);
      Matcher shape = SHAPE.matcher(line);
      while (shape.find()) {
        int at = shape.start();
        int before = (int) commas.stream().filter(c -> c < at).count();
        parts.add(new Part(item + before, shape.group(1), n, shape.start(1)));
      }
      item += commas.size();
      if (line.stripTrailing().endsWith(".")) {
        break;
      }
    }
    return item + 1 == results && results > 1 ? parts : List.of();
  }

  /// `Returns scores of shape (N, C) if y is None, else (loss, grads)`: what holds in a case only,
  /// may not in the one that is followed.
  private static final Pattern CASES =
      Pattern.compile("(?i)\\b(?:if|when|unless|else|otherwise|or|either)\\b");

  private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[][^()\\[\\]]*[)\\]]");

  /// Where one thing ends and the next begins: at commas and at `and`, outside of brackets.
  private static List<Integer> separators(String line) {
    List<Integer> found = new ArrayList<>();
    int depth = 0;
    for (int k = 0; k < line.length(); k++) {
      char c = line.charAt(k);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      boolean and =
          AND.matcher(line).useTransparentBounds(true).region(k, line.length()).lookingAt();
      if (depth == 0
          && (c == ',' && !OXFORD.matcher(line).region(k, line.length()).lookingAt() || and)) {
        found.add(k);
      }
    }
    return found;
  }

  private static final Pattern AND = Pattern.compile("(?<!\\w)and\\s");
  private static final Pattern OXFORD = Pattern.compile(",\\s*and\\s");
}
