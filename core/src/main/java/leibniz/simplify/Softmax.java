package leibniz.simplify;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// Recognises `exp(x - logsumexp(x))`, along whatever axis.
///
/// @param of the x
/// @param axis the axis along which it sums to 1
public record Softmax(Expr of, int axis) {

  /// The x and the axis, or null if the expression is no softmax.
  public static @Nullable Softmax in(Expr e) {
    Addends sum = ElementwiseLaws.is(e, Maps.EXP) ? Addends.of(e.arg(0)) : null;
    if (sum == null) {
      return null;
    }
    for (int k = 0; k < sum.terms().size(); k++) {
      if (sum.coefficients().get(k).equals(Rational.MINUS_ONE)) {
        Expr rest = Build.plus(e.arg(0), sum.terms().get(k));
        int axis = totalAxis(sum.terms().get(k), rest);
        if (axis >= 0) {
          return new Softmax(rest, axis);
        }
      }
    }
    return null;
  }

  /// The axis along which it sums to 1, or -1.
  static int axis(Expr e) {
    Softmax found = in(e);
    return found == null ? -1 : found.axis;
  }

  /// If `term` is the logsumexp of x repeated along the axis it was taken over: that axis.
  private static int totalAxis(Expr term, Expr x) {
    if (!term.isView()
        || !(term.head() instanceof Head.Einsum view)
        || view.factors().size() != 1
        || !view.factors().get(0).power().isOne()
        || !(term.arg(0).head() instanceof Head.Special special)
        || !special.op().equals(LogSumExp.OP)) {
      return -1;
    }
    List<Integer> order = new ArrayList<>();
    for (Integer letter : view.factors().get(0).letters()) {
      order.add(view.out().indexOf(letter));
    }
    List<Integer> missing = Build.range(0, x.rank());
    missing.removeAll(order);
    if (missing.size() != 1 || order.contains(-1)) {
      return -1;
    }
    order.add(missing.get(0));
    return Build.transpose(x, order) == term.arg(0).arg(0) ? missing.get(0) : -1;
  }
}
