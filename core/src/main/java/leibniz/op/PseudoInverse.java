package leibniz.op;

import static leibniz.op.Inverse.and;

import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Interrupted;
import leibniz.ir.Notation;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The pseudo-inverse of a matrix of full rank (the last two axes): `(Aᵀ A)⁻¹ Aᵀ` of a tall one,
/// `Aᵀ (A Aᵀ)⁻¹` of a wide one.
public record PseudoInverse() implements Special {
  public static final PseudoInverse OP = new PseudoInverse();

  @Override
  public String name() {
    return "pinv";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape a = arguments.get(0);
    int i = a.rank() - 2;
    return a.slice(0, i).concat(Shape.of(a.get(i + 1), a.get(i)));
  }

  /// From `dA⁺ = -A⁺ dA A⁺ + A⁺ A⁺ᵀ dAᵀ (I - A A⁺) + (I - A⁺ A) dAᵀ A⁺ᵀ A⁺` (Golub and Pereyra,
  /// *The differentiation of pseudo-inverses*, 1973).
  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    int first = prefix.rank();
    int i = first + self.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    List<Integer> inner = Build.range(first, i);
    List<Integer> out = and(outer, i, i + 1);
    Expr direct =
        Product.one()
            .times(self, and(inner, i + 2, i))
            .times(cotangent, and(outer, i + 2, i + 3))
            .times(self, and(inner, i + 1, i + 3))
            .out(out);
    Expr left =
        Product.one()
            .times(beyond(self, true), and(inner, i, i + 2))
            .times(cotangent, and(outer, i + 3, i + 2))
            .times(self, and(inner, i + 3, i + 4))
            .times(self, and(inner, i + 1, i + 4))
            .out(out);
    Expr right =
        Product.one()
            .times(self, and(inner, i + 2, i))
            .times(self, and(inner, i + 2, i + 3))
            .times(cotangent, and(outer, i + 4, i + 3))
            .times(beyond(self, false), and(inner, i + 4, i + 1))
            .out(out);
    return Build.sum(
        direct.shape(),
        List.of(Rational.MINUS_ONE, Rational.ONE, Rational.ONE),
        List.of(direct, left, right));
  }

  /// `I - A A⁺` or `I - A⁺ A`.
  private static Expr beyond(Expr pseudo, boolean left) {
    Expr a = pseudo.arg(0);
    int i = a.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    Expr product =
        Product.one()
            .times(left ? a : pseudo, and(outer, i, i + 2))
            .times(left ? pseudo : a, and(outer, i + 2, i + 1))
            .out(and(outer, i, i + 1));
    return Build.minus(Build.eye(product.shape()), product);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values a = arguments.get(0);
    Values result = Values.zeros(shape);
    int rows = shape[shape.length - 1];
    int columns = shape[shape.length - 2];
    int few = Math.min(rows, columns);
    int many = Math.max(rows, columns);
    boolean tall = rows >= columns;
    for (int start = 0; start < a.count(); start += rows * columns) {
      Values gram = Values.zeros(few, few);
      for (int i = 0; i < few; i++) {
        Interrupted.check();
        for (int j = 0; j < few; j++) {
          Complex sum = Complex.ZERO;
          for (int k = 0; k < many; k++) {
            Complex left = entry(a, start, columns, tall, k, i);
            sum = sum.plus(left.times(entry(a, start, columns, tall, k, j)));
          }
          gram.set(i * few + j, sum);
        }
      }
      Elimination solved = new Elimination(gram, 0);
      for (int i = 0; i < few; i++) {
        Interrupted.check();
        for (int k = 0; k < many; k++) {
          Complex sum = Complex.ZERO;
          for (int j = 0; j < few; j++) {
            sum = sum.plus(solved.inverse(i, j).times(entry(a, start, columns, tall, k, j)));
          }
          result.set(start + (tall ? i * rows + k : k * rows + i), sum);
        }
      }
    }
    return result;
  }

  /// Entry k along the larger side, i along the smaller one.
  private static Complex entry(Values a, int start, int columns, boolean tall, int k, int i) {
    return a.at(start + (tall ? k * columns + i : i * columns + k));
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
    return new Notation.Superscript("^+", "⁺", "^{+}");
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    int i = result.rank() - 2;
    return new Spelling(
        "np.linalg.pinv(" + x + ")",
        "torch.linalg.pinv(" + x + ")",
        "jnp.linalg.pinv(" + x + ")",
        "pinv(" + x + ", " + result.get(i + 1) + ", " + result.get(i) + ")",
        METHOD + Inverse.METHOD);
  }

  private static final String METHOD =
      """
      /** The pseudo-inverse of each m by n matrix of full rank. */
      static double[] pinv(double[] x, int m, int n) {
        int few = Math.min(m, n);
        int many = Math.max(m, n);
        int across = m >= n ? n : 1; // from one entry along the larger side to the next
        int down = m >= n ? 1 : n;
        double[] result = new double[x.length];
        for (int start = 0; start < x.length; start += m * n) {
          double[] gram = new double[few * few];
          for (int k = 0; k < many; k++) {
            for (int i = 0; i < few; i++) {
              double left = x[start + k * across + i * down];
              for (int j = 0; j < few; j++) {
                gram[i * few + j] += left * x[start + k * across + j * down];
              }
            }
          }
          double[] solved = inverse(gram, few);
          for (int k = 0; k < many; k++) {
            for (int i = 0; i < few; i++) {
              double sum = 0;
              for (int j = 0; j < few; j++) {
                sum += solved[i * few + j] * x[start + k * across + j * down];
              }
              result[start + (m >= n ? i * m + k : k * m + i)] = sum;
            }
          }
        }
        return result;
      }

      """;

  @Override
  public String domain() {
    return "the derivative is that among matrices of one rank; the rank is full";
  }
}
