package leibniz.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import leibniz.ir.Expr;

/// A walk over an expression graph that may stop early or take other ways than the arguments.
final class Graph {
  private Graph() {}

  private record Visit(Expr node, List<Expr> below, int next) {}

  /// The roots and all below them, each once, what is below before what is above.
  static List<Expr> inOrder(Collection<Expr> roots, Function<Expr, List<Expr>> below) {
    List<Expr> order = new ArrayList<>();
    Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Visit> stack = new ArrayDeque<>();
    for (Expr root : roots) {
      if (seen.add(root)) {
        stack.push(new Visit(root, below.apply(root), 0));
      }
      while (!stack.isEmpty()) {
        Visit visit = stack.pop();
        if (visit.next == visit.below.size()) {
          order.add(visit.node);
          continue;
        }
        stack.push(new Visit(visit.node, visit.below, visit.next + 1));
        Expr next = visit.below.get(visit.next);
        if (seen.add(next)) {
          stack.push(new Visit(next, below.apply(next), 0));
        }
      }
    }
    return order;
  }
}
