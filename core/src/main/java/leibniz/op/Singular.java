package leibniz.op;

import static leibniz.op.Inverse.and;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// One part of the thin singular value decomposition `A = U diag(σ) Vᵀ` of a matrix (the last two
/// axes), with as many singular values, in descending order, as its smaller side has entries.
///
/// @param part which
public record Singular(Part part) implements Special {

  /// The parts, in the order in which NumPy returns them.
  public enum Part {
    U,
    VALUES,
    VT
  }

  /// The smaller side of a matrix; null if its sizes do not tell.
  public static @Nullable Dim smaller(Shape a) {
    Dim rows = a.get(a.rank() - 2);
    Dim columns = a.get(a.rank() - 1);
    return rows.isAtLeast(columns) ? columns : columns.isAtLeast(rows) ? rows : null;
  }

  @Override
  public String name() {
    return switch (part) {
      case U -> "svd_u";
      case VALUES -> "svdvals";
      case VT -> "svd_vh";
    };
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape a = arguments.get(0);
    Shape batch = a.slice(0, a.rank() - 2);
    Dim k = Objects.requireNonNull(smaller(a), "which side of the matrix is the smaller one");
    return switch (part) {
      case U -> batch.concat(Shape.of(a.get(a.rank() - 2), k));
      case VALUES -> batch.concat(Shape.of(k));
      case VT -> batch.concat(Shape.of(k, a.get(a.rank() - 1)));
    };
  }

