package leibniz.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// `W[l]` of one tensor W for all layers, read as a tensor of its own, as it is in a list.
///
/// @param rows by the variable that stands for each
/// @param values the expressions, over these variables
record Rows(Map<Expr, Row> rows, List<Expr> values) {

  /// @param tensor the input it is a part of
  /// @param axis the axis that is gone
  /// @param position where it stands along that axis
  record Row(Expr tensor, int axis, Dim position) {

    Expr variable() {
      List<Dim> rest = new ArrayList<>(tensor.shape().dims());
      rest.remove(axis);
      String name = tensor + "[" + ":, ".repeat(axis) + position + "]";
      Head.Property[] properties =
          tensor.head() instanceof Head.Var v
              ? v.properties().toArray(Head.Property[]::new)
              : new Head.Property[0];
      return Build.var(name, new Shape(rest), properties);
    }
  }

  /// Every row of these inputs is read so, but those of tensors that are also used as a whole.
  static Rows of(List<Expr> values, Set<Expr> inputs) {
    Map<Expr, Row> found = new HashMap<>(); // by the slice
    Set<Expr> whole = new HashSet<>();
    for (Expr node : Expr.inOrder(values, n -> row(n) != null)) {
      Row row = row(node);
      if (row != null) {
        found.put(node, row);
      } else if (node.head() instanceof Head.Var) {
        whole.add(node);
      }
    }
    found
        .values()
        .removeIf(row ->
            !inputs.contains(row.tensor())
                || binds(row.tensor())
                || whole.contains(row.tensor())
                || mixed(row, found));
    Map<Expr, Expr> replaced = new HashMap<>();
    Map<Expr, Row> rows = new LinkedHashMap<>();
    found.forEach((node, row) -> {
      Expr variable = row.variable();
      rows.put(variable, row);
      replaced.put(node, view(variable, node, row.axis()));
    });
    Map<Expr, Expr> done =
        Expr.rewrite(
            values,
            replaced::containsKey,
            (node, args) ->
                Build.like(node, args.stream().map(a -> replaced.getOrDefault(a, a)).toList()));
    return new Rows(
        rows, values.stream().map(v -> replaced.getOrDefault(v, done.getOrDefault(v, v))).toList());
  }

  /// Whether the entries of different rows are declared to hang together.
  private static boolean binds(Expr tensor) {
    return tensor.head() instanceof Head.Var v
        && v.properties().stream().anyMatch(Head.Property::binds);
  }

  private static boolean mixed(Row row, Map<Expr, Row> all) {
    return all.values().stream()
        .anyMatch(other -> other.tensor() == row.tensor() && other.axis() != row.axis());
  }

  /// One entry along the last axis of an input, whose axes may stand in another order.
  private static @Nullable Row row(Expr node) {
    boolean one =
        node.head() instanceof Head.Special(var op)
            && op.notation() instanceof Notation.Reindexed(List<Notation.Reindexed.Index> indices)
            && indices.size() == 1
            && node.args().size() == 1
            && node.rank() == node.arg(0).rank()
            && node.shape().get(node.rank() - 1).isOne();
    if (!one
        || !(node.head() instanceof Head.Special(var op))
        || !(op.notation() instanceof Notation.Reindexed(List<Notation.Reindexed.Index> indices))) {
      return null;
    }
    Expr whole = node.arg(0);
    int last = whole.rank() - 1;
    if (whole.head() instanceof Head.Var) {
      return new Row(whole, last, indices.getFirst().offset());
    }
    boolean turned =
        whole.isView()
            && whole.head() instanceof Head.Einsum e
            && e.factors().size() == 1
            && e.coefficient().isOne()
            && e.factors().getFirst().power().isOne()
            && new HashSet<>(e.out()).equals(new HashSet<>(e.factors().getFirst().letters()))
            && whole.rank() == whole.arg(0).rank()
            && new HashSet<>(e.out()).size() == e.out().size()
            && whole.arg(0).head() instanceof Head.Var;
    return turned && whole.head() instanceof Head.Einsum e
        ? new Row(
            whole.arg(0),
            e.factors().getFirst().letters().indexOf(e.out().get(last)),
            indices.getFirst().offset())
        : null;
  }

  /// The variable in the place of the slice: its axes in the same order, and an axis of size 1.
  private static Expr view(Expr variable, Expr node, int axis) {
    int last = node.rank() - 1;
    List<Integer> letters = Build.range(0, last + 1);
    if (node.arg(0).head() instanceof Head.Einsum e) {
      letters = new ArrayList<>(e.factors().getFirst().letters());
      letters.remove(axis);
      return Product.one().times(variable, letters).letter(e.out().get(last), Dim.ONE).out(e.out());
    }
    letters = new ArrayList<>(Build.range(0, last));
    return Product.one()
        .times(variable, letters)
        .letter(last, Dim.ONE)
        .out(Build.range(0, last + 1));
  }
}
