package leibniz.op;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// Where along the last axis the smallest entry stands, the next, and so on: of those that tie, the
/// first first. They are whole numbers and jump where one entry overtakes another, so nothing
/// varies with them.
public record Order() implements Special {
  public static final Order OP = new Order();

  @Override
  public String name() {
    return "argsort";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0);
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    return Build.zeros(prefix.concat(self.arg(0).shape()));
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    double[] x = arguments.get(0).re();
    Values result = Values.zeros(shape);
    int n = result.inner(1);
    for (int row = 0; row < result.count(); row += n) {
      int start = row;
      List<Integer> order =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparingDouble(k -> x[start + k]))
              .toList();
      for (int k = 0; k < n; k++) {
        result.re()[row + k] = order.get(k);
      }
    }
    return result;
  }

  @Override
  public boolean givesPositions() {
    return true;
  }

  @Override
  public Notation notation() {
    return new Notation.Call(name());
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    return new Spelling(
        "np.argsort(" + x + ", axis=-1, kind=\"stable\")",
        "torch.argsort(" + x + ", dim=-1, stable=True)",
        "jnp.argsort(" + x + ", axis=-1)",
        "argsort(" + x + ", " + result.get(result.rank() - 1) + ")",
        METHOD);
  }

  @Override
  public String domain() {
    return "it jumps where entries tie; its derivative is taken as 0";
  }

  private static final String METHOD =
      """
      /** Where the smallest of each n entries stands, the next, and so on. */
      static double[] argsort(double[] x, int n) {
        double[] result = new double[x.length];
        for (int row = 0; row < x.length; row += n) {
          int start = row;
          int[] order =
              java.util.stream.IntStream.range(0, n)
                  .boxed()
                  .sorted(java.util.Comparator.comparingDouble(k -> x[start + k]))
                  .mapToInt(Integer::intValue)
                  .toArray();
          for (int k = 0; k < n; k++) {
            result[row + k] = order[k];
          }
        }
        return result;
      }
      """;
}
