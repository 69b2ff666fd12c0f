package leibniz.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// A mark on one line. A mark over several lines is one on its first line, one on its last, and one
/// on a line between if there is but one.
///
/// @param line the line, from 1
/// @param from the first character, from 0
/// @param to the character after the last; more than `from`
record Underline(int line, int from, int to, String label, boolean secondary) {

  /// The marks that point into this source, from top to bottom and from left to right.
  static List<Underline> all(List<Problem.Mark> marks, Source source) {
    List<Underline> out = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      Problem.Mark mark = marks.get(i);
      if (mark.span().file().equals(source.name())) {
        add(mark.span(), mark.label(), i > 0, source.text(), out);
      }
    }
    out.sort(
        Comparator.comparingInt(Underline::line)
            .thenComparingInt(Underline::from)
            .thenComparingInt(Underline::to));
    return out;
  }

  private static void add(
      Span span, String label, boolean secondary, String text, List<Underline> out) {
    int first = Math.max(1, span.line());
    int last = Math.max(first, span.endLine());
    int from = Math.max(0, span.column() - 1);
    int to = Math.max(0, span.endColumn() - 1);
    if (last > first && to == 0) { // ends with the end of the line before
      last--;
      to = Integer.MAX_VALUE;
    }
    if (last == first) {
      out.add(on(first, from, to, label, secondary, text));
      return;
    }
    out.add(on(first, from, Integer.MAX_VALUE, "", secondary, text));
    if (last == first + 2) {
      out.add(on(first + 1, 0, Integer.MAX_VALUE, "", secondary, text));
    }
    out.add(on(last, 0, to, label, secondary, text));
  }

  /// Within the line and without the blanks around it, but never empty.
  private static Underline on(
      int line, int from, int to, String label, boolean secondary, String text) {
    String content = lineOf(text, line);
    int start = Math.min(from, content.length());
    int end = Math.min(to, content.length());
    if (to == Integer.MAX_VALUE) {
      while (end > start && Character.isWhitespace(content.charAt(end - 1))) {
        end--;
      }
    }
    while (from == 0 && start < end && Character.isWhitespace(content.charAt(start))) {
      start++;
    }
    return new Underline(line, start, Math.max(start + 1, end), label, secondary);
  }

  /// A line of a text, from 1, without its end; empty behind the last.
  static String lineOf(String text, int number) {
    int at = 0;
    for (int line = 1; line < number; line++) {
      at = next(text, at);
      if (at >= text.length()) {
        return "";
      }
    }
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return text.substring(at, end);
  }

  private static int next(String text, int at) {
    int i = at;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c == '\n') {
        return i;
      }
      if (c == '\r') {
        return i < text.length() && text.charAt(i) == '\n' ? i + 1 : i;
      }
    }
    return i;
  }
}
