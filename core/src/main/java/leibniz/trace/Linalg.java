package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.op.Determinant;
import leibniz.op.Inverse;
import leibniz.op.Maps;
import leibniz.python.Expression.Operator;

/// NumPy's functions of square matrices.
final class Linalg {
  private Linalg() {}

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    rows.put("linalg.inv", row("np.linalg.inv", "a", a -> a.made(inverse(square(a)))));
    rows.put("linalg.det", row("np.linalg.det", "a", a -> a.made(determinant(square(a), false))));
    rows.put("linalg.slogdet", row("np.linalg.slogdet", "a", Linalg::signAndLog));
    rows.put("linalg.solve", row("np.linalg.solve", "a, b", Linalg::solve));
    rows.put("linalg.matrix_power", row("np.linalg.matrix_power", "a, n", Linalg::power));
  }

  private static Expr square(Bound a) {
    Expr x = a.tensor("a");
    int rank = x.rank();
    boolean fits =
        rank >= 2 && a.session().sizes().same(x.shape().get(rank - 2), x.shape().get(rank - 1));
    if (!fits) {
      Value.Operand operand = a.operand("a");
      throw Problem.error(
              Code.LBZ103,
              a.written() + " takes square matrices, " + operand.or("this") + " is " + x.shape(),
              operand.span(),
              Tensors.label(operand, x.shape(), a.session()))
          .raise();
    }
    return x;
  }

  private static Expr inverse(Expr x) {
    return Build.special(Inverse.OP, x);
  }

  private static Expr determinant(Expr x, boolean log) {
    return Build.special(new Determinant(log), x);
  }

  private static Value signAndLog(Bound a) {
    Expr x = square(a);
    Expr sign = Build.map(Maps.SIGN, determinant(x, false));
    return new Value.Tuple(List.of(a.made(sign), a.made(determinant(x, true))));
  }

  /// `A⁻¹ b`. A vector on the right is one system; NumPy 2 reads a matrix as columns.
  private static Value solve(Bound a) {
    Value.Operand given = a.operand("a");
    Value inverse = a.made(inverse(square(a)));
    Value.Operand left = new Value.Operand(inverse, given.span(), given.text(), given.origin());
    return new Arithmetic(a.session()).apply(Operator.MATMUL, left, a.operand("b"), a.span());
  }

  private static Value power(Bound a) {
    Expr x = square(a);
    int n = a.integer("n", 1);
    if (Math.abs(n) > 100) {
      throw a.unfit("n", "is beyond 100");
    }
    if (n == 0) {
      throw a.unfit("n", "is 0: that is np.eye");
    }
    Value factor = a.made(n < 0 ? inverse(x) : x);
    Value.Operand one = new Value.Operand(factor, a.span(), "", null);
    Value product = factor;
    for (int k = 1; k < Math.abs(n); k++) {
      Value.Operand left = new Value.Operand(product, a.span(), "", null);
      product = new Arithmetic(a.session()).apply(Operator.MATMUL, left, one, a.span());
    }
    return product;
  }
}
