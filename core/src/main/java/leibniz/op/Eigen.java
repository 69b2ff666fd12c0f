package leibniz.op;

import static leibniz.op.Inverse.and;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The eigenvalues of a symmetric matrix (the last two axes), in ascending order, or its
/// eigenvectors, one a column. Of any other matrix it is that of its symmetric part `(A + Aᵀ) / 2`:
/// so each entry can be varied by itself.
///
/// @param vectors whether the eigenvectors are meant
public record Eigen(boolean vectors) implements Special {
  public static final Eigen VALUES = new Eigen(false);
  public static final Eigen VECTORS = new Eigen(true);

  @Override
  public String name() {
    return vectors ? "eigh" : "eigvalsh";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape a = arguments.get(0);
    return vectors ? a : a.slice(0, a.rank() - 1);
  }

  /// `Ā = V diag(λ̄) Vᵀ` and `Ā = V (F ∘ Vᵀ V̄) Vᵀ` with `F_ij = 1 / (λ_j - λ_i)` off the diagonal
  /// and 0 on it (Giles, *Collected matrix derivative results*, 2008, 3.1), of which the symmetric
  /// part is taken.
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Expr a = self.arg(0);
    int first = prefix.rank();
    int i = first + a.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    List<Integer> inner = Build.range(first, i);
    Expr v = Build.special(VECTORS, a);
    if (!vectors) {
      List<Integer> along = new ArrayList<>(outer);
      along.add(i + 2);
      return Product.one()
          .times(v, and(inner, i, i + 2))
          .times(cotangent, along)
          .times(v, and(inner, i + 1, i + 2))
          .out(and(outer, i, i + 1));
    }
    Expr inside =
        Product.one()
            .times(v, and(inner, i + 2, i))
            .times(cotangent, and(outer, i + 2, i + 1))
            .times(gaps(Build.special(VALUES, a)), and(inner, i, i + 1))
            .out(and(outer, i, i + 1));
    Expr whole =
        Product.one()
            .times(v, and(inner, i, i + 2))
            .times(inside, and(outer, i + 2, i + 3))
            .times(v, and(inner, i + 1, i + 3))
            .out(and(outer, i, i + 1));
    return symmetricPart(whole);
  }

  /// `(A + Aᵀ) / 2` in the last two axes.
  public static Expr symmetricPart(Expr a) {
    int i = a.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    Expr turned = Product.one().times(a, and(outer, i, i + 1)).out(and(outer, i + 1, i));
    return Build.sum(a.shape(), List.of(Rational.HALF, Rational.HALF), List.of(a, turned));
  }

  /// `1 / (x_j - x_i)` off the diagonal, 0 on it, as `1 / (x_j - x_i + δ_ij) - δ_ij`.
  static Expr gaps(Expr x) {
    int i = x.rank() - 1;
    List<Integer> outer = Build.range(0, i);
    List<Integer> both = and(outer, i, i + 1);
    Shape shape = x.shape().concat(Shape.of(x.shape().get(i)));
    List<Integer> row = new ArrayList<>(outer);
    row.add(i);
    List<Integer> column = new ArrayList<>(outer);
    column.add(i + 1);
    Expr left = Product.one().letters(both, shape).times(x, row).out(both);
    Expr right = Product.one().letters(both, shape).times(x, column).out(both);
    Expr delta = Build.eye(shape);
    Expr difference =
        Build.sum(
            shape,
            List.of(Rational.ONE, Rational.MINUS_ONE, Rational.ONE),
            List.of(right, left, delta));
    return Build.minus(Build.power(difference, Rational.MINUS_ONE), delta);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values a = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = a.shape()[a.shape().length - 1];
    for (int start = 0; start < a.count(); start += n * n) {
      Jacobi.Eigen found = Jacobi.symmetric(a, start);
      for (int k = 0; k < n; k++) {
        if (!vectors) {
          result.set(start / n + k, found.values()[k]);
        }
        for (int i = 0; vectors && i < n; i++) {
          result.set(start + i * n + k, found.vectors()[i][k]);
        }
      }
    }
    return result;
  }

  @Override
  public boolean rounds() {
    return true;
  }

  @Override
  public Notation notation() {
    return vectors
        ? new Notation.Call("eigvec", "eigvec", "\\operatorname{eigvec}", 2)
        : new Notation.Call("eig", "λ", "\\lambda", 1);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    String java = x + ", " + result.get(result.rank() - 1) + ")";
    return vectors
        ? new Spelling(
            "np.linalg.eigh(" + x + ")[1]",
            "torch.linalg.eigh(" + x + ")[1]",
            "jnp.linalg.eigh(" + x + ")[1]",
            "eigenvectors(" + java,
            VECTORS_METHOD + "\n" + METHOD)
        : new Spelling(
            "np.linalg.eigvalsh(" + x + ")",
            "torch.linalg.eigvalsh(" + x + ")",
            "jnp.linalg.eigvalsh(" + x + ")",
            "eigenvalues(" + java,
            VALUES_METHOD + "\n" + METHOD);
  }

  private static final String VALUES_METHOD =
      """
      /** The eigenvalues of each symmetric n by n matrix, ascending. */
      static double[] eigenvalues(double[] x, int n) {
        return eigen(x, n, false);
      }
      """;

  private static final String VECTORS_METHOD =
      """
      /** The eigenvectors of each symmetric n by n matrix, one a column. */
      static double[] eigenvectors(double[] x, int n) {
        return eigen(x, n, true);
      }
      """;

  private static final String METHOD =
      """
      /** Jacobi's method: rotations until what is off the diagonal is gone. */
      static double[] eigen(double[] x, int n, boolean vectors) {
        double[] result = new double[vectors ? x.length : x.length / n];
        for (int start = 0; start < x.length; start += n * n) {
          double[] a = new double[n * n];
          double[] v = new double[n * n];
          for (int i = 0; i < n; i++) {
            v[i * n + i] = 1;
            for (int j = 0; j < n; j++) {
              a[i * n + j] = (x[start + i * n + j] + x[start + j * n + i]) / 2;
            }
          }
          for (int sweep = 0; sweep < 40; sweep++) {
            for (int p = 0; p < n; p++) {
              for (int q = p + 1; q < n; q++) {
                rotate(a, v, n, p, q);
              }
            }
          }
          Integer[] order = new Integer[n];
          java.util.Arrays.setAll(order, k -> k);
          java.util.Arrays.sort(order, java.util.Comparator.comparingDouble(k -> a[k * n + k]));
          for (int k = 0; k < n; k++) {
            int top = 0;
            for (int i = 0; i < n; i++) {
              boolean more = Math.abs(v[i * n + order[k]]) > Math.abs(v[top * n + order[k]]);
              top = more ? i : top;
            }
            double sign = v[top * n + order[k]] < 0 ? -1 : 1;
            for (int i = 0; i < n; i++) {
              if (vectors) {
                result[start + i * n + k] = sign * v[i * n + order[k]];
              } else {
                result[start / n + k] = a[order[k] * n + order[k]];
              }
            }
          }
        }
        return result;
      }

      private static void rotate(double[] a, double[] v, int n, int p, int q) {
        double off = 2 * a[p * n + q];
        if (off == 0) {
          return;
        }
        double gap = a[q * n + q] - a[p * n + p];
        double t = off / (gap + Math.copySign(Math.hypot(gap, off), gap));
        double c = 1 / Math.hypot(1, t);
        for (double[] m : new double[][] {a, v}) {
          for (int k = 0; k < n; k++) {
            double left = m[k * n + p];
            double right = m[k * n + q];
            m[k * n + p] = c * (left - t * right);
            m[k * n + q] = c * (t * left + right);
          }
        }
        for (int k = 0; k < n; k++) {
          double above = a[p * n + k];
          double below = a[q * n + k];
          a[p * n + k] = c * (above - t * below);
          a[q * n + k] = c * (t * above + below);
        }
      }
      """;

  @Override
  public String domain() {
    return vectors
        ? "the eigenvectors have a derivative where the eigenvalues are distinct; their signs are a"
            + " convention, and the derivative is right for any; the matrix is read as symmetric"
        : "an eigenvalue has a derivative where it is distinct from the others; the matrix is read"
            + " as symmetric";
  }
}
