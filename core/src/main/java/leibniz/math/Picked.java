package leibniz.math;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.math.Term.Atom;

/// `Σ_k δ_{k y_n} q_nk` is `q_{n y_n}`: where a delta of an index with an array of positions is
/// summed, the position stands in the place of the index.
final class Picked {
  private Picked() {}

  /// The deltas that are used up so, by the index that each replaces, in an order in which each
  /// needs only those before it.
  static Map<Index, Atom.Node> in(Term term, Known known) {
    Map<Index, Atom.Node> found = new LinkedHashMap<>();
    for (Term.Factor factor : term.factors()) {
      if (factor.power().isOne()
          && factor.atom() instanceof Atom.Node node
          && isDelta(node, known)) {
        Index last = node.indices().getLast();
        boolean elsewhere =
            term.factors().stream()
                .anyMatch(f -> !f.equals(factor) && f.atom().indices().contains(last));
        boolean once = !node.indices().subList(0, node.indices().size() - 1).contains(last);
        if (term.bound().contains(last) && elsewhere && once) {
          found.putIfAbsent(last, node);
        }
      }
    }
    return ordered(found);
  }

  private static boolean isDelta(Atom.Node node, Known known) {
    return known.symbol(node.value()) == null
        && node.value().head() instanceof Head.Special s
        && s.op().notation() instanceof Notation.Delta;
  }

  /// Without those that go round in a circle.
  private static Map<Index, Atom.Node> ordered(Map<Index, Atom.Node> found) {
    Map<Index, Atom.Node> order = new LinkedHashMap<>();
    Set<Index> pending = new HashSet<>(found.keySet());
    for (boolean more = true; more; ) {
      List<Index> ready = new ArrayList<>();
      for (Map.Entry<Index, Atom.Node> one : found.entrySet()) {
        List<Index> own = one.getValue().indices();
        boolean free = own.subList(0, own.size() - 1).stream().noneMatch(pending::contains);
        if (pending.contains(one.getKey()) && free) {
          ready.add(one.getKey());
          order.put(one.getKey(), one.getValue());
        }
      }
      pending.removeAll(ready);
      more = !ready.isEmpty();
    }
    return order;
  }
}
