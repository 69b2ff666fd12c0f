package leibniz.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.op.Maps;
import leibniz.op.OneHot;
import leibniz.op.Positions;

/// Where the whole numbers lie that an input of a program has.
///
/// @param from the least
/// @param end behind the largest
record WholeRange(int from, int end) {
  /// Few, so that many are alike.
  static final WholeRange FEW = new WholeRange(0, 2);

  int draw(SplittableRandom random) {
    return from + random.nextInt(Math.max(1, end - from));
  }

  /// Positions, and lengths: of a sequence that is padded, as `np.arange(L) < lengths` says, at
  /// least one step is there.
  ///
  /// @param far whether they go as far as the axes that they say where on
  static Map<Expr, WholeRange> of(
      Collection<Expr> roots, boolean far, ToLongFunction<String> sizes) {
    Map<Expr, WholeRange> ranges = new HashMap<>();
    for (Expr node : Expr.inOrder(roots)) {
      if (far && node.head() instanceof Head.Special s && s.op() instanceof OneHot hot) {
        int end = (int) hot.size().at(sizes);
        ranges.merge(viewed(node.arg(0)), new WholeRange(0, end), WholeRange::both);
      } else if (node.head() instanceof Head.Map m) {
        for (int k = 0; k < ORDERS.size(); k++) {
          if (ORDERS.get(k).contains(m.op())
              && viewed(node.arg(k)).head() instanceof Head.Special s
              && s.op() instanceof Positions(var size)) {
            int end = far ? (int) size.at(sizes) + 1 : FEW.end + 1;
            ranges.merge(viewed(node.arg(1 - k)), new WholeRange(1, end), WholeRange::both);
          }
        }
      }
    }
    return ranges;
  }

  /// What says that a position lies before a length or behind it, by the side that it stands on.
  private static final List<Set<Elementwise>> ORDERS =
      List.of(Set.of(Maps.LESS, Maps.GREATER_EQUAL), Set.of(Maps.GREATER, Maps.LESS_EQUAL));

  /// What is seen along other axes.
  static Expr viewed(Expr e) {
    return e.isView() && !e.args().isEmpty() ? e.arg(0) : e;
  }

  private static WholeRange both(WholeRange one, WholeRange other) {
    return new WholeRange(Math.min(one.from, other.from), Math.min(one.end, other.end));
  }
}
