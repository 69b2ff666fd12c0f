package leibniz.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import org.jspecify.annotations.Nullable;

/// Which nodes have arrays of their own. All others are computed where they are used, again for
/// each use.
///
/// Sums and special operations always have one, and what these need as an array. A pointwise node
/// has one where storing and loading it is cheaper than computing it in each loop that uses it.
final class Choice {
  /// More lines are not written into one loop.
  private static final int MOST_LINES = 120;

  private static final double STORE = 2;
  private static final double LOAD = 1;

  /// From so many entries on a value does not stay in a core's own caches from one loop to the
  /// next, and to store and load it takes so many times as long.
  private static final int NEAR = 1 << 17;

  private static final double FAR = 4;
  private static final int FEW = 8;

  private final Nodes nodes;
  private final Set<Expr> stored = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Expr, Pair> pairs = new IdentityHashMap<>();
  private final Map<Expr, Pick> picks = new IdentityHashMap<>();

  /// What one entry costs that is computed in place: its operations, and what they read.
  private final Map<Expr, Double> work = new IdentityHashMap<>();

  private final Map<Expr, Integer> lines = new IdentityHashMap<>();

  /// The loops in which a node is computed, with how often.
  private final Map<Expr, Map<Object, Double>> loops = new IdentityHashMap<>();

  Choice(Nodes nodes, Collection<Expr> roots) {
    this.nodes = nodes;
    nodes.order().forEach(this::measure);
    roots.stream().filter(r -> !nodes.isGiven(r)).forEach(stored::add);
    for (Expr node : nodes.order().reversed()) {
      if (!nodes.isGiven(node)) {
        choose(node);
        use(node);
      }
    }
  }

  boolean isStored(Expr node) {
    return nodes.isGiven(node) || stored.contains(node);
  }

  /// How a sum is a contraction of two parts, or null if it is summed by a plain loop.
  @Nullable Pair pair(Expr node) {
    return pairs.get(node);
  }

  /// How entries are picked or added up by position; null where they are not.
  @Nullable Pick pick(Expr node) {
    return picks.get(node);
  }

  // --- from the leaves up
  // -------------------------------------------------------------------------

  private void measure(Expr node) {
    if (!nodes.isPointwise(node)) {
      work.put(node, 0.0);
      lines.put(node, 1);
      return;
    }
    double own =
        switch (node.head()) {
          case Head.Map m -> Formulas.work(m.op());
          case Head.Sum s -> s.coefficients().size();
          case Head.Einsum e -> work(e);
          case Head.Num _, Head.Var _, Head.Special _ -> 0;
        };
    int size = 1;
    for (Expr argument : node.args()) {
      own += Lookup.in(work, argument) + reading(node, argument);
      size += Lookup.in(lines, argument);
    }
    if (size > MOST_LINES) {
      for (Expr argument : node.args()) {
        if (Lookup.in(lines, argument) > MOST_LINES / 8) {
          require(argument);
        }
      }
      size = 1 + node.args().size();
    }
    work.put(node, own);
    lines.put(node, size);
  }

  /// What it costs to read an argument that has an array: nothing where its entries are few, and
  /// stay where they are near.
  private double reading(Expr node, Expr argument) {
    boolean isFew = nodes.count(argument) * FEW < nodes.count(node);
    return nodes.isPointwise(argument) || isFew ? 0 : LOAD;
  }

  private static double work(Head.Einsum e) {
    double work = e.coefficient().isOne() ? 0 : 1;
    for (Head.Factor factor : e.factors()) {
      boolean whole = factor.power().isInteger();
      work += factor.power().isOne() ? 1 : whole ? (factor.power().signum() < 0 ? 5 : 2) : 10;
    }
    return e.factors().isEmpty() ? work : work - 1;
  }

  // --- from the roots down
  // ------------------------------------------------------------------------

  private void require(Expr node) {
    Expr core = node;
    while (nodes.isView(core)) {
      core = core.arg(0);
    }
    stored.add(core);
  }

  private void choose(Expr node) {
    if (!nodes.isPointwise(node)) {
      if (!isOnlyPosition(node)) {
        stored.add(node);
      }
      Pick pick = Pick.of(nodes, node).orElse(null);
      if (pick != null) {
        picks.put(node, pick);
      } else if (node.head() instanceof Head.Einsum e) {
        Pair pair = Pair.of(nodes, node, e);
        if (pair != null && pays(pair, node)) {
          pairs.put(node, pair);
        }
      }
    } else if (!stored.contains(node) && storing(node)) {
      stored.add(node);
    }
  }

