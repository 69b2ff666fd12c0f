package leibniz.python;

import java.util.Locale;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;

/// The text between the quotes becomes the value of the string. As in Python an escape that is none
/// (`\d`) stays as it is, and every line end is `\n`.
final class Escapes {
  private static final String CJK = "CJK UNIFIED IDEOGRAPHS ";

  /// How the text is to be read.
  ///
  /// @param raw backslashes are plain
  /// @param bytes `\\u` and names are plain, and other characters than ASCII are refused
  /// @param doubled `{{` and `}}` stand for one brace, as in an f-string
  record Mode(boolean raw, boolean bytes, boolean doubled) {}

  private final Tokens tokens;
  private final Mode mode;
  private final StringBuilder value = new StringBuilder();
  private int position;
  private int end;

  private Escapes(Tokens tokens, Mode mode) {
    this.tokens = tokens;
    this.mode = mode;
  }

  /// The value of the text from one offset to another.
  static String resolve(Tokens tokens, int from, int to, Mode mode) {
    Escapes escapes = new Escapes(tokens, mode);
    escapes.run(from, to);
    return escapes.value.toString();
  }

  private void run(int from, int to) {
    position = from;
    end = to;
    while (position < end) {
      char c = at(position);
      if (c == '\\' && !mode.raw()) {
        escape();
      } else if (c == '\r') {
        position += at(position + 1) == '\n' ? 2 : 1;
        value.append('\n');
      } else if (mode.doubled() && (c == '{' || c == '}')) {
        position += 2;
        value.append(c);
      } else if (mode.bytes() && c > 127) {
        throw fail("bytes can hold ASCII characters only", 1);
      } else {
        position++;
        value.append(c);
      }
    }
  }

  private void escape() {
    char c = at(position + 1);
    switch (c) {
      case '\n' -> position += 2;
      case '\r' -> position += at(position + 2) == '\n' ? 3 : 2;
      case '\\', '\'', '"' -> put(c);
      case 'a' -> put('\u0007');
      case 'b' -> put('\b');
      case 'f' -> put('\f');
      case 'n' -> put('\n');
      case 'r' -> put('\r');
      case 't' -> put('\t');
      case 'v' -> put('\u000B');
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
      case 'x' -> hex(2);
      case 'u' -> unicode(4);
      case 'U' -> unicode(8);
      case 'N' -> named();
      default -> {
        value.append('\\');
        position++;
      }
    }
  }

  private void put(char c) {
    value.append(c);
    position += 2;
  }

  private void octal() {
    int code = 0;
    int i = position + 1;
    for (; i < position + 4 && at(i) >= '0' && at(i) <= '7'; i++) {
      code = 8 * code + at(i) - '0';
    }
    value.append((char) (mode.bytes() ? code & 255 : code));
    position = i;
  }

  private void unicode(int digits) {
    if (mode.bytes()) {
      value.append('\\');
      position++;
    } else {
      hex(digits);
    }
  }

  private void hex(int digits) {
    long code = 0;
    for (int i = position + 2; i < position + 2 + digits; i++) {
      int digit = at(i) < 128 ? Character.digit(at(i), 16) : -1;
      if (digit < 0) {
        throw fail(
            "`\\" + at(position + 1) + "` needs " + digits + " hexadecimal digits", i - position);
      }
      code = 16 * code + digit;
    }
    if (code > Character.MAX_CODE_POINT) {
      throw fail("there is no character of this number", 2 + digits);
    }
    value.appendCodePoint((int) code);
    position += 2 + digits;
  }

  private void named() {
    if (mode.bytes()) {
      value.append('\\');
      position++;
      return;
    }
    int close = position + 2;
    while (close < end && close < position + 100 && at(close) != '}') {
      close++;
    }
    if (at(position + 2) != '{' || at(close) != '}') {
      throw fail("`\\N` needs the name of a character in braces", 2);
    }
    String name = tokens.source().substring(position + 3, close);
    try {
      // Java names these by the block.
      String known = name.toUpperCase(Locale.ROOT).replace("CJK UNIFIED IDEOGRAPH-", CJK);
      value.appendCodePoint(Character.codePointOf(known));
    } catch (IllegalArgumentException e) {
      throw fail("there is no character named " + Hints.quote(name), close + 1 - position);
    }
    position = close + 1;
  }

  private char at(int offset) {
    return offset < end ? tokens.source().charAt(offset) : '\0';
  }

  private LeibnizException fail(String headline, int length) {
    int to = Math.min(end, position + length);
    return Problem.error(Code.LBZ001, headline, tokens.span(position, to), "").raise();
  }
}
