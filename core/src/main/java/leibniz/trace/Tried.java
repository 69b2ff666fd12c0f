package leibniz.trace;

import leibniz.python.Expression;
import leibniz.python.Statement;

/// Statements that are only tried ([Options#TRIED]): no part of the program.
final class Tried {
  private Tried() {}

  static boolean is(Statement statement) {
    Expression target =
        switch (statement) {
          case Statement.Assign a -> a.targets().getFirst();
          case Statement.AugmentedAssign a -> a.target();
          default -> null;
        };
    while (target instanceof Expression.Subscript s) {
      target = s.value();
    }
    return target instanceof Expression.Name n && n.id().startsWith(Options.TRIED);
  }
}
