package leibniz.check;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.trace.Whole;

/// What no derivative passes through, and what alone can be an index: masks and positions. The
/// values of a run are made of one another, so what is known of one is not looked for again.
final class Discrete {
  private final Map<Expr, Boolean> truths = new IdentityHashMap<>();
  private final Map<Expr, Boolean> positions = new IdentityHashMap<>();
  private final Map<Expr, Boolean> wholes = new IdentityHashMap<>();
  private final Holds inputs = new Holds(_ -> true);

  /// Whether it is made of comparisons, some of which may be picked by positions: a mask, or what
  /// is counted of one.
  boolean isTruth(Expr value) {
    for (Expr node : Expr.inOrder(List.of(value), truths::containsKey)) {
      truths.computeIfAbsent(node, this::truth);
    }
    return truths.getOrDefault(value, false);
  }

  private boolean truth(Expr node) {
    return switch (node.head()) {
      case Head.Map m when m.op().notation() instanceof Notation.Relation -> true;
      case Head.Map _ ->
          !node.args().isEmpty() && all(node, a -> a.constant() != null || isTrue(a));
      case Head.Einsum _, Head.Sum _, Head.Special _ ->
          node.args().stream().anyMatch(this::isTrue)
              && all(node, a -> isTrue(a) || !inputs.in(a) || arePositions(a));
      case Head.Var _, Head.Num _ -> false;
    };
  }

  private boolean isTrue(Expr known) {
    return truths.getOrDefault(known, false);
  }

  /// Whether it is made of positions alone, as `np.argsort(x)` has.
  boolean arePositions(Expr value) {
    for (Expr node : Expr.inOrder(List.of(value), positions::containsKey)) {
      positions.computeIfAbsent(node, this::position);
    }
    return positions.getOrDefault(value, false);
  }

  private boolean position(Expr node) {
    return switch (node.head()) {
      case Head.Special s ->
          s.op().givesPositions()
              || !node.args().isEmpty() && all(node, a -> positions.getOrDefault(a, false));
      case Head.Einsum _, Head.Sum _ ->
          node.args().stream().anyMatch(a -> a.constant() == null)
              && all(node, a -> a.constant() != null || positions.getOrDefault(a, false));
      case Head.Var v -> !isReal(v);
      case Head.Map _, Head.Num _ -> false;
    };
  }

  /// Whether it is made of data and holds whole numbers whatever the data are, as tokens that are
  /// counted on (`(token + step) % vocabulary`).
  boolean areWhole(Expr value) {
    for (Expr node : Expr.inOrder(List.of(value), wholes::containsKey)) {
      wholes.put(node, Whole.is(node, a -> wholes.getOrDefault(a, false)));
    }
    return wholes.getOrDefault(value, false) && inputs.in(value);
  }

  private static boolean all(Expr node, Predicate<Expr> holds) {
    return node.args().stream().allMatch(holds);
  }

  /// Whether an input is neither whole numbers nor a mask.
  static boolean isReal(Head.Var input) {
    return !input.properties().contains(Head.Property.WHOLE)
        && !input.properties().contains(Head.Property.TRUTH);
  }
}
