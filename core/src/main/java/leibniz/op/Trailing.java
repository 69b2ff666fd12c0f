package leibniz.op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.ir.Special;

/// Operations that move entries along trailing axes (slices, reshapes, padding) are linear, so they
/// need only reach the factors of a product that carry those axes. The others stay outside: a delta
/// between samples of a batch remains a letter, and is not buried under a slice.
final class Trailing {
  private Trailing() {}

  /// `op` applied to the last `axes` axes of `x`, as far inside as it goes.
  static Expr apply(Special op, int axes, Expr x) {
    return apply(y -> Build.special(op, y), axes, x);
  }

  /// The same for an operation that may be simpler on what is inside.
  static Expr apply(UnaryOperator<Expr> op, int axes, Expr x) {
    if (!(x.head() instanceof Head.Einsum e)) {
      return op.apply(x);
    }
    Expr open = opened(x, e);
    if (open != x) {
      return apply(op, axes, open);
    }
    int kept = x.rank() - axes;
    List<Integer> outer = new ArrayList<>(e.out().subList(0, kept));
    List<Integer> inner = new ArrayList<>(e.out().subList(kept, x.rank()));
    int fresh = fresh(e);
    Product core = Product.one();
    Set<Integer> mine = new HashSet<>(); // the letters of the core
    for (int k = 0; k < axes; k++) {
      Integer letter = inner.get(k);
      if (outer.contains(letter) || inner.indexOf(letter) < k) {
        int other = fresh++; // a delta between this axis and another one
        core.times(Build.eye(x.shape().get(kept + k)), List.of(letter, other));
        inner.set(k, other);
        mine.add(letter);
      }
      core.letter(inner.get(k), x.shape().get(kept + k));
      mine.add(inner.get(k));
    }
    boolean[] inside = joined(e, mine, outer);
    Product rest = Product.of(e.coefficient());
    Set<Integer> theirs = new HashSet<>(outer);
    boolean split = !e.coefficient().isOne();
    for (int k = 0; k < inside.length; k++) {
      Head.Factor factor = e.factors().get(k);
      (inside[k] ? core : rest).times(x.arg(k), factor.letters(), factor.power());
      if (!inside[k]) {
        theirs.addAll(factor.letters());
        split = true;
      }
    }
    List<Integer> shared = new ArrayList<>(mine);
    shared.removeIf(l -> inner.contains(l) || !theirs.contains(l));
    for (int k = 0; k < inside.length; k++) {
      if (inside[k]) {
        e.factors().get(k).letters().stream()
            .filter(l -> theirs.contains(l) && !inner.contains(l) && !shared.contains(l))
            .forEach(shared::add);
      }
    }
    if (!split && shared.equals(outer)) {
      return op.apply(x);
    }
    List<Integer> coreOut = new ArrayList<>(shared);
    coreOut.addAll(inner);
    Expr moved = op.apply(core.out(coreOut));
    Shape shape = moved.shape();
    List<Integer> indices = new ArrayList<>(shared);
    List<Integer> out = new ArrayList<>(outer);
    for (int k = shared.size(); k < shape.rank(); k++) {
      indices.add(fresh);
      out.add(fresh++);
    }
    rest.letters(outer, x.shape().slice(0, kept));
    return rest.times(moved, indices).out(out);
  }

  /// A view of a product as a product.
  private static Expr opened(Expr x, Head.Einsum e) {
    boolean view = e.factors().size() == 1 && x.arg(0).head() instanceof Head.Einsum;
    List<Integer> all = Build.range(0, x.rank());
    return view ? Product.one().times(x, all).inlining(y -> y == x.arg(0)).out(all) : x;
  }

  /// The factors that belong to the core: those that carry one of its letters, and those that are
  /// summed together with them.
  private static boolean[] joined(Head.Einsum e, Set<Integer> mine, List<Integer> outer) {
    boolean[] inside = new boolean[e.factors().size()];
    Set<Integer> reach = new HashSet<>(mine);
    reach.removeAll(outer);
    for (boolean grown = true; grown; ) {
      grown = false;
      for (int k = 0; k < inside.length; k++) {
        List<Integer> letters = e.factors().get(k).letters();
        if (!inside[k] && letters.stream().anyMatch(reach::contains)) {
          inside[k] = true;
          grown = true;
          letters.stream().filter(l -> !outer.contains(l)).forEach(reach::add);
        }
      }
    }
    return inside;
  }

  private static int fresh(Head.Einsum e) {
    int top = e.out().stream().mapToInt(Integer::intValue).max().orElse(-1);
    for (Head.Factor factor : e.factors()) {
      top = Math.max(top, factor.letters().stream().mapToInt(Integer::intValue).max().orElse(-1));
    }
    return top + 1;
  }
}
