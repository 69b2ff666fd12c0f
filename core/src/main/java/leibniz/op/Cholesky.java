package leibniz.op;

import static leibniz.op.Inverse.and;

import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Interrupted;
import leibniz.ir.Notation;
import leibniz.ir.OnReals;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The lower triangular L with `A = L Lᵀ` of a positive definite matrix (the last two axes). Of a
/// matrix that is not symmetric it is that of its symmetric part `(A + Aᵀ) / 2`: so each entry can
/// be varied by itself.
public record Cholesky() implements Special {
  public static final Cholesky OP = new Cholesky();

  @Override
  public String name() {
    return "cholesky";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0);
  }

  /// The symmetric part of `L⁻ᵀ Φ(Lᵀ L̄) L⁻¹`, where Φ takes the lower triangle and halves the
  /// diagonal (Murray, *Differentiation of the Cholesky decomposition*, 2016, 3.3).
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    int first = prefix.rank();
    int i = first + self.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    List<Integer> inner = Build.range(first, i);
    Expr product =
        Product.one()
            .times(self, and(inner, i + 2, i))
            .times(cotangent, and(outer, i + 2, i + 1))
            .out(and(outer, i, i + 1));
    Expr half = Triangle.of(true, Rational.HALF, product);
    Expr inverse = Build.special(Inverse.OP, self);
    Expr whole =
        Product.one()
            .times(inverse, and(inner, i + 2, i))
            .times(half, and(outer, i + 2, i + 3))
            .times(inverse, and(inner, i + 3, i + 1))
            .out(and(outer, i, i + 1));
    return Eigen.symmetricPart(whole);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values a = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = shape[shape.length - 1];
    for (int start = 0; start < a.count(); start += n * n) {
      for (int j = 0; j < n; j++) {
        Interrupted.check();
        for (int i = j; i < n; i++) {
          Complex rest = a.at(start + i * n + j).plus(a.at(start + j * n + i)).times(0.5);
          for (int k = 0; k < j; k++) {
            Complex left = result.at(start + i * n + k);
            rest = rest.minus(left.times(result.at(start + j * n + k)));
          }
          boolean diagonal = i == j;
          Complex root = rest.re() > 0 ? rest.power(Rational.HALF) : Complex.NAN;
          result.set(
              start + i * n + j, diagonal ? root : rest.dividedBy(result.at(start + j * n + j)));
        }
      }
    }
    return result;
  }

  @Override
  public OnReals onReals() {
    return OnMatrices::cholesky;
  }

  @Override
  public boolean rounds() {
    return true;
  }

  @Override
  public Notation notation() {
    return new Notation.Call("chol", "chol", "\\operatorname{chol}", 2);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    return new Spelling(
        "np.linalg.cholesky(" + x + ")",
        "torch.linalg.cholesky(" + x + ")",
        "jnp.linalg.cholesky(" + x + ")",
        "cholesky(" + x + ", " + result.get(result.rank() - 1) + ")",
        METHOD);
  }

  private static final String METHOD =
      """
      /** The lower triangular factor of each positive definite n by n matrix. */
      static double[] cholesky(double[] x, int n) {
        double[] l = new double[x.length];
        for (int start = 0; start < x.length; start += n * n) {
          for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
              double rest = (x[start + i * n + j] + x[start + j * n + i]) / 2;
              for (int k = 0; k < j; k++) {
                rest -= l[start + i * n + k] * l[start + j * n + k];
              }
              l[start + i * n + j] = i == j ? Math.sqrt(rest) : rest / l[start + j * n + j];
            }
          }
        }
        return l;
      }
      """;

  @Override
  public String domain() {
    return "defined where the matrix is positive definite; it is read as symmetric";
  }
}
