package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Interrupted;
import leibniz.ir.OnReals;
import leibniz.ir.Values;

/// Runs the operations that no loops are written for, on whole arrays at a time.
final class Whole {
  /// Entries that are copied before it is asked whether to end.
  private static final int UNASKED = 1 << 16;

  private Whole() {}

  /// By the plain computation, which is slow and takes memory.
  static void reference(Step.Other step, Object[] arrays) {
    List<Values> arguments = new ArrayList<>();
    for (int k = 0; k < step.arguments().size(); k++) {
      int[] shape = step.shapes().get(k);
      arguments.add(Values.real(shape, copied(arrays, step.arguments().get(k), shape)));
    }
    Values result = step.op().at(arguments, step.shape(), step.sizes());
    put(result.re(), result.count(), arrays[step.target()]);
  }

  /// By what its row has for real numbers. Arrays of `double` without gaps are read and written
  /// where they are.
  static void onReals(Step.Other step, OnReals onReals, Object[] arrays) {
    int[] shape = step.shapes().getFirst();
    Stored where = step.arguments().getFirst();
    boolean isThere = arrays[where.array()] instanceof double[] && where.isDense(shape);
    double[] x = isThere ? (double[]) arrays[where.array()] : copied(arrays, where, shape);
    int from = isThere ? where.offset() : 0;
    if (arrays[step.target()] instanceof double[] to) {
      onReals.compute(x, from, shape, to);
      return;
    }
    double[] result = new double[Values.count(step.shape())];
    onReals.compute(x, from, shape, result);
    put(result, result.length, arrays[step.target()]);
  }

  private static void put(double[] from, int count, Object array) {
    switch (array) {
      case double[] to -> System.arraycopy(from, 0, to, 0, count);
      case float[] to -> {
        for (int k = 0; k < count; k++) {
          to[k] = (float) from[k];
        }
      }
      default -> throw new IllegalStateException("arrays are of double or float");
    }
  }

  /// The entries of a value, row by row.
  private static double[] copied(Object[] arrays, Stored where, int... shape) {
    double[] entries = new double[Values.count(shape)];
    int[] index = new int[shape.length];
    for (int k = 0; k < entries.length; k++) {
      if (k % UNASKED == 0) {
        Interrupted.check();
      }
      int at = where.offset();
      for (int axis = 0; axis < shape.length; axis++) {
        at += where.strides()[axis] * index[axis];
      }
      entries[k] =
          arrays[where.array()] instanceof double[] d
              ? d[at]
              : ((float[]) arrays[where.array()])[at];
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return entries;
  }
}
