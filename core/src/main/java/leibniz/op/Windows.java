package leibniz.op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// All windows of a shape over trailing axes: entry (i, j, k, l) of the result is entry (i + k, j +
/// l) of the argument. What a convolution multiplies by its kernel. Larger steps and dilations are
/// slices of it.
///
/// @param shape of a window, one size for each axis
public record Windows(Shape shape) implements Special {

  /// The windows over the last axes of `x`.
  public static Expr of(Expr x, Shape shape) {
    return Trailing.apply(new Windows(shape), shape.rank(), x);
  }

  @Override
  public String name() {
    return "windows[" + shape + "]";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape x = arguments.get(0);
    int first = x.rank() - shape.rank();
    List<Dim> counts = new ArrayList<>();
    for (int k = 0; k < shape.rank(); k++) {
      counts.add(x.get(first + k).minus(shape.get(k)).plus(Dim.ONE));
    }
    return x.slice(0, first).concat(new Shape(counts)).concat(shape);
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    return OverlapAdd.of(cotangent, shape.rank());
  }

  @Override
  public Values at(List<Values> arguments, int[] result, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values windows = Values.zeros(result);
    for (int at = 0; at < windows.count(); at++) {
      windows.set(at, x.at(place(at, result, x.shape(), shape.rank())));
    }
    return windows;
  }

  /// The entry that an entry of the windows is.
  ///
  /// @param windows their shape
  /// @param given the shape that they go over
  static int place(int at, int[] windows, int[] given, int axes) {
    int rest = at;
    int place = 0;
    int stride = 1;
    int[] index = new int[windows.length];
    for (int axis = windows.length - 1; axis >= 0; axis--) {
      index[axis] = rest % windows[axis];
      rest /= windows[axis];
    }
    for (int axis = given.length - 1; axis >= 0; axis--) {
      boolean slides = axis >= given.length - axes;
      place += stride * (index[axis] + (slides ? index[axis + axes] : 0));
      stride *= given[axis];
    }
    return place;
  }

  @Override
  public Notation notation() {
    return new Notation.Windowed(shape.rank());
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    int axes = shape.rank();
    Shape given = shapes.get(0).slice(shapes.get(0).rank() - axes, shapes.get(0).rank());
    String which = joined(axes == 1 ? "" : "(", Build.range(-axes, 0), axes == 1 ? "" : ")");
    String sizes = joined(axes == 1 ? "" : "(", shape.dims(), axes == 1 ? "" : ")");
    StringBuilder jax = new StringBuilder();
    StringBuilder torch = new StringBuilder(x);
    for (int k = 0; k < axes; k++) {
      Dim count = result.get(result.rank() - 2 * axes + k);
      String at = "jnp.arange(" + count + ")[:, None] + jnp.arange(" + shape.get(k) + ")";
      jax.append(", ").append(axes == 1 ? at : "(" + at + ")" + spread(k, axes));
      torch.append(".unfold(-" + axes + ", " + shape.get(k) + ", 1)");
    }
    return new Spelling(
        "np.lib.stride_tricks.sliding_window_view(" + x + ", " + sizes + ", axis=" + which + ")",
        torch.toString(),
        x + "[..." + jax + "]",
        "windows("
            + x
            + joined(", new int[] {", given.dims(), "}")
            + joined(", new int[] {", shape.dims(), "})"),
        METHOD);
  }

  private static String joined(String before, List<?> parts, String after) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(", ", before, after));
  }

  /// The subscript that puts counts and sizes of one axis among those of all.
  private static String spread(int axis, int axes) {
    List<String> each = new ArrayList<>();
    for (int k = 0; k < 2 * axes; k++) {
      each.add(k % axes == axis ? ":" : "None");
    }
    return joined("[", each, "]");
  }

  private static final String METHOD =
      """
      /** All windows of a shape over trailing axes. */
      static double[] windows(double[] x, int[] n, int[] shape) {
        int axes = n.length;
        int each = 1;
        int all = 1;
        for (int k = 0; k < axes; k++) {
          each *= n[k];
          all *= (n[k] - shape[k] + 1) * shape[k];
        }
        double[] result = new double[x.length / each * all];
        for (int at = 0; at < result.length; at++) {
          int rest = at % all;
          int place = 0;
          int[] within = new int[axes];
          for (int k = axes - 1; k >= 0; k--) {
            within[k] = rest % shape[k];
            rest /= shape[k];
          }
          for (int k = axes - 1, stride = 1; k >= 0; stride *= n[k--]) {
            int count = n[k] - shape[k] + 1;
            place += stride * (rest % count + within[k]);
            rest /= count;
          }
          result[at] = x[at / all * each + place];
        }
        return result;
      }
      """;
}
