package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Values;

/// A point where some variables have other numbers than the program gives them, and what is
/// computed from these follows.
final class Consequences {
  private final Chain chain;
  private final Point point;
  private final Set<Expr> changed;

  /// @param start what the program computes
  /// @param other the other numbers
  Consequences(Chain chain, Point start, Map<Expr, Values> other) {
    this.chain = chain;
    this.point = start.with(other);
    this.changed = new HashSet<>(other.keySet());
  }

  /// Computes what follows.
  ///
  /// @param order links in the order of the run
  Consequences along(List<Chain.Link> order) {
    order.stream()
        .filter(link -> !changed.contains(link.variable()) && follows(link.function()))
        .forEach(link -> put(link.variable(), point.value(link.function())));
    return this;
  }

  /// Whether a function is directly made of a variable that has another number.
  boolean follows(Expr function) {
    return changed.stream().anyMatch(chain.variables(function)::contains);
  }

  void put(Expr variable, Values number) {
    changed.add(variable);
    point.put(variable, number);
  }

  Point point() {
    return point;
  }
}
