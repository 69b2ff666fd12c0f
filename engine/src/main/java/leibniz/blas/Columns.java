package leibniz.blas;

/// A vector times a matrix: `c[j] = Σ_k alpha · x[k] · B[k, j]`, or `+=`. The entries of a row of
/// the matrix, and of the result, lie in sequence.
@FunctionalInterface
interface Columns {
  /// How many rows are read side by side.
  int BESIDE = 8;

  /// Computes it.
  ///
  /// @param xStep from an entry of `x` to the next
  /// @param bRow from a row of `B` to the next
  /// @param k rows of `B`
  /// @param n columns
  void run(
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
      double alpha);
}
