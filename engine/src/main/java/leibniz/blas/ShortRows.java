package leibniz.blas;

import java.lang.reflect.Array;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// Short rows times a vector, as many at a time as a vector has entries. Where the last ones are
/// fewer, some before them are computed again, to the same; those that add, or are shorter than a
/// vector and end with their array, are copied before.
final class ShortRows implements Rows {
  /// Bytes of a row, at most: neighbours are so near to each other that they are read in sequence.
  private static final int MOST = 1024;

  private final int lanes;
  private final Rows groups;

  ShortRows(Type type, int terms) {
    this.lanes = Lanes.of(type);
    this.groups = ShortRowsClass.of(type, terms);
  }

  /// Whether so many rows of so many terms are done so.
  static boolean fits(Type type, int rows, int terms) {
    return rows >= Lanes.of(type) && terms * type.bytes() <= MOST;
  }

  /// Entries that a run needs for itself: sums and results of a group, a vector that is longer than
  /// rows, and rows that are copied.
  int room(int k) {
    return 3 * lanes + lanes * Math.max(k, lanes);
  }

  @Override
  public void run(
      Object a,
      int aFrom,
      int aRow,
      Object x,
      int xFrom,
      Object c,
      int cFrom,
      int cRow,
      Object room,
      int roomFrom,
      int k,
      int rows,
      double alpha,
      boolean adds) {
    boolean isLonger = k < lanes;
    Object right = isLonger ? room : x;
    int rightFrom = isLonger ? roomFrom + 2 * lanes : xFrom;
    int there = rows;
    if (isLonger) {
      System.arraycopy(x, xFrom, room, rightFrom, k);
      there = Math.clamp(Math.floorDiv(Array.getLength(a) - lanes - aFrom, aRow) + 1, 0, rows);
    }
    int whole = there - there % lanes;
    groups.run(
        a, aFrom, aRow, right, rightFrom, c, cFrom, cRow, room, roomFrom, k, whole, alpha, adds);
    if (whole == there || whole == 0 || adds) {
      there = whole;
    } else {
      int last = there - lanes;
      int aLast = aFrom + last * aRow;
      int cLast = cFrom + last * cRow;
      groups.run(
          a, aLast, aRow, right, rightFrom, c, cLast, cRow, room, roomFrom, k, lanes, alpha, false);
    }
    int copy = roomFrom + 3 * lanes;
    int pitch = Math.max(k, lanes);
    for (int row = there; row < rows; row += lanes) {
      int count = Math.min(lanes, rows - row);
      for (int q = 0; q < count; q++) {
        System.arraycopy(a, aFrom + (row + q) * aRow, room, copy + q * pitch, k);
      }
      int sums = roomFrom + lanes;
      groups.run(
          room, copy, pitch, right, rightFrom, room, sums, 1, room, roomFrom, k, lanes, alpha,
          false);
      Entries.put(room, sums, 1, count, c, cFrom + row * cRow, cRow, adds);
    }
  }
}
