package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Writes the lines that compute an entry of a node from arrays.
final class Emitter {
  private record Entry(Expr node, List<Integer> axes) {}

  private final Nodes nodes;
  private final Function<Expr, @Nullable Stored> where;
  private final int loopAxes;
  private final Body body;
  private final Map<Entry, Integer> known = new HashMap<>();

  /// @param where the array of a node, or null if it has none and is computed in place
  /// @param loopAxes how many axes the loop has, the row axis left out
  Emitter(Nodes nodes, Function<Expr, @Nullable Stored> where, int loopAxes, Body body) {
    this.nodes = nodes;
    this.where = where;
    this.loopAxes = loopAxes;
    this.body = body;
  }

  Body body() {
    return body;
  }

  /// Lets the value of a node be a line that is there already.
  void define(Expr node, int[] axes, int line) {
    known.put(entry(node, axes), line);
  }

  private static Entry entry(Expr node, int[] axes) {
    return new Entry(node, Arrays.stream(axes).boxed().toList());
  }

  /// The line of the node's entry.
  ///
  /// @param axes for each axis of the node the axis of the loop; -1 for an axis of size 1
  int emit(Expr node, int[] axes) {
    Entry entry = entry(node, axes);
    Integer line = known.get(entry);
    if (line == null) {
      Stored stored = where.apply(node);
      line = stored != null ? body.load(stored.access(axes, loopAxes)) : compute(node, axes);
      known.put(entry, line);
    }
    return line;
  }

  /// The line of a number times the node's entry; the number goes in among the factors of a
  /// product.
  int emit(Expr node, int[] axes, double c) {
    return c != 1
            && node.head() instanceof Head.Einsum e
            && where.apply(node) == null
            && nodes.isPointwise(node)
        ? product(e, node, axes, c)
        : body.scaled(c, emit(node, axes));
  }

  private int compute(Expr node, int[] axes) {
    return switch (node.head()) {
      case Head.Num(Head.Constant.Size size) ->
          body.constant((double) size.size().at(nodes.sizes()));
      case Head.Num(Head.Constant.Named named) -> body.constant(named.value());
      case Head.Map m ->
          Formulas.write(m.op(), body, node.args().stream().map(a -> emit(a, axes)).toList());
      case Head.Sum s -> sum(node, s, axes);
      case Head.Einsum e -> product(e, node, axes, 1);
      case Head.Var _, Head.Special _ -> throw new IllegalStateException("no array for " + node);
    };
  }

  private int sum(Expr node, Head.Sum s, int[] axes) {
    int total = -1;
    for (int k = 0; k < node.args().size(); k++) {
      double c = s.coefficients().get(k).doubleValue();
      boolean minus = total >= 0 && c < 0;
      int term = emit(node.arg(k), axes, minus ? -c : c);
      total = total < 0 ? term : body.plus(total, minus ? -1 : 1, term);
    }
    return total < 0 ? body.constant(0) : total;
  }

  private int product(Head.Einsum e, Expr node, int[] axes, double c) {
    Map<Integer, Integer> loopAxis = new HashMap<>();
    for (int axis = 0; axis < axes.length; axis++) {
      Integer before = loopAxis.put(e.out().get(axis), axes[axis]);
      if (before != null && before != axes[axis]) {
        throw new IllegalStateException("a diagonal where none is expected: " + node);
      }
    }
    List<Integer> all = IntStream.range(0, e.factors().size()).boxed().toList();
    return product(node, e, all, c * e.coefficient().doubleValue(), loopAxis);
  }

  /// The product of the factors at the indices of a loop; what is summed is an axis of the loop,
  /// too.
  ///
  /// @param loopAxis the axis of the loop for each letter; letters that are not there have size 1
  int product(Expr node, Head.Einsum e, Map<Integer, Integer> loopAxis) {
    List<Integer> all = IntStream.range(0, e.factors().size()).boxed().toList();
    return product(node, e, all, e.coefficient().doubleValue(), loopAxis);
  }

  /// The product of some of the factors and a number.
  int product(
      Expr node, Head.Einsum e, List<Integer> factors, double c, Map<Integer, Integer> loopAxis) {
    List<Integer> above = new ArrayList<>();
    List<Integer> below = new ArrayList<>();
    for (int k : factors) {
      Head.Factor factor = e.factors().get(k);
      int[] inner = factor.letters().stream().mapToInt(l -> loopAxis.getOrDefault(l, -1)).toArray();
      int line = emit(node.arg(k), inner);
      Rational power = factor.power();
      (power.signum() < 0 ? below : above).add(body.power(line, power.abs()));
    }
    return body.quotient(c, above, below);
  }
}
