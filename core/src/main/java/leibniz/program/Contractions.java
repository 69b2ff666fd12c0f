package leibniz.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import leibniz.ir.Rational;

/// Products and sums of products, brought into the order in which they are cheap: first products in
/// products become one, then each that has more than two parts is taken apart into joins of two.
final class Contractions {
  /// More factors are not gathered into one product: the search for an order would take too long.
  private static final int MOST = 48;

  /// More factors are not written into one product without a sum.
  private static final int ROW = 8;

  private final Set<Expr> open = new HashSet<>();
  private final ToDoubleFunction<Dim> size;

  Contractions(ToDoubleFunction<Dim> size) {
    this.size = size;
  }

  /// The product `node` with new arguments, and with those among them multiplied out that were
  /// given to [#keepOpen].
  Expr gather(Expr node, Head.Einsum e, List<Expr> args) {
    if (args.stream().noneMatch(open::contains)) {
      return Build.like(node, args);
    }
    int[] budget = {MOST - args.size()};
    Predicate<Expr> within = x -> open.contains(x) && (budget[0] -= x.args().size() - 1) >= 0;
    Product product = Build.product(node).inlining(within);
    for (int k = 0; k < args.size(); k++) {
      Head.Factor factor = e.factors().get(k);
      product.times(args.get(k), factor.letters(), factor.power());
    }
    return product.out(e.out());
  }

  /// Lets the next products that use `node` take it apart.
  ///
  /// @param like the same with new arguments, which may have given it a sign: that stands around it
  void keepOpen(Expr node, Expr like) {
    boolean signed = like.isView() && !node.isView() && !like.args().isEmpty();
    open.add(signed ? like.arg(0) : like);
  }

  /// The node as joins of two: the same value.
  Expr inPairs(Expr node) {
    if (!(node.head() instanceof Head.Einsum e) || node.isView()) {
      return node;
    }
    List<List<Atom>> groups = groups(node, e);
    boolean sums = node.args().stream().anyMatch(a -> a.rank() > 0) && node.sums();
    if (!sums) {
      return groups.size() > ROW || node.args().size() > 3 * ROW ? inRows(groups, e) : node;
    }
    if (groups.size() <= 2) {
      return node;
    }
    return node.args().stream().anyMatch(a -> Adds.isOneHot(a, Rational.ONE))
        ? byPosition(node, e)
        : inPairs(node, e, groups);
  }

  // --- one-hot factors
  // ----------------------------------------------------------------------------

  /// First what is picked, each from its own factor; then the rest; in the end what is added up by
  /// position, all at once.
  private Expr byPosition(Expr node, Head.Einsum e) {
    List<Atom> atoms = new ArrayList<>();
    List<Atom> picks = new ArrayList<>();
    for (int k = 0; k < node.args().size(); k++) {
      Head.Factor f = e.factors().get(k);
      boolean oneHot = Adds.isOneHot(node.arg(k), f.power());
      (oneHot ? picks : atoms).add(new Atom(node.arg(k), f.letters(), f.power()));
    }
    List<Atom> adds = new ArrayList<>(picks);
    for (int k = 0; k < atoms.size(); k++) {
      Atom base = atoms.get(k);
      List<Atom> mine = new ArrayList<>(picks);
      mine.removeIf(p -> !picks(p, base, e.out(), picks));
      if (!mine.isEmpty()) {
        adds.removeAll(mine);
        List<Integer> kept = indexed(base.letters(), mine);
        mine.add(new Atom(base.value(), base.letters(), Rational.ONE));
        atoms.set(k, new Atom(product(mine, kept), kept, base.power()));
      }
    }
    if (adds.isEmpty()) {
      Expr picked = product(atoms, e.out());
      return picked == node ? node : inPairs(picked); // one factor, read at two indices at once
    }
    Set<Integer> needed = new LinkedHashSet<>(e.out());
    adds.forEach(a -> needed.addAll(a.letters()));
    List<Atom> last = new ArrayList<>(adds);
    if (!atoms.isEmpty()) {
      List<Integer> kept = kept(atoms, e.out(), needed);
      last.add(new Atom(inPairs(product(atoms, kept)), kept, Rational.ONE));
    }
    return product(last, e.out());
  }

