package leibniz.simplify;

import java.util.Collections;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.op.OneHot;

/// What is known of an expression along one axis by its form.
final class Along {
  private Along() {}

  /// Whether a delta ties the axis to another, so that summing over it picks an entry.
  static boolean isTied(Expr e, int axis) {
    return e.isView()
        && e.head() instanceof Head.Einsum view
        && Collections.frequency(view.out(), view.out().get(axis)) > 1;
  }

  static boolean isOneHot(Expr e) {
    return e.head() instanceof Head.Special s && s.op() instanceof OneHot;
  }

  /// The last axis of one-hot rows, or -1.
  static int positions(Expr e) {
    return isOneHot(e) ? e.rank() - 1 : -1;
  }
}
