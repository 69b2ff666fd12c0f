package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Values;

/// The determinant of a square matrix (the last two axes), or the logarithm of its magnitude.
///
/// @param log whether the logarithm of the magnitude is meant
public record Determinant(boolean log) implements Special {

  @Override
  public String name() {
    return log ? "logdet" : "det";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0).slice(0, arguments.get(0).rank() - 2);
  }

  /// `d log|det A| = tr(A⁻¹ dA)`, and `d det A = det A · tr(A⁻¹ dA)` (Giles 2008, 2.2.4).
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    int first = prefix.rank();
    int i = first + self.rank();
    List<Integer> outer = Build.range(0, i);
    List<Integer> inner = Build.range(first, i);
    Product product =
        Product.one()
            .times(cotangent, outer)
            .times(Build.special(Inverse.OP, self.arg(0)), Inverse.and(inner, i + 1, i));
    if (!log) {
      product.times(self, inner);
    }
    return product.out(Inverse.and(outer, i, i + 1));
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values a = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = a.shape()[a.shape().length - 1];
    for (int k = 0; k < result.count(); k++) {
      Elimination eliminated = new Elimination(a, k * n * n);
      Complex value = log && eliminated.isSingular() ? Complex.ZERO : eliminated.determinant();
      boolean flips = log && value.re() < 0;
      Complex size = flips ? value.negate() : value;
      result.set(k, log ? size.log() : value);
    }
    return result;
  }

  @Override
  public Notation notation() {
    return log
        ? new Notation.Call("log|det|", "log|det|", "\\log|\\det|")
        : new Notation.Call("det", "det", "\\det");
  }

  @Override
  public String numpy(List<String> arguments, List<Shape> shapes, Shape result) {
    return log
        ? "np.linalg.slogdet(" + arguments.get(0) + ")[1]"
        : "np.linalg.det(" + arguments.get(0) + ")";
  }

  @Override
  public String domain() {
    return log
        ? "undefined where the matrix is singular"
        : "this form of the derivative needs a matrix that is not singular";
  }
}
