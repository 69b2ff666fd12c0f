package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import leibniz.trace.Suggest;

/// Words one may have meant.
final class Words {
  private static final int FAR = 2;

  private Words() {}

  /// The word that is nearest, if it is near; else nothing.
  static String near(String word, Iterable<String> known) {
    String best = "";
    int least = Math.min(FAR, word.length() / 2) + 1;
    for (String candidate : known) {
      int distance = Suggest.distance(word.toLowerCase(Locale.ROOT), candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /// `a`, `a or b`, `a, b or c`.
  static String or(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /// The parts between commas, without blanks around them and without empty ones. Commas within
  /// brackets do not count.
  static List<String> parts(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= list.length(); i++) {
      char c = i < list.length() ? list.charAt(i) : ',';
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == ',' && (depth <= 0 || i == list.length())) {
        String part = list.substring(from, i).strip();
        if (!part.isEmpty()) {
          parts.add(part);
        }
        from = i + 1;
      }
    }
    return parts;
  }
}
