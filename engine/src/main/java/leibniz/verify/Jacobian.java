package leibniz.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import leibniz.ir.Values;

/// The derivative as what it means: how the output moves when the input does. For a derivative of
/// higher order the output is the derivative of an order lower, and the input the last variable.
/// Entries between different samples of a shared batch axis are not stored and are 0.
///
/// @param entries of the derivative
/// @param axes of the derivative, with the step through each of the three arrays; 0 where an array
///   does not have the axis
/// @param output the number of entries of the output
/// @param input the shape of the input
record Jacobian(double[] entries, List<Axis> axes, int output, int[] input) {

  record Axis(int size, int step, int output, int inputAxis) {}

  static Jacobian of(Values derivative, Claim claim, ToLongFunction<String> sizes) {
    int[] output = claim.lower().at(sizes);
    List<Integer> places = claim.axes().places();
    int[] along = new int[derivative.shape().length];
    for (int p = 0; p < output.length; p++) {
      along[places.get(p)] += stride(output, p); // one that is shared walks along all at once
    }
    int step = derivative.count();
    List<Axis> all = new ArrayList<>();
    for (int k = 0; k < along.length; k++) {
      int size = derivative.shape()[k];
      step = size == 0 ? 0 : step / size;
      int inputAxis = claim.isTangent() ? -1 : claim.axes().axes().get(k).inputs().getLast();
      all.add(new Axis(size, step, along[k], inputAxis));
    }
    int[] input = claim.isTangent() ? new int[0] : claim.variable().shape().at(sizes);
    return new Jacobian(derivative.re(), all, Values.count(output), input);
  }

  private static int stride(int[] shape, int axis) {
    int stride = 1;
    for (int k = axis + 1; k < shape.length; k++) {
      stride *= shape[k];
    }
    return stride;
  }

  /// Adds to `moved` what the output does when entry `entry` of the input moves by `amount`.
  void move(int entry, double amount, double[] moved) {
    int[] index = index(entry, input);
    walk(0, 0, 0, index, amount, moved);
  }

  private void walk(int k, int from, int to, int[] index, double amount, double[] moved) {
    if (k == axes.size()) {
      moved[to] += amount * entries[from];
      return;
    }
    Axis axis = axes.get(k);
    if (axis.inputAxis >= 0) {
      int i = index[axis.inputAxis];
      walk(k + 1, from + i * axis.step, to + i * axis.output, index, amount, moved);
    } else {
      for (int i = 0; i < axis.size; i++) {
        walk(k + 1, from + i * axis.step, to + i * axis.output, index, amount, moved);
      }
    }
  }

  /// The largest entry in absolute value.
  double largest() {
    double largest = 0;
    for (double entry : entries) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }

  /// The position of an entry along each axis.
  static int[] index(int entry, int[] shape) {
    int[] index = new int[shape.length];
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = entry % shape[axis];
      entry /= shape[axis];
    }
    return index;
  }
}
