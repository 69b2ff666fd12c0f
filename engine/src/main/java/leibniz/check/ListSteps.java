package leibniz.check;

import java.util.List;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Steps of a whole list along another, `P = [p - rate * g for p, g in zip(P, grads)]`: they are
/// those of the loop `for p, g in zip(P, grads): p -= rate * g`, and read as such.
final class ListSteps {
  private ListSteps() {}

  /// The loop that a statement stands for; null if it makes no such steps.
  static Statement.@Nullable For loop(Statement s) {
    if (!(s instanceof Statement.Assign(var targets, Expression.Comprehension all, var span))
        || targets.size() != 1
        || all.clauses().size() != 1
        || !(all.element() instanceof Expression.Binary sum)
        || !isSum(sum)) {
      return null;
    }
    Expression.Clause clause = all.clauses().getFirst();
    Statement step =
        new Statement.AugmentedAssign(sum.left(), sum.operator(), sum.right(), sum.span());
    Statement.For loop =
        new Statement.For(clause.target(), clause.iterable(), List.of(step), List.of(), span, span);
    Expression changed = clause.conditions().isEmpty() ? changed(loop, sum.left()) : null;
    return changed != null && Spelled.text(changed).equals(Spelled.text(targets.getFirst()))
        ? loop
        : null;
  }

  private static boolean isSum(Expression.Binary sum) {
    return sum.operator() == Expression.Operator.SUBTRACT
        || sum.operator() == Expression.Operator.ADD;
  }

  /// The list whose elements have a name in a loop over a `zip`; null if there is none.
  private static @Nullable Expression changed(Statement.For loop, Expression element) {
    if (loop.target() instanceof Expression.Tuple(var each, _)
        && loop.iterable() instanceof Expression.Call(Expression.Name(String zip, _), var handed, _)
        && zip.equals("zip")
        && each.size() == handed.size()) {
      for (int k = 0; k < each.size(); k++) {
        if (Spelled.text(each.get(k)).equals(Spelled.text(element))) {
          return handed.get(k).value();
        }
      }
    }
    return null;
  }
}
