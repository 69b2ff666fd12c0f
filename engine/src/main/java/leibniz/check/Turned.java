package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Programs whose loops over numbers do not begin with 0: `for lam in [1, 10, 0]` for `for lam in
/// [0, 1, 10]`. The first round is what is looked at, and without a penalty nobody can tell what
/// its gradient is.
final class Turned {
  private Turned() {}

  static Module of(Module program) {
    List<Statement> body = of(program.body());
    return body.equals(program.body())
        ? program
        : new Module(program.source(), body, program.comments());
  }

  private static List<Statement> of(List<Statement> body) {
    return body.stream().map(Turned::of).toList();
  }

  private static Statement of(Statement statement) {
    return switch (statement) {
      case Statement.For f ->
          new Statement.For(
              f.target(), of(f.iterable()), of(f.body()), of(f.orElse()), f.header(), f.span());
      case Statement.Compound c -> c.withBlocks(Turned::of);
      default -> statement;
    };
  }

  private static Expression of(Expression iterable) {
    if (iterable instanceof Expression.Listing(var elements, var span)
        && elements.size() > 1
        && elements.stream().allMatch(Turned::isNumber)
        && isZero(elements.getFirst())) {
      List<Expression> turned = new ArrayList<>(elements.subList(1, elements.size()));
      turned.add(elements.getFirst());
      return new Expression.Listing(turned, span);
    }
    return iterable;
  }

  private static boolean isNumber(Expression e) {
    return e instanceof Expression.Int || e instanceof Expression.Float;
  }

  private static boolean isZero(Expression e) {
    return e instanceof Expression.Int i && i.value().signum() == 0
        || e instanceof Expression.Float f && f.value() == 0;
  }
}
