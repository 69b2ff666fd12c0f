package leibniz.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// The tokens of a text, as parallel arrays: an object a token would make ten megabytes of text
/// half a gigabyte of tokens.
final class Tokens {
  /// What a token is. The three kinds of an f-string stand around the tokens of its fields.
  enum Kind {
    NAME,
    KEYWORD,
    OPERATOR,
    NUMBER,
    STRING,
    FSTRING_START,
    FSTRING_TEXT,
    FSTRING_END,
    NEWLINE,
    INDENT,
    DEDENT,
    ERROR,
    END
  }

  private static final Kind[] KINDS = Kind.values();

  private final String text;
  private final Lines lines;
  private final List<Comment> comments = new ArrayList<>();
  private final Map<Integer, Problem> errors = new HashMap<>();
  private byte[] kinds = new byte[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int size;

  Tokens(Source source) {
    text = source.text();
    lines = new Lines(source);
  }

  void add(Kind kind, int start, int end) {
    if (size == kinds.length) {
      int capacity = size + (size >> 1);
      kinds = Arrays.copyOf(kinds, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
    kinds[size] = (byte) kind.ordinal();
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  /// Adds a place at which the text is broken; the parser raises the problem when it gets there.
  void add(Problem problem, int start, int end) {
    errors.put(size, problem);
    add(Kind.ERROR, start, end);
  }

  void addComment(int start, int end, boolean ownLine) {
    String comment = text.substring(start, end).stripTrailing();
    comments.add(new Comment(comment, ownLine, span(start, start + comment.length())));
  }

  /// Forgets what begins at an offset or later, so that the lexer can read it again.
  void cut(int offset) {
    while (size > 0 && starts[size - 1] >= offset) {
      size--;
      errors.remove(size);
    }
    Span place = span(offset, offset);
    while (!comments.isEmpty() && !isBefore(comments.getLast().span(), place)) {
      comments.removeLast();
    }
  }

  private static boolean isBefore(Span span, Span place) {
    return span.line() < place.line()
        || span.line() == place.line() && span.column() < place.column();
  }

  int size() {
    return size;
  }

  Kind kind(int index) {
    return KINDS[kinds[index]];
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  String text(int index) {
    return text.substring(starts[index], ends[index]);
  }

  /// Whether the token is this operator or keyword.
  boolean is(int index, String symbol) {
    Kind kind = kind(index);
    return (kind == Kind.OPERATOR || kind == Kind.KEYWORD) && reads(index, symbol);
  }

  /// Whether the token's text is this, whatever its kind.
  boolean reads(int index, String symbol) {
    return ends[index] - starts[index] == symbol.length() && text.startsWith(symbol, starts[index]);
  }

  Problem problem(int index) {
    return Objects.requireNonNull(errors.get(index));
  }

  List<Comment> comments() {
    return comments;
  }

  String source() {
    return text;
  }

  int lineStart(int offset) {
    return lines.lineStart(offset);
  }

  Span span(int from, int to) {
    return lines.span(from, to);
  }
}
