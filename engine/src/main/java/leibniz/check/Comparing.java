package leibniz.check;

import java.util.List;
import leibniz.python.Expression;

/// What may have been meant by a comparison.
final class Comparing {
  static final String WORDS = "the comparison is another one";

  private Comparing() {}

  /// `x > 0`: what is 0 or positive is often meant itself, as where a hinge is squared.
  static boolean isPositive(Expression.Compare c) {
    Expression.Comparison only = c.comparisons().getFirst();
    boolean more =
        switch (only.operator()) {
          case GREATER, GREATER_EQUAL -> true;
          case LESS, LESS_EQUAL, EQUAL, UNEQUAL, IN, NOT_IN, IS, IS_NOT -> false;
        };
    return more && c.comparisons().size() == 1 && isZero(only.right());
  }

  private static boolean isZero(Expression e) {
    return switch (e) {
      case Expression.Int i -> i.value().signum() == 0;
      case Expression.Float f -> f.value() == 0;
      default -> false;
    };
  }

  /// The other symbols, the likeliest first; none for several comparisons at once.
  static List<String> others(Expression.Compare c) {
    return c.comparisons().size() != 1
        ? List.of()
        : switch (c.comparisons().getFirst().operator()) {
          case GREATER -> List.of("<", "<=", ">=");
          case GREATER_EQUAL -> List.of("<", "<=", ">");
          case LESS -> List.of(">", ">=", "<=");
          case LESS_EQUAL -> List.of(">", ">=", "<");
          case EQUAL -> List.of("!=");
          case UNEQUAL -> List.of("==");
          case IN, NOT_IN, IS, IS_NOT -> List.of();
        };
  }
}
