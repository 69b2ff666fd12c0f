package leibniz.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;

/// Slices of slices along several axes, which one index says: `x.T[:, :2].T[:, 1:]` is `x[:2, 1:]`.
///
/// @param base what is indexed
/// @param axes for each axis of the result, that of the base
/// @param ranges the text of the slice along an axis of the base
record Cuts(Expr base, List<Integer> axes, Map<Integer, String> ranges) {

  /// What an expression takes of something with a name, or of something that is no slice.
  ///
  /// @param written whether an expression is written in place
  static Cuts of(Expr e, Predicate<Expr> written) {
    Cuts none = new Cuts(e, Piece.all(e.rank()), Map.of());
    if (!written.test(e)) {
      return none;
    }
    return switch (e.head()) {
      case Head.Special(Special op) when isSlice(op) && e.rank() == e.arg(0).rank() ->
          none.slice(op, of(e.arg(0), written));
      case Head.Einsum view when isTurned(e, view) -> turned(view, of(e.arg(0), written));
      case Head.Special _, Head.Einsum _, Head.Var _, Head.Num _, Head.Sum _, Head.Map _ -> none;
    };
  }

  /// Whether entries along the last axis are taken from front to back.
  private static boolean isSlice(Special op) {
    return op.notation() instanceof Notation.Reindexed(List<Notation.Reindexed.Index> indices)
        && indices.size() == 1
        && indices.getFirst().axis() == 0
        && indices.getFirst().step().constant().orElse(0) > 0;
  }

  private static boolean isTurned(Expr e, Head.Einsum view) {
    return e.isView()
        && view.factors().size() == 1
        && view.coefficient().isOne()
        && view.factors().getFirst().power().isOne()
        && e.rank() == e.arg(0).rank()
        && new HashSet<>(view.out()).size() == e.rank()
        && view.factors().getFirst().letters().containsAll(view.out());
  }

  private static Cuts turned(Head.Einsum view, Cuts inside) {
    List<Integer> letters = view.factors().getFirst().letters();
    List<Integer> axes = view.out().stream().map(l -> inside.axes.get(letters.indexOf(l))).toList();
    return new Cuts(inside.base, axes, inside.ranges);
  }

  private Cuts slice(Special op, Cuts inside) {
    Integer axis = inside.axes.getLast();
    if (inside.ranges.containsKey(axis)) {
      return this;
    }
    Shape before = base.arg(0).shape();
    Shape row = before.slice(before.rank() - 1, before.rank());
    Shape some = base.shape().slice(base.rank() - 1, base.rank());
    String text = op.spelling(List.of("x"), List.of(row), some).numpy();
    Map<Integer, String> ranges = new HashMap<>(inside.ranges);
    ranges.put(axis, text.substring(text.indexOf('[') + 1, text.lastIndexOf(']')));
    return new Cuts(inside.base, inside.axes, ranges);
  }

  /// The index: `:2, 1:`.
  String index() {
    List<String> all = new ArrayList<>();
    for (int axis = 0; axis < base.rank(); axis++) {
      all.add(ranges.getOrDefault(axis, ":"));
    }
    while (all.getLast().equals(":")) {
      all.removeLast();
    }
    return all.stream().collect(Collectors.joining(", "));
  }

  /// For each axis of the base, that of the result.
  List<Integer> home() {
    return Piece.all(base.rank()).stream().map(axes::indexOf).toList();
  }
}
