package leibniz.python;

import java.text.Normalizer;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import org.jspecify.annotations.Nullable;

/// Python's identifiers: letters of all scripts, compared after compatibility normalisation.
final class Names {
  private Names() {}

  static boolean starts(int c) {
    return c < 128
        ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
        : Character.isUnicodeIdentifierStart(c);
  }

  private static boolean continues(int c) {
    return c < 128
        ? starts(c) || c >= '0' && c <= '9'
        : Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  /// Where the name that begins at an offset ends.
  static int end(String text, int from) {
    int end = from;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (!continues(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  /// What is wrong with a name, if anything.
  static @Nullable Problem problem(Tokens tokens, int start, int end) {
    if (end - start > Bounds.NAME) {
      return Problem.error(
          Code.LBZ007,
          "a name is longer than " + Bounds.NAME + " characters",
          tokens.span(start, end),
          "");
    }
    String name = tokens.source().substring(start, end);
    String normal = normal(name);
    return name.equals(normal) || starts(normal.codePointAt(0)) && end(normal, 0) == normal.length()
        ? null
        : Hints.strange(name.codePointAt(0), tokens.span(start, end));
  }

  /// The name under which Python knows it.
  static String normal(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 128) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC);
      }
    }
    return name;
  }
}
