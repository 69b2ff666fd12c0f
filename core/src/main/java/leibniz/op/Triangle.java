package leibniz.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.OnReals;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// A triangle of a square matrix (the last two axes), the diagonal times a number. It is linear,
/// and its own transpose.
///
/// @param lower which triangle
/// @param diagonal what the diagonal is multiplied by: 0, 1/2 or 1
public record Triangle(boolean lower, Rational diagonal) implements Special {
  /// Murray's Φ.
  public static final Triangle PHI = new Triangle(true, Rational.HALF);

  /// Of an expression.
  public static Expr of(boolean lower, Rational diagonal, Expr x) {
    return Trailing.apply(new Triangle(lower, diagonal), 2, x);
  }

  @Override
  public String name() {
    return (lower ? "tril" : "triu") + (diagonal.isOne() ? "" : "[" + diagonal + "]");
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0);
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    return of(lower, diagonal, cotangent);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = shape[shape.length - 1];
    for (int k = 0; k < x.count(); k++) {
      int below = (k / n % n - k % n) * (lower ? 1 : -1);
      if (below >= 0) {
        result.set(k, below == 0 ? x.at(k).times(diagonal.doubleValue()) : x.at(k));
      }
    }
    return result;
  }

  @Override
  public OnReals onReals() {
    return this::part;
  }

  private void part(double[] x, int from, int[] shape, double[] to) {
    int n = shape[shape.length - 1];
    double middle = diagonal.doubleValue();
    for (int row = 0; row < Values.count(shape) / Math.max(1, n); row++) {
      int i = row % n;
      int start = row * n;
      Arrays.fill(to, start, start + n, 0);
      int first = lower ? 0 : i + 1;
      System.arraycopy(x, from + start + first, to, start + first, lower ? i : n - i - 1);
      to[start + i] = middle * x[from + start + i];
    }
  }

  @Override
  public Notation notation() {
    String word = (diagonal.isOne() ? "" : "strict ") + (lower ? "tril" : "triu");
    return equals(PHI)
        ? new Notation.Call("Phi", "Φ", "\\Phi", 2)
        : new Notation.Call(word.replace(" ", ""), word, "\\operatorname{" + word + "}", 2);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    Dim n = result.get(result.rank() - 1);
    return new Spelling(
        python("np", x),
        python("torch", x),
        python("jnp", x),
        "triangle(" + x + ", " + n + ", " + lower + ", " + diagonal.doubleValue() + ")",
        METHOD);
  }

  /// Half the diagonal is half of the triangle with it and the one without.
  private String python(String module, String x) {
    String function = module + (lower ? ".tril(" : ".triu(");
    String without = lower ? ", -1)" : ", 1)";
    if (diagonal.isOne()) {
      return function + x + ")";
    }
    return diagonal.isZero()
        ? function + x + without
        : "(lambda x: (" + function + "x) + " + function + "x" + without + ") / 2)(" + x + ")";
  }

  private static final String METHOD =
      """
      /** A triangle of each n by n matrix, with its diagonal times a number. */
      static double[] triangle(double[] x, int n, boolean lower, double diagonal) {
        double[] result = new double[x.length];
        for (int k = 0; k < x.length; k++) {
          int below = (k / n % n - k % n) * (lower ? 1 : -1);
          result[k] = below < 0 ? 0 : below == 0 ? diagonal * x[k] : x[k];
        }
        return result;
      }
      """;
}
