package leibniz.op;

import static leibniz.op.Inverse.and;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Interrupted;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The upper triangular R with `A = Q R` and `Qᵀ Q = I` of a matrix with no more columns than rows
/// (the last two axes). Q is `A R⁻¹`. The signs of the rows of R are those of Householder's method
/// as LAPACK has it: they do not change where the columns are linearly independent.
public record Qr() implements Special {
  public static final Qr OP = new Qr();

  @Override
  public String name() {
    return "qr_r";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape a = arguments.get(0);
    List<Dim> dims = new ArrayList<>(a.dims());
    dims.set(a.rank() - 2, a.get(a.rank() - 1));
    return new Shape(dims);
  }

  /// `A R⁻¹ (Φ(M) + Φ(M)ᵀ) R⁻ᵀ` with `M = R R̄ᵀ`, where Φ takes the lower triangle and halves the
  /// diagonal (Walter and Lehmann, *Algorithmic differentiation of linear algebra functions*, 2018;
  /// Liao, Liu, Wang and Xiang, *Differentiable programming tensor networks*, 2019, III.A).
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    int first = prefix.rank();
    int i = first + self.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    List<Integer> inner = Build.range(first, i);
    Expr m =
        Product.one()
            .times(self, and(inner, i, i + 2))
            .times(cotangent, and(outer, i + 1, i + 2))
            .out(and(outer, i, i + 1));
    Expr half = Triangle.of(true, Rational.HALF, m);
    Expr turned = Product.one().times(half, and(outer, i, i + 1)).out(and(outer, i + 1, i));
    Expr inverse = Build.special(Inverse.OP, self);
    return Product.one()
        .times(self.arg(0), and(inner, i, i + 2))
        .times(inverse, and(inner, i + 2, i + 3))
        .times(Build.plus(half, turned), and(outer, i + 3, i + 4))
        .times(inverse, and(inner, i + 1, i + 4))
        .out(and(outer, i, i + 1));
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values a = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = shape[shape.length - 1];
    int m = n == 0 ? 0 : a.count() / Math.max(1, result.count() / n);
    for (int at = 0; at * n * n < result.count(); at++) {
      Complex[][] rest = new Complex[m][n];
      for (int k = 0; k < m * n; k++) {
        rest[k / n][k % n] = a.at(at * m * n + k);
      }
      for (int j = 0; j < Math.min(n, m - 1); j++) {
        Interrupted.check();
        reflect(rest, j);
      }
      for (int k = 0; k < n * n; k++) {
        result.set(at * n * n + k, k / n <= k % n ? rest[k / n][k % n] : Complex.ZERO);
      }
    }
    return result;
  }

  /// Reflects the rows from j on so that column j ends there; nothing if it does already.
  private static void reflect(Complex[][] a, int j) {
    Complex below = Complex.ZERO;
    for (int i = j + 1; i < a.length; i++) {
      below = below.plus(a[i][j].times(a[i][j]));
    }
    if (below.re() == 0 && below.im() == 0) {
      return;
    }
    Complex norm = below.plus(a[j][j].times(a[j][j])).power(Rational.HALF);
    Complex first = a[j][j].minus(a[j][j].re() < 0 ? norm : norm.times(-1));
    Complex square = below.plus(first.times(first));
    Complex[] column = new Complex[a.length];
    for (int i = j; i < a.length; i++) {
      column[i] = i == j ? first : a[i][j];
    }
    for (int k = j; k < a[j].length; k++) {
      Complex dot = Complex.ZERO;
      for (int i = j; i < a.length; i++) {
        dot = dot.plus(column[i].times(a[i][k]));
      }
      Complex twice = dot.times(2).dividedBy(square);
      for (int i = j; i < a.length; i++) {
        a[i][k] = a[i][k].minus(column[i].times(twice));
      }
    }
  }

  @Override
  public boolean rounds() {
    return true;
  }

  @Override
  public Notation notation() {
    return new Notation.Call("qr_R", "qr_R", "\\operatorname{qr}_R", 2);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    Shape from = shapes.get(0);
    return new Spelling(
        "np.linalg.qr(" + x + ", mode=\"r\")",
        "torch.linalg.qr(" + x + ", mode=\"r\").R",
        "jnp.linalg.qr(" + x + ", mode=\"r\")",
        "qr(" + x + ", " + from.get(from.rank() - 2) + ", " + from.get(from.rank() - 1) + ")",
        METHOD);
  }

  private static final String METHOD =
      """
      /** The triangular factor of each m by n matrix, m not less than n. */
      static double[] qr(double[] x, int m, int n) {
        double[] r = new double[x.length / m * n];
        double[] a = new double[m * n];
        for (int at = 0; at < x.length / (m * n); at++) {
          System.arraycopy(x, at * m * n, a, 0, m * n);
          for (int j = 0; j < Math.min(n, m - 1); j++) {
            double below = 0;
            for (int i = j + 1; i < m; i++) {
              below += a[i * n + j] * a[i * n + j];
            }
            if (below == 0) {
              continue;
            }
            double top = a[j * n + j];
            double norm = Math.sqrt(below + top * top);
            double first = top + (top < 0 ? -norm : norm);
            double square = below + first * first;
            for (int k = n - 1; k >= j; k--) {
              double dot = first * a[j * n + k];
              for (int i = j + 1; i < m; i++) {
                dot += a[i * n + j] * a[i * n + k];
              }
              double twice = 2 * dot / square;
              a[j * n + k] -= first * twice;
              for (int i = j + 1; i < m && k > j; i++) {
                a[i * n + k] -= a[i * n + j] * twice;
              }
            }
          }
          for (int i = 0; i < n; i++) {
            System.arraycopy(a, i * n + i, r, at * n * n + i * n + i, n - i);
          }
        }
        return r;
      }
      """;

  @Override
  public String domain() {
    return "defined where the columns are linearly independent; the signs of its rows are a"
        + " convention, and the derivative is right for any";
  }
}
