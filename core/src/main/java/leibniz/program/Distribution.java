package leibniz.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;

/// Multiplies out a sum with a product among its terms where that takes less: for a thin `U`, the
/// gradient `(T - U Vᵀ) V` of a factorization is `T V - U (Vᵀ V)`, without a matrix as large as
/// `T`.
///
/// Both round alike: the bound of the error is the unit of `|T| |V| + |U| |Vᵀ| |V|`. Where sizes
/// are not known, what is written down stays.
final class Distribution {
  /// What is multiplied out must take so much less: to read `T` takes its time, too.
  private static final double LESS = 0.75;

  private final Predicate<Expr> isOwn;
  private final Predicate<Dim> known;
  private final ToDoubleFunction<Dim> size;
  private final Map<Expr, Integer> uses = new IdentityHashMap<>();

  private Distribution(Predicate<Expr> isOwn, Predicate<Dim> known, ToDoubleFunction<Dim> size) {
    this.isOwn = isOwn;
    this.known = known;
    this.size = size;
  }

  /// What stands for nodes that do not stay as they are.
  ///
  /// @param order the nodes, arguments first
  /// @param leaf what is given
  /// @param isOwn what nobody gave or asked for
  /// @param known whether a size is known
  static Map<Expr, Expr> of(
      List<Expr> order,
      Predicate<Expr> leaf,
      Predicate<Expr> isOwn,
      Predicate<Dim> known,
      ToDoubleFunction<Dim> size) {
    Distribution task = new Distribution(isOwn, known, size);
    for (Expr node : order) {
      if (!leaf.test(node)) {
        node.args().forEach(a -> task.uses.merge(a, 1, Integer::sum));
      }
    }
    Map<Expr, Expr> done = new IdentityHashMap<>();
    for (Expr node : order) {
      if (!leaf.test(node)) {
        List<Expr> args = node.args().stream().map(a -> done.getOrDefault(a, a)).toList();
        Expr like = Build.like(node, args);
        Expr out = like == node && node.head() instanceof Head.Einsum e ? task.out(node, e) : like;
        if (out != node) {
          done.put(node, out);
        }
      }
    }
    return done;
  }

  private boolean isKnown(Expr node) {
    return node.shape().dims().stream().allMatch(known);
  }

  private boolean isOnce(Expr node) {
    return isOwn.test(node) && uses.getOrDefault(node, 0) == 1;
  }

  /// The product, or the cheaper sum of products.
  private Expr out(Expr node, Head.Einsum e) {
    for (int k = 0; k < node.args().size(); k++) {
      Expr sum = node.arg(k);
      if (sum.head() instanceof Head.Sum s
          && node.args().size() > 1
          && node.args().stream().allMatch(this::isKnown)
          && e.factors().get(k).power().isOne()
          && isOnce(sum)) {
        Expr out = out(node, e, k, s);
        if (out != node) {
          return out;
        }
      }
    }
    return node;
  }

  private Expr out(Expr node, Head.Einsum e, int at, Head.Sum s) {
    Set<Expr> open = Collections.newSetFromMap(new IdentityHashMap<>());
    node.arg(at).args().stream().filter(this::opens).map(Distribution::core).forEach(open::add);
    if (open.isEmpty()) {
      return node;
    }
    List<Expr> terms = new ArrayList<>();
    for (Expr term : node.arg(at).args()) {
      Product product = Build.product(node).inlining(open::contains);
      for (int k = 0; k < node.args().size(); k++) {
        Head.Factor factor = e.factors().get(k);
        product.times(k == at ? term : node.arg(k), factor.letters(), factor.power());
      }
      terms.add(product.out(e.out()));
    }
    Expr sum = Build.sum(node.shape(), s.coefficients(), terms);
    Set<Expr> given = Collections.newSetFromMap(new IdentityHashMap<>());
    given.addAll(node.args());
    given.remove(node.arg(at));
    node.arg(at).args().stream().map(Distribution::core).forEach(given::add);
    open.forEach(product -> given.addAll(product.args()));
    given.removeAll(open);
    return cost(sum, given) < LESS * cost(node, given) ? sum : node;
  }

  /// Whether a term is a product with a sum, that nothing else uses.
  private boolean opens(Expr term) {
    Expr core = core(term);
    return core.head() instanceof Head.Einsum e
        && core.args().size() > 1
        && !core.isView()
        && e.factors().stream().allMatch(f -> f.power().isOne())
        && e.factors().stream().anyMatch(f -> !e.out().containsAll(f.letters()))
        && isOnce(core)
        && (core == term || isOnce(term));
  }

  private static Expr core(Expr e) {
    return e.isView() && e.args().size() == 1 ? e.arg(0) : e;
  }

  /// What it takes to compute a value from what is given.
  private double cost(Expr value, Set<Expr> given) {
    Map<Expr, Expr> paired = new IdentityHashMap<>();
    Contractions contractions = new Contractions(size);
    for (Expr node : Graph.inOrder(List.of(value), n -> given.contains(n) ? List.of() : n.args())) {
      if (!given.contains(node)) {
        List<Expr> args = node.args().stream().map(a -> paired.getOrDefault(a, a)).toList();
        paired.put(node, contractions.inPairs(Build.like(node, args)));
      }
    }
    Expr whole = paired.getOrDefault(value, value);
    return Graph.inOrder(List.of(whole), n -> given.contains(n) ? List.of() : n.args()).stream()
        .filter(n -> !given.contains(n))
        .mapToDouble(n -> Entries.of(n, size))
        .sum();
  }
}
