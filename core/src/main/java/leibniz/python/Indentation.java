package leibniz.python;

import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.python.Tokens.Kind;

/// The left margin: blank lines, and where blocks begin and end. As in Python each margin is
/// measured twice, with tabs to the next multiple of 8 and with tabs of 1; where the two disagree
/// on what is deeper, the text looks different in different editors and is refused.
final class Indentation {
  private final Scan scan;
  private final int[] widths = new int[Bounds.BLOCKS + 1];
  private final int[] narrows = new int[Bounds.BLOCKS + 1];
  private int depth;

  private int width;
  private int narrow;

  Indentation(Scan scan) {
    this.scan = scan;
  }

  /// Skips lines without statements and the margin of the next one that has one; adds the tokens
  /// that its depth asks for. Answers where its first token begins.
  int read(int from) {
    int start = from;
    int position = measure(start);
    String text = scan.text();
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '#') {
        int end = scan.lineEnd(position);
        scan.tokens().addComment(position, end, true);
        position = end;
      } else if (Scan.isLineEnd(c)) {
        start = scan.afterLineEnd(position);
        position = measure(start);
      } else {
        return place(start, position);
      }
    }
    return position;
  }

  private int place(int start, int position) {
    if (width > widths[depth]) {
      boolean mixed = narrow <= narrows[depth];
      if (depth == Bounds.BLOCKS) {
        scan.error(
            Problem.error(
                Code.LBZ007,
                "blocks are nested more than " + Bounds.BLOCKS + " deep",
                scan.span(position, position),
                ""),
            position,
            position);
        scan.stop();
        return scan.text().length();
      }
      depth++;
      widths[depth] = width;
      narrows[depth] = narrow;
      scan.tokens().add(Kind.INDENT, start, position);
      if (mixed) {
        mixed(start, position);
      }
      return position;
    }
    while (width < widths[depth]) {
      depth--;
      scan.tokens().add(Kind.DEDENT, position, position);
    }
    if (width > widths[depth]) {
      scan.error(
          Problem.error(
                  Code.LBZ001,
                  "the line is indented like no line above it",
                  scan.span(start, position),
                  "")
              .help("align it with the block it belongs to"),
          start,
          position);
    } else if (narrow != narrows[depth]) {
      mixed(start, position);
    }
    return position;
  }

  private void mixed(int start, int position) {
    scan.error(
        Problem.error(
                Code.LBZ001,
                "tabs and spaces are mixed so that the depth of the line depends on the width of a tab",
                scan.span(start, position),
                "")
            .help("indent the whole file with spaces"),
        start,
        position);
  }

  /// Ends all blocks.
  void close(int position) {
    for (; depth > 0; depth--) {
      scan.tokens().add(Kind.DEDENT, position, position);
    }
  }

  /// How far the line that begins at an offset is indented.
  int width(int lineStart) {
    measure(lineStart);
    return width;
  }

  /// Whether a line looks like the beginning of a statement at this depth or less.
  boolean beginsStatement(int lineStart, int indent) {
    char c = scan.at(measure(lineStart));
    return width <= indent && c != '\0' && !Scan.isLineEnd(c) && "#)]}".indexOf(c) < 0;
  }

  private int measure(int lineStart) {
    String text = scan.text();
    int position = lineStart == 0 && text.startsWith("\uFEFF") ? 1 : lineStart;
    width = 0;
    narrow = 0;
    for (; position < text.length(); position++) {
      switch (text.charAt(position)) {
        case ' ' -> {
          width++;
          narrow++;
        }
        case '\t' -> {
          width = (width / 8 + 1) * 8;
          narrow++;
        }
        case '\f' -> {
          width = 0;
          narrow = 0;
        }
        default -> {
          return position;
        }
      }
    }
    return position;
  }
}
