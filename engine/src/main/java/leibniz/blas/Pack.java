package leibniz.blas;

import leibniz.kernel.Type;

/// Copies parts of a matrix so that tiles read them in sequence.
final class Pack {
  /// Of each column so many entries are read at once: some lines of a cache, as far as what is
  /// written stays in the first cache.
  private static final int STEP = 32;

  /// Up to so many entries in sequence are copied one by one.
  private static final int FEW = 8;

  private Pack() {}

  /// Copies a block: `to[k · width + i]` is the entry at the `k`-th position of one axis and the
  /// `i`-th of the other.
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
    if (along.isDense(tensor)) {
      int start = offset + along.at(tensor, first);
      for (int q = 0; q < kn; q++) {
        System.arraycopy(from, start + across.at(tensor, k + q), to, toFrom + q * width, n);
      }
    } else if (type == Type.F64) {
      double[] source = (double[]) from;
      double[] target = (double[]) to;
      for (int q = 0; q < kn; q += STEP) {
        int end = Math.min(kn, q + STEP);
        for (int i = 0; i < n; i++) {
          int row = offset + along.at(tensor, first + i);
          for (int r = q; r < end; r++) {
            target[toFrom + r * width + i] = source[row + across.at(tensor, k + r)];
          }
        }
      }
    } else {
      float[] source = (float[]) from;
      float[] target = (float[]) to;
      for (int q = 0; q < kn; q += STEP) {
        int end = Math.min(kn, q + STEP);
        for (int i = 0; i < n; i++) {
          int row = offset + along.at(tensor, first + i);
          for (int r = q; r < end; r++) {
            target[toFrom + r * width + i] = source[row + across.at(tensor, k + r)];
          }
        }
      }
    }
  }

  /// Copies `n` positions as blocks of `width`, one behind the other. Where entries lie in
  /// sequence, they are read in sequence, whatever the width.
  static void blocks(
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
    if (!along.isDense(tensor) || width > FEW) {
      for (int i = 0; i < n; i += width) {
        int there = Math.min(width, n - i);
        int at = toFrom + i * kn;
        block(type, from, offset, tensor, along, first + i, there, across, k, kn, to, at, width);
      }
      return;
    }
    for (int q = 0; q < kn; q++) {
      int start = offset + along.at(tensor, first) + across.at(tensor, k + q);
      int at = toFrom + q * width;
      if (type == Type.F64) {
        pieces((double[]) from, start, n, (double[]) to, at, width, width * kn);
      } else {
        pieces((float[]) from, start, n, (float[]) to, at, width, width * kn);
      }
    }
  }

  /// Entries in sequence, in pieces that are `next` apart.
  private static void pieces(
      double[] from, int start, int n, double[] to, int at, int width, int next) {
    int place = at;
    for (int i = start; i < start + n; i += width) {
      int there = Math.min(width, start + n - i);
      int r = 0;
      for (; r <= there - 4; r += 4) {
        to[place + r] = from[i + r];
        to[place + r + 1] = from[i + r + 1];
        to[place + r + 2] = from[i + r + 2];
        to[place + r + 3] = from[i + r + 3];
      }
      for (; r < there; r++) {
        to[place + r] = from[i + r];
      }
      place += next;
    }
  }

  private static void pieces(
      float[] from, int start, int n, float[] to, int at, int width, int next) {
    int place = at;
    for (int i = start; i < start + n; i += width) {
      int there = Math.min(width, start + n - i);
      int r = 0;
      for (; r <= there - 4; r += 4) {
        to[place + r] = from[i + r];
        to[place + r + 1] = from[i + r + 1];
        to[place + r + 2] = from[i + r + 2];
        to[place + r + 3] = from[i + r + 3];
      }
      for (; r < there; r++) {
        to[place + r] = from[i + r];
      }
      place += next;
    }
  }
}
