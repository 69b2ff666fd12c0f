package leibniz.op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.OnReals;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Residues;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The inverse of a square matrix (the last two axes).
public record Inverse() implements Special {
  public static final Inverse OP = new Inverse();

  @Override
  public String name() {
    return "inverse";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0);
  }

  /// From `d(A⁻¹) = -A⁻¹ dA A⁻¹` (Giles, *Collected matrix derivative results*, 2008, 2.2.3).
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    int first = prefix.rank();
    int batch = self.rank() - 2;
    int i = first + batch;
    List<Integer> outer = Build.range(0, i);
    List<Integer> inner = Build.range(first, i);
    return Product.of(Rational.MINUS_ONE)
        .times(cotangent, and(outer, i, i + 1))
        .times(self, and(inner, i, i + 2))
        .times(self, and(inner, i + 3, i + 1))
        .out(and(outer, i + 2, i + 3));
  }

  static List<Integer> and(List<Integer> letters, int row, int column) {
    List<Integer> all = new ArrayList<>(letters);
    all.add(row);
    all.add(column);
    return all;
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values a = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = shape[shape.length - 1];
    for (int start = 0; start < a.count(); start += n * n) {
      Elimination solved = new Elimination(a, start);
      for (int entry = 0; entry < n * n; entry++) {
        result.set(start + entry, solved.inverse(entry / n, entry % n));
      }
    }
    return result;
  }

  @Override
  public Residues inField(List<Residues> arguments, int[] shape) {
    Residues a = arguments.get(0);
    Residues result = Residues.zeros(shape);
    int n = shape[shape.length - 1];
    for (int start = 0; start < a.count(); start += n * n) {
      long[][] inverse = new FieldElimination(a, start).inverse();
      for (int i = 0; i < n; i++) {
        System.arraycopy(inverse[i], 0, result.values(), start + i * n, n);
      }
    }
    return result;
  }

  @Override
  public OnReals onReals() {
    return OnMatrices::inverse;
  }

  @Override
  public boolean rounds() {
    return true;
  }

  @Override
  public Integer degree() {
    return -1;
  }

  @Override
  public Notation notation() {
    return new Notation.Superscript("^-1", "⁻¹", "^{-1}");
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    return new Spelling(
        "np.linalg.inv(" + x + ")",
        "torch.linalg.inv(" + x + ")",
        "jnp.linalg.inv(" + x + ")",
        "inverse(" + x + ", " + result.get(result.rank() - 1) + ")",
        METHOD);
  }

  static final String METHOD =
      """
      /** The inverse of each n by n matrix. */
      static double[] inverse(double[] x, int n) {
        double[] a = x.clone();
        double[] result = new double[x.length];
        for (int start = 0; start < x.length; start += n * n) {
          for (int i = 0; i < n; i++) {
            result[start + i * n + i] = 1;
          }
          for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int i = c + 1; i < n; i++) {
              boolean more = Math.abs(a[start + i * n + c]) > Math.abs(a[start + pivot * n + c]);
              pivot = more ? i : pivot;
            }
            double head = a[start + pivot * n + c];
            for (double[] rows : new double[][] {a, result}) {
              for (int j = 0; j < n; j++) {
                double entry = rows[start + pivot * n + j];
                rows[start + pivot * n + j] = rows[start + c * n + j];
                rows[start + c * n + j] = entry / head;
              }
            }
            for (int i = 0; i < n; i++) {
              double factor = i == c ? 0 : a[start + i * n + c];
              for (int j = 0; j < n && i != c; j++) {
                a[start + i * n + j] -= factor * a[start + c * n + j];
                result[start + i * n + j] -= factor * result[start + c * n + j];
              }
            }
          }
        }
        return result;
      }
      """;

  @Override
  public String domain() {
    return "undefined where the matrix is singular";
  }
}
