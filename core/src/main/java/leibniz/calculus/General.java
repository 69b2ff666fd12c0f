package leibniz.calculus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Axes;
import leibniz.ir.Axes.Axis;
import leibniz.ir.Axes.Role;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// The layout of a derivative: output axes, then input axes, and a batch axis that both share
/// written once, in front.
///
/// An axis may be shared when sample b of the output depends on sample b of the input alone. That
/// is read off the derivative: its normal form is a view in which the two axes have one letter,
/// which is the Kronecker delta between the samples, exactly if every term carries that delta.
public final class General {
  private General() {}

  /// The axes of the derivative of `output` by `input`.
  ///
  /// @param batch the sizes that mark a batch axis, by name; each is shared if both have it
  public static Axes axes(Shape output, Shape input, Set<String> batch) {
    List<Axis> shared = new ArrayList<>();
    Set<Integer> sharedOut = new HashSet<>();
    Set<Integer> sharedIn = new HashSet<>();
    for (int p = 0; p < output.rank(); p++) {
      Dim size = output.get(p);
      if (isBatch(size, batch) && shared.stream().noneMatch(a -> a.size().equals(size))) {
        int q = input.dims().indexOf(size);
        if (q >= 0) {
          shared.add(new Axis(Role.BATCH, size, p, q));
          sharedOut.add(p);
          sharedIn.add(q);
        }
      }
    }
    List<Axis> axes = new ArrayList<>(shared);
    boolean leading = true;
    for (int p = 0; p < output.rank(); p++) {
      leading &= isBatch(output.get(p), batch);
      if (!sharedOut.contains(p)) {
        axes.add(new Axis(leading ? Role.BATCH : Role.OUTPUT, output.get(p), p, -1));
      }
    }
    for (int q = 0; q < input.rank(); q++) {
      if (!sharedIn.contains(q)) {
        axes.add(new Axis(Role.INPUT, input.get(q), -1, q));
      }
    }
    return new Axes(output, input, axes);
  }

  /// The axes of a pulled-back gradient: those of the input.
  public static Axes likeInput(Shape input) {
    return axes(Shape.SCALAR, input, Set.of());
  }

  private static boolean isBatch(Dim size, Set<String> batch) {
    return batch.contains(size.toString());
  }

  /// The derivative in the given layout, from one with axes `output ++ input`; null if a batch axis
  /// that the layout shares cannot be, because samples are mixed.
  public static @Nullable Expr share(Expr derivative, Axes axes) {
    int rank = axes.output().rank();
    List<Integer> letters = Build.range(0, derivative.rank());
    List<Integer> out = new ArrayList<>();
    for (Axis axis : axes.axes()) {
      boolean both = axis.output() >= 0 && axis.input() >= 0;
      if (both) {
        if (!tied(derivative, axis.output(), rank + axis.input())) {
          return null;
        }
        letters.set(rank + axis.input(), axis.output());
      }
      out.add(axis.output() >= 0 ? axis.output() : rank + axis.input());
    }
    return Product.one().times(derivative, letters).out(out);
  }

  /// Whether every term is zero unless the two axes have the same index.
  private static boolean tied(Expr e, int p, int q) {
    return e.isZero()
        || e.shape().get(p).isOne()
        || e.isView()
            && e.head() instanceof Head.Einsum view
            && view.out().get(p).equals(view.out().get(q));
  }

  /// The derivative with axes `output ++ input`, from one in the given layout: a shared axis
  /// becomes two that are tied by a delta.
  public static Expr unshare(Expr derivative, Axes axes) {
    List<Integer> letters = Build.range(0, derivative.rank());
    Integer[] out = new Integer[axes.output().rank() + axes.input().rank()];
    for (int k = 0; k < axes.axes().size(); k++) {
      Axis axis = axes.axes().get(k);
      if (axis.output() >= 0) {
        out[axis.output()] = k;
      }
      if (axis.input() >= 0) {
        out[axes.output().rank() + axis.input()] = k;
      }
    }
    return Product.one().times(derivative, letters).out(List.of(out));
  }
}
