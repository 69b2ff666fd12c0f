package leibniz.python;

import java.util.Arrays;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// Where the lines of a text begin, so that offsets become spans only when a span is wanted.
final class Lines {
  private final String file;
  private int[] starts = new int[64];
  private int count = 1;
  private int last;

  Lines(Source source) {
    file = source.name();
    String text = source.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = i + 1;
      }
    }
  }

  /// The span from one offset (inclusive) to another (exclusive).
  Span span(int from, int to) {
    int first = line(from);
    int end = line(to);
    return new Span(file, first + 1, from - starts[first] + 1, end + 1, to - starts[end] + 1);
  }

  /// The offset at which the line of an offset begins.
  int lineStart(int offset) {
    return starts[line(offset)];
  }

  /// The line of an offset, from 0. Neighbours are asked for one after the other, so the last
  /// answer is tried first.
  private int line(int offset) {
    if (!holds(last, offset)) {
      last = holds(last + 1, offset) ? last + 1 : search(offset);
    }
    return last;
  }

  private boolean holds(int line, int offset) {
    return line < count
        && starts[line] <= offset
        && (line + 1 == count || offset < starts[line + 1]);
  }

  private int search(int offset) {
    int found = Arrays.binarySearch(starts, 0, count, offset);
    return found >= 0 ? found : -found - 2;
  }
}
