package leibniz.python;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Tokens.Kind;

/// The place in the tokens up to which the text is read. A failure is an exception with one
/// problem; [Parser] catches it at the statement.
final class Cursor {
  private final Tokens tokens;
  private final List<Problem> problems = new ArrayList<>();
  private int index;
  private int lastEnd;
  private int nesting;
  private int bracket = -1;
  private int symbolAt = -1;
  private String symbol = "";

  Cursor(Tokens tokens) {
    this.tokens = tokens;
  }

  Tokens tokens() {
    return tokens;
  }

  /// What was wrong so far.
  List<Problem> problems() {
    return problems;
  }

  int index() {
    return index;
  }

  Kind kind() {
    return tokens.kind(index);
  }

  boolean at(Kind kind) {
    return tokens.kind(index) == kind;
  }

  /// Whether the token is this operator or keyword.
  boolean at(String symbol) {
    return tokens.is(index, symbol);
  }

  /// Whether the token after the present one is this operator or keyword.
  boolean nextIs(String symbol) {
    return index + 1 < tokens.size() && tokens.is(index + 1, symbol);
  }

  /// The text of the token.
  String text() {
    return tokens.text(index);
  }

  /// The text of the token if it is an operator or a keyword, else nothing.
  String symbol() {
    if (symbolAt != index) {
      symbolAt = index;
      symbol = at(Kind.OPERATOR) || at(Kind.KEYWORD) ? text() : "";
    }
    return symbol;
  }

  /// The text of the token before this one if that is an operator, else nothing.
  String lastText() {
    return index > 0 && tokens.kind(index - 1) == Kind.OPERATOR ? tokens.text(index - 1) : "";
  }

  /// Where the token begins.
  int start() {
    return tokens.start(index);
  }

  /// Where the last token ended that is not layout: a block ends with its last statement.
  int lastEnd() {
    return lastEnd;
  }

  /// The span of the token; at the end of a line or a block the empty one after what was read.
  Span here() {
    return switch (kind()) {
      case NEWLINE, DEDENT, END -> tokens.span(lastEnd(), lastEnd());
      case NAME,
          KEYWORD,
          OPERATOR,
          NUMBER,
          STRING,
          FSTRING_START,
          FSTRING_TEXT,
          FSTRING_END,
          INDENT,
          ERROR ->
          tokens.span(tokens.start(index), tokens.end(index));
    };
  }

  /// From an offset to the end of the last token read.
  Span since(int start) {
    return tokens.span(start, lastEnd());
  }

  /// Goes on by one token; the end of the text is never left.
  void next() {
    switch (kind()) {
      case END -> {}
      case NEWLINE, INDENT, DEDENT -> index++;
      case NAME,
          KEYWORD,
          OPERATOR,
          NUMBER,
          STRING,
          FSTRING_START,
          FSTRING_TEXT,
          FSTRING_END,
          ERROR ->
          lastEnd = tokens.end(index++);
    }
  }

  boolean accept(String symbol) {
    boolean there = at(symbol);
    if (there) {
      next();
    }
    return there;
  }

  /// Reads this operator or keyword, which has to be there; the help says why unless it is empty.
  void expect(String symbol, String help) {
    if (!accept(symbol)) {
      throw unexpected("`" + symbol + "`", help);
    }
  }

  /// Reads a name and answers it normalised.
  String name(String what) {
    if (at(Kind.KEYWORD)) {
      throw fail("`" + text() + "` is a keyword and cannot be " + what);
    }
    if (!at(Kind.NAME)) {
      throw unexpected(what, "");
    }
    String name = Names.normal(text());
    next();
    return name;
  }

  /// What a reader calls the token: its text, or the end of the line.
  String shown() {
    return switch (kind()) {
      case NEWLINE -> "the end of the line";
      case INDENT, DEDENT, END -> "the end of the block";
      case FSTRING_TEXT, FSTRING_START, FSTRING_END, STRING -> "a string";
      case NAME, KEYWORD, OPERATOR, NUMBER, ERROR -> Hints.quote(text());
    };
  }

  /// The failure of the lexer if the token is one, else that something is missing before it, with
  /// what can be done about it unless that is empty.
  LeibnizException unexpected(String what, String help) {
    return fail(what + " is missing " + (at(Kind.NEWLINE) ? "at " : "before ") + shown(), help);
  }

  /// A failure at the token.
  LeibnizException fail(String headline) {
    return fail(headline, "");
  }

  /// A failure at the token, with what can be done about it unless that is empty.
  LeibnizException fail(String headline, String help) {
    int lexical = at(Kind.ERROR) ? index : unclosed();
    if (lexical >= 0) {
      return tokens.problem(lexical).raise();
    }
    Problem problem = Problem.error(Code.LBZ001, headline, here(), "");
    if (bracket >= 0 && tokens.lineStart(bracket) != tokens.lineStart(start())) {
      problem = problem.also(tokens.span(bracket, bracket + 1), "the bracket is open since here");
    }
    return (help.isEmpty() ? problem : problem.help(help)).raise();
  }

  /// The error further on that says that the bracket around the token is never closed (it has no
  /// width, unlike others), or -1: what does not fit here is then of no interest.
  private int unclosed() {
    int i = index;
    while (bracket >= 0 && tokens.kind(i) != Kind.NEWLINE && tokens.kind(i) != Kind.END) {
      if (tokens.kind(i) == Kind.ERROR && tokens.start(i) == tokens.end(i)) {
        return i;
      }
      i++;
    }
    return -1;
  }

  /// A failure at a place.
  static LeibnizException fail(String headline, Span span) {
    return Problem.error(Code.LBZ001, headline, span, "").raise();
  }

  /// Notes a problem after which the statement can be read on.
  void report(Problem problem) {
    problems.add(problem);
  }

  /// Notes a failure and goes to the line after the present one.
  void recover(LeibnizException failure) {
    problems.addAll(failure.problems());
    nesting = 0;
    bracket = -1;
    skipLine();
  }

  /// Leaves everything behind.
  void toEnd() {
    index = tokens.size() - 1;
  }

  /// Goes to the next logical line.
  void skipLine() {
    while (!at(Kind.NEWLINE) && !at(Kind.END)) {
      next();
    }
    next();
  }

  /// Whether what is read here is an expression's part.
  boolean isInside() {
    return nesting > 0;
  }

  /// Reads from an opening bracket inside an expression to its end.
  <T> T bracketed(Supplier<T> read) {
    return nested(() -> listed(read));
  }

  /// Reads a list in brackets that belongs to a statement, so that no expression is around it yet.
  <T> T listed(Supplier<T> read) {
    int outer = bracket;
    bracket = start();
    next();
    T result = read.get();
    bracket = outer;
    return result;
  }

  /// Reads something one level deeper.
  <T> T nested(Supplier<T> read) {
    if (nesting == Bounds.NESTING) {
      throw Problem.error(
              Code.LBZ007,
              "an expression is nested more than " + Bounds.NESTING + " deep",
              here(),
              "")
          .help("give a name to a part of it on a line of its own")
          .raise();
    }
    nesting++;
    T result = read.get();
    nesting--;
    return result;
  }
}
