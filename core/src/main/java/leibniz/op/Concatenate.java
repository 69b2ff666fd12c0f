package leibniz.op;

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

/// The arguments one after the other along the last axis.
public record Concatenate() implements Special {
  public static final Concatenate OP = new Concatenate();

  @Override
  public String name() {
    return "concatenate";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape first = arguments.get(0);
    int last = first.rank() - 1;
    Dim total = arguments.stream().map(s -> s.get(last)).reduce(Dim.of(0), Dim::plus);
    return first.slice(0, last).concat(Shape.of(total));
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    int last = self.rank() - 1;
    Dim offset = Dim.of(0);
    for (int before = 0; before < k; before++) {
      offset = offset.plus(self.arg(before).shape().get(last));
    }
    return Slice.of(cotangent, offset, self.arg(k).shape().get(last), 1);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values result = Values.zeros(shape);
    int n = result.inner(1);
    int offset = 0;
    for (Values part : arguments) {
      int m = part.inner(1);
      for (int k = 0; k < part.count(); k++) {
        result.set(k / m * n + offset + k % m, part.at(k));
      }
      offset += m;
    }
    return result;
  }

  @Override
  public boolean isLinearIn(int argument) {
    return true;
  }

  @Override
  public boolean joins() {
    return true;
  }

  @Override
  public Notation notation() {
    return new Notation.Call("concatenate");
  }

  @Override
  public Spelling spelling(List<String> arguments, List<Shape> shapes, Shape result) {
    String all = "[" + String.join(", ", arguments) + "]";
    String sizes =
        shapes.stream()
            .map(s -> s.get(s.rank() - 1).toString())
            .collect(Collectors.joining(", ", "{", "}"));
    return new Spelling(
        "np.concatenate(" + all + ", axis=-1)",
        "torch.cat(" + all + ", dim=-1)",
        "jnp.concatenate(" + all + ", axis=-1)",
        "concatenate(new int[] " + sizes + ", " + String.join(", ", arguments) + ")",
        METHOD);
  }

  private static final String METHOD =
      """
      static double[] concatenate(int[] sizes, double[]... parts) {
        int width = 0;
        for (int size : sizes) {
          width += size;
        }
        int rows = parts[0].length / sizes[0];
        double[] result = new double[rows * width];
        for (int row = 0; row < rows; row++) {
          int at = row * width;
          for (int k = 0; k < parts.length; k++) {
            System.arraycopy(parts[k], row * sizes[k], result, at, sizes[k]);
            at += sizes[k];
          }
        }
        return result;
      }
      """;
}
