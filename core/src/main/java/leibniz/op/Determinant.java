package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.OnReals;
import leibniz.ir.Product;
import leibniz.ir.Residues;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

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
      Complex logarithm = eliminated.isSingular() ? Complex.ZERO.log() : eliminated.logarithm();
      result.set(k, log ? logarithm : eliminated.determinant());
    }
    return result;
  }

  @Override
  public @Nullable Residues inField(List<Residues> arguments, int[] shape) {
    if (log) {
      return null;
    }
    Residues a = arguments.get(0);
    Residues result = Residues.zeros(shape);
    int n = a.shape()[a.shape().length - 1];
    for (int k = 0; k < result.count(); k++) {
      result.values()[k] = new FieldElimination(a, k * n * n).determinant();
    }
    return result;
  }

  @Override
  public OnReals onReals() {
    return (x, from, shape, to) -> OnMatrices.determinant(log, x, from, shape, to);
  }

  @Override
  public boolean rounds() {
    return true;
  }

  @Override
  public Notation notation() {
    return log
        ? new Notation.Call("log|det|", "log|det|", "\\log|\\det|")
        : new Notation.Call("det", "det", "\\det");
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    String java = (log ? "logDet(" : "det(") + x + ", " + shapes.get(0).get(result.rank()) + ")";
    return log
        ? new Spelling(
            "np.linalg.slogdet(" + x + ")[1]",
            "torch.linalg.slogdet(" + x + ")[1]",
            "jnp.linalg.slogdet(" + x + ")[1]",
            java,
            LOG_DET + "\n" + DET)
        : new Spelling(
            "np.linalg.det(" + x + ")",
            "torch.linalg.det(" + x + ")",
            "jnp.linalg.det(" + x + ")",
            java,
            DET);
  }

  private static final String LOG_DET =
      """
      static double[] logDet(double[] x, int n) {
        double[] result = det(x, n);
        for (int k = 0; k < result.length; k++) {
          result[k] = Math.log(Math.abs(result[k]));
        }
        return result;
      }
      """;

  private static final String DET =
      """
      /** The determinant of each n by n matrix. */
      static double[] det(double[] x, int n) {
        double[] result = new double[x.length / (n * n)];
        double[] a = new double[n * n];
        for (int k = 0; k < result.length; k++) {
          System.arraycopy(x, k * n * n, a, 0, n * n);
          result[k] = 1;
          for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int i = c + 1; i < n; i++) {
              pivot = Math.abs(a[i * n + c]) > Math.abs(a[pivot * n + c]) ? i : pivot;
            }
            for (int j = 0; j < n && pivot != c; j++) {
              double swap = a[c * n + j];
              a[c * n + j] = a[pivot * n + j];
              a[pivot * n + j] = swap;
            }
            double head = a[c * n + c];
            result[k] *= pivot == c ? head : -head;
            for (int i = c + 1; i < n && head != 0; i++) {
              double factor = a[i * n + c] / head;
              for (int j = c; j < n; j++) {
                a[i * n + j] -= factor * a[c * n + j];
              }
            }
          }
        }
        return result;
      }
      """;

  @Override
  public String domain() {
    return log
        ? "undefined where the matrix is singular"
        : "this form of the derivative needs a matrix that is not singular";
  }
}
