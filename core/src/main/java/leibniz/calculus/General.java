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

  /// The axes of the derivative of `output` by each input in turn.
  ///
  /// @param batch the sizes that mark a batch axis, by name; each is shared by the output and all
  ///   inputs that have it
  public static Axes axes(Shape output, List<Shape> inputs, Set<String> batch) {
    List<Axis> shared = new ArrayList<>();
    List<Axis> rest = new ArrayList<>();
    Set<Dim> sizes = new HashSet<>();
    List<Integer> nowhere = inputs.stream().map(input -> -1).toList();
    boolean leading = true;
    for (int p = 0; p < output.rank(); p++) {
      Dim size = output.get(p);
      boolean marked = isBatch(size, batch);
      List<Integer> places = inputs.stream().map(input -> input.dims().indexOf(size)).toList();
      leading &= marked;
      if (marked && !places.equals(nowhere) && sizes.add(size)) {
        shared.add(new Axis(Role.BATCH, size, p, places));
      } else {
        rest.add(new Axis(leading ? Role.BATCH : Role.OUTPUT, size, p, nowhere));
      }
    }
    for (int n = 0; n < inputs.size(); n++) {
      for (int q = 0; q < inputs.get(n).rank(); q++) {
        List<Integer> places = new ArrayList<>(nowhere);
        places.set(n, q);
        int input = n;
        int axis = q;
        if (shared.stream().noneMatch(a -> a.inputs().get(input) == axis)) {
          rest.add(new Axis(Role.INPUT, inputs.get(n).get(q), -1, places));
        }
      }
    }
    shared.addAll(rest);
    return new Axes(output, inputs, shared);
  }

  /// The axes of a pulled-back gradient: those of the inputs.
  public static Axes likeInput(List<Shape> inputs) {
    return axes(Shape.SCALAR, inputs, Set.of());
  }

  /// The same with its leading batch axes known as such: sample b of a cotangent belongs to sample
  /// b of the input.
  public static Axes likeInput(Shape input, Set<String> batch) {
    List<Axis> axes = new ArrayList<>();
    boolean leading = true;
    for (int q = 0; q < input.rank(); q++) {
      leading &= isBatch(input.get(q), batch);
      Role role = leading ? Role.BATCH : Role.INPUT;
      axes.add(new Axis(role, input.get(q), -1, List.of(q)));
    }
    return new Axes(Shape.SCALAR, List.of(input), axes);
  }

  private static boolean isBatch(Dim size, Set<String> batch) {
    return batch.contains(size.toString());
  }

  /// The derivative in the given layout, from one with axes `output ++ input ++ …`; null if a batch
  /// axis that the layout shares cannot be, because samples are mixed.
  public static @Nullable Expr share(Expr derivative, Axes axes) {
    List<Integer> places = axes.places();
    List<Integer> first = new ArrayList<>(); // of each axis of the layout, the first it runs along
    for (int k = 0; k < axes.axes().size(); k++) {
      first.add(places.indexOf(k));
    }
    List<Integer> letters = new ArrayList<>();
    for (int axis = 0; axis < places.size(); axis++) {
      int one = first.get(places.get(axis));
      if (one != axis && !tied(derivative, one, axis)) {
        return null;
      }
      letters.add(one);
    }
    return Product.one().times(derivative, letters).out(first);
  }

  /// Whether every term is zero unless the two axes have the same index.
  private static boolean tied(Expr e, int p, int q) {
    return e.isZero()
        || e.shape().get(p).isOne()
        || e.isView()
            && e.head() instanceof Head.Einsum view
            && view.out().get(p).equals(view.out().get(q));
  }

  /// The derivative with axes `output ++ input ++ …`, from one in the given layout: a shared axis
  /// becomes several that are tied by a delta.
  public static Expr unshare(Expr derivative, Axes axes) {
    List<Integer> letters = Build.range(0, derivative.rank());
    return Product.one().times(derivative, letters).out(axes.places());
  }
}
