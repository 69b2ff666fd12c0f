package leibniz.check;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// What gradients of samples are added up in before they get their names: `Delta1` of `Delta1 +=
/// np.outer(delta2, a1)` and `Theta1_grad = Delta1 / m`. It is no variable that goes steps.
final class Gathered {
  private Gathered() {}

  static Set<String> in(Module program) {
    Set<String> added = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (Statement s : new Statements(program).all()) {
      Expression sum = Steps.changed(s);
      if (sum != null && !Steps.isMinus(s) && isProduct(Steps.change(s))) {
        added.add(Spelled.text(sum));
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
  private static boolean isProduct(@Nullable Expression e) {
    return (e instanceof Expression.Call
            || e instanceof Expression.Name
            || e instanceof Expression.Binary b && b.operator() == Expression.Operator.MATMUL)
        && Steps.isMade(e);
  }

  private static boolean isInverse(Expression e) {
    return e instanceof Expression.Binary b
        && b.operator() == Expression.Operator.DIVIDE
        && (b.left() instanceof Expression.Int || b.left() instanceof Expression.Float);
  }
}
