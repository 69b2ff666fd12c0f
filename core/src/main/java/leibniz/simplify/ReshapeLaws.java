package leibniz.simplify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.Reshape;
import org.jspecify.annotations.Nullable;

/// Laws of arrays under other axes.
final class ReshapeLaws {
  private ReshapeLaws() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "an identity under other axes",
              "x: (B, D)",
              "np.transpose(np.eye(B * D).reshape(B * D, B, D), (1, 2, 0)).reshape(B, D, B, D)",
              "einsum('ik,jl->ijkl', np.eye(B), np.eye(D))",
              ReshapeLaws::identity));

  /// Both axes of an identity matrix, each as the same axes: entries agree where all of these do.
  /// It is what remains of a Kronecker product under a trace.
  private static @Nullable Expr identity(Expr e) {
    if (!(e.head() instanceof Head.Special(Reshape whole))
        || whole.from().rank() != 1
        || !(e.arg(0).head() instanceof Head.Einsum view)
        || !isTransposition(e.arg(0), view)) {
      return null;
    }
    Expr inner = e.arg(0).arg(0);
    List<Integer> letters = view.factors().getFirst().letters();
    if (!(inner.head() instanceof Head.Special(Reshape half))
        || !half.equals(whole)
        || inner.arg(0) != Build.eye(whole.from().get(0))
        || !view.out().getLast().equals(letters.getFirst())) {
      return null;
    }
    Shape axes = whole.to();
    List<Integer> first = letters.subList(1, letters.size());
    List<Integer> out = new ArrayList<>(view.out().subList(0, axes.rank()));
    out.addAll(first);
    return Product.one().letters(first, axes).out(out);
  }

  /// Whether a view does nothing but reorder the axes of what it shows.
  private static boolean isTransposition(Expr e, Head.Einsum view) {
    return e.isView()
        && e.args().size() == 1
        && view.coefficient().isOne()
        && view.factors().getFirst().power().equals(Rational.ONE)
        && new HashSet<>(view.out()).size() == e.rank()
        && view.factors().getFirst().letters().size() == e.rank()
        && view.out().containsAll(view.factors().getFirst().letters());
  }
}
