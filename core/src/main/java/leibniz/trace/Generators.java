package leibniz.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import leibniz.python.Expression;
import leibniz.python.Statement;

/// Functions with `yield`: read as functions that return the list of what they yield.
final class Generators {
  private Generators() {}

  /// What the list is called in the scope of the call: no name of the user's.
  static final String NAME = "yield()";

  /// Whether a body yields by itself.
  static boolean yields(List<Statement> body) {
    boolean[] found = new boolean[1];
    Deque<Statement> left = new ArrayDeque<>(body);
    while (!left.isEmpty() && !found[0]) {
      Statement statement = left.pop();
      if (!(statement instanceof Statement.Function
          || statement instanceof Statement.ClassDefinition)) {
        Walk.blocks(statement).forEach(left::push);
        for (Expression e : Walk.own(statement)) {
          Walk.expression(
              e,
              one ->
                  found[0] |=
                      one instanceof Expression.Yield || one instanceof Expression.YieldFrom);
        }
      }
    }
    return found[0];
  }
}
