package leibniz.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Interrupted;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The principal square root of a square matrix (the last two axes): the one whose eigenvalues have
/// positive real parts.
public record MatrixRoot() implements Special {
  public static final MatrixRoot OP = new MatrixRoot();

  private static final int MOST_STEPS = 60;

  @Override
  public String name() {
    return "sqrtm";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0);
  }

  /// From `dA = dR R + R dR`: the X with `Rᵀ X + X Rᵀ = R̄` (Higham, *Functions of matrices*, 2008,
  /// 6.1).
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Expr turned = Sylvester.turned(self, prefix);
    return Build.special(Sylvester.OP, turned, turned, cotangent);
  }

  /// By the iteration of Denman and Beavers (1976), which converges quadratically: `Y ← (Y +
  /// Z⁻¹)/2`, `Z ← (Z + Y⁻¹)/2` from A and the identity. Where it does not, as for a real matrix
  /// with a negative eigenvalue, the entries are not numbers.
  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values y = arguments.get(0);
    Values z = Values.zeros(shape);
    int n = shape[shape.length - 1];
    for (int k = 0; k < z.count(); k++) {
      z.re()[k] = k / n % n == k % n ? 1 : 0;
    }
    for (int step = 0; step < MOST_STEPS; step++) {
      Interrupted.check();
      Values next = mean(y, Inverse.OP.at(List.of(z), shape, sizes));
      z = mean(z, Inverse.OP.at(List.of(y), shape, sizes));
      boolean done = distance(next, y) == 0;
      y = next;
      if (done) {
        break;
      }
    }
    return isRoot(y, arguments.get(0), n) ? y : nothing(shape);
  }

  private static final double CLOSE = 1e-6; // of the square, where the root is badly conditioned

  private static boolean isRoot(Values y, Values of, int n) {
    double apart = 0;
    double most = 0;
    for (int at = 0; at < y.count(); at++) {
      int row = at - at % n;
      int matrix = at - at % (n * n);
      Complex sum = Complex.ZERO;
      for (int k = 0; k < n; k++) {
        sum = sum.plus(y.at(row + k).times(y.at(matrix + k * n + at % n)));
      }
      apart = Math.max(apart, size(sum.minus(of.at(at))));
      most = Math.max(most, size(of.at(at)));
    }
    return apart <= CLOSE * most;
  }

  private static double size(Complex x) {
    return Math.hypot(x.re(), x.im());
  }

  private static Values nothing(int[] shape) {
    Values none = Values.zeros(shape);
    Arrays.fill(none.re(), Double.NaN);
    return none;
  }

  private static Values mean(Values a, Values b) {
    Values mean = Values.zeros(a.shape());
    for (int k = 0; k < a.count(); k++) {
      mean.set(k, a.at(k).plus(b.at(k)).times(0.5));
    }
    return mean;
  }

  private static double distance(Values a, Values b) {
    double most = 0;
    for (int k = 0; k < a.count(); k++) {
      double re = Math.abs(a.re()[k] - b.re()[k]);
      most = Math.max(most, Math.max(re, Math.abs(a.im()[k] - b.im()[k])));
    }
    return most;
  }

  @Override
  public boolean rounds() {
    return true;
  }

  @Override
  public Notation notation() {
    return new Notation.Call("sqrtm", "sqrtm", "\\operatorname{sqrtm}", 2);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    String torch =
        "(lambda w, V: (V @ torch.diag_embed(w.sqrt()) @ torch.linalg.inv(V)).real)"
            + "(*torch.linalg.eig("
            + x
            + "))";
    return new Spelling(
        "scipy.linalg.sqrtm(" + x + ")",
        torch,
        result.rank() == 2 // it takes one matrix
            ? "jax.scipy.linalg.sqrtm(" + x + ").real"
            : "jnp.vectorize(jax.scipy.linalg.sqrtm, signature='(n,n)->(n,n)')(" + x + ").real",
        "sqrtm(" + x + ", " + result.get(result.rank() - 1) + ")",
        METHOD);
  }

  private static final String METHOD =
      """
      /** The principal square root of each n by n matrix, by the iteration of Denman and Beavers. */
      static double[] sqrtm(double[] x, int n) {
        double[] roots = x.clone();
        for (int at = 0; at < x.length; at += n * n) {
          double[] y = java.util.Arrays.copyOfRange(x, at, at + n * n);
          double[] z = new double[n * n];
          for (int i = 0; i < n; i++) {
            z[i * n + i] = 1;
          }
          for (int step = 0; step < 60; step++) {
            double[] ofY = sqrtmInverse(y, n);
            double[] ofZ = sqrtmInverse(z, n);
            for (int k = 0; k < n * n; k++) {
              y[k] = (y[k] + ofZ[k]) / 2;
              z[k] = (z[k] + ofY[k]) / 2;
            }
          }
          System.arraycopy(y, 0, roots, at, n * n);
        }
        return roots;
      }

      static double[] sqrtmInverse(double[] x, int n) {
        double[] a = x.clone();
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
          inverse[i * n + i] = 1;
        }
        for (int j = 0; j < n; j++) {
          int pivot = j;
          for (int i = j; i < n; i++) {
            pivot = Math.abs(a[i * n + j]) > Math.abs(a[pivot * n + j]) ? i : pivot;
          }
          for (int k = 0; k < n; k++) {
            double s = a[j * n + k];
            a[j * n + k] = a[pivot * n + k];
            a[pivot * n + k] = s;
            s = inverse[j * n + k];
            inverse[j * n + k] = inverse[pivot * n + k];
            inverse[pivot * n + k] = s;
          }
          double by = a[j * n + j];
          for (int k = 0; k < n; k++) {
            a[j * n + k] /= by;
            inverse[j * n + k] /= by;
          }
          for (int i = 0; i < n; i++) {
            double times = i == j ? 0 : a[i * n + j];
            for (int k = 0; k < n; k++) {
              a[i * n + k] -= times * a[j * n + k];
              inverse[i * n + k] -= times * inverse[j * n + k];
            }
          }
        }
        return inverse;
      }
      """;

  @Override
  public String domain() {
    return "defined where no eigenvalue of the matrix is 0 or negative";
  }
}
