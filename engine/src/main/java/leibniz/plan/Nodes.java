package leibniz.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.program.Program;

/// The expressions of a program at given sizes: their order, their shapes, who uses them, and what
/// kind each is.
final class Nodes {
  private final List<Expr> order;
  private final Set<Expr> given = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Expr, int[]> shapes = new IdentityHashMap<>();
  private final Map<Expr, List<Expr>> users = new IdentityHashMap<>();
  private final Set<Expr> diagonal = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ToLongFunction<String> sizes;

  Nodes(Program program, ToLongFunction<String> sizes) {
    this.sizes = sizes;
    program.inputs().forEach(i -> given.add(i.node()));
    Collection<Expr> roots = new LinkedHashSet<>();
    program.results().forEach(r -> roots.add(r.node()));
    order = Expr.inOrder(roots, given::contains);
    program.inputs().forEach(i -> shapes.put(i.node(), i.shape().at(sizes)));
    for (Expr node : order) {
      shapes.put(node, node.shape().at(sizes));
      if (!isGiven(node)) {
        node.args().forEach(a -> users.computeIfAbsent(a, x -> new ArrayList<>()).add(node));
        if (hasDiagonal(node)) {
          diagonal.add(node);
        }
      }
    }
  }

  /// All that is computed or given, arguments before what uses them.
  List<Expr> order() {
    return order;
  }

  ToLongFunction<String> sizes() {
    return sizes;
  }

  /// Those that use a node, once for each use.
  List<Expr> users(Expr node) {
    return users.getOrDefault(node, List.of());
  }

  boolean isGiven(Expr node) {
    return given.contains(node);
  }

  int[] shape(Expr node) {
    return Lookup.in(shapes, node);
  }

  /// The number of entries.
  double count(Expr node) {
    double count = 1;
    for (int size : shape(node)) {
      count *= size;
    }
    return count;
  }

  /// The sizes of the letters of a product.
  Map<Integer, Integer> sizes(Expr node, Head.Einsum e) {
    Map<Integer, Integer> letters = new LinkedHashMap<>();
    for (int axis = 0; axis < e.out().size(); axis++) {
      letters.put(e.out().get(axis), shape(node)[axis]);
    }
    for (int k = 0; k < e.factors().size(); k++) {
      List<Integer> of = e.factors().get(k).letters();
      for (int axis = 0; axis < of.size(); axis++) {
        letters.put(of.get(axis), shape(node.arg(k))[axis]);
      }
    }
    return letters;
  }

  /// How often the body of a loop over the node runs: once for each entry, or each product that is
  /// summed.
  double points(Expr node) {
    if (!(node.head() instanceof Head.Einsum e)) {
      return count(node);
    }
    double points = 1;
    for (int size : sizes(node, e).values()) {
      points *= size;
    }
    return points;
  }

  /// Whether each entry comes from single entries of the arguments, so that it can be computed
  /// where it is used.
  boolean isPointwise(Expr node) {
    return !isGiven(node)
        && switch (node.head()) {
          case Head.Var _ -> false;
          case Head.Num _ -> true;
          case Head.Einsum e -> !sums(node, e);
          case Head.Sum _ -> true;
          case Head.Map _ -> true;
          case Head.Special _ -> false;
        };
  }

  /// Whether a product sums over an axis of more or less than one entry.
  boolean sums(Expr node, Head.Einsum e) {
    for (int k = 0; k < e.factors().size(); k++) {
      List<Integer> letters = e.factors().get(k).letters();
      for (int axis = 0; axis < letters.size(); axis++) {
        if (!e.out().contains(letters.get(axis)) && shape(node.arg(k))[axis] != 1) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a pointwise node is zero off some diagonal, or a part of it is that is no array.
  boolean isDiagonal(Expr node) {
    return diagonal.contains(node);
  }

  private boolean hasDiagonal(Expr node) {
    return isPointwise(node)
        && switch (node.head()) {
          case Head.Einsum e -> repeats(node, e) || anyDiagonalFactor(node, e);
          case Head.Sum _ -> node.args().stream().anyMatch(diagonal::contains);
          case Head.Map _, Head.Num _, Head.Var _, Head.Special _ -> false;
        };
  }

  private boolean repeats(Expr node, Head.Einsum e) {
    for (int axis = 0; axis < e.out().size(); axis++) {
      if (shape(node)[axis] != 1 && e.out().indexOf(e.out().get(axis)) < axis) {
        return true;
      }
    }
    return false;
  }

  private boolean anyDiagonalFactor(Expr node, Head.Einsum e) {
    for (int k = 0; k < e.factors().size(); k++) {
      if (e.factors().get(k).power().isOne() && diagonal.contains(node.arg(k))) {
        return true;
      }
    }
    return false;
  }

  /// Whether it shows the entries of its argument at other places, times a number: no diagonal, no
  /// power.
  boolean isScaledView(Expr node) {
    return !isGiven(node)
        && node.head() instanceof Head.Einsum e
        && e.factors().size() == 1
        && e.factors().getFirst().power().isOne()
        && !sums(node, e)
        && e.out().stream().distinct().count() == e.out().size();
  }

  /// The same, where the number is 1.
  boolean isView(Expr node) {
    return isScaledView(node)
        && node.head() instanceof Head.Einsum e
        && e.coefficient().equals(Rational.ONE);
  }

  /// The value of a node without axes that is the same in every run; not a number if it is not
  /// known.
  double number(Expr node) {
    return switch (node.head()) {
      case Head.Num(Head.Constant.Size size) -> size.size().at(sizes);
      case Head.Num(Head.Constant.Named named) -> named.value();
      case Head.Einsum e when e.factors().isEmpty() -> e.coefficient().doubleValue();
      case Head.Einsum _, Head.Var _, Head.Sum _, Head.Map _, Head.Special _ -> Double.NaN;
    };
  }

  /// Where the entries of a scaled view are, given those of its argument.
  Stored seen(Expr view, Stored inner) {
    Head.Einsum e = (Head.Einsum) view.head();
    List<Integer> letters = e.factors().getFirst().letters();
    int[] strides = new int[e.out().size()];
    for (int axis = 0; axis < strides.length; axis++) {
      for (int k = 0; k < letters.size(); k++) {
        if (letters.get(k).equals(e.out().get(axis)) && shape(view)[axis] > 1) {
          strides[axis] += inner.strides()[k];
        }
      }
    }
    return new Stored(inner.array(), inner.offset(), strides);
  }

  /// What is left of a node when scaled views around it are taken away.
  Expr core(Expr node) {
    Expr core = node;
    while (isScaledView(core)) {
      core = core.arg(0);
    }
    return core;
  }
}
