package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;

/// What is known of an expression along one axis by its form.
final class Along {
  private Along() {}

  /// Whether the expression is the same all along the axis by its form.
  static boolean repeats(Expr e, int axis) {
    return e.isView()
        && e.head() instanceof Head.Einsum view
        && view.out().stream().filter(view.out().get(axis)::equals).count() == 1
        && view.factors().stream().noneMatch(f -> f.letters().contains(view.out().get(axis)));
  }

  /// Whether a delta ties the axis to another, so that summing over it picks an entry.
  static boolean isTied(Expr e, int axis) {
    return e.isView()
        && e.head() instanceof Head.Einsum view
        && Collections.frequency(view.out(), view.out().get(axis)) > 1;
  }

  /// The entries at the start of an axis along which the expression repeats.
  static Expr first(Expr e, int axis) {
    Head.Einsum view = (Head.Einsum) e.head();
    List<Integer> out = new ArrayList<>(view.out());
    out.remove(axis);
    Product product = Product.of(view.coefficient());
    for (int k = 0; k < e.rank(); k++) {
      if (k != axis) {
        product.letter(view.out().get(k), e.shape().get(k));
      }
    }
    copy(e, view, Build.range(0, e.args().size()), product);
    return product.out(out);
  }
}
