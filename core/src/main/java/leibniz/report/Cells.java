package leibniz.report;

/// How wide text is: a terminal counts cells, not characters.
public final class Cells {
  private static final char ESCAPE = '\u001b';

  /// Ranges of characters that take two cells: Hangul, Chinese, Japanese, full width, emoji.
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF,
    0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F,
    0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF,
    0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private Cells() {}

  /// The cells of a text; colours take none.
  public static int of(String text) {
    int cells = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == ESCAPE) {
        i = afterEscape(text, i);
      } else if (c < 0x300) {
        cells++;
        i++;
      } else {
        int point = text.codePointAt(i);
        cells += of(point);
        i += Character.charCount(point);
      }
    }
    return cells;
  }

  /// The cells of one character: 0 for what is drawn over the one before it, else 1 or 2.
  static int of(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || point >= 0x1160 && point <= 0x11FF) {
      return 0;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (point >= WIDE[i] && point <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /// The text with blanks at its end, so that it fills that many cells.
  public static String pad(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - of(text)));
  }

  /// The beginning of a text without colours, with a sign at its end if something was cut.
  static String cut(String text, int most, String sign) {
    int cells = 0;
    int kept = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      cells += of(point);
      if (cells > most || i > 8 * most) {
        return text.substring(0, kept) + sign;
      }
      i += Character.charCount(point);
      if (cells <= most - sign.length()) {
        kept = i;
      }
    }
    return text;
  }

  private static int afterEscape(String text, int at) {
    int end = text.indexOf('m', at);
    return end < 0 ? text.length() : end + 1;
  }
}
