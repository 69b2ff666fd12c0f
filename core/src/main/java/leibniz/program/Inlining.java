package leibniz.program;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import leibniz.ir.Constants;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import leibniz.ir.Rational;

/// Decides which expressions are steps of their own: what is asked for, named or used more than
/// once, and what would make the statement it stands in too long or too costly. Everything else is
/// written into the statement that uses it.
final class Inlining {
  /// The operations one statement holds at most, and how deep they nest.
  private static final int LONGEST = 12;

  private static final int DEEPEST = 5;

  /// The numbers of a list that is written again wherever it is used.
  private static final int SHORT = 12;

  private final List<Expr> order;
  private final Predicate<Expr> leaf;
  private final Function<Expr, List<Expr>> below;
  private final Map<Expr, Expr> relatives;
  private final Set<Expr> named;
  private final Set<Expr> wanted;
  private final Map<Expr, Integer> uses = new IdentityHashMap<>();
  private final Map<Expr, Integer> weight = new IdentityHashMap<>();
  private final Map<Expr, Integer> depth = new IdentityHashMap<>();
  private final Set<Expr> steps = Collections.newSetFromMap(new IdentityHashMap<>());

  /// @param order all nodes, arguments first
  /// @param leaf what is given
  /// @param below the arguments of a node as it will be written
  /// @param relatives what is read through a named one, with that one
  /// @param wanted the results
  Inlining(
      List<Expr> order,
      Predicate<Expr> leaf,
      Function<Expr, List<Expr>> below,
      Map<Expr, Expr> relatives,
      Set<Expr> named,
      Set<Expr> wanted) {
    this.order = order;
    this.leaf = leaf;
    this.below = below;
    this.relatives = relatives;
    this.named = named;
    this.wanted = wanted;
  }

  Set<Expr> steps() {
    countUses();
    for (Expr node : order) {
      if (!leaf.test(node) && !relatives.containsKey(node)) {
        visit(node);
      }
    }
    return steps;
  }

  private void countUses() {
    for (Expr node : order) {
      if (!leaf.test(node) && !relatives.containsKey(node)) {
        below.apply(node).forEach(a -> uses.merge(a, 1, Integer::sum));
      }
    }
    // What is written out at each use uses its own argument as often.
    for (Expr node : order.reversed()) {
      int times = uses.getOrDefault(node, 0);
      if (times > 1 && cheap(node) && !mustBe(node)) {
        below.apply(node).forEach(a -> uses.merge(a, times - 1, Integer::sum));
      }
    }
  }

  private boolean mustBe(Expr node) {
    return wanted.contains(node)
        || named.contains(node) && !(node.head() instanceof Head.Num) && node.constant() == null;
  }

  private void visit(Expr node) {
    for (Expr argument : below.apply(node)) {
      if (inline(argument) && tooCostlyIn(node, argument)) {
        steps.add(argument);
      }
      if (inline(argument) && depth(argument) >= DEEPEST) {
        steps.add(argument);
      }
    }
    int total = total(node);
    boolean row = node.head() instanceof Head.Sum;
    if (total > LONGEST && !row) {
      Set<Expr> heavy = new LinkedHashSet<>(below.apply(node));
      heavy.removeIf(a -> !inline(a) || weight(a) < 2);
      while (total(node) > LONGEST && !heavy.isEmpty()) {
        Expr heaviest = Collections.max(heavy, java.util.Comparator.comparingInt(this::weight));
        heavy.remove(heaviest);
        steps.add(heaviest);
      }
    }
    weight.put(node, total(node));
    int deepest = 0;
    for (Expr argument : below.apply(node)) {
      deepest = Math.max(deepest, inline(argument) ? depth(argument) : 0);
    }
    depth.put(node, deepest + (own(node) > 0 ? 1 : 0));
    boolean shared = uses.getOrDefault(node, 0) > 1 && !cheap(node);
    if (mustBe(node) || shared || row && total > LONGEST || Adds.is(node)) {
      steps.add(node);
    }
  }

  private boolean inline(Expr node) {
    return !leaf.test(node) && !steps.contains(node) && !relatives.containsKey(node);
  }

  private int weight(Expr node) {
    return weight.getOrDefault(node, 0);
  }

  private int depth(Expr node) {
    return depth.getOrDefault(node, 0);
  }

  private int total(Expr node) {
    long total = own(node);
    for (Expr argument : below.apply(node)) {
      total += inline(argument) ? weight(argument) : 0;
    }
    return (int) Math.min(total, Integer.MAX_VALUE);
  }

  private int own(Expr node) {
    return switch (node.head()) {
      case Head.Var v -> 0;
      case Head.Num n -> 0;
      case Head.Einsum e -> cheap(node) ? 0 : Math.max(1, node.args().size() / 2);
      case Head.Sum s -> Math.max(1, node.args().size() / 2);
      case Head.Map m -> 1;
      case Head.Special s -> 1;
    };
  }

  /// What costs nothing to write again: a number, a sign, a factor, a transposition.
  private static boolean cheap(Expr node) {
    if (!(node.head() instanceof Head.Einsum e)) {
      return node.head() instanceof Head.Num
          || node.head() instanceof Head.Var
          || isShortList(node)
          || isPart(node);
    }
    if (e.factors().isEmpty()) {
      return true;
    }
    return node.isView()
        && e.factors().get(0).power().isOne()
        && !spreads(node, e)
        && e.out().stream().distinct().count() == e.out().size();
  }

  /// Whether it is a slice of an input, or of one turned: a view in every library.
  private static boolean isPart(Expr node) {
    return node.head() instanceof Head.Special s
        && s.op().notation() instanceof Notation.Reindexed
        && cheap(node.arg(0));
  }

  /// Whether it is written as a list of a few numbers.
  private static boolean isShortList(Expr node) {
    List<Rational> numbers = Constants.of(node);
    return numbers != null && numbers.size() <= SHORT;
  }

  /// Whether an axis of the result, longer than 1, runs along no factor.
  private static boolean spreads(Expr node, Head.Einsum e) {
    for (int axis = 0; axis < node.rank(); axis++) {
      Integer letter = e.out().get(axis);
      if (!node.shape().get(axis).isOne() && !carries(e, letter)) {
        return true;
      }
    }
    return false;
  }

  private static boolean carries(Head.Einsum e, Integer letter) {
    for (Head.Factor factor : e.factors()) {
      if (factor.letters().contains(letter)) {
        return true;
      }
    }
    return false;
  }

  /// Products of two are written one a line, and the entries of one are not computed again for each
  /// entry of a larger array.
  private static boolean tooCostlyIn(Expr node, Expr argument) {
    if (!(node.head() instanceof Head.Einsum outer)
        || !(argument.head() instanceof Head.Einsum inner)
        || argument.isView()
        || argument.args().size() < 2) {
      return false;
    }
    if (node.isView()) {
      boolean delta = outer.out().stream().distinct().count() < outer.out().size();
      return (delta || spreads(node, outer))
          && !argument.shape().equals(node.shape())
          && argument.sums();
    }
    boolean joins = node.sums() || outer.factors().size() > 1 && !covered(outer);
    return joins && (argument.sums() || !covered(inner));
  }

  /// Whether one factor runs along all axes, so that the product is one entry by entry.
  private static boolean covered(Head.Einsum e) {
    return e.factors().stream().anyMatch(f -> f.letters().containsAll(e.out()));
  }
}
