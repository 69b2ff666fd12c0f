package leibniz.blas;

import leibniz.kernel.Type;

/// A piece of a result that is kept in registers while the inner sum runs, for each of some
/// matrices that lie a constant distance apart:
///
/// ```
/// C[i, j] = alpha · Σ_k A[i, k] · B[k, j]      or +=
/// ```
@FunctionalInterface
interface Tile {

  /// Computes it.
  ///
  /// @param a rows of `A`, each `aRow` after the one before it, entries of a row in sequence; or
  ///   packed: the entries of each column in sequence
  /// @param aNext from one matrix to the next
  /// @param b rows of `B`, each `bRow` after the one before it, entries of a row in sequence
  /// @param c rows of `C` likewise
  /// @param k terms of each sum
  /// @param rows how many rows of the tile are there; matters only to a [Form#low]
  /// @param n columns of the last vector; matters only to a [Form#tail]
  /// @param count how many matrices
  void run(
      Object a,
      int aFrom,
      int aRow,
      int aNext,
      Object b,
      int bFrom,
      int bRow,
      int bNext,
      Object c,
      int cFrom,
      int cRow,
      int cNext,
      int k,
      int rows,
      int n,
      int count,
      double alpha);

  /// What a tile is made for.
  ///
  /// @param bits of a vector
  /// @param rows of the tile
  /// @param vectors of each row
  /// @param tail whether only some columns of the last vector are there
  /// @param packed whether `A` is packed
  /// @param low whether some rows may not be there
  /// @param adds to what is in `C`
  record Form(
      Type type,
      int bits,
      int rows,
      int vectors,
      boolean tail,
      boolean packed,
      boolean low,
      boolean adds) {

    /// The tile that adds, or does not.
    Form adding(boolean other) {
      return new Form(type, bits, rows, vectors, tail, packed, low, other);
    }

    /// How many entries a vector has.
    int lanes() {
      return bits / (8 * type.bytes());
    }
  }
}
