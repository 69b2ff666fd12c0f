package leibniz.plan;

import leibniz.kernel.Access;

/// Where the entries of a value are: entry `i` at `offset + Σ stride_k · i_k` of an array.
///
/// @param array its number in the plan
/// @param strides one for each axis of the value; 0 repeats
record Stored(int array, int offset, int[] strides) {

  /// A value that fills an array in row-major order.
  static Stored dense(int array, int[] shape) {
    return new Stored(array, 0, rowMajor(shape));
  }

  static int[] rowMajor(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(1, shape[axis]);
    }
    return strides;
  }

  /// Whether the entries lie one after the other.
  boolean isDense(int[] shape) {
    int[] dense = rowMajor(shape);
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] > 1 && strides[axis] != dense[axis]) {
        return false;
      }
    }
    return true;
  }

  /// How a loop reads it or writes to it.
  ///
  /// @param axes for each axis of the value the axis of the loop, the row axis being 0; -1 for an
  ///   axis of size 1
  /// @param loopAxes how many axes the loop has, the row axis left out
  Access access(int[] axes, int loopAxes) {
    int row = 0;
    int[] along = new int[loopAxes];
    for (int axis = 0; axis < axes.length; axis++) {
      if (axes[axis] == 0) {
        row += strides[axis];
      } else if (axes[axis] > 0) {
        along[axes[axis] - 1] += strides[axis];
      }
    }
    return new Access(array, offset, row, along);
  }
}
