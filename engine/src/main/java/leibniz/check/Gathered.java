package leibniz.check;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// What gradients of samples are added up in before they get their names: `Delta1` of `Delta1 +=
/// np.outer(delta2, a1)` and `Theta1_grad = Delta1 / m`. It is no variable that goes steps.
final class Gathered {
  private Gathered() {}

  static Set<String> in(Module program) {
    Set<String> added = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.AugmentedAssign a
          && a.operator() == Expression.Operator.ADD
          && isProduct(a.value())) {
        added.add(Spelled.text(a.target()));
      } else if (s instanceof Statement.Assign(var targets, var value, _)
          && targets.size() == 1
          && GradientName.of(Spelled.text(targets.getFirst())) != null) {
        Stream.concat(Stream.of(value), multiples(value)).map(Spelled::text).forEach(taken::add);
      }
    }
    added.retainAll(taken);
    return added;
  }

  /// What a value is multiples of, divided by numbers: `D` of `D / m`, `(1 / m) * D`, `D / m + lam
  /// * W`.
  private static Stream<Expression> multiples(Expression value) {
    if (!(value instanceof Expression.Binary b)) {
      return Stream.of();
    }
    return switch (b.operator()) {
      case ADD -> Stream.concat(multiples(b.left()), multiples(b.right()));
      case DIVIDE -> Stream.of(b.left());
      case MULTIPLY ->
          Stream.concat(
              isInverse(b.left()) ? Stream.of(b.right()) : Stream.of(),
              isInverse(b.right()) ? Stream.of(b.left()) : Stream.of());
      default -> Stream.of();
    };
  }

  /// Whether a product is added as it is: by `W += lr * np.outer(d, x)` a variable goes steps.
  private static boolean isProduct(Expression e) {
    return switch (e) {
      case Expression.Call c -> PRODUCT.matcher(Spelled.text(c.function())).matches();
      case Expression.Binary b -> b.operator() == Expression.Operator.MATMUL;
      case Expression.Name(String id, _) -> DELTA.matcher(id).matches();
      default -> false;
    };
  }

  private static final Pattern PRODUCT =
      Pattern.compile("(?:.*\\.)?(?:dot|matmul|einsum|outer|sum|mean)");
  private static final Pattern DELTA = Pattern.compile("(?:\\w*_)?deltas?\\w*");

  private static boolean isInverse(Expression e) {
    return e instanceof Expression.Binary b
        && b.operator() == Expression.Operator.DIVIDE
        && (b.left() instanceof Expression.Int || b.left() instanceof Expression.Float);
  }
}