  /// Whether it is a one-hot factor of which nobody needs the entries.
  private boolean isOnlyPosition(Expr node) {
    return Pick.isOneHot(nodes, node)
        && !stored.contains(node)
        && nodes.users(node).stream().allMatch(picks::containsKey);
  }

  /// Whether it is done by a matrix product: not for sums over rows of one matrix that is computed
  /// on the way.
  private boolean pays(Pair pair, Expr node) {
    boolean rows = pair.size(pair.rows()) > 1;
    boolean cols = pair.size(pair.cols()) > 1;
    if (rows && cols) {
      return true;
    }
    return (rows || cols)
        && isArray(rows ? pair.left() : pair.right(), node)
        && !isByEntries(pair, node, rows ? pair.left() : pair.right());
  }

  /// Whether loops are the better way for a matrix times a vector: where the entries of the matrix
  /// that lie in sequence belong to one product of a batch each, many of which are done side by
  /// side, or what is summed lies apart in it.
  private boolean isByEntries(Pair pair, Expr node, List<Integer> matrix) {
    if (!(node.head() instanceof Head.Einsum e) || !nodes.isGiven(node.arg(matrix.getFirst()))) {
      return false;
    }
    List<Integer> letters = new ArrayList<>(e.factors().get(matrix.getFirst()).letters());
    letters.removeIf(l -> pair.size(List.of(l)) == 1);
    List<Integer> summed = letters.stream().filter(pair.inner()::contains).toList();
    int apart = letters.indexOf(summed.getLast()) - letters.indexOf(summed.getFirst());
    boolean isBatch =
        pair.batch().contains(letters.getLast()) && pair.size(List.of(letters.getLast())) >= FEW;
    return isBatch || apart >= summed.size();
  }

  private boolean isArray(List<Integer> factors, Expr node) {
    return factors.size() == 1
        && node.head() instanceof Head.Einsum e
        && e.factors().get(factors.getFirst()).power().isOne()
        && (!nodes.isPointwise(nodes.core(node.arg(factors.getFirst())))
            || nodes.users(node.arg(factors.getFirst())).size() > 1);
  }

  private boolean storing(Expr node) {
    Map<Object, Double> uses = loops.getOrDefault(node, Map.of());
    double points = uses.values().stream().mapToDouble(p -> p).sum();
    double again = points * Lookup.in(work, node);
    double far = nodes.count(node) > NEAR ? FAR : 1;
    double once = nodes.count(node) * (Lookup.in(work, node) + far * STORE) + points * far * LOAD;
    return again > once && !nodes.isView(node);
  }

  /// Tells the arguments in which loops they are used.
  private void use(Expr node) {
    Pair pair = pairs.get(node);
    if (pair != null && node.head() instanceof Head.Einsum e) {
      part(node, e, pair, pair.left(), pair.leftLetters());
      part(node, e, pair, pair.right(), pair.rightLetters());
      return;
    }
    Pick pick = picks.get(node);
    if (pick != null) {
      require(node.arg(pick.base()));
      pick.indices().forEach(k -> require(node.arg(k).arg(0)));
      return;
    }
    if (node.head() instanceof Head.Special) {
      if (stored.contains(node)) {
        node.args().forEach(this::require);
      }
      return;
    }
    Map<Object, Double> mine =
        isStored(node) ? Map.of(node, nodes.points(node)) : loops.getOrDefault(node, Map.of());
    for (int k = 0; k < node.args().size(); k++) {
      Expr argument = node.arg(k);
      if (nodes.isDiagonal(argument) && !staysDiagonal(node, k)) {
        stored.add(argument);
      }
      addTo(argument, mine);
    }
  }

  private boolean staysDiagonal(Expr node, int argument) {
    return nodes.isPointwise(node)
        && switch (node.head()) {
          case Head.Sum _ -> true;
          case Head.Einsum e -> e.factors().get(argument).power().isOne();
          case Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> false;
        };
  }

  private void part(
      Expr node, Head.Einsum e, Pair pair, List<Integer> factors, List<Integer> letters) {
    if (factors.size() == 1 && e.factors().get(factors.getFirst()).power().isOne()) {
      stored.add(nodes.core(node.arg(factors.getFirst())));
      return;
    }
    List<Object> loop = new ArrayList<>(List.of(node, factors));
    for (int k : factors) {
      if (nodes.isDiagonal(node.arg(k))) {
        stored.add(node.arg(k));
      }
      addTo(node.arg(k), Map.of(loop, (double) pair.size(letters)));
    }
  }

  private void addTo(Expr argument, Map<Object, Double> mine) {
    loops.computeIfAbsent(argument, a -> new IdentityHashMap<>()).putAll(mine);
  }
}
