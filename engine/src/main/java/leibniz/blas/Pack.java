package leibniz.blas;

import leibniz.kernel.Type;

/// Copies a block of a matrix so that a tile reads it in sequence: `to[k · width + i]` is the entry
/// at the `k`-th position of one axis and the `i`-th of the other.
final class Pack {
  /// As many columns are read at once as a line of a cache has entries.
  private static final int STEP = 8;

  private Pack() {}

  /// Copies it.
  ///
  /// @param tensor which of the axes' strides to use
  /// @param along the axis that is in sequence afterwards, `n` positions from `first`
  /// @param across the other axis, `kn` positions from `k`
  static void block(
      Type type,
      Object from,
      int offset,
      int tensor,
      Axis along,
      int first,
      int n,
      Axis across,
      int k,
      int kn,
      Object to,
      int toFrom,
      int width) {
    int start = offset;
    if (along.isEven(tensor)) {
      start += along.at(tensor, first);
    }
    if (across.isEven(tensor)) {
      start += across.at(tensor, k);
    }
    if (along.isDense(tensor)) {
      for (int q = 0; q < kn; q++) {
        int at = across.isEven(tensor) ? q * across.strides()[tensor] : across.at(tensor, k + q);
        System.arraycopy(from, start + at, to, toFrom + q * width, n);
      }
    } else if (along.isEven(tensor) && across.isEven(tensor)) {
      int step = along.strides()[tensor];
      int next = across.strides()[tensor];
      if (type == Type.F64) {
        even((double[]) from, start, step, n, next, kn, (double[]) to, toFrom, width);
      } else {
        even((float[]) from, start, step, n, next, kn, (float[]) to, toFrom, width);
      }
    } else {
      for (int q = 0; q < kn; q++) {
        for (int i = 0; i < n; i++) {
          int at = offset + along.at(tensor, first + i) + across.at(tensor, k + q);
          entry(type, from, at, to, toFrom + q * width + i);
        }
      }
    }
  }

  private static void even(
      double[] from, int start, int step, int n, int next, int kn, double[] to, int at, int width) {
    for (int q = 0; q < kn; q += STEP) {
      int end = Math.min(kn, q + STEP);
      for (int i = 0; i < n; i++) {
        int row = start + i * step;
        for (int k = q; k < end; k++) {
          to[at + k * width + i] = from[row + k * next];
        }
      }
    }
  }

  private static void even(
      float[] from, int start, int step, int n, int next, int kn, float[] to, int at, int width) {
    for (int q = 0; q < kn; q += STEP) {
      int end = Math.min(kn, q + STEP);
      for (int i = 0; i < n; i++) {
        int row = start + i * step;
        for (int k = q; k < end; k++) {
          to[at + k * width + i] = from[row + k * next];
        }
      }
    }
  }

  private static void entry(Type type, Object from, int at, Object to, int toAt) {
    if (type == Type.F64) {
      ((double[]) to)[toAt] = ((double[]) from)[at];
    } else {
      ((float[]) to)[toAt] = ((float[]) from)[at];
    }
  }
}
