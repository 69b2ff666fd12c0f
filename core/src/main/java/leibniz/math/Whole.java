package leibniz.math;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Notation;
import org.jspecify.annotations.Nullable;

/// Which expressions can be written without indices on their last axes, as `A`, `Aᵀ` and `A⁻¹` are:
/// they may stand in matrix products and under functions of whole matrices.
final class Whole {
  private Whole() {}

  /// Whether it has a name, or is a named matrix transposed or with a superscript.
  static boolean fits(Expr e, Known known) {
    if (known.symbol(e) != null) {
      return known.symbol(e) instanceof Symbol.Called;
    }
    Expr under = transposed(e);
    if (under == null && e.head() instanceof Head.Special s) {
      under = s.op().notation() instanceof Notation.Superscript ? e.arg(0) : null;
    }
    return under != null && known.symbol(under) instanceof Symbol.Called;
  }

  /// What this is the transposed of (its last two axes), or null.
  static @Nullable Expr transposed(Expr e) {
    if (e.rank() < 2 || !e.isView() || !(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    List<Integer> swapped = new ArrayList<>(Build.range(0, e.rank()));
    Collections.swap(swapped, e.rank() - 1, e.rank() - 2);
    boolean plain =
        product.coefficient().isOne()
            && product.factors().size() == 1
            && product.factors().get(0).power().isOne()
            && e.arg(0).rank() == e.rank();
    return plain && Build.transpose(e.arg(0), swapped) == e ? e.arg(0) : null;
  }

  /// What this is with its axes in another order, or null.
  static @Nullable Expr permuted(Expr e) {
    boolean plain =
        e.isView()
            && e.head() instanceof Head.Einsum product
            && product.coefficient().isOne()
            && product.factors().size() == 1
            && product.factors().get(0).power().isOne()
            && e.arg(0).rank() == e.rank()
            && Set.copyOf(product.out()).size() == e.rank()
            && product.out().containsAll(product.factors().get(0).letters());
    return plain ? e.arg(0) : null;
  }

  /// The indices of the permuted tensor, in the order of its own axes. Axes of size 1 have none.
  static List<Formula> turned(Expr e, List<Formula> indices) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return indices;
    }
    List<Integer> letters = new ArrayList<>();
    for (int axis = 0; axis < e.rank(); axis++) {
      if (!e.shape().get(axis).isOne()) {
        letters.add(product.out().get(axis));
      }
    }
    return product.factors().get(0).letters().stream()
        .filter(letters::contains)
        .map(letter -> indices.get(letters.indexOf(letter)))
        .toList();
  }
}