  /// `Ā = U diag(σ̄) Vᵀ` (Giles, *Collected matrix derivative results*, 2008, 3.2). With `F_ij = 1
  /// / (σ_j² - σ_i²)` off the diagonal, `Ā = (U (F ∘ (Uᵀ Ū - Ūᵀ U)) S + (I - U Uᵀ) Ū S⁻¹) Vᵀ` of U
  /// (Townsend, *Differentiating the singular value decomposition*, 2016), and of V the same of the
  /// transposed matrix.
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Expr a = self.arg(0);
    int first = prefix.rank();
    int i = first + a.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    List<Integer> inner = Build.range(first, i);
    Expr u = Build.special(new Singular(Part.U), a);
    Expr s = Build.special(new Singular(Part.VALUES), a);
    Expr vt = Build.special(new Singular(Part.VT), a);
    return switch (part) {
      case VALUES ->
          Product.one()
              .times(u, and(inner, i, i + 2))
              .times(cotangent, one(outer, i + 2))
              .times(vt, and(inner, i + 2, i + 1))
              .out(and(outer, i, i + 1));
      case U -> {
        Expr left = ofVectors(cotangent, u, s, outer, inner, i);
        yield Product.one()
            .times(left, and(outer, i, i + 2))
            .times(vt, and(inner, i + 2, i + 1))
            .out(and(outer, i, i + 1));
      }
      case VT -> {
        Expr right = ofVectors(turned(cotangent), turned(vt), s, outer, inner, i);
        yield Product.one()
            .times(u, and(inner, i, i + 2))
            .times(right, and(outer, i + 1, i + 2))
            .out(and(outer, i, i + 1));
      }
    };
  }

  /// `U (F ∘ (Uᵀ Ū - Ūᵀ U)) S + (I - U Uᵀ) Ū S⁻¹`.
  private static Expr ofVectors(
      Expr cotangent, Expr u, Expr s, List<Integer> outer, List<Integer> inner, int i) {
    List<Integer> both = and(outer, i, i + 1);
    Expr product =
        Product.one()
            .times(u, and(inner, i + 2, i))
            .times(cotangent, and(outer, i + 2, i + 1))
            .out(both);
    Expr gaps = Eigen.gaps(Build.power(s, Rational.TWO));
    Expr inside =
        Product.one()
            .times(Build.minus(product, turned(product)), both)
            .times(gaps, and(inner, i, i + 1))
            .times(s, one(inner, i + 1))
            .out(both);
    Expr within =
        Product.one()
            .times(u, and(inner, i, i + 2))
            .times(inside, and(outer, i + 2, i + 1))
            .out(both);
    Expr along =
        Product.one()
            .times(u, and(inner, i, i + 2))
            .times(product, and(outer, i + 2, i + 1))
            .out(both);
    Expr across =
        Product.one()
            .times(Build.minus(cotangent, along), both)
            .times(s, one(inner, i + 1), Rational.MINUS_ONE)
            .out(both);
    return Build.plus(within, across);
  }

  private static List<Integer> one(List<Integer> letters, int last) {
    List<Integer> all = new ArrayList<>(letters);
    all.add(last);
    return all;
  }

  private static Expr turned(Expr a) {
    int i = a.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    return Product.one().times(a, and(outer, i, i + 1)).out(and(outer, i + 1, i));
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values a = arguments.get(0);
    Values result = Values.zeros(shape);
    int rank = a.shape().length;
    int m = a.shape()[rank - 2];
    int n = a.shape()[rank - 1];
    int few = Math.min(m, n);
    for (int block = 0; block < a.count() / (m * n); block++) {
      Jacobi.Singular found = Jacobi.of(a, block * m * n);
      for (int k = 0; k < few; k++) {
        switch (part) {
          case VALUES -> result.set(block * few + k, found.values()[k]);
          case U -> {
            for (int i = 0; i < m; i++) {
              result.set(block * m * few + i * few + k, found.left()[i][k]);
            }
          }
          case VT -> {
            for (int j = 0; j < n; j++) {
              result.set(block * few * n + k * n + j, found.right()[j][k]);
            }
          }
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
    return switch (part) {
      case U -> new Notation.Call("svdU", "svd_U", "\\operatorname{svd}_U", 2);
      case VALUES -> new Notation.Call("svd", "σ", "\\sigma", 1);
      case VT -> new Notation.Call("svdVt", "svd_Vᵀ", "\\operatorname{svd}_{V^\\top}", 2);
    };
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    Shape a = shapes.get(0);
    String svd = "linalg.svd(" + x + ", full_matrices=False)[" + part.ordinal() + "]";
    String java =
        "svd("
            + x
            + ", "
            + a.get(a.rank() - 2)
            + ", "
            + a.get(a.rank() - 1)
            + ", "
            + part.ordinal()
            + ")";
    return part == Part.VALUES
        ? new Spelling(
            "np.linalg.svd(" + x + ", compute_uv=False)",
            "torch.linalg.svdvals(" + x + ")",
            "jnp.linalg.svd(" + x + ", compute_uv=False)",
            java,
            METHOD)
        : new Spelling("np." + svd, "torch." + svd, "jnp." + svd, java, METHOD);
  }

  private static final String METHOD =
      """
      /** Part 0, 1 or 2 of the thin decomposition U, S, Vt of each m by n matrix, by rotations. */
      static double[] svd(double[] x, int m, int n, int part) {
        boolean wide = n > m;
        int tall = Math.max(m, n);
        int few = Math.min(m, n);
        int size = part == 1 ? few : part == 0 ? m * few : few * n;
        double[] result = new double[x.length / (m * n) * size];
        for (int block = 0; block < x.length / (m * n); block++) {
          double[] a = new double[tall * few];
          double[] v = new double[few * few];
          for (int i = 0; i < tall; i++) {
            for (int j = 0; j < few; j++) {
              a[i * few + j] = x[block * m * n + (wide ? j * n + i : i * n + j)];
            }
          }
          for (int k = 0; k < few; k++) {
            v[k * few + k] = 1;
          }
          for (int sweep = 0; sweep < 40; sweep++) {
            for (int p = 0; p < few; p++) {
              for (int q = p + 1; q < few; q++) {
                separate(a, v, tall, few, p, q);
              }
            }
          }
          double[] s = new double[few];
          Integer[] order = new Integer[few];
          for (int k = 0; k < few; k++) {
            order[k] = k;
            for (int i = 0; i < tall; i++) {
              s[k] = Math.hypot(s[k], a[i * few + k]);
            }
          }
          java.util.Arrays.sort(order, java.util.Comparator.comparingDouble(k -> -s[k]));
          double[] right = wide ? a : v;
          for (int k = 0; k < few; k++) {
            int from = order[k];
            int top = 0;
            for (int j = 0; j < n; j++) {
              boolean more = Math.abs(right[j * few + from]) > Math.abs(right[top * few + from]);
              top = more ? j : top;
            }
            double sign = right[top * few + from] < 0 ? -1 : 1;
            double length = sign * (part == 0 == wide ? 1 : s[from]);
            if (part == 1) {
              result[block * few + k] = s[from];
            }
            for (int i = 0; i < m && part == 0; i++) {
              result[(block * m + i) * few + k] = (wide ? v : a)[i * few + from] / length;
            }
            for (int j = 0; j < n && part == 2; j++) {
              result[(block * few + k) * n + j] = right[j * few + from] / length;
            }
          }
        }
        return result;
      }

      private static void separate(double[] a, double[] v, int rows, int n, int p, int q) {
        double off = 0;
        double gap = 0;
        for (int i = 0; i < rows; i++) {
          off += 2 * a[i * n + p] * a[i * n + q];
          gap += (a[i * n + q] - a[i * n + p]) * (a[i * n + q] + a[i * n + p]);
        }
        if (off == 0) {
          return;
        }
        double t = off / (gap + Math.copySign(Math.hypot(gap, off), gap));
        double c = 1 / Math.hypot(1, t);
        for (double[] m : new double[][] {a, v}) {
          for (int k = 0; k < m.length / n; k++) {
            double left = m[k * n + p];
            double right = m[k * n + q];
            m[k * n + p] = c * (left - t * right);
            m[k * n + q] = c * (t * left + right);
          }
        }
      }
      """;

  @Override
  public String domain() {
    return part == Part.VALUES
        ? "a singular value has a derivative where it is distinct from the others and not 0"
        : "the singular vectors have a derivative where the singular values are distinct and not"
            + " 0; their signs are a convention, and the derivative is right for any";
  }
}
