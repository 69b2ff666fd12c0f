package leibniz.op;

import static leibniz.op.Inverse.and;

import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Field;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Residues;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The X with `A X + X B = C`, of square matrices A and B and a matrix C (the last two axes; those
/// before them are the same in all three).
public record Sylvester() implements Special {
  public static final Sylvester OP = new Sylvester();

  @Override
  public String name() {
    return "sylvester";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(2);
  }

  /// From `A dX + dX B = dC − dA X − X dB`: with `Aᵀ W + W Bᵀ = X̄` they are `C̄ = W`, `Ā = −W Xᵀ`
  /// and `B̄ = −Xᵀ W`.
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Expr w = Build.special(OP, turned(self.arg(0), prefix), turned(self.arg(1), prefix), cotangent);
    int first = prefix.rank();
    int i = first + self.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    List<Integer> inner = Build.range(first, i);
    return switch (k) {
      case 0 ->
          Product.of(Rational.MINUS_ONE)
              .times(w, and(outer, i, i + 2))
              .times(self, and(inner, i + 1, i + 2))
              .out(and(outer, i, i + 1));
      case 1 ->
          Product.of(Rational.MINUS_ONE)
              .times(self, and(inner, i + 2, i))
              .times(w, and(outer, i + 2, i + 1))
              .out(and(outer, i, i + 1));
      default -> w;
    };
  }

  /// Transposed, and repeated along the prefix.
  static Expr turned(Expr a, Shape prefix) {
    int first = prefix.rank();
    int i = first + a.rank() - 2;
    return Product.one()
        .letters(Build.range(0, first), prefix)
        .times(a, and(Build.range(first, i), i, i + 1))
        .out(and(Build.range(0, i), i + 1, i));
  }

  /// By the inverse of the matrix `A ⊗ I + I ⊗ Bᵀ` of the equation.
  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values a = arguments.get(0);
    Values b = arguments.get(1);
    int n = shape[shape.length - 2];
    int m = shape[shape.length - 1];
    Values result = Values.zeros(shape);
    for (int batch = 0; batch * n * m < result.count(); batch++) {
      Values system = Values.zeros(n * m, n * m);
      for (int row = 0; row < n * m; row++) {
        for (int j = 0; j < n; j++) {
          add(system, row * n * m + j * m + row % m, a.at((batch * n + row / m) * n + j));
        }
        for (int j = 0; j < m; j++) {
          add(system, row * n * m + row / m * m + j, b.at((batch * m + j) * m + row % m));
        }
      }
      Elimination solved = new Elimination(system, 0);
      for (int row = 0; row < n * m; row++) {
        Complex sum = Complex.ZERO;
        for (int j = 0; j < n * m; j++) {
          sum = sum.plus(solved.inverse(row, j).times(arguments.get(2).at(batch * n * m + j)));
        }
        result.set(batch * n * m + row, sum);
      }
    }
    return result;
  }

  private static void add(Values system, int at, Complex entry) {
    system.set(at, system.at(at).plus(entry));
  }

  @Override
  public Residues inField(List<Residues> arguments, int[] shape) {
    long[] a = arguments.get(0).values();
    long[] b = arguments.get(1).values();
    int n = shape[shape.length - 2];
    int m = shape[shape.length - 1];
    Residues result = Residues.zeros(shape);
    for (int batch = 0; batch * n * m < result.count(); batch++) {
      Residues system = Residues.zeros(n * m, n * m);
      for (int row = 0; row < n * m; row++) {
        for (int j = 0; j < n; j++) {
          add(system, row * n * m + j * m + row % m, a[(batch * n + row / m) * n + j]);
        }
        for (int j = 0; j < m; j++) {
          add(system, row * n * m + row / m * m + j, b[(batch * m + j) * m + row % m]);
        }
      }
      long[][] inverse = new FieldElimination(system, 0).inverse();
      for (int row = 0; row < n * m; row++) {
        for (int j = 0; j < n * m; j++) {
          long term = Field.times(inverse[row][j], arguments.get(2).values()[batch * n * m + j]);
          add(result, batch * n * m + row, term);
        }
      }
    }
    return result;
  }

  private static void add(Residues system, int at, long entry) {
    system.values()[at] = Field.plus(system.values()[at], entry);
  }

  @Override
  public boolean rounds() {
    return true;
  }

  @Override
  public Notation notation() {
    return new Notation.Call("sylvester", "sylvester", "\\operatorname{sylvester}", 2);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String all = "(" + String.join(", ", arguments) + ")";
    int batch = result.rank() - 2;
    String torch =
        "lambda a, b, c: torch.linalg.solve("
            + "torch.kron(a.contiguous(), torch.diag_embed(torch.ones_like(b[0])))"
            + " + torch.kron(torch.diag_embed(torch.ones_like(a[0])), b.mT.contiguous()),"
            + " c.flatten()).reshape(c.shape)";
    String jax =
        "lambda a, b, c: jnp.linalg.solve(jnp.kron(a, jnp.eye(len(b)))"
            + " + jnp.kron(jnp.eye(len(a)), b.T), c.ravel()).reshape(c.shape)";
    Dim n = result.get(result.rank() - 2);
    Dim m = result.get(result.rank() - 1);
    return new Spelling(
        "scipy.linalg.solve_sylvester" + all,
        "torch.vmap(".repeat(batch) + "(" + torch + ")" + ")".repeat(batch) + all,
        (batch == 0
                ? "(" + jax + ")"
                : "jnp.vectorize(" + jax + ", signature='(n,n),(m,m),(n,m)->(n,m)')")
            + all,
        "sylvester(" + String.join(", ", arguments) + ", " + n + ", " + m + ")",
        METHOD);
  }

  private static final String METHOD =
      """
      /** The X with A X + X B = C, for each n by n matrix A, m by m matrix B and n by m matrix C. */
      static double[] sylvester(double[] a, double[] b, double[] c, int n, int m) {
        int size = n * m;
        double[] result = new double[c.length];
        for (int at = 0; at < c.length / size; at++) {
          double[][] rows = new double[size][size + 1];
          for (int row = 0; row < size; row++) {
            for (int j = 0; j < n; j++) {
              rows[row][j * m + row % m] += a[(at * n + row / m) * n + j];
            }
            for (int j = 0; j < m; j++) {
              rows[row][row / m * m + j] += b[(at * m + j) * m + row % m];
            }
            rows[row][size] = c[at * size + row];
          }
          for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int i = column + 1; i < size; i++) {
              pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
            }
            double[] head = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = head;
            for (int i = 0; i < size; i++) {
              double times = i == column ? 0 : rows[i][column] / head[column];
              for (int j = column; j <= size && i != column; j++) {
                rows[i][j] -= times * head[j];
              }
            }
          }
          for (int row = 0; row < size; row++) {
            result[at * size + row] = rows[row][size] / rows[row][row];
          }
        }
        return result;
      }
      """;

  @Override
  public String domain() {
    return "undefined where an eigenvalue of the one matrix is the negative of one of the other";
  }
}
