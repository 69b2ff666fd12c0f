package leibniz.op;

import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
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
  public Notation notation() {
    return new Notation.Call("pad");
  }

  /// A step of 1 is `np.pad`; any other is a product with rows of an identity.
  @Override
  public String numpy(List<String> arguments, List<Shape> shapes, Shape result) {
    Shape x = shapes.get(0);
    Dim size = x.get(x.rank() - 1);
    if (step == 1) {
      String none = "(0, 0), ".repeat(x.rank() - 1);
      Dim after = length.minus(offset).minus(size);
      return "np.pad(" + arguments.get(0) + ", [" + none + "(" + offset + ", " + after + ")])";
    }
    return "("
        + arguments.get(0)
        + " @ np.eye("
        + length
        + ")["
        + Slice.range(offset, size, step)
        + "])";
  }
}
