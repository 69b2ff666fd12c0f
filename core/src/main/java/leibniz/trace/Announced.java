package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Name;

/// Which random data of a program is known to be input, and what it is called.
final class Announced {
  private final Session session;
  private final Map<String, Integer> versions = new HashMap<>();
  private final Set<Expr> announced = new HashSet<>();

  /// What has no draw that was not announced, and whether it is made of inputs at all.
  private final Map<Expr, Boolean> settled = new IdentityHashMap<>();

  Announced(Session session) {
    this.session = session;
  }

  /// A point to go back to.
  record Mark(Map<String, Integer> versions, Set<Expr> announced) {}

  Mark mark() {
    return new Mark(Map.copyOf(versions), Set.copyOf(announced));
  }

  /// Forgets what was announced since.
  void back(Mark mark) {
    versions.clear();
    versions.putAll(mark.versions);
    announced.retainAll(mark.announced);
    settled.clear();
  }

  /// Random data in a value that nobody has spoken of.
  ///
  /// @param draws each of them, announced from now on
  /// @param alone whether the value is made of nothing else
  record Found(List<Expr> draws, boolean alone) {}

  /// What a value has of random data that was not announced yet.
  Found announce(Expr value) {
    List<Expr> draws = new ArrayList<>();
    if (session.unnamed().isEmpty()) {
      return new Found(draws, false);
    }
    boolean alone = true;
    List<Expr> order = Expr.inOrder(List.of(value), settled::containsKey);
    for (Expr node : order) {
      if (settled.containsKey(node)) {
        alone &= !settled.get(node);
      } else if (node.head() instanceof Head.Var) {
        boolean fresh = session.unnamed().containsKey(node) && !announced.contains(node);
        alone &= fresh;
        if (fresh) {
          draws.add(node);
        }
      }
    }
    for (Expr node : order) {
      settled.computeIfAbsent(
          node, n -> n.head() instanceof Head.Var || n.args().stream().anyMatch(settled::get));
    }
    announced.addAll(draws);
    return new Found(draws, alone);
  }

  /// The input that a target with random data is.
  Expr input(String target, Expr value) {
    String base = identifier(target);
    int version = versions.merge(base, 1, Integer::sum);
    Head.Property[] properties =
        value.head() instanceof Head.Var v
            ? v.properties().toArray(Head.Property[]::new)
            : new Head.Property[0];
    String name = new Name(base, List.of(), version > 1 ? version : 0).toString();
    Expr input = session.input(name, value.shape(), Set.of(properties));
    session.inputs().add(input);
    return input;
  }

  /// `self.W` is `self_W`, `params['W1']` is `params_W1`.
  private static String identifier(String target) {
    return target.replaceAll("[^\\p{L}\\p{N}_]+", "_").replaceAll("_+$", "");
  }
}
