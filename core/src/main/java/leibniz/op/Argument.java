package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// Where along the last axis the largest or the smallest entry stands: the first of those that tie.
/// It is a whole number and jumps where another entry overtakes, so nothing varies with it.
///
/// @param largest the largest, else the smallest
public record Argument(boolean largest) implements Special {

  @Override
  public String name() {
    return largest ? "argmax" : "argmin";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0).slice(0, arguments.get(0).rank() - 1);
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    return Build.zeros(prefix.concat(self.arg(0).shape()));
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = x.inner(1);
    for (int row = 0; row < result.count(); row++) {
      int best = 0;
      for (int k = 1; k < n; k++) {
        double here = x.re()[row * n + k];
        double there = x.re()[row * n + best];
        best = (largest ? here > there : here < there) ? k : best;
      }
      result.re()[row] = best;
    }
    return result;
  }

  @Override
  public boolean givesPositions() {
    return true;
  }

  @Override
  public Notation notation() {
    String latex = "\\operatorname*{arg\\," + (largest ? "max" : "min") + "}";
    return new Notation.Bound(new Notation.Call(name(), name(), latex), 1);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String call = name() + "(" + arguments.get(0) + ", ";
    String axis = "axis=" + result.rank() + ")";
    return new Spelling(
        "np." + call + axis,
        "torch." + call + "dim=" + result.rank() + ")",
        "jnp." + call + axis,
        call + shapes.get(0).get(result.rank()) + ")",
        largest
            ? METHOD
            : METHOD
                .replace("argmax(", "argmin(")
                .replace("largest", "smallest")
                .replace(" > ", " < "));
  }

  private static final String METHOD =
      """
      /** Where the largest of each n entries stands. */
      static double[] argmax(double[] x, int n) {
        double[] result = new double[x.length / n];
        for (int row = 0; row < result.length; row++) {
          int best = row * n;
          for (int k = row * n + 1; k != row * n + n; k++) {
            best = x[k] > x[best] ? k : best;
          }
          result[row] = best - row * n;
        }
        return result;
      }
      """;

  @Override
  public String domain() {
    return "it jumps where entries tie, and the first of them counts; its derivative is taken as 0";
  }
}
