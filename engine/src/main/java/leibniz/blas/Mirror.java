package leibniz.blas;

/// Copies what is on one side of the diagonal of a symmetric result to the other.
final class Mirror {
  /// Rows, and columns, that are mirrored at a time: they stay in the first cache.
  static final int ROWS = 32;

  private Mirror() {}

  /// Some rows get what is beyond the diagonal from the columns.
  ///
  /// @param from where the result begins in `c`
  static void rows(Product p, Object c, int from, int first) {
    int down = p.rows().strides()[Axis.C];
    int right = p.cols().strides()[Axis.C];
    int n = p.rows().n();
    int end = Math.min(n, first + ROWS);
    for (int j = first; j < n; j += ROWS) {
      for (int row = first; row < end; row++) {
        int begin = Math.max(j, row + 1);
        int count = Math.min(n, j + ROWS) - begin;
        int to = from + row * down + begin * right;
        int there = from + begin * down + row * right;
        Entries.put(c, there, down, count, c, to, right, false);
      }
    }
  }
}
