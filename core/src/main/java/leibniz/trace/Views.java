package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.op.Pad;
import leibniz.op.Slice;

/// The ways one array looks at the memory of another: each takes a part out of a whole, and puts a
/// part back.
final class Views {
  private Views() {}

  private record Made(UnaryOperator<Expr> out, BinaryOperator<Expr> back, boolean ordered)
      implements Lens {
    @Override
    public Expr take(Expr whole) {
      return out.apply(whole);
    }

    @Override
    public Expr put(Expr whole, Expr part) {
      return back.apply(whole, part);
    }
  }

  /// Another arrangement of all entries: putting back forgets what was there.
  private static Lens arranged(UnaryOperator<Expr> out, UnaryOperator<Expr> back, boolean ordered) {
    return new Made(out, (_, part) -> back.apply(part), ordered);
  }

  static Lens transposed(List<Integer> order) {
    List<Integer> inverse = new ArrayList<>();
    for (int axis = 0; axis < order.size(); axis++) {
      inverse.add(order.indexOf(axis));
    }
    boolean still = order.equals(inverse) && order.equals(Build.range(0, order.size()));
    return arranged(x -> Build.transpose(x, order), x -> Build.transpose(x, inverse), still);
  }

  /// With axes of size 1 at the given positions.
  static Lens expanded(List<Integer> axes) {
    return arranged(x -> Build.expand(x, axes), x -> Build.reduce(x, axes), true);
  }

  /// Without the given axes, all of size 1.
  static Lens squeezed(List<Integer> axes) {
    List<Integer> sorted = axes.stream().sorted().toList();
    return arranged(x -> Build.reduce(x, axes), x -> Build.expand(x, sorted), true);
  }

  static Lens reshaped(Shape from, Shape to) {
    return arranged(x -> Regroup.regroup(x, to), x -> Regroup.regroup(x, from), true);
  }

  /// Entries along one axis.
  static Lens slice(int axis, Dim offset, Dim length, long step) {
    return part(
        x -> taken(x, axis, offset, length, step),
        (part, whole) -> padded(part, axis, offset, whole.get(axis), step));
  }

  /// Zeros around a part.
  @FunctionalInterface
  interface Padding {
    Expr of(Expr part, Shape whole);
  }

  /// Some of the entries, each at most once.
  static Lens part(UnaryOperator<Expr> take, Padding padding) {
    return part(take, padding, (_, _) -> {});
  }

  /// @param put gets a whole and the part that was put into it: a loop that writes through a view
  ///   again and again need not look for what it wrote
  static Lens part(UnaryOperator<Expr> take, Padding padding, BiConsumer<Expr, Expr> put) {
    return new Made(
        take,
        (whole, part) -> {
          Expr change = padding.of(Build.minus(part, take.apply(whole)), whole.shape());
          Expr now = Build.plus(whole, change);
          put.accept(now, part);
          return now;
        },
        true);
  }

  /// Entries along one axis.
  static Expr taken(Expr x, int axis, Dim offset, Dim length, long step) {
    List<Integer> axes = List.of(axis);
    return Tensors.fromEnd(Slice.of(Tensors.toEnd(x, axes), offset, length, step), axes);
  }

  /// Zeros along one axis around what is given.
  static Expr padded(Expr x, int axis, Dim offset, Dim size, long step) {
    List<Integer> axes = List.of(axis);
    return Tensors.fromEnd(Pad.of(Tensors.toEnd(x, axes), offset, size, step), axes);
  }
}
