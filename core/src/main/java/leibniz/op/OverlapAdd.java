package leibniz.op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// Windows added up: each entry of a window goes to where [Windows] reads it. The transpose of
/// that.
///
/// @param axes over how many axes the windows go; the argument has twice as many
public record OverlapAdd(int axes) implements Special {

  /// The windows in the last axes of `x` added up.
  public static Expr of(Expr x, int axes) {
    return Trailing.apply(new OverlapAdd(axes), 2 * axes, x);
  }

  @Override
  public String name() {
    return "overlap-add" + axes;
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape x = arguments.get(0);
    int first = x.rank() - 2 * axes;
    List<Dim> sizes = new ArrayList<>();
    for (int k = 0; k < axes; k++) {
      sizes.add(x.get(first + k).plus(x.get(first + axes + k)).minus(Dim.ONE));
    }
    return x.slice(0, first).concat(new Shape(sizes));
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    return Windows.of(cotangent, window(self.arg(0).shape()));
  }

  private Shape window(Shape x) {
    return x.slice(x.rank() - axes, x.rank());
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    for (int from = 0; from < x.count(); from++) {
      int at = Windows.place(from, x.shape(), shape, axes);
      result.set(at, result.at(at).plus(x.at(from)));
    }
    return result;
  }

  @Override
  public Notation notation() {
    return new Notation.Overlapped(axes);
  }

  /// In Python entry by entry of a window: as many additions of whole arrays as a window has.
  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    Shape window = window(shapes.get(0));
    List<String> letters = new ArrayList<>();
    List<String> widths = new ArrayList<>();
    List<String> turned = new ArrayList<>();
    StringBuilder loops = new StringBuilder(" for x_ in [" + x + "]");
    for (int k = 0; k < axes; k++) {
      String letter = "ijklmn".charAt(k % 6) + "_".repeat(1 + k / 6);
      String after = window.get(k).minus(Dim.ONE) + " - " + letter;
      letters.add(letter);
      widths.add("(" + letter + ", " + after + ")");
      turned.addFirst(letter + ", " + after);
      loops.append(" for ").append(letter).append(" in range(").append(window.get(k)).append(")");
    }
    String entry = "x_[..., " + String.join(", ", letters) + "], ";
    String none = "(0, 0), ".repeat(result.rank() - axes);
    String pad = "pad(" + entry + "[" + none + String.join(", ", widths) + "])" + loops + ")";
    String torch =
        "torch.nn.functional.pad(" + entry + "(" + String.join(", ", turned) + "))" + loops + ")";
    String java =
        shapes.get(0).slice(result.rank() - axes, result.rank()).dims().stream()
            .map(Dim::toString)
            .collect(Collectors.joining(", ", "overlapAdd(" + x + ", new int[] {", "}, "));
    String sizes =
        window.dims().stream()
            .map(Dim::toString)
            .collect(Collectors.joining(", ", "new int[] {", "})"));
    return new Spelling("sum(np." + pad, "sum(" + torch, "sum(jnp." + pad, java + sizes, METHOD);
  }

  private static final String METHOD =
      """
      /** Windows of a shape added up, each to where it was read. */
      static double[] overlapAdd(double[] x, int[] counts, int[] shape) {
        int axes = counts.length;
        int each = 1;
        int all = 1;
        for (int k = 0; k < axes; k++) {
          each *= counts[k] + shape[k] - 1;
          all *= counts[k] * shape[k];
        }
        double[] result = new double[x.length / all * each];
        for (int at = 0; at < x.length; at++) {
          int rest = at % all;
          int place = 0;
          int[] within = new int[axes];
          for (int k = axes - 1; k >= 0; k--) {
            within[k] = rest % shape[k];
            rest /= shape[k];
          }
          for (int k = axes - 1, stride = 1; k >= 0; k--) {
            place += stride * (rest % counts[k] + within[k]);
            rest /= counts[k];
            stride *= counts[k] + shape[k] - 1;
          }
          result[at / all * each + place] += x[at];
        }
        return result;
      }
      """;
}
