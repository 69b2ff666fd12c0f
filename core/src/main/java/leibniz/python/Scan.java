package leibniz.python;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// What the parts of the lexer share: the text, the tokens so far, what is open, and how failures
/// are noted. At most one a logical line counts; after [Bounds#PROBLEMS] of them the scan is over,
/// so that no text makes more work than its length.
final class Scan {
  private static final Open NOTHING = new Open(' ', 0, "", false);

  private final String text;
  private final Tokens tokens;

  /// What is open: brackets, f-strings and their fields, the innermost last.
  private final List<Open> open = new ArrayList<>();

  private boolean broken;
  private int errors;

  Scan(Source source) {
    text = source.text();
    tokens = new Tokens(source);
  }

  /// Something that waits for its end.
  ///
  /// @param kind the bracket; or `f` for an f-string, `F` for a field of one, `S` for the format
  ///   specification of a field
  /// @param quote what ends the f-string; empty for a bracket
  /// @param raw whether backslashes of the f-string are plain
  record Open(char kind, int offset, String quote, boolean raw) {
    boolean isText() {
      return kind == 'f' || kind == 'S';
    }

    boolean isBracket() {
      return kind == '(' || kind == '[' || kind == '{';
    }
  }

  Tokens tokens() {
    return tokens;
  }

  String text() {
    return text;
  }

  // ------------------------------------------------------------------------------- what is open

  List<Open> open() {
    return open;
  }

  Open inside() {
    return open.isEmpty() ? NOTHING : open.getLast();
  }

  /// Opens a bracket or the like; one too many ends the scan.
  void push(Open opened) {
    if (open.size() == Bounds.NESTING) {
      int end = opened.offset() + 1;
      newLine();
      error(
          Code.LBZ007,
          "brackets are nested more than " + Bounds.NESTING + " deep",
          opened.offset(),
          end);
      stop();
    } else {
      open.add(opened);
    }
  }

  void pop() {
    open.removeLast();
  }

  /// Leaves the innermost f-string, with the fields that are open in it.
  void leaveText() {
    while (open.removeLast().kind() != 'f') {
      // the field and its format go with it
    }
  }

  /// Whether a string with this quote, were it to end here, would end an f-string around it.
  boolean isOpen(String quote) {
    return inside().quote().equals(quote);
  }

  // ------------------------------------------------------------------------------------ failures

  void error(Code code, String headline, int start, int end) {
    error(Problem.error(code, headline, span(start, end), ""), start, end);
  }

  /// Notes what is broken; the first in a logical line speaks for all of it.
  void error(Problem problem, int start, int end) {
    if (!broken) {
      tokens.add(problem, start, end);
      errors++;
      broken = true;
    }
  }

  /// A logical line is over.
  void newLine() {
    broken = false;
  }

  /// Ends the scan here: what follows could only mislead.
  void stop() {
    open.clear();
    errors = Bounds.PROBLEMS;
  }

  boolean isOver() {
    return errors >= Bounds.PROBLEMS;
  }

  // -------------------------------------------------------------------------------------- places

  Span span(int start, int end) {
    return tokens.span(start, end);
  }

  /// The character at an offset, NUL beyond the end.
  char at(int offset) {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /// The offset of the end of the line that holds an offset.
  int lineEnd(int offset) {
    int end = offset;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /// The offset after the line end that stands at an offset.
  int afterLineEnd(int offset) {
    return at(offset) == '\r' && at(offset + 1) == '\n' ? offset + 2 : offset + 1;
  }
}
