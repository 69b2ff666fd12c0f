package leibniz.blas;

/// Rows of a matrix times a vector: `c[i] = alpha · Σ_k A[i, k] · x[k]`, or `+=`. The entries of a
/// row, and of the vector, lie in sequence.
@FunctionalInterface
interface Rows {
  /// How many rows are read side by side, and how many vectors of each.
  int BESIDE = 4;

  int AHEAD = 2;

  /// Computes it.
  ///
  /// @param room for itself, from `roomFrom` on
  void run(
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
      boolean adds);
}
