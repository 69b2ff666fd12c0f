package leibniz.python;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.python.Tokens.Kind;

/// Number literals: where they end, and what they are worth.
final class Numbers {
  /// The keywords that may follow a number without a blank: `1if x else 2`.
  private static final Set<String> FOLLOWERS =
      Set.of("and", "else", "for", "if", "in", "is", "not", "or");

  private Numbers() {}

  /// Reads the number at an offset into a token or an error; answers where it ends.
  static int read(Scan scan, int start) {
    int radix = radix(scan.at(start), scan.at(start + 1));
    int end = radix == 10 ? decimal(scan, start) : digits(scan, start + 2, radix, true);
    int rest = Names.end(scan.text(), end);
    boolean dangling = radix != 10 && end == start + 2;
    if (dangling || rest > end && !FOLLOWERS.contains(scan.text().substring(end, rest))) {
      scan.error(malformed(scan, start, end, rest), start, rest);
      return rest;
    }
    String text = scan.text().substring(start, end);
    Span span = scan.span(start, end);
    if (text.length() > Bounds.DIGITS && isWhole(text)) {
      scan.error(
          Problem.error(
              Code.LBZ007,
              "an integer has more than " + Bounds.DIGITS + " digits",
              span,
              text.length() + " characters"),
          start,
          end);
    } else if (radix == 10 && text.charAt(0) == '0' && isWhole(text) && !isZero(text)) {
      scan.error(
          Hints.python2("an integer with a leading zero", "an octal number is written 0o…", span),
          start,
          end);
    } else {
      scan.tokens().add(Kind.NUMBER, start, end);
    }
    return end;
  }

  private static int decimal(Scan scan, int start) {
    int end = digits(scan, start, 10, false);
    if (scan.at(end) == '.') {
      end = digits(scan, end + 1, 10, false);
    }
    if (scan.at(end) == 'e' || scan.at(end) == 'E') {
      char sign = scan.at(end + 1);
      int digits = sign == '+' || sign == '-' ? end + 2 : end + 1;
      end = Scan.isDigit(scan.at(digits)) ? digits(scan, digits, 10, false) : end;
    }
    return scan.at(end) == 'j' || scan.at(end) == 'J' ? end + 1 : end;
  }

  /// The end of a run of digits, with single underscores between them.
  private static int digits(Scan scan, int start, int radix, boolean underscoreFirst) {
    int end = start;
    while (true) {
      boolean underscore = scan.at(end) == '_' && (end > start || underscoreFirst);
      int next = underscore ? end + 1 : end;
      char digit = scan.at(next);
      if (digit >= 128 || Character.digit(digit, radix) < 0) {
        return end;
      }
      end = next + 1;
    }
  }

  private static int radix(char zero, char letter) {
    return zero != '0'
        ? 10
        : switch (letter) {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> 10;
        };
  }

  private static Problem malformed(Scan scan, int start, int end, int rest) {
    String text = scan.text();
    Span span = scan.span(start, rest);
    String tail = text.substring(end, rest);
    if (tail.equals("L") || tail.equals("l")) {
      return Hints.python2("an integer that ends in `" + tail + "`", "leave the letter out", span);
    }
    String shown = Hints.quote(text.substring(start, rest));
    Problem problem =
        Problem.error(Code.LBZ001, shown + " is neither a number nor a name", span, "");
    return end > start
            && end - start < 20
            && !tail.isEmpty()
            && Names.starts(tail.codePointAt(0))
            && tail.charAt(0) != '_'
            && tail.length() < 20
        ? problem.help("a product needs its sign:  " + text.substring(start, end) + " * " + tail)
        : problem;
  }

  private static boolean isWhole(String text) {
    boolean decimal = radix(text.charAt(0), text.length() > 1 ? text.charAt(1) : ' ') == 10;
    for (int i = 0; i < text.length() && decimal; i++) {
      if (".eEjJ".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '0' && text.charAt(i) != '_') {
        return false;
      }
    }
    return true;
  }

  /// The literal as a node.
  static Expression value(String written, Span span) {
    String text = written.replace("_", "").toLowerCase(Locale.ROOT);
    int radix = radix(text.charAt(0), text.length() > 1 ? text.charAt(1) : ' ');
    if (radix != 10) {
      return new Expression.Int(new BigInteger(text.substring(2), radix), span);
    }
    if (text.endsWith("j")) {
      String real = text.substring(0, text.length() - 1);
      return new Expression.Imaginary(Double.parseDouble(real), span);
    }
    return isWhole(text)
        ? new Expression.Int(new BigInteger(text), span)
        : new Expression.Float(Double.parseDouble(text), text, span);
  }
}
