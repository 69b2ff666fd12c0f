package leibniz.report;

/// Characters that a terminal would act on, or show as nothing, as signs one can see.
final class Visible {
  private static final char UNKNOWN = '\uFFFD';

  private Visible() {}

  /// The text with a sign for each such character.
  static String of(String text, boolean unicode) {
    int i = 0;
    while (i < text.length() && isHarmless(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
    while (i < text.length()) {
      int point = text.codePointAt(i);
      out.appendCodePoint(of(point, unicode));
      i += Character.charCount(point);
    }
    return out.toString();
  }

  /// The sign for one character, or itself.
  static int of(int point, boolean unicode) {
    if (point >= ' ' && point < 0x7F) {
      return point;
    }
    if (point < ' ') {
      return unicode ? 0x2400 + point : '?';
    }
    if (point == 0x7F) {
      return unicode ? 0x2421 : '?';
    }
    boolean seen =
        switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
    return seen ? point : unicode ? UNKNOWN : '?';
  }

  private static boolean isHarmless(char c) {
    return c >= ' ' && c < 0x7F;
  }
}
