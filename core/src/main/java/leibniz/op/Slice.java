package leibniz.op;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.ir.Values;

/// Some entries along the last axis: those at `offset`, `offset + step`, …
///
/// @param offset the position of the first
/// @param length how many
/// @param step from one to the next, negative when they are taken backwards
public record Slice(Dim offset, Dim length, long step) implements Special {

  /// The entries of `x`, or `x` itself if they are all.
  public static Expr of(Expr x, Dim offset, Dim length, long step) {
    Dim size = x.shape().get(x.rank() - 1);
    boolean all = step == 1 && length.equals(size);
    return all ? x : Trailing.apply(new Slice(offset, length, step), 1, x);
  }

  @Override
  public String name() {
    return "slice[" + offset + "; " + length + "; " + step + "]";
  }

  @Override
  public Shape shape(List<Shape> arguments) {
    Shape x = arguments.get(0);
    return x.slice(0, x.rank() - 1).concat(Shape.of(length));
  }

  @Override
  public Expr pullback(Expr cotangent, Expr self, int k, Shape prefix) {
    Shape x = self.arg(0).shape();
    return Trailing.apply(new Pad(offset, x.get(x.rank() - 1), step), 1, cotangent);
  }

  @Override
  public Values at(List<Values> arguments, int[] shape, ToLongFunction<String> sizes) {
    Values x = arguments.get(0);
    Values result = Values.zeros(shape);
    int n = x.inner(1);
    int m = result.inner(1);
    int first = Math.toIntExact(offset.at(sizes));
    for (int k = 0; k < result.count(); k++) {
      result.set(k, x.at(k / m * n + first + Math.toIntExact(k % m * step)));
    }
    return result;
  }

  /// Along the last axis: index `step · i + offset` of the argument.
  @Override
  public Notation notation() {
    return new Notation.Reindexed(List.of(new Notation.Reindexed.Index(0, Dim.of(step), offset)));
  }

  @Override
  public String numpy(List<String> arguments, List<Shape> shapes, Shape result) {
    return arguments.get(0) + "[..., " + range(offset, length, step) + "]";
  }

  /// The slice as Python writes it.
  static String range(Dim offset, Dim length, long step) {
    Dim end = offset.plus(length.times(Dim.of(step)));
    OptionalLong last = end.constant();
    boolean beyond = step < 0 && last.isPresent() && last.getAsLong() < 0;
    return (offset.toString().equals("0") ? "" : offset.toString())
        + ":"
        + (beyond ? "" : end)
        + (step == 1 ? "" : ":" + step);
  }
}
