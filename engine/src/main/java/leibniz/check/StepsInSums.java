package leibniz.check;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// Loops that train within an expression, `total = sum(net.sgd_step(x[k], y[k]) for k in order)`:
/// the first step shows them all, as the first round of a loop does ([Training]).
final class StepsInSums {
  private static final Pattern STEP =
      Pattern.compile("(?i).*(?:update|step|sgd|train|optimi[sz]e|descent).*");

  private StepsInSums() {}

  /// The statement with the first step alone; the same one if it is no such sum.
  static Statement once(Statement s) {
    return switch (s) {
      case Statement.Assign(var targets, var value, var span) -> {
        Expression now = once(value);
        yield now.equals(value) ? s : new Statement.Assign(targets, now, span);
      }
      case Statement.AugmentedAssign(var target, var operator, var value, var span) -> {
        Expression now = once(value);
        yield now.equals(value) ? s : new Statement.AugmentedAssign(target, operator, now, span);
      }
      default -> s;
    };
  }

  private static Expression once(Expression e) {
    return switch (e) {
      case Expression.Binary(var operator, var left, var right, var at, var span)
          when operator == Expression.Operator.DIVIDE ->
          new Expression.Binary(operator, once(left), right, at, span);
      case Expression.Call(Expression.Name(String id, var at), var arguments, var span)
          when id.equals("sum")
              && arguments.size() == 1
              && arguments.getFirst().value() instanceof Expression.Comprehension all
              && isOfSteps(all) -> {
        Expression.Argument one = arguments.getFirst();
        yield new Expression.Call(
            new Expression.Name(id, at),
            List.of(new Expression.Argument(one.kind(), one.name(), first(all), one.span())),
            span);
      }
      default -> e;
    };
  }

  private static boolean isOfSteps(Expression.Comprehension all) {
    return all.clauses().size() == 1
        && all.clauses().getFirst().conditions().isEmpty()
        && all.clauses().getFirst().iterable() instanceof Expression.Name
        && all.element() instanceof Expression.Call step
        && STEP.matcher(Spelled.last(Spelled.text(step.function()))).matches();
  }

  private static Expression first(Expression.Comprehension all) {
    Expression.Clause clause = all.clauses().getFirst();
    Expression order = clause.iterable();
    Expression one = new Expression.Int(BigInteger.ONE, order.span());
    Expression some =
        new Expression.Subscript(
            order, new Expression.Slice(null, one, null, order.span()), order.span());
    return new Expression.Comprehension(
        all.kind(),
        all.element(),
        List.of(new Expression.Clause(clause.target(), some, clause.conditions())),
        all.span());
  }
}