  /// The letters of what is picked: those of an index stand where it picks.
  private static List<Integer> indexed(List<Integer> letters, List<Atom> picks) {
    Set<Integer> kept = new LinkedHashSet<>();
    for (Integer letter : letters) {
      List<Atom> here = picks.stream().filter(p -> p.letters().getLast().equals(letter)).toList();
      here.forEach(p -> kept.addAll(p.letters().subList(0, p.letters().size() - 1)));
      if (here.isEmpty()) {
        kept.add(letter);
      }
    }
    return List.copyOf(kept);
  }

  /// Whether the last letter of a one-hot factor is summed, is one of the base, and of no other
  /// one-hot factor.
  private static boolean picks(Atom oneHot, Atom base, List<Integer> out, List<Atom> all) {
    Integer last = oneHot.letters().getLast();
    return base.letters().stream().filter(last::equals).count() == 1
        && !out.contains(last)
        && all.stream().flatMap(p -> p.letters().stream()).filter(last::equals).count() == 1;
  }

  // --- pairs
  // --------------------------------------------------------------------------------------

  private record Atom(Expr value, List<Integer> letters, Rational power) {}

  /// The factors, those with the same letters together: they are multiplied entry by entry.
  private static List<List<Atom>> groups(Expr node, Head.Einsum e) {
    Map<List<Integer>, List<Atom>> groups = new LinkedHashMap<>();
    for (int k = 0; k < node.args().size(); k++) {
      Head.Factor f = e.factors().get(k);
      groups
          .computeIfAbsent(f.letters(), l -> new ArrayList<>())
          .add(new Atom(node.arg(k), f.letters(), f.power()));
    }
    return new ArrayList<>(groups.values());
  }

  private Expr inPairs(Expr node, Head.Einsum e, List<List<Atom>> groups) {
    Map<Integer, Dim> dims = new HashMap<>();
    for (int k = 0; k < node.args().size(); k++) {
      for (int axis = 0; axis < node.arg(k).rank(); axis++) {
        dims.put(e.factors().get(k).letters().get(axis), node.arg(k).shape().get(axis));
      }
    }
    List<List<Integer>> letters = groups.stream().map(g -> g.get(0).letters()).toList();
    List<Join> joins =
        ContractionOrder.of(
            letters, e.out(), l -> size.applyAsDouble(dims.getOrDefault(l, Dim.ONE)));
    List<List<Atom>> parts = new ArrayList<>(groups);
    Set<Integer> done = new HashSet<>();
    for (Join join : joins) {
      List<Atom> both = new ArrayList<>(parts.get(join.left()));
      both.addAll(parts.get(join.right()));
      done.add(join.left());
      done.add(join.right());
      if (done.size() == 2 * joins.size()) {
        return product(both, e.out());
      }
      Set<Integer> needed = new LinkedHashSet<>(e.out());
      for (int k = 0; k < parts.size(); k++) {
        if (!done.contains(k)) {
          parts.get(k).forEach(a -> needed.addAll(a.letters()));
        }
      }
      List<Integer> kept = kept(both, e.out(), needed);
      parts.add(List.of(new Atom(product(both, kept), kept, Rational.ONE)));
    }
    return node;
  }

  /// The letters that are needed, in the order of the result first.
  private static List<Integer> kept(List<Atom> both, List<Integer> out, Set<Integer> needed) {
    Set<Integer> mine = new LinkedHashSet<>();
    both.forEach(a -> mine.addAll(a.letters()));
    List<Integer> kept = new ArrayList<>(out);
    kept.retainAll(mine);
    mine.retainAll(needed);
    mine.removeAll(kept);
    kept.addAll(mine);
    return kept;
  }

  private static Expr product(List<Atom> atoms, List<Integer> out) {
    Product product = Product.one();
    atoms.forEach(a -> product.times(a.value(), a.letters(), a.power()));
    return product.out(out);
  }

  /// A product without a sum, as products of a few factors each.
  private static Expr inRows(List<List<Atom>> groups, Head.Einsum e) {
    List<Atom> atoms = new ArrayList<>();
    groups.forEach(atoms::addAll);
    while (atoms.size() > ROW) {
      List<Atom> rows = new ArrayList<>();
      for (int start = 0; start < atoms.size(); start += ROW) {
        List<Atom> row = atoms.subList(start, Math.min(start + ROW, atoms.size()));
        List<Integer> kept = kept(row, e.out(), Set.copyOf(e.out()));
        rows.add(new Atom(product(row, kept), kept, Rational.ONE));
      }
      atoms = rows;
    }
    return product(atoms, e.out());
  }
}
