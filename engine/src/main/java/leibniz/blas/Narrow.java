package leibniz.blas;

import java.lang.reflect.Array;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// A vector times a matrix whose rows are shorter than a vector of the processor: a tile of one
/// row. The last rows, behind which the array ends, are added entry by entry.
///
/// @param most rows, all but the last
record Narrow(Type type, Tile most) implements Columns {
  /// Fewer rows are not worth it.
  private static final int LEAST = 64;

  static Narrow of(Type type, int columns, boolean adds) {
    int bits = Lanes.of(type) * 8 * type.bytes();
    int beside = TileShape.beside(1, 1, LEAST);
    Tile.Form form =
        new Tile.Form(type, bits, 1, 1, false, Tile.Left.ACROSS, 1, adds, columns, false, beside);
    return new Narrow(type, TileClass.warm(form));
  }

  /// Whether a product of one row, and of few columns, is done so.
  static boolean fits(Product p) {
    return p.cols().n() > 1
        && p.cols().n() < Lanes.of(p.type())
        && p.inner().n() >= LEAST
        && p.inner().strides()[Axis.B] > 0;
  }

  @Override
  public void run(
      Object x,
      int xFrom,
      int xStep,
      Object b,
      int bFrom,
      int bRow,
      Object c,
      int cFrom,
      int k,
      int n,
      double alpha) {
    int last = Array.getLength(b) - Lanes.of(type) - bFrom;
    int there = Math.clamp(Math.floorDiv(last, bRow) + 1, 0, k);
    most.run(x, xFrom, 0, xStep, 0, b, bFrom, bRow, 0, c, cFrom, n, 0, there, 1, 0, 1, alpha);
    for (int q = there; q < k; q++) {
      int xAt = xFrom + q * xStep;
      int bAt = bFrom + q * bRow;
      if (type == Type.F64) {
        add(alpha * ((double[]) x)[xAt], (double[]) b, bAt, (double[]) c, cFrom, n);
      } else {
        add((float) alpha * ((float[]) x)[xAt], (float[]) b, bAt, (float[]) c, cFrom, n);
      }
    }
  }

  private static void add(double factor, double[] b, int bAt, double[] c, int cAt, int n) {
    for (int j = 0; j < n; j++) {
      c[cAt + j] += factor * b[bAt + j];
    }
  }

  private static void add(float factor, float[] b, int bAt, float[] c, int cAt, int n) {
    for (int j = 0; j < n; j++) {
      c[cAt + j] += factor * b[bAt + j];
    }
  }
}
