package leibniz.plan;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// How the values of a program depend on the rows of its inputs: the axis whose size is one symbol.
final class RowKinds {

  /// @param axis of the rows; -1 where there is none
  record Kind(Dependence on, int axis) {
    private static final Kind FREE = new Kind(Dependence.NONE, -1);
    private static final Kind TOTAL = new Kind(Dependence.SUM, -1);
    private static final Kind MIXED = new Kind(Dependence.OTHER, -1);

    private static Kind rows(int axis) {
      return new Kind(Dependence.ROW_BY_ROW, axis);
    }
  }

  enum Dependence {
    /// On no row.
    NONE,
    /// Each row on the same row alone.
    ROW_BY_ROW,
    /// It is a sum of something over all rows.
    SUM,
    /// Otherwise.
    OTHER
  }

  private final String rows;
  private final Map<Expr, Kind> kinds = new HashMap<>();

  private RowKinds(String rows) {
    this.rows = rows;
  }

  /// The kinds of some values and all they are made of.
  ///
  /// @param rows the symbol
  static Map<Expr, Kind> of(List<Expr> values, String rows) {
    RowKinds task = new RowKinds(rows);
    for (Expr node : Expr.inOrder(values)) {
      task.kinds.put(node, task.kind(node));
    }
    return task.kinds;
  }

  private boolean has(Dim size) {
    return size.symbols().contains(rows);
  }

  private Kind kind(Expr node) {
    if (node.shape().dims().stream().anyMatch(d -> has(d) && !d.equals(Dim.symbol(rows)))) {
      return Kind.MIXED;
    }
    return switch (node.head()) {
      case Head.Var _ -> input(node);
      case Head.Num _ -> Kind.FREE;
      case Head.Einsum e -> product(node, e);
      case Head.Sum _ -> same(node);
      case Head.Map _ -> {
        Kind same = same(node);
        yield same.equals(Kind.TOTAL) ? Kind.MIXED : same;
      }
      case Head.Special _ ->
          node.args().stream().allMatch(a -> of(a).equals(Kind.FREE)) ? free(node) : Kind.MIXED;
    };
  }

  private Kind of(Expr node) {
    return Lookup.in(kinds, node);
  }

  private Kind input(Expr node) {
    List<Dim> dims = node.shape().dims();
    int axis = dims.indexOf(Dim.symbol(rows));
    return axis < 0
        ? Kind.FREE
        : axis == dims.lastIndexOf(Dim.symbol(rows)) ? Kind.rows(axis) : Kind.MIXED;
  }

  private Kind free(Expr node) {
    return node.shape().dims().stream().anyMatch(this::has) ? Kind.MIXED : Kind.FREE;
  }

  /// That of all arguments.
  private Kind same(Expr node) {
    Kind first = of(node.arg(0));
    return node.args().stream().allMatch(a -> of(a).equals(first)) ? first : Kind.MIXED;
  }

  private Kind product(Expr node, Head.Einsum e) {
    SequencedSet<Integer> letters = new LinkedHashSet<>(); // of the size of the rows
    int totals = 0;
    for (int k = 0; k < node.args().size(); k++) {
      Kind kind = of(node.arg(k));
      Head.Factor factor = e.factors().get(k);
      switch (kind.on()) {
        case NONE -> {}
        case ROW_BY_ROW -> letters.add(factor.letters().get(kind.axis()));
        case SUM -> totals += factor.power().equals(Rational.ONE) ? 1 : 2;
        case OTHER -> {
          return Kind.MIXED;
        }
      }
    }
    for (int axis = 0; axis < node.rank(); axis++) {
      if (has(node.shape().get(axis))) {
        letters.add(e.out().get(axis));
      }
    }
    if (letters.size() + totals > 1) {
      return Kind.MIXED;
    }
    if (letters.isEmpty()) {
      return totals == 1 ? Kind.TOTAL : Kind.FREE;
    }
    int axis = e.out().indexOf(letters.getFirst());
    return axis < 0
        ? Kind.TOTAL
        : axis == e.out().lastIndexOf(letters.getFirst()) ? Kind.rows(axis) : Kind.MIXED;
  }
}
