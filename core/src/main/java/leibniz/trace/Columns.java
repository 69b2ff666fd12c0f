package leibniz.trace;

import java.util.List;
import leibniz.python.Expression;

/// Samples that are columns: with `Z = np.dot(W, A) + b`, weights first, a bias is a column too.
final class Columns {
  private static final String WEIGHTS = "(?i)w\\w{0,3}|\\w*weights?\\d*|theta\\d*";
  private static final String SAMPLES = "[A-Z](?:_?[a-z]+|\\d)*";

  private Columns() {}

  /// Whether the left of a sum is weights times samples.
  static boolean isLayer(Expression.Binary sum) {
    List<Expression> factors = factors(sum.left());
    return sum.operator() == Expression.Operator.ADD
        && factors.size() == 2
        && name(factors.get(0)).matches(WEIGHTS)
        && name(factors.get(1)).matches(SAMPLES)
        && !name(factors.get(1)).matches(WEIGHTS);
  }

  /// The factors of `W @ A`, `np.dot(W, A)`, `W.dot(A)`.
  private static List<Expression> factors(Expression e) {
    return switch (e) {
      case Expression.Binary b when b.operator() == Expression.Operator.MATMUL ->
          List.of(b.left(), b.right());
      case Expression.Call(Expression.Attribute(var receiver, String name, _, _), var given, _)
          when name.equals("dot") || name.equals("matmul") -> {
        List<Expression> all = given.stream().map(Expression.Argument::value).toList();
        yield all.size() == 1 ? List.of(receiver, all.getFirst()) : all;
      }
      default -> List.of();
    };
  }

  private static String name(Expression e) {
    return switch (e) {
      case Expression.Name(String id, _) -> id;
      case Expression.Attribute(_, String name, _, _) -> name;
      default -> "";
    };
  }
}
