package leibniz.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import org.jspecify.annotations.Nullable;

/// In which order the axes of a value lie in memory: that in which most of those walk them that use
/// it entry by entry. Where nobody does, because what uses it walks in any order, it is that in
/// which what it is computed from lies.
///
/// Results lie in row-major order, and so does what comes from special operations or is a matrix:
/// products write in any order, and equal layers of a network then are equal. Products of more axes
/// have what is new where what is summed was, so that they are products of matrices as they lie.
final class AxisOrder {
  private final Nodes nodes;
  private final Map<Expr, List<Integer>> orders = new IdentityHashMap<>();

  /// @param isProduct whether a sum is done by a matrix product
  AxisOrder(Nodes nodes, Set<Expr> results, Predicate<Expr> isProduct) {
    this.nodes = nodes;
    for (Expr node : nodes.order()) {
      if (results.contains(node) || nodes.isGiven(node) || node.head() instanceof Head.Special) {
        orders.put(node, rowMajor(node));
      }
    }
    for (Expr node : nodes.order().reversed()) {
      if (!orders.containsKey(node)) {
        List<Integer> wanted = wanted(node);
        if (wanted != null) {
          orders.put(node, wanted);
        }
      }
    }
    for (Expr node : nodes.order()) {
      if (!orders.containsKey(node)) {
        orders.put(node, isProduct.test(node) ? written(node) : found(node));
      }
    }
  }

