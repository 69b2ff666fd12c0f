package leibniz.python;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.python.Scan.Open;
import leibniz.python.Tokens.Kind;

/// Where strings end. Plain ones are one token; an f-string is a start, pieces of text and the
/// tokens of its fields, and an end, so that fields nest as Python 3.12 lets them.
final class Strings {
  /// What may stand before the quote, in lower case.
  static final Set<String> PREFIXES = Set.of("r", "u", "b", "f", "br", "rb", "fr", "rf");

  static final String FIELD = "a field of the f-string lacks its `}`";

  private final Scan scan;

  Strings(Scan scan) {
    this.scan = scan;
  }

  /// Reads the string whose prefix and whose quote begin at these offsets; answers where to go on.
  int read(int start, int quoteAt) {
    String quote = quote(quoteAt);
    String prefix = scan.text().substring(start, quoteAt).toLowerCase(Locale.ROOT);
    int content = quoteAt + quote.length();
    if (prefix.contains("f")) {
      scan.tokens().add(Kind.FSTRING_START, start, content);
      scan.push(new Open('f', start, quote, prefix.contains("r")));
      return content;
    }
    String text = scan.text();
    for (int i = content; i < text.length(); ) {
      char c = text.charAt(i);
      if (c == '\\') {
        i = afterEscape(i);
      } else if (c == quote.charAt(0) && text.startsWith(quote, i)) {
        scan.tokens().add(Kind.STRING, start, i + quote.length());
        return i + quote.length();
      } else if (Scan.isLineEnd(c) && quote.length() == 1) {
        return unclosed(start, i, quote);
      } else {
        i++;
      }
    }
    return unclosed(start, text.length(), quote);
  }

  private String quote(int at) {
    String quote = scan.text().substring(at, at + 1);
    return scan.text().startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  }

  /// After a backslash and what it escapes; a line end of two characters is one.
  private int afterEscape(int at) {
    int next = Math.min(at + 1, scan.text().length());
    return Scan.isLineEnd(scan.at(next))
        ? scan.afterLineEnd(next)
        : Math.min(next + 1, scan.text().length());
  }

  /// Reads the text of an f-string up to its next field or its end; answers where to go on.
  int readText(int start, Open inside) {
    String text = scan.text();
    String quote = inside.quote();
    boolean format = inside.kind() == 'S';
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        i = afterTextEscape(i, inside.raw());
      } else if (c == quote.charAt(0) && text.startsWith(quote, i)) {
        return format ? unclosedField(inside, i + quote.length()) : end(start, i, quote);
      } else if (Scan.isLineEnd(c) && quote.length() == 1) {
        break;
      } else if (c == '{' && (format || scan.at(i + 1) != '{')) {
        addText(start, i);
        scan.tokens().add(Kind.OPERATOR, i, i + 1);
        scan.push(new Open('F', i, quote, inside.raw()));
        return i + 1;
      } else if (c == '}' && format) {
        addText(start, i);
        scan.pop();
        return i;
      } else if (c == '}' && scan.at(i + 1) != '}') {
        scan.error(
            Problem.error(Code.LBZ001, "`}` stands alone in an f-string", scan.span(i, i + 1), "")
                .help("a brace that is meant as text is doubled: }}"),
            i,
            i + 1);
        i++;
      } else {
        i += c == '{' || c == '}' ? 2 : 1;
      }
    }
    int end = Math.min(i, text.length());
    if (format) {
      return unclosedField(inside, end);
    }
    if (quote.length() == 1) {
      scan.leaveText();
    }
    return unclosed(inside.offset(), end, quote);
  }

  private int end(int start, int at, String quote) {
    addText(start, at);
    scan.tokens().add(Kind.FSTRING_END, at, at + quote.length());
    scan.pop();
    return at + quote.length();
  }

  private void addText(int start, int end) {
    if (end > start) {
      scan.tokens().add(Kind.FSTRING_TEXT, start, end);
    }
  }

  /// As [#afterEscape], but a brace after a backslash is still a brace, and that of `\N{NAME}` is
  /// none.
  private int afterTextEscape(int at, boolean raw) {
    char next = scan.at(at + 1);
    if (next == '{' || next == '}') {
      return at + 1;
    }
    if (next != 'N' || raw || scan.at(at + 2) != '{') {
      return afterEscape(at);
    }
    int end = at + 3;
    while (Character.isLetterOrDigit(scan.at(end)) || scan.at(end) == ' ' || scan.at(end) == '-') {
      end++;
    }
    return scan.at(end) == '}' ? end + 1 : end;
  }

  private int unclosedField(Open inside, int resume) {
    List<Open> open = scan.open();
    Open field = inside.kind() == 'S' ? open.get(open.size() - 2) : inside;
    error(FIELD, field.offset(), field.offset() + 1, resume);
    scan.leaveText();
    return resume;
  }

  private int unclosed(int start, int end, String quote) {
    if (quote.length() == 3) {
      String headline = "the string that " + quote + " opens is never closed";
      error(headline, start, Math.min(start + 3, end), end);
      scan.stop();
      return scan.text().length();
    }
    if (scan.isOpen(quote)) {
      int field = scan.inside().offset();
      error(FIELD, field, field + 1, end);
    } else {
      error("the string is not closed on its line", start, end, end);
    }
    return end;
  }

  /// Notes a failure that was met at one offset and is about another place.
  private void error(String headline, int start, int end, int met) {
    Problem problem = Problem.error(Code.LBZ001, headline, scan.span(start, end), "");
    scan.error(problem, met - 1, met);
  }
}
