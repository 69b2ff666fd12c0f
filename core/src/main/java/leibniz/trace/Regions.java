package leibniz.trace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.op.Conditions;

/// The conditions on data under which statements run. An `if` that depends on the entries of an
/// array is followed both ways: what a name, an element or an array stands for behind it is chosen
/// by the condition, as `np.where` does.
final class Regions {
  private final List<Region> inside = new ArrayList<>();
  private final List<Region> behind = new ArrayList<>();
  private final Set<Expr> needed = new LinkedHashSet<>();
  private final Set<Expr> taken = new LinkedHashSet<>();
  private final Set<Placed> placed = new LinkedHashSet<>();

  /// Statements that run under a condition.
  ///
  /// @param condition a number that is 1 where they run and 0 where they do not
  /// @param scope whose names they bind
  /// @param own the names that nothing but these statements uses: they need no other value
  record Region(Expr condition, Names scope, Set<String> own) {}

  /// Who binds names.
  interface Names {
    /// Whether one of its names stands for a value.
    boolean binds(Object value);
  }

  /// How many regions are open.
  record Mark(int inside, int behind) {}

  boolean isOpen() {
    return !inside.isEmpty() || !behind.isEmpty();
  }

  /// Whether statements of a function run under a condition.
  boolean isOpenIn(Names scope) {
    return inside.stream().anyMatch(r -> r.scope.equals(scope))
        || behind.stream().anyMatch(r -> r.scope.equals(scope));
  }

  /// What a loop counts is bound whatever data says.
  void unconditionally(Runnable binding) {
    List<Region> in = List.copyOf(inside);
    List<Region> after = List.copyOf(behind);
    inside.clear();
    behind.clear();
    try {
      binding.run();
    } finally {
      inside.addAll(in);
      behind.addAll(after);
    }
  }

  /// A block begins that runs under a condition.
  void enter(Region region) {
    inside.add(region);
  }

  /// The block that began last ends.
  void leave() {
    inside.removeLast();
  }

  /// Under a condition a block is left early: what comes after it runs under another.
  void skip(Region rest) {
    behind.add(rest);
  }

  Mark mark() {
    return new Mark(inside.size(), behind.size());
  }

  /// The round of a loop or the function is over in which blocks were left early.
  void back(Mark mark) {
    behind.subList(mark.behind, behind.size()).clear();
  }

  /// The condition under which the present statement runs.
  Expr condition() {
    Expr all = Build.number(Rational.ONE);
    for (Region region : inside) {
      all = both(all, region.condition);
    }
    for (Region region : behind) {
      all = both(all, region.condition);
    }
    return all;
  }

  /// Something has a value only where a condition holds, and is of use only there.
  void need(Expr condition) {
    needed.add(condition);
  }

  /// The conditions without which something has no value that may be used all the same.
  Set<Expr> needed() {
    return needed;
  }

  /// An element is taken to be one of those for which a condition on data holds.
  void take(Expr condition) {
    taken.add(condition);
  }

  /// The conditions that hold of what is taken of data.
  Set<Expr> taken() {
    return taken;
  }

  /// The positions at which a condition holds are drawn.
  void place(Placed drawn) {
    placed.add(drawn);
  }

  /// The conditions whose positions are drawn.
  Set<Placed> placed() {
    return placed;
  }

  static Expr both(Expr a, Expr b) {
    return Product.one().times(a, List.of()).times(b, List.of()).out(List.of());
  }

  static Expr not(Expr condition) {
    return Conditions.not(condition);
  }

  /// Whether a name that is bound now stood for something that statements under no condition, or
  /// under another, may use.
  boolean isShared(String name, Names scope) {
    return Stream.concat(inside.stream(), behind.stream())
        .anyMatch(r -> r.scope.equals(scope) && !r.own.contains(name));
  }

  /// Whether a list or a dict was there before the statements that run under a condition.
  boolean holds(Object container) {
    return Stream.concat(inside.stream(), behind.stream()).anyMatch(r -> r.scope.binds(container));
  }
}
