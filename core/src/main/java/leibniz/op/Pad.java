package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Spelling;
import leibniz.ir.Values;

/// Zeros along the last axis, with the argument's entries at `offset`, `offset + step`, …: the
/// transpose of [Slice].
///
/// @param offset where the first entry goes
/// @param length the size of the result's axis
/// @param step from one entry to the next, negative when they go backwards
public record Pad(Dim offset, Dim length, long step) implements Special {

  /// `x` with zeros around it.
  public static Expr of(Expr x, Dim offset, Dim length, long step) {
    return Trailing.apply(new Pad(offset, length, step), 1, x);
  }

  @Override
  public String name() {
    return "pad[" + offset + "; " + length + "; " + step + "]";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape x = arguments.get(0);
    return x.slice(0, x.rank() - 1).concat(Shape.of(length));
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Shape x = self.arg(0).shape();
    return Slice.of(cotangent, offset, x.get(x.rank() - 1), step);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = x.inner(1);
    int m = result.inner(1);
    int first = Math.toIntExact(offset.at(sizes));
    for (int k = 0; k < x.count(); k++) {
      result.set(k / n * m + first + Math.toIntExact(k % n * step), x.at(k));
    }
    return result;
  }

  @Override
  public boolean isLinearIn(int argument) {
    return true;
  }

  @Override
  public Special resized(UnaryOperator<Dim> sizes) {
    return new Pad(sizes.apply(offset), sizes.apply(length), step);
  }

  @Override
  public Notation notation() {
    return new Notation.Padded(offset, step);
  }

  /// A step of 1 is `np.pad`; any other is a product with rows of an identity. In PyTorch zeros go
  /// between the entries first.
  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String x = arguments.get(0);
    Dim size = shapes.get(0).get(result.rank() - 1);
    String java = "pad(" + x + ", " + size + ", " + offset + ", " + length + ", " + step + ")";
    String torch = torch(x, size);
    if (step == 1) {
      String none = "(0, 0), ".repeat(result.rank() - 1);
      Dim after = length.minus(offset).minus(size);
      String pad = "pad(" + x + ", [" + none + "(" + offset + ", " + after + ")])";
      return new Spelling("np." + pad, torch, "jnp." + pad, java, METHOD);
    }
    String rows = "eye(" + length + ")[" + Slice.range(offset, size, step, length) + "])";
    return new Spelling("(" + x + " @ np." + rows, torch, "(" + x + " @ jnp." + rows, java, METHOD);
  }

  private String torch(String x, Dim size) {
    long stride = Math.abs(step);
    String forwards = step > 0 ? x : "torch.flip(" + x + ", (-1,))";
    String spread =
        stride == 1
            ? forwards
            : PAD + forwards + ".unsqueeze(-1), (0, " + (stride - 1) + ")).flatten(-2)";
    Dim first = step > 0 ? offset : offset.plus(size.minus(Dim.ONE).times(Dim.of(step)));
    Dim after = length.minus(first).minus(size.times(Dim.of(stride)));
    return PAD + spread + ", (" + first + ", " + after + "))";
  }

  private static final String PAD = "torch.nn.functional.pad(";

  private static final String METHOD =
      """
      /** Zeros, with each n entries at offset, offset + step and so on of length. */
      static double[] pad(double[] x, int n, int offset, int length, int step) {
        double[] result = new double[x.length / n * length];
        for (int k = 0; k < x.length; k++) {
          result[k / n * length + offset + k % n * step] = x[k];
        }
        return result;
      }
      """;
}
