package leibniz.code;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines of Python: statements broken between terms, comments behind them.
final class Layout {
  /// Code ends here, as Python's style guide asks; a comment may go on to [#WIDEST].
  private static final int WIDTH = 79;

  private static final int WIDEST = 95;
  private static final int SPREAD = 20;
  private static final int SHORT = 24;
  private static final int COLUMN = 64;
  private static final String OPEN = "([{";
  private static final String CLOSE = ")]}";

  private Layout() {}

  /// A statement: `return ` or `name = `, an expression, a shape (empty for none).
  record Block(String start, String code, String shape) {}

  /// Statements, with the comments of neighbours in one column if their lengths differ little.
  static List<String> aligned(List<Block> blocks, int indent) {
    List<List<String>> all = new ArrayList<>();
    for (Block b : blocks) {
      all.add(lines(b.start, b.code, "", indent));
    }
    List<String> out = new ArrayList<>();
    int at = 0;
    while (at < all.size()) {
      int end = at;
      int shortest = Integer.MAX_VALUE;
      int longest = 0;
      while (end < all.size() && all.get(end).size() == 1) {
        int length = cells(all.get(end).get(0));
        int low = Math.min(shortest, length);
        int high = Math.max(longest, length);
        if (high - low > SPREAD && high > COLUMN
            || high + 4 + blocks.get(end).shape.length() > WIDEST) {
          break;
        }
        shortest = low;
        longest = high;
        end++;
      }
      for (; at < end; at++) {
        String line = all.get(at).get(0);
        out.add(commented(line, longest - cells(line), blocks.get(at).shape));
      }
      if (at < all.size() && (all.get(at).size() > 1 || end == at)) {
        Block b = blocks.get(at);
        out.addAll(lines(b.start, b.code, b.shape.isEmpty() ? "" : "  # " + b.shape, indent));
        at++;
      }
    }
    return out;
  }

  private static String commented(String line, int pad, String shape) {
    return shape.isEmpty() ? line : line + " ".repeat(pad) + "  # " + shape;
  }

  /// One statement as lines; the comment stands behind the last.
  static List<String> lines(String start, String code, String comment, int indent) {
    String margin = " ".repeat(indent);
    String whole = margin + start + code;
    List<String> lines = new ArrayList<>();
    if (cells(whole) <= WIDTH) {
      lines.add(whole);
    } else {
      boolean open = places(code).stream().anyMatch(p -> p.depth == 0);
      lines.addAll(wrapped(margin + start + (open ? "(" + code + ")" : code)));
    }
    String last = lines.removeLast();
    if (cells(last) + cells(comment) > WIDEST && !comment.isEmpty()) {
      lines.add(last);
      lines.add(margin + comment.strip());
    } else {
      lines.add(last + comment);
    }
    return lines;
  }

  /// Where a line may end: before a sign, another operator or a `for`, or behind a comma.
  private record Place(int at, int depth, boolean sign, boolean comma) {}

  private static List<Place> places(String text) {
    List<Place> places = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    for (int k = 0; k + 2 < text.length(); k++) {
      char c = text.charAt(k);
      quoted ^= c == '"';
      if (quoted) {
        continue;
      }
      depth += OPEN.indexOf(c) >= 0 ? 1 : CLOSE.indexOf(c) >= 0 ? -1 : 0;
      char next = text.charAt(k + 1);
      if (c == ' ' && text.charAt(k + 2) == ' ' && "+-*/@".indexOf(next) >= 0) {
        places.add(new Place(k, depth, next == '+' || next == '-', false));
      } else if (c == ' ' && text.startsWith("for ", k + 1)) {
        places.add(new Place(k, depth, true, false));
      } else if (c == ',' && next == ' ') {
        places.add(new Place(k + 1, depth, false, true));
      }
    }
    return places;
  }

  /// Cuts at the outermost places that are within the width. Each term of a sum gets a line of its
  /// own; other lines are filled. A line starts below what it is inside of.
  private static List<String> wrapped(String text) {
    List<Place> places = places(text);
    List<String> lines = new ArrayList<>();
    int[] column = new int[text.length()];
    int start = 0;
    int indent = 0;
    while (true) {
      for (int k = start; k < text.length(); k++) {
        column[k] = indent + k - start;
      }
      Place cut = column[text.length() - 1] < WIDTH ? null : best(places, start, column);
      String line =
          " ".repeat(indent) + text.substring(start, cut == null ? text.length() : cut.at);
      lines.add(line);
      if (cut == null) {
        return lines;
      }
      int bracket = innermost(text, cut.at);
      start = cut.at + 1;
      indent = bracket < 0 ? indent : column[bracket] + 1;
    }
  }

  /// The outermost place from `start` on that is within the width; of several between terms the
  /// first if they are long, else the last.
  private static @Nullable Place best(List<Place> places, int start, int[] column) {
    List<Place> within = new ArrayList<>();
    for (Place p : places) {
      boolean inside = p.at > start && p.depth > 0;
      if (inside && (column[p.at] <= WIDTH || within.isEmpty())) {
        within.add(p);
      }
    }
    if (within.isEmpty()) {
      return null;
    }
    int depth = within.stream().mapToInt(Place::depth).min().orElse(0);
    within.removeIf(p -> p.depth > depth);
    if (within.stream().anyMatch(Place::sign)) {
      within.removeIf(p -> !p.sign);
    }
    boolean each = within.get(0).sign && within.get(0).at - start > SHORT;
    return each ? within.get(0) : within.getLast();
  }

  private static int innermost(String text, int end) {
    List<Integer> open = new ArrayList<>();
    boolean quoted = false;
    for (int k = 0; k < end; k++) {
      char c = text.charAt(k);
      quoted ^= c == '"';
      if (!quoted && OPEN.indexOf(c) >= 0) {
        open.add(k);
      } else if (!quoted && CLOSE.indexOf(c) >= 0) {
        open.removeLast();
      }
    }
    return open.isEmpty() ? -1 : open.getLast();
  }

  /// Characters, a combining mark counted with its letter.
  private static int cells(String text) {
    return (int)
        text.codePoints().filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).count();
  }
}
