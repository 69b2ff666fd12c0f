package leibniz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.Names;
import leibniz.math.Symbol;
import leibniz.simplify.Softmax;

/// Names for composite functions that an answer contains and the program has no name for, so that a
/// reader sees `softmax(v_b)_j` and not how it is computed.
final class Composites {
  private Composites() {}

  static Map<Expr, Symbol> in(List<Expr> roots, Names names) {
    Map<Expr, Symbol> found = new LinkedHashMap<>();
    for (Expr node : Expr.inOrder(roots, e -> names.of(e) != null)) {
      Softmax softmax = names.of(node) == null ? Softmax.in(node) : null;
      if (softmax != null && softmax.axis() == node.rank() - 1) {
        found.put(
            node,
            new Symbol.Applied("softmax", "softmax", "\\operatorname{softmax}", softmax.of()));
      }
    }
    return found;
  }
}
