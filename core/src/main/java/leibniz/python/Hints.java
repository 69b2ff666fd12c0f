package leibniz.python;

import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Span;

/// Words for what people mistype.
final class Hints {
  private static final int SHOWN = 40;

  private Hints() {}

  /// A piece of the text in backticks, cut if it is long.
  static String quote(String piece) {
    String line = piece.lines().findFirst().orElse("");
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN - 1) + "…" : line;
    return "`" + shown + "`";
  }

  /// What only Python 2 has and is not read.
  static Problem python2(String what, String help, Span span) {
    return Problem.error(Code.LBZ005, what + " is Python 2", span, "").help(help);
  }

  /// What is Python and is not read.
  static Problem refused(String what, Span span) {
    return Problem.error(Code.LBZ005, what + " is not read", span, "");
  }

  /// A character that no Python program has outside of strings and comments.
  static Problem strange(int c, Span span) {
    if (c == '`') {
      return python2("an expression in backticks", "write repr(…)", span);
    }
    String name = String.format("U+%04X", c);
    String shown = isInvisible(c) ? name : "`" + Character.toString(c) + "` (" + name + ")";
    Problem problem =
        Problem.error(
            Code.LBZ001, shown + " has no meaning outside of strings and comments", span, "");
    String help = meant(c);
    return help.isEmpty() ? problem : problem.help(help);
  }

  private static boolean isInvisible(int c) {
    return Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isIdentifierIgnorable(c)
        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
        || c == 0x200B;
  }

  private static String meant(int c) {
    return switch (c) {
      case 0x201C, 0x201D, 0x201E, 0x00AB, 0x00BB -> "it is a typographic quote; Python's is \"";
      case 0x2018, 0x2019, 0x201A, 0x00B4 -> "it is a typographic quote; Python's is '";
      case 0x2212, 0x2013, 0x2014, 0x2010, 0x2011 -> "minus is written -";
      case 0x00D7, 0x00B7, 0x22C5, 0x2217, 0x2219 -> "a product is written *, or @ for matrices";
      case 0x2299 -> "a product entry by entry is written *";
      case 0x00F7, 0x2215 -> "a quotient is written /";
      case 0x2264 -> "written <=";
      case 0x2265 -> "written >=";
      case 0x2260 -> "written !=";
      case 0x2190 -> "an assignment is written =";
      case 0x2192 -> "written ->";
      case 0x2026 -> "three dots are written ...";
      case 0x00B2 -> "a square is written **2";
      case 0x00B3 -> "a cube is written **3";
      case 0x221A -> "a root is written np.sqrt(…)";
      case 0x2211 -> "a sum is written np.sum(…)";
      case 0x2202, 0x2207 -> "a name may hold letters, digits and _; d is used for ∂";
      case '?' -> "a line that ends in ? is a question to a notebook; leave it out";
      case '!' -> "a line that begins with ! is for a notebook; leave it out";
      default ->
          Character.isSpaceChar(c) || isInvisible(c)
              ? "it looks like a blank or like nothing; replace it by a blank"
              : "";
    };
  }
}
