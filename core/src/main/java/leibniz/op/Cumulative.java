package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Complex;
import leibniz.ir.Expr;
import leibniz.ir.Interrupted;
import leibniz.ir.Notation;
import leibniz.ir.OnReals;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// The sums of the entries up to each, along the last axis. Its transpose sums from each to the
/// end.
///
/// @param fromEnd from each entry to the last, else from the first to each
public record Cumulative(boolean fromEnd) implements Special {
  /// Entries that are added before it is asked whether to end.
  private static final int UNASKED = 1 << 16;

  /// The sums along the last axis of `x`.
  public static Expr of(Expr x, boolean fromEnd) {
    return x.isZero() ? x : Trailing.apply(new Cumulative(fromEnd), 1, x);
  }

  @Override
  public String name() {
    return fromEnd ? "cumsum from the end" : "cumsum";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0);
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    return of(cotangent, !fromEnd);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = x.inner(1);
    for (int row = 0; row < x.count(); row += n) {
      Complex sum = Complex.ZERO;
      for (int k = 0; k < n; k++) {
        if (k % UNASKED == 0) {
          Interrupted.check();
        }
        int at = row + (fromEnd ? n - 1 - k : k);
        sum = sum.plus(x.at(at));
        result.set(at, sum);
      }
    }
    return result;
  }

  @Override
  public OnReals onReals() {
    return this::sums;
  }

  private void sums(double[] x, int from, int[] shape, double[] to) {
    int n = shape[shape.length - 1];
    for (int row = 0; row < Values.count(shape); row += n) {
      double sum = 0;
      for (int k = 0; k < n; k++) {
        if (k % UNASKED == 0) {
          Interrupted.check();
        }
        int at = row + (fromEnd ? n - 1 - k : k);
        sum += x[from + at];
        to[at] = sum;
      }
    }
  }

  @Override
  public Notation notation() {
    Notation.Call sum = new Notation.Call("sum", "Σ", "\\sum");
    return new Notation.Among(
        sum,
        fromEnd
            ? new Notation.Relation(">=", "≥", "\\ge")
            : new Notation.Relation("<=", "≤", "\\le"),
        Rational.ZERO,
        1);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    String java = "cumsum(" + x + ", " + result.get(result.rank() - 1) + ", " + fromEnd + ")";
    if (!fromEnd) {
      return new Spelling(
          "np.cumsum(" + x + ", axis=-1)",
          "torch.cumsum(" + x + ", dim=-1)",
          "jnp.cumsum(" + x + ", axis=-1)",
          java,
          METHOD);
    }
    String turned = "cumsum(" + x + "[..., ::-1], axis=-1)[..., ::-1]";
    String torch = "torch.cumsum(torch.flip(" + x + ", (-1,)), dim=-1)";
    return new Spelling(
        "np." + turned, "torch.flip(" + torch + ", (-1,))", "jnp." + turned, java, METHOD);
  }

  private static final String METHOD =
      """
      /** Of each n entries the sums up to each, or from each to the last. */
      static double[] cumsum(double[] x, int n, boolean fromEnd) {
        double[] result = new double[x.length];
        for (int row = 0; row < x.length; row += n) {
          double sum = 0;
          for (int k = 0; k < n; k++) {
            int at = row + (fromEnd ? n - 1 - k : k);
            sum += x[at];
            result[at] = sum;
          }
        }
        return result;
      }
      """;
}
