package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// A pointwise node as a sum of terms, each of which lives on a diagonal of its own: `q_i (δ_ij −
/// q_j)` is one term on the diagonal `i = j` and one everywhere. So what is zero is never computed.
///
/// A diagonal is an array that names for each axis of the node the first axis that has the same
/// index.
final class Terms {
  /// @param diagonal for each axis the first axis with the same index
  /// @param parts whose product it is, times the coefficient
  private record Term(int[] diagonal, double coefficient, List<Part> parts) {}

  /// @param axes in terms of the axes of the whole node
  private record Part(Expr node, int[] axes, Rational power) {}

  private final Nodes nodes;
  private final Predicate<Expr> stored;

  private Terms(Nodes nodes, Predicate<Expr> stored) {
    this.nodes = nodes;
    this.stored = stored;
  }

  /// Terms that live on the same diagonal.
  record Group(int[] diagonal, List<Writer> terms) {
    /// Whether it is all of the node.
    boolean isWhole() {
      for (int axis = 0; axis < diagonal.length; axis++) {
        if (diagonal[axis] != axis) {
          return false;
        }
      }
      return true;
    }

    /// Whether axes that are tied on the other's diagonal are tied on this one.
    boolean isWithin(Group other) {
      for (int axis = 0; axis < diagonal.length; axis++) {
        if (diagonal[other.diagonal[axis]] != diagonal[axis]) {
          return false;
        }
      }
      return true;
    }

    /// How many axes are tied to others.
    private int tied() {
      return (int) IntStream.range(0, diagonal.length).filter(k -> diagonal[k] != k).count();
    }

    /// The line of the sum of the terms.
    ///
    /// @param before a line that is added to it; -1 for none
    int write(Emitter emitter, int[] loopAxis, int before) {
      int total = before;
      for (Writer term : terms) {
        int line = term.write(emitter, loopAxis);
        total = total < 0 ? line : emitter.body().plus(total, 1, line);
      }
      return total;
    }
  }

  /// Writes a term, given the axis of the loop for each axis of the node.
  interface Writer {
    int write(Emitter emitter, int[] loopAxis);
  }

  /// The groups, those on coarser diagonals first: the one that is all of the node, if there is
  /// one.
  ///
  /// @param stored whether a node has an array
  static List<Group> of(Nodes nodes, Expr node, Predicate<Expr> stored) {
    int[] axes = new int[nodes.shape(node).length];
    Arrays.setAll(axes, k -> k);
    Terms terms = new Terms(nodes, e -> e != node && stored.test(e));
    Map<List<Integer>, List<Writer>> groups = new LinkedHashMap<>();
    Group whole = new Group(axes, new ArrayList<>());
    for (Term term : terms.split(node, axes, axes)) {
      List<Integer> key = Arrays.stream(term.diagonal).boxed().toList();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add((e, l) -> write(term, e, l));
    }
    List<Group> result = new ArrayList<>();
    groups.forEach((key, writers) -> {
      result.add(new Group(key.stream().mapToInt(k -> k).toArray(), writers));
    });
    result.sort(Comparator.comparingInt(Group::tied));
    return result.isEmpty() ? List.of(whole) : result;
  }

  /// Zero everywhere.
  static Group zeros(int rank) {
    int[] axes = new int[rank];
    Arrays.setAll(axes, k -> k);
    return new Group(axes, List.of());
  }

  private static int write(Term term, Emitter emitter, int[] loopAxis) {
    if (term.parts.size() == 1 && term.parts.getFirst().power.isOne()) {
      Part only = term.parts.getFirst();
      return emitter.emit(only.node, axes(only, term, loopAxis), term.coefficient);
    }
    Body body = emitter.body();
    List<Integer> above = new ArrayList<>();
    List<Integer> below = new ArrayList<>();
    for (Part part : term.parts) {
      int line = emitter.emit(part.node, axes(part, term, loopAxis));
      line = body.power(line, part.power.abs());
      (part.power.signum() < 0 ? below : above).add(line);
    }
    return body.quotient(term.coefficient, above, below);
  }

  private static int[] axes(Part part, Term term, int[] loopAxis) {
    return Arrays.stream(part.axes).map(a -> a < 0 ? -1 : loopAxis[term.diagonal[a]]).toArray();
  }

  /// The terms of a node whose axes are some of the whole node's.
  private List<Term> split(Expr node, int[] axes, int[] diagonal) {
    if (stored.test(node) || !nodes.isDiagonal(node)) {
      return List.of(new Term(diagonal, 1, List.of(new Part(node, axes, Rational.ONE))));
    }
    return switch (node.head()) {
      case Head.Sum s -> {
        List<Term> terms = new ArrayList<>();
        for (int k = 0; k < node.args().size(); k++) {
          double c = s.coefficients().get(k).doubleValue();
          split(node.arg(k), axes, diagonal).forEach(t -> terms.add(scaled(t, c)));
        }
        yield terms;
      }
      case Head.Einsum e -> product(node, e, axes, diagonal);
      case Head.Var _, Head.Num _, Head.Map _, Head.Special _ ->
          throw new IllegalStateException("no diagonal of its own: " + node);
    };
  }

  private static Term scaled(Term term, double c) {
    return new Term(term.diagonal, c * term.coefficient, term.parts);
  }

  private List<Term> product(Expr node, Head.Einsum e, int[] axes, int[] diagonal) {
    Map<Integer, Integer> axisOf = new LinkedHashMap<>();
    int[] merged = diagonal;
    for (int axis = 0; axis < axes.length; axis++) {
      if (axes[axis] >= 0 && nodes.shape(node)[axis] != 1) {
        Integer other = axisOf.putIfAbsent(e.out().get(axis), axes[axis]);
        if (other != null) {
          merged = merge(merged, other, axes[axis]);
        }
      }
    }
    List<Term> terms = List.of(new Term(merged, e.coefficient().doubleValue(), List.of()));
    for (int k = 0; k < e.factors().size(); k++) {
      Head.Factor factor = e.factors().get(k);
      Expr value = node.arg(k);
      int[] inner = factor.letters().stream().mapToInt(l -> axisOf.getOrDefault(l, -1)).toArray();
      List<Term> next = new ArrayList<>();
      for (Term term : terms) {
        if (factor.power().isOne()) {
          split(value, inner, term.diagonal).forEach(t -> next.add(times(term, t)));
        } else {
          Part part = new Part(value, inner, factor.power());
          next.add(times(term, new Term(term.diagonal, 1, List.of(part))));
        }
      }
      terms = next;
    }
    return terms;
  }

  /// The product with a term that was split on the diagonal of this one.
  private static Term times(Term a, Term b) {
    List<Part> parts = new ArrayList<>(a.parts);
    parts.addAll(b.parts);
    return new Term(b.diagonal, a.coefficient * b.coefficient, parts);
  }

  private static int[] merge(int[] diagonal, int a, int b) {
    int keep = Math.min(diagonal[a], diagonal[b]);
    int drop = Math.max(diagonal[a], diagonal[b]);
    return Arrays.stream(diagonal).map(d -> d == drop ? keep : d).toArray();
  }
}
