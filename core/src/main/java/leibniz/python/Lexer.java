package leibniz.python;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.python.Scan.Open;
import leibniz.python.Tokens.Kind;

/// Text to tokens: lines, names, operators and brackets. What is broken becomes an error token, and
/// reading goes on.
final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          ("False None True and as assert async await break class continue def del elif else except"
                  + " finally for from global if import in is lambda nonlocal not or pass raise"
                  + " return try while with yield")
              .split(" "));

  /// Operators of two and three characters, the longer before its own beginning.
  private static final List<String> LONG_OPERATORS =
      List.of(
          "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->",
          "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=", "<>");

  private static final String SHORT_OPERATORS = "+-*/%@&|^~<>()[]{},:.;=!";

  private final Scan scan;
  private final String text;
  private final Tokens tokens;
  private final Strings strings;
  private final Indentation indentation;

  private int position;
  private boolean lineBegins = true;
  private int restarts;

  private Lexer(Source source) {
    scan = new Scan(source);
    text = scan.text();
    tokens = scan.tokens();
    strings = new Strings(scan);
    indentation = new Indentation(scan);
  }

  static Tokens lex(Source source) {
    Lexer lexer = new Lexer(source);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    position = text.startsWith("\uFEFF") ? 1 : 0;
    do {
      while (position < text.length() && !scan.isOver()) {
        if (lineBegins) {
          position = indentation.read(position);
          lineBegins = false;
        } else if (scan.inside().isText()) {
          position = strings.readText(position, scan.inside());
        } else {
          token(text.charAt(position));
        }
      }
    } while (!scan.isOver() && restart());
    if (tokens.size() > 0 && tokens.kind(tokens.size() - 1) != Kind.NEWLINE) {
      tokens.add(Kind.NEWLINE, position, position);
    }
    indentation.close(position);
    tokens.add(Kind.END, position, position);
  }

  private void token(char c) {
    if (c == ' ' || c == '\t' || c == '\f') {
      position++;
    } else if (Scan.isLineEnd(c)) {
      if (scan.open().isEmpty()) {
        tokens.add(Kind.NEWLINE, position, position);
        scan.newLine();
        lineBegins = true;
      }
      position = scan.afterLineEnd(position);
    } else if (c == '#') {
      int end = scan.lineEnd(position);
      tokens.addComment(position, end, false);
      position = end;
    } else if (c == '\\') {
      continuation();
    } else if (Scan.isDigit(c) || c == '.' && Scan.isDigit(scan.at(position + 1))) {
      position = Numbers.read(scan, position);
    } else if (c == '"' || c == '\'') {
      position = strings.read(position, position);
    } else if (Names.starts(text.codePointAt(position))) {
      name();
    } else {
      operator(c);
    }
  }

  private void continuation() {
    int next = position + 1;
    if (next < text.length() && Scan.isLineEnd(text.charAt(next))) {
      position = scan.afterLineEnd(next);
    } else {
      scan.error(
          Code.LBZ001,
          "a backslash that joins lines must be the last character of its line",
          position,
          next);
      position = next;
    }
  }

  private void name() {
    int start = position;
    int end = Names.end(text, start);
    if (end - start <= 2 && (scan.at(end) == '"' || scan.at(end) == '\'')) {
      String prefix = text.substring(start, end).toLowerCase(Locale.ROOT);
      if (Strings.PREFIXES.contains(prefix)) {
        position = strings.read(start, end);
        return;
      }
      if (prefix.equals("ur")) {
        scan.error(
            Hints.python2("a `ur` string", "written r\"…\"", scan.span(start, end)), start, end);
      }
    }
    Problem problem = Names.problem(tokens, start, end);
    if (problem != null) {
      scan.error(problem, start, end);
    }
    boolean keyword = end - start <= 8 && KEYWORDS.contains(text.substring(start, end));
    tokens.add(keyword ? Kind.KEYWORD : Kind.NAME, start, end);
    position = end;
  }

  private void operator(char c) {
    int start = position;
    int end = start + operatorLength(c);
    if (end == start) {
      position = start + Character.charCount(text.codePointAt(start));
      scan.error(
          Hints.strange(text.codePointAt(start), scan.span(start, position)), start, position);
      return;
    }
    position = end;
    switch (c) {
      case '(', '[', '{' -> {
        scan.push(new Open(c, start, "", false));
        tokens.add(Kind.OPERATOR, start, end);
      }
      case ')', ']', '}' -> {
        if (close(c, start)) {
          tokens.add(Kind.OPERATOR, start, end);
        }
      }
      default -> {
        tokens.add(Kind.OPERATOR, start, end);
        Open inside = scan.inside();
        if (c == ':' && inside.kind() == 'F') {
          scan.push(new Open('S', start, inside.quote(), inside.raw()));
        }
      }
    }
  }

  /// In a field of an f-string `:` begins the format, even before a `=`.
  private int operatorLength(char c) {
    if (!(c == ':' && scan.inside().kind() == 'F')) {
      for (String operator : LONG_OPERATORS) {
        if (operator.charAt(0) == c && text.startsWith(operator, position)) {
          return operator.length();
        }
      }
    }
    return SHORT_OPERATORS.indexOf(c) < 0 ? 0 : 1;
  }

  /// Closes a bracket. If another one is innermost that is an error, and the one that is meant is
  /// looked for further out.
  private boolean close(char c, int at) {
    Open last = scan.inside();
    char expected = c == ')' ? '(' : c == ']' ? '[' : last.kind() == 'F' ? 'F' : '{';
    if (last.kind() == expected) {
      scan.pop();
      return true;
    }
    List<Open> open = scan.open();
    if (open.isEmpty()) {
      scan.error(Code.LBZ001, "`" + c + "` closes nothing: no bracket is open", at, at + 1);
      return false;
    }
    char opener = text.charAt(last.offset());
    String headline =
        last.isBracket()
            ? "`" + c + "` stands where `" + closer(opener) + "` should close `" + opener + "`"
            : "`" + c + "` closes nothing in this field of the f-string";
    scan.error(
        Problem.error(Code.LBZ001, headline, scan.span(at, at + 1), "")
            .also(scan.span(last.offset(), last.offset() + 1), "opened here"),
        at,
        at + 1);
    for (int i = open.size() - 1; i >= 0 && open.get(i).isBracket(); i--) {
      if (open.get(i).kind() == expected) {
        open.subList(i, open.size()).clear();
        break;
      }
    }
    return false;
  }

  private static char closer(char opener) {
    return opener == '(' ? ')' : opener == '[' ? ']' : '}';
  }

  /// At the end of the text with something open: tells of it and goes back to the first line that
  /// looks like a new statement, for the bracket has swallowed the rest of the text.
  private boolean restart() {
    if (scan.open().isEmpty() || restarts++ == Bounds.PROBLEMS) {
      return false;
    }
    Open last = scan.inside();
    int resume = nextStatement(tokens.lineStart(scan.open().getFirst().offset()), last.offset());
    tokens.cut(resume);
    int place = last.offset();
    String headline =
        last.isBracket() ? "`" + text.charAt(place) + "` is never closed" : Strings.FIELD;
    scan.newLine();
    scan.error(
        Problem.error(Code.LBZ001, headline, scan.span(place, place + 1), ""), resume, resume);
    tokens.add(Kind.NEWLINE, resume, resume);
    scan.open().clear();
    scan.newLine();
    lineBegins = true;
    position = resume;
    return position < text.length();
  }

  private int nextStatement(int lineStart, int after) {
    int indent = indentation.width(lineStart);
    int i = scan.lineEnd(after);
    while (i < text.length()) {
      i = scan.afterLineEnd(i);
      if (indentation.beginsStatement(i, indent)) {
        return i;
      }
      i = scan.lineEnd(i);
    }
    return text.length();
  }
}
