package leibniz.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Predicate;
import leibniz.ir.Expr;
import leibniz.ir.Head;

/// Whether expressions hold an input of some kind. The values of a run are made of one another, so
/// what is known of one is not looked for again in the next.
final class Holds {
  private final Predicate<Head.Var> kind;
  private final Map<Expr, Boolean> known = new IdentityHashMap<>();

  Holds(Predicate<Head.Var> kind) {
    this.kind = kind;
  }

  /// Whether one is in it.
  boolean in(Expr expression) {
    Deque<Expr> open = new ArrayDeque<>();
    open.push(expression);
    while (!open.isEmpty()) {
      Expr node = open.peek();
      Expr missing = null;
      boolean holds = node.head() instanceof Head.Var v && kind.test(v);
      for (Expr argument : node.args()) {
        Boolean below = known.get(argument);
        if (below == null) {
          missing = argument;
          break;
        }
        holds |= below;
      }
      if (missing == null) {
        known.put(node, holds);
        open.pop();
      } else {
        open.push(missing);
      }
    }
    return known.getOrDefault(expression, false);
  }
}
