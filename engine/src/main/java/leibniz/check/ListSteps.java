package leibniz.check;

import java.util.List;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Steps of a whole list along another, `P = [p - rate * g for p, g in zip(P, grads)]`: they are
/// those of the loop `for p, g in zip(P, grads): p -= rate * g`, and read as such. So are those of
/// a list of pairs, `[(W - rate * dW, b - rate * db) for (W, b), (dW, db) in zip(net, grads)]`.
final class ListSteps {
  private ListSteps() {}

  /// The loop that a statement stands for; null if it makes no such steps.
  static Statement.@Nullable For loop(Statement s) {
    if (!(s instanceof Statement.Assign(var targets, Expression.Comprehension all, var span))
        || targets.size() != 1
        || all.clauses().size() != 1) {
      return null;
    }
    List<Expression> sums = each(all.element());
    if (!sums.stream().allMatch(ListSteps::isSum)) {
      return null;
    }
    Expression.Clause clause = all.clauses().getFirst();
    List<Statement> steps =
        sums.stream()
            .map(e -> (Expression.Binary) e)
            .<Statement>map(sum ->
                new Statement.AugmentedAssign(sum.left(), sum.operator(), sum.right(), sum.span()))
            .toList();
    Statement.For loop =
        new Statement.For(clause.target(), clause.iterable(), steps, List.of(), span, span);
    List<String> before =
        sums.stream().map(e -> Spelled.text(((Expression.Binary) e).left())).toList();
    Expression changed = clause.conditions().isEmpty() ? changed(loop, before) : null;
    return changed != null && Spelled.text(changed).equals(Spelled.text(targets.getFirst()))
        ? loop
        : null;
  }

  /// What is in a pair, or the thing alone.
  private static List<Expression> each(Expression element) {
    return element instanceof Expression.Tuple(var parts, _) ? parts : List.of(element);
  }

  private static boolean isSum(Expression e) {
    return e instanceof Expression.Binary sum
        && (sum.operator() == Expression.Operator.SUBTRACT
            || sum.operator() == Expression.Operator.ADD);
  }

  /// The list whose elements have a name in a loop over a `zip`; null if there is none.
  private static @Nullable Expression changed(Statement.For loop, List<String> element) {
    if (loop.target() instanceof Expression.Tuple(var targets, _)
        && loop.iterable() instanceof Expression.Call(Expression.Name(String zip, _), var handed, _)
        && zip.equals("zip")
        && targets.size() == handed.size()) {
      for (int k = 0; k < targets.size(); k++) {
        if (each(targets.get(k)).stream().map(Spelled::text).toList().equals(element)) {
          return handed.get(k).value();
        }
      }
    }
    return null;
  }
}
