package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
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

/// The largest or the smallest entry over trailing axes. Entries that tie share the derivative.
///
/// @param largest the largest, else the smallest
/// @param axes how many trailing axes are reduced
public record Extremum(boolean largest, int axes) implements Special {

  @Override
  public String name() {
    return (largest ? "max" : "min") + axes;
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    return arguments.get(0).slice(0, arguments.get(0).rank() - axes);
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Expr x = self.arg(0);
    int kept = x.rank() - axes;
    List<Integer> all = Build.range(0, x.rank());
    Expr spread = Product.one().letters(all, x.shape()).times(self, Build.range(0, kept)).out(all);
    Expr hit = Build.map(Maps.EQUAL, x, spread);
    Expr ties = Build.reduce(hit, Build.range(kept, x.rank()));
    int first = prefix.rank();
    return Product.one()
        .times(cotangent, Build.range(0, first + kept))
        .times(hit, Build.range(first, first + x.rank()))
        .times(ties, Build.range(first, first + kept), Rational.MINUS_ONE)
        .out(Build.range(0, first + x.rank()));
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = x.inner(axes);
    for (int row = 0; row < result.count(); row++) {
      int best = row * n;
      for (int k = row * n; k < row * n + n; k++) {
        boolean better = largest ? x.re()[k] > x.re()[best] : x.re()[k] < x.re()[best];
        best = better || Double.isNaN(x.re()[k]) ? k : best;
      }
      result.set(row, x.at(best));
    }
    return result;
  }

  @Override
  public Notation notation() {
    String word = largest ? "max" : "min";
    return new Notation.Bound(new Notation.Call(word, word, "\\" + word), axes);
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    return new Spelling(
        "np." + start(arguments, "axis", result) + ")",
        "torch.a" + start(arguments, "dim", result) + ")",
        "jnp." + start(arguments, "axis", result) + ")",
        (largest ? "max(" : "min(") + arguments.get(0) + ", " + entries(shapes.get(0)) + ")",
        largest ? MAX : MIN);
  }

  @Override
  public Spelling kept(List<String> arguments, List<Shape> shapes, Shape result) {
    Spelling plain = spelling(arguments, shapes, result);
    return new Spelling(
        "np." + start(arguments, "axis", result) + ", keepdims=True)",
        "torch.a" + start(arguments, "dim", result) + ", keepdim=True)",
        "jnp." + start(arguments, "axis", result) + ", keepdims=True)",
        plain.java(),
        plain.methods());
  }

  private Dim entries(Shape shape) {
    return shape.slice(shape.rank() - axes, shape.rank()).dims().stream()
        .reduce(Dim.ONE, Dim::times);
  }

  private static final String MAX =
      """
      /** The largest of each n entries. */
      static double[] max(double[] x, int n) {
        double[] result = new double[x.length / n];
        for (int row = 0; row < result.length; row++) {
          double most = x[row * n];
          for (int k = 1; k < n; k++) {
            most = Math.max(most, x[row * n + k]);
          }
          result[row] = most;
        }
        return result;
      }
      """;

  private static final String MIN =
      MAX.replace("max(", "min(").replace("largest", "smallest").replace("most", "least");

  private String start(List<String> arguments, String word, Shape result) {
    String reduced =
        Build.range(result.rank(), result.rank() + axes).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    String axis = axes == 1 ? reduced : "(" + reduced + ")";
    return (largest ? "max(" : "min(") + arguments.get(0) + ", " + word + "=" + axis;
  }

  @Override
  public String domain() {
    return "not differentiable where entries tie; they share the derivative there";
  }
}
