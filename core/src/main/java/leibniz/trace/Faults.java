package leibniz.trace;

import java.util.Locale;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Span;

/// Problems in the words that several places share.
final class Faults {
  private Faults() {}

  /// Thrown when something depends on what failed before: it is silent, for that was said already.
  static final class Silenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Silenced() {
      super("depends on what failed before", null, false, false);
    }
  }

  /// Thrown by `raise` of the program.
  static final class Raised extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Problem problem;

    Raised(String name, Problem problem) {
      super(name, null, false, false);
      this.name = name;
      this.problem = problem;
    }

    /// The exception.
    String name() {
      return name;
    }

    /// What is said of it if nothing catches it.
    Problem problem() {
      return problem;
    }
  }

  /// The exceptions Python would raise for what is wrong; none where it would not fail.
  static Set<String> exceptions(LeibnizException e) {
    return switch (e.problems().get(0).code()) {
      case LBZ002 -> Set.of("NameError");
      case LBZ102, LBZ103, LBZ105 -> Set.of("ValueError");
      case LBZ106 -> Set.of("IndexError", "KeyError", "LookupError");
      default -> Set.of();
    };
  }

  /// A construct outside the language.
  static Problem refused(String what, Span span) {
    return Problem.error(Code.LBZ005, what, span, "");
  }

  /// An argument of the wrong kind or value.
  static Problem unfit(String what, Span span) {
    return Problem.error(Code.LBZ009, what, span, "");
  }

  /// A bound that was met.
  static LeibnizException tooLarge(String what, Span span) {
    return Problem.error(Code.LBZ007, what, span, "").raise();
  }

  /// `1st`, `2nd`, `3rd`, `4th`.
  static String ordinal(int n) {
    String ending =
        n % 100 / 10 == 1
            ? "th"
            : switch (n % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return n + ending;
  }

  /// A count with its noun: `1 operand`, `2 operands`.
  static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /// A number with its thousands apart.
  static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n).replace(',', ' ');
  }
}
