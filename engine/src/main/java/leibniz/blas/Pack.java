package leibniz.blas;

import java.lang.reflect.Array;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// Copies parts of a matrix so that tiles read them in sequence.
final class Pack {
  /// Of each column so many entries are read at once: some lines of a cache, as far as what is
  /// written stays in the first cache.
  private static final int STEP = 32;

  /// Entries that are written side by side: their places are checked at once.
  private static final int QUAD = 4;

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
    } else if (Lanes.USED
        && across.isDense(tensor)
        && along.isEven(tensor)
        && Math.min(n, kn) >= Lanes.of(type)
        && SquaresTrial.isFast(type)) {
      int start = offset + along.at(tensor, first) + across.at(tensor, k);
      squares(type, from, start, along.strides()[tensor], n, kn, to, toFrom, width);
    } else if (type == Type.F64) {
      block(
          (double[]) from,
          offset,
          tensor,
          along,
          first,
          n,
          across,
          k,
          kn,
          (double[]) to,
          toFrom,
          width);
    } else {
      block(
          (float[]) from,
          offset,
          tensor,
          along,
          first,
          n,
          across,
          k,
          kn,
          (float[]) to,
          toFrom,
          width);
    }
  }

  /// Copies lines of at least a vector and no more than `width`, all in sequence and at equal
  /// distances, vector by vector: the last of each line overlaps the one before it.
  static void lines(
      Type type, Object from, int start, int step, int n, int lines, Object to, int at, int width) {
    int lanes = Lanes.of(type);
    Pieces pieces = PiecesClass.of(type, lanes);
    for (int v = 0; v < n; v += lanes) {
      int shift = Math.min(v, n - lanes);
      pieces.run(from, start + shift, step, 1, to, at + shift, width, 0, lines);
    }
  }

  /// Copies `n` lines of `kn` entries in sequence so that they are columns, square by square: the
  /// last of each kind overlaps the one before it.
  private static void squares(
      Type type, Object from, int start, int step, int n, int kn, Object to, int at, int width) {
    int lanes = Lanes.of(type);
    Squares squares = SquaresClass.of(type);
    for (int i = 0; i < n; i += lanes) {
      int line = Math.min(i, n - lanes);
      int there = start + line * step;
      squares.run(from, there, step, to, at + line, width, kn / lanes);
      if (kn % lanes > 0) {
        int last = kn - lanes;
        squares.run(from, there + last, step, to, at + line + last * width, width, 1);
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
      int width,
      int next) {
    int lanes = Lanes.of(type);
    if (!along.isDense(tensor) || width > lanes) {
      for (int i = 0; i < n; i += width) {
        int there = Math.min(width, n - i);
        int at = toFrom + i / width * next;
        block(type, from, offset, tensor, along, first + i, there, across, k, kn, to, at, width);
      }
      return;
    }
    Pieces pieces = PiecesClass.of(type, lanes);
    // The last vector of a line may not read beyond the end of the array.
    int end = Array.getLength(from) - (n - 1) / width * width - lanes;
    int start = offset + along.at(tensor, first);
    int q = 0;
    int step = across.isEven(tensor) ? across.strides()[tensor] : 0;
    int line = start + across.at(tensor, k);
    if (step > 0 && line <= end) {
      q = Math.min(kn, (end - line) / step + 1);
      pieces.run(from, line, step, n, to, toFrom, width, next, q);
    }
    for (; q < kn; q++) {
      line = start + across.at(tensor, k + q);
      int at = toFrom + q * width;
      if (line <= end) {
        pieces.run(from, line, 0, n, to, at, width, next, 1);
      } else {
        for (int i = 0; i < n; i += width) {
          System.arraycopy(from, line + i, to, at + i / width * next, Math.min(width, n - i));
        }
      }
    }
  }

  private static void block(
      double[] from,
      int offset,
      int tensor,
      Axis along,
      int first,
      int n,
      Axis across,
      int k,
      int kn,
      double[] to,
      int toFrom,
      int width) {
    int whole = across.isDense(tensor) ? n / QUAD * QUAD : 0;
    for (int q = 0; q < kn; q += STEP) {
      int end = Math.min(kn, q + STEP);
      for (int i = 0; i < whole; i += QUAD) {
        int shift = offset + across.at(tensor, k);
        int a = shift + along.at(tensor, first + i);
        int b = shift + along.at(tensor, first + i + 1);
        int c = shift + along.at(tensor, first + i + 2);
        int d = shift + along.at(tensor, first + i + 3);
        for (int r = q; r < end; r++) {
          quad(from[a + r], from[b + r], from[c + r], from[d + r], to, toFrom + r * width + i);
        }
      }
      for (int i = whole; i < n; i++) {
        int row = offset + along.at(tensor, first + i);
        for (int r = q; r < end; r++) {
          to[toFrom + r * width + i] = from[row + across.at(tensor, k + r)];
        }
      }
    }
  }

  private static void quad(double a, double b, double c, double d, double[] to, int at) {
    to[at] = a;
    to[at + 1] = b;
    to[at + 2] = c;
    to[at + 3] = d;
  }

  private static void block(
      float[] from,
      int offset,
      int tensor,
      Axis along,
      int first,
      int n,
      Axis across,
      int k,
      int kn,
      float[] to,
      int toFrom,
      int width) {
    int whole = across.isDense(tensor) ? n / QUAD * QUAD : 0;
    for (int q = 0; q < kn; q += STEP) {
      int end = Math.min(kn, q + STEP);
      for (int i = 0; i < whole; i += QUAD) {
        int shift = offset + across.at(tensor, k);
        int a = shift + along.at(tensor, first + i);
        int b = shift + along.at(tensor, first + i + 1);
        int c = shift + along.at(tensor, first + i + 2);
        int d = shift + along.at(tensor, first + i + 3);
        for (int r = q; r < end; r++) {
          quad(from[a + r], from[b + r], from[c + r], from[d + r], to, toFrom + r * width + i);
        }
      }
      for (int i = whole; i < n; i++) {
        int row = offset + along.at(tensor, first + i);
        for (int r = q; r < end; r++) {
          to[toFrom + r * width + i] = from[row + across.at(tensor, k + r)];
        }
      }
    }
  }

  private static void quad(float a, float b, float c, float d, float[] to, int at) {
    to[at] = a;
    to[at + 1] = b;
    to[at + 2] = c;
    to[at + 3] = d;
  }
}
