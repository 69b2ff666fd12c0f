package leibniz.report;

import java.util.Arrays;

/// A line of a program as it is shown, and where its characters came to stand. A line that is too
/// long is cut around what matters: only what is shown is looked at.
///
/// @param text what is printed
/// @param first the index in the line of the first character that is shown
/// @param columns the cell at which each character from `first` on begins, and the end
record Shown(String text, int first, int[] columns) {
  private static final int TAB = 4;

  /// Shows a line in at most `room` cells, so that the characters from `from` to `to` are seen, or
  /// the beginning of them.
  static Shown of(String line, int from, int to, int room, Style style) {
    Shown whole = from(line, 0, room, style);
    if (whole.first + whole.columns.length - 1 >= Math.min(to + 1, line.length())) {
      return whole;
    }
    int before = to - from > room / 2 ? room / 5 : room * 2 / 5;
    int first = Math.max(0, Math.min(from, line.length()) - before);
    while (first > 0 && (isInside(line, first) || Cells.of(line.codePointAt(first)) == 0)) {
      first--;
    }
    return from(line, first, room, style);
  }

  private static Shown from(String line, int first, int room, Style style) {
    String cut = style.cut();
    StringBuilder out = new StringBuilder();
    int cell = 0;
    if (first > 0) {
      out.append(cut);
      cell = cut.length();
    }
    int most = Math.min(line.length() - first, 8 * room);
    int[] columns = new int[most + 2];
    int fits = out.length();
    int i = first;
    while (i < line.length() && i - first < most) {
      int point = line.codePointAt(i);
      String sign = point == '\t' ? " ".repeat(TAB - cell % TAB) : sign(point, style);
      int wide = Cells.of(sign);
      boolean last = i + Character.charCount(point) >= line.length();
      if (cell + wide > room - (last ? 0 : cut.length())) {
        break;
      }
      out.append(sign);
      for (int unit = 0; unit < Character.charCount(point); unit++) {
        columns[i + unit - first] = cell;
      }
      i += Character.charCount(point);
      cell += wide;
      fits = out.length();
    }
    out.setLength(fits);
    columns[i - first] = cell;
    if (i < line.length()) {
      out.append(cut);
    }
    return new Shown(out.toString(), first, Arrays.copyOf(columns, i - first + 1));
  }

  private static String sign(int point, Style style) {
    if (point >= ' ' && point < 0x7F) {
      return Character.toString(point);
    }
    int seen = Visible.of(point, style.unicode());
    return style.unicode() || seen < 0x80 ? Character.toString(seen) : Ascii.of(seen);
  }

  private static boolean isInside(String line, int i) {
    return i < line.length()
        && Character.isLowSurrogate(line.charAt(i))
        && Character.isHighSurrogate(line.charAt(i - 1));
  }

  /// The cell at which a character of the line stands; the nearest end of what is shown for one
  /// that is not shown.
  int column(int index) {
    return index < first ? 0 : columns[Math.clamp(index - first, 0, columns.length - 1)];
  }
}