  /// Row-major strides for the axes in their order.
  int[] strides(Expr node) {
    int[] shape = nodes.shape(node);
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis : Lookup.in(orders, node).reversed()) {
      strides[axis] = stride;
      stride *= Math.max(1, shape[axis]);
    }
    return strides;
  }

  private List<Integer> rowMajor(Expr node) {
    return IntStream.range(0, nodes.shape(node).length).boxed().toList();
  }

  // --- by those that use it
  // -----------------------------------------------------------------------

  private @Nullable List<Integer> wanted(Expr node) {
    Map<List<Integer>, Integer> votes = new LinkedHashMap<>();
    for (Expr user : nodes.users(node)) {
      if (nodes.isPointwise(user) && orders.containsKey(user)) {
        votes.merge(by(user, node), 1, Integer::sum);
      }
    }
    return votes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElseGet(() -> packed(node));
  }

  /// The order in which a product reads fastest what is multiplied out for it alone: what is summed
  /// in sequence, or, for the factor that has the last axis of the result, that axis.
  private @Nullable List<Integer> packed(Expr node) {
    if (nodes.users(node).size() != 1
        || !isOuter(node)
        || !orders.containsKey(nodes.users(node).getFirst())
        || !(nodes.users(node).getFirst().head() instanceof Head.Einsum e)) {
      return null;
    }
    Expr user = nodes.users(node).getFirst();
    List<Integer> order = Lookup.in(orders, user);
    List<Integer> mine = e.factors().get(user.args().indexOf(node)).letters();
    boolean isRight = mine.contains(e.out().get(order.getLast()));
    List<Integer> letters = new ArrayList<>(order.stream().map(axis -> e.out().get(axis)).toList());
    List<Integer> summed = new ArrayList<>(mine);
    summed.removeAll(letters);
    letters.addAll(isRight ? 0 : letters.size(), summed);
    List<Integer> axes = new ArrayList<>(rowMajor(node));
    axes.sort(Comparator.comparingInt(axis -> letters.indexOf(mine.get(axis))));
    return Collections.unmodifiableList(axes);
  }

  /// Whether it is a product of what has fewer entries each.
  private boolean isOuter(Expr node) {
    return nodes.isPointwise(node)
        && node.head() instanceof Head.Einsum
        && node.args().stream().allMatch(a -> nodes.count(a) < nodes.count(node));
  }

  /// The axes of the node in the order in which a user walks them, which is that of its own value.
  private List<Integer> by(Expr user, Expr node) {
    return along(user, node, Lookup.in(orders, user));
  }

  /// The axes of the node in an order of those of a user.
  private List<Integer> along(Expr user, Expr node, List<Integer> order) {
    if (!(user.head() instanceof Head.Einsum e)) {
      return order;
    }
    List<Integer> letters = order.stream().map(axis -> e.out().get(axis)).toList();
    List<Integer> mine = e.factors().get(user.args().indexOf(node)).letters();
    List<Integer> axes = new ArrayList<>(rowMajor(node));
    axes.sort(Comparator.comparingInt(axis -> letters.indexOf(mine.get(axis))));
    return axes;
  }

  // --- by what it is computed from
  // ----------------------------------------------------------------

  private List<Integer> found(Expr node) {
    if (!(node.head() instanceof Head.Einsum e)) {
      return node.args().stream()
          .max(Comparator.comparingDouble(a -> nodes.count(nodes.core(a)))) // not what is repeated
          .map(a -> Lookup.in(orders, a))
          .orElseGet(() -> rowMajor(node));
    }
    List<Integer> factors =
        new ArrayList<>(IntStream.range(0, node.args().size()).boxed().toList());
    factors.sort(Comparator.comparingDouble(k -> -kept(node, e, k)));
    List<Integer> letters = new ArrayList<>();
    for (int k : factors) {
      for (int axis : Lookup.in(orders, node.arg(k))) {
        letters.add(e.factors().get(k).letters().get(axis));
      }
    }
    List<Integer> axes = new ArrayList<>(rowMajor(node));
    axes.sort(Comparator.comparingInt(axis -> letters.indexOf(e.out().get(axis))));
    // a letter that no factor has comes first: there the value is repeated
    return Collections.unmodifiableList(axes);
  }

  /// Where a product goes: beside what it is used with, or in place of its largest factor.
  private List<Integer> written(Expr node) {
    List<Integer> beside = beside(node);
    return beside == null ? inPlace(node) : beside;
  }

  /// The order in which a value of as many entries lies that is used together with the node.
  private @Nullable List<Integer> beside(Expr node) {
    for (Expr user : nodes.users(node)) {
      for (Expr other : user.args()) {
        if (nodes.isPointwise(user)
            && orders.containsKey(other)
            && nodes.count(other) == nodes.count(user)
            && nodes.count(node) == nodes.count(user)) {
          return along(user, node, seen(user, other));
        }
      }
    }
    return null;
  }

  /// The axes of a user in the order in which those of an argument lie.
  private List<Integer> seen(Expr user, Expr argument) {
    List<Integer> order = Lookup.in(orders, argument);
    if (!(user.head() instanceof Head.Einsum e)) {
      return order;
    }
    List<Integer> theirs = e.factors().get(user.args().indexOf(argument)).letters();
    List<Integer> letters = order.stream().map(theirs::get).toList();
    List<Integer> axes = new ArrayList<>(rowMajor(user));
    axes.sort(Comparator.comparingInt(axis -> letters.indexOf(e.out().get(axis))));
    return axes;
  }

  /// The order of the largest factor of a product.
  private List<Integer> inPlace(Expr node) {
    if (!(node.head() instanceof Head.Einsum e) || node.rank() < 3 || isBatch(e)) {
      return rowMajor(node);
    }
    int largest =
        IntStream.range(0, node.args().size())
            .boxed()
            .filter(k -> node.arg(k).rank() > 2)
            .max(Comparator.comparingDouble(k -> nodes.count(node.arg(k))))
            .orElse(-1);
    if (largest < 0) {
      return rowMajor(node);
    }
    List<Integer> given = e.factors().get(largest).letters();
    List<Integer> added = new ArrayList<>(e.out());
    added.removeAll(given);
    List<Integer> letters = new ArrayList<>();
    for (int axis : Lookup.in(orders, node.arg(largest))) {
      boolean isSummed = !e.out().contains(given.get(axis));
      letters.addAll(isSummed ? added : List.of(given.get(axis)));
    }
    List<Integer> axes = new ArrayList<>(rowMajor(node));
    axes.sort(Comparator.comparingInt(axis -> letters.indexOf(e.out().get(axis))));
    return Collections.unmodifiableList(axes);
  }

  /// Whether a letter of the result is one of several factors.
  private static boolean isBatch(Head.Einsum e) {
    return e.out().stream()
        .anyMatch(l -> e.factors().stream().filter(f -> f.letters().contains(l)).count() > 1);
  }

  /// How many entries of the result a factor tells apart.
  private double kept(Expr node, Head.Einsum e, int factor) {
    double kept = 1;
    List<Integer> letters = e.factors().get(factor).letters();
    for (int axis = 0; axis < letters.size(); axis++) {
      kept *= e.out().contains(letters.get(axis)) ? nodes.shape(node.arg(factor))[axis] : 1;
    }
    return kept;
  }
}
