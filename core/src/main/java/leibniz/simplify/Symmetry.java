package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.op.Inverse;
import leibniz.op.MatrixFunction;
import org.jspecify.annotations.Nullable;

/// Matrices that are the same transposed, by declaration or by their form: in products, their two
/// letters stand in one order.
final class Symmetry {
  private final Map<Asked, Optional<Expr>> answers = new HashMap<>();

  private Symmetry() {}

  /// A part of a product is asked for once as it stands and once multiplied out, at each depth.
  private record Asked(Expr e, Pair axes, int deep) {}

  private static final int DEEP = 8;
  private static final int WIDE = 16;

  /// What was found: it holds as long as the node lives, for equal nodes are one object.
  private static final Map<Expr, Boolean> SYMMETRIC =
      Collections.synchronizedMap(new WeakHashMap<>());

  /// A symmetric factor of which the letters stand in another order than those of the result.
  static @Nullable Expr inOrder(Expr e) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      List<Integer> letters = product.factors().get(k).letters();
      int i = letters.size() - 2;
      if (i >= 0
          && place(product, k, letters.get(i)) > place(product, k, letters.get(i + 1))
          && isSymmetric(e.arg(k))) {
        Product result = Build.product(e);
        List<Integer> others = new ArrayList<>(Build.range(0, e.args().size()));
        others.remove(k);
        copy(e, product, others, result);
        return result
            .times(e.arg(k), swapped(letters), product.factors().get(k).power())
            .out(product.out());
      }
    }
    return null;
  }

  private static List<Integer> swapped(List<Integer> letters) {
    return swapped(letters, Pair.last(letters.size()));
  }

  private static List<Integer> swapped(List<Integer> letters, Pair axes) {
    List<Integer> swapped = new ArrayList<>(letters);
    Collections.swap(swapped, axes.first, axes.second);
    return swapped;
  }

  /// Two axes that change places.
  private record Pair(int first, int second) {
    static Pair last(int rank) {
      return new Pair(rank - 2, rank - 1);
    }
  }

  /// How far a letter of a factor is from the front of the result, where it is reached through the
  /// other factors.
  private static int place(Head.Einsum product, int factor, Integer letter) {
    Set<Integer> reached = new HashSet<>();
    for (int place = 0; place < product.out().size(); place++) {
      reached.add(product.out().get(place));
      if (reached.contains(letter)) {
        return place;
      }
    }
    int place = product.out().size();
    reached.clear();
    for (Integer first : product.out()) {
      reached.add(first);
      for (boolean grown = true; grown; place++) {
        grown = false;
        for (int k = 0; k < product.factors().size(); k++) {
          List<Integer> letters = product.factors().get(k).letters();
          if (k != factor && letters.stream().anyMatch(reached::contains)) {
            grown |= reached.addAll(letters);
          }
        }
        if (reached.contains(letter)) {
          return place;
        }
      }
    }
    return Integer.MAX_VALUE;
  }

  /// Whether a matrix is the same transposed, by declaration or as far as its form shows.
  private static boolean isSymmetric(Expr e) {
    int i = e.rank() - 2;
    if (!e.shape().get(i).equals(e.shape().get(i + 1))) {
      return false;
    }
    Boolean known = SYMMETRIC.get(e);
    if (known == null) {
      known = new Symmetry().transposed(e, Pair.last(e.rank()), DEEP) == e;
      SYMMETRIC.put(e, known);
    }
    return known;
  }

  private boolean isTurned(Expr e, Head.Einsum product, Pair axes, int deep) {
    return isBalanced(e, product, axes) && turned(e, product, axes, deep) == e;
  }

  /// Whether as much of each argument has one of the axes alone as has the other: else the product
  /// is another one with them swapped, whatever is symmetric in it.
  private static boolean isBalanced(Expr e, Head.Einsum product, Pair axes) {
    Integer first = product.out().get(axes.first);
    Integer second = product.out().get(axes.second);
    Map<Expr, Integer> more = new IdentityHashMap<>();
    for (int k = 0; k < e.args().size(); k++) {
      List<Integer> letters = product.factors().get(k).letters();
      boolean one = letters.contains(first);
      if (one != letters.contains(second)) {
        more.merge(e.arg(k), one ? 1 : -1, Integer::sum);
      }
    }
    return more.values().stream().allMatch(count -> count == 0);
  }

  /// A product with two axes swapped, and in it, to a depth, the letters of what is symmetric: `A S
  /// Aᵀ` is symmetric if S is.
  private Expr turned(Expr e, Head.Einsum product, Pair axes, int deep) {
    Product result = Build.product(e);
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      Expr value = e.arg(k);
      Pair own = deep > 0 && value.rank() > 1 ? inside(factor, product, axes) : null;
      Expr other =
          own != null && value.shape().get(own.first).equals(value.shape().get(own.second))
              ? transposed(value, own, deep - 1)
              : null;
      boolean swaps =
          other == value
              || other != null && factor.power().isEven() && Build.plus(other, value).isZero();
      result.times(
          value,
          own != null && swaps ? swapped(factor.letters(), own) : factor.letters(),
          factor.power());
    }
    return result.out(swapped(product.out(), axes));
  }

  /// The axes of a factor that are those two of the product; where it has not both, its last two.
  private static Pair inside(Head.Factor factor, Head.Einsum product, Pair axes) {
    int first = factor.letters().indexOf(product.out().get(axes.first));
    int second = factor.letters().indexOf(product.out().get(axes.second));
    return first < 0 || second < 0 || first == second
        ? Pair.last(factor.letters().size())
        : new Pair(Math.min(first, second), Math.max(first, second));
  }

  /// The same function of arguments with two axes swapped, as far down as it goes; null where it
  /// ends.
  private @Nullable Expr transposed(Expr e, Pair axes, int deep) {
    if (deep == 0 || e.args().size() > WIDE) {
      return null;
    }
    Asked asked = new Asked(e, axes, deep);
    Optional<Expr> known = answers.get(asked);
    if (known == null) {
      known = Optional.ofNullable(found(e, axes, deep));
      answers.put(asked, known);
    }
    return known.orElse(null);
  }

  private @Nullable Expr found(Expr e, Pair axes, int deep) {
    boolean last = axes.equals(Pair.last(e.rank()));
    return switch (e.head()) {
      case Head.Var v -> last && v.is(Head.Property.SYMMETRIC) ? e : null;
      case Head.Num n -> null;
      case Head.Einsum product -> {
        Expr other = turned(e, product, axes, deep);
        yield other != e && last && isCongruence(e, axes, deep) ? e : other;
      }
      case Head.Sum sum -> {
        List<Expr> terms = all(e, axes, deep);
        yield terms == null ? null : Build.sum(e.shape(), sum.coefficients(), terms);
      }
      case Head.Map map -> {
        List<Expr> args = all(e, axes, deep);
        yield args == null ? null : Build.map(map.op(), args);
      }
      case Head.Special special -> {
        boolean keeps =
            last
                && (special.op().equals(Inverse.OP)
                    || special.op() instanceof MatrixFunction f && f.order() == 0);
        List<Expr> args = keeps ? all(e, axes, deep) : null;
        yield args == null ? null : Build.special(special.op(), args);
      }
    };
  }

  /// Whether a product of products, `(A S) Aᵀ`, is symmetric when it is multiplied out.
  private boolean isCongruence(Expr e, Pair axes, int deep) {
    Expr open = TermLaws.multipliedOut(e);
    return open != e
        && open.args().size() <= WIDE
        && open.head() instanceof Head.Einsum product
        && isTurned(open, product, axes, deep);
  }

  private @Nullable List<Expr> all(Expr e, Pair axes, int deep) {
    List<Expr> args = new ArrayList<>();
    for (Expr argument : e.args()) {
      Expr other = argument.rank() == e.rank() ? transposed(argument, axes, deep - 1) : null;
      if (other == null) {
        return null;
      }
      args.add(other);
    }
    return args;
  }
}
