package leibniz.blas;

import leibniz.kernel.Type;

/// A column of tiles of a result, each kept in registers while its inner sum runs, for each of some
/// matrices that lie a constant distance apart:
///
/// ```
/// C[i, j] = alpha · Σ_k A[i, k] · B[k, j]      or +=
/// ```
@FunctionalInterface
interface Tile {

  /// Computes it.
  ///
  /// @param a rows of `A`, each `aRow` after the one before it; if it is packed, tiles, each `aRow`
  ///   after the one before it
  /// @param aStep from an entry of a row of `A` to the next; matters only if they lie [Left#ACROSS]
  /// @param aNext from one matrix to the next
  /// @param b rows of `B`, each `bRow` after the one before it, entries of a row in sequence, or at
  ///   the distance the tile was made for
  /// @param c rows of `C` likewise
  /// @param k terms of each sum
  /// @param m rows of the result
  /// @param last where the last vector of a row begins; matters only if it [Form#overlaps]
  /// @param count how many matrices
  void run(
      Object a,
      int aFrom,
      int aRow,
      int aStep,
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
      int m,
      int last,
      int count,
      double alpha);

  /// How entries of `A` lie.
  enum Left {
    /// Those of a row in sequence.
    ALONG,
    /// Those of a row at equal distances.
    ACROSS,
    /// Those of each column of a tile in sequence.
    PACKED
  }

  /// What a tile is made for.
  ///
  /// @param bits of a vector
  /// @param rows of the tile
  /// @param vectors of each row
  /// @param overlaps whether the last vector of a row computes some columns of the one before it
  ///   again, since fewer are left than it has
  /// @param left how `A` lies
  /// @param apart how far the entries of a row of `B` are apart; more than 1 for single numbers
  ///   only
  /// @param adds to what is in `C`
  /// @param some columns, where they are fewer than a vector has entries and only they are written,
  ///   which is slow; else 0. Rows of `B` are read as whole vectors all the same.
  /// @param onward whether rows are written from the first to the last, so that what is too much of
  ///   one is overwritten by the next; all rows of the tile are there
  /// @param beside sums that each entry is cut into, of neighbouring terms: enough that none waits
  ///   for the one before
  record Form(
      Type type,
      int bits,
      int rows,
      int vectors,
      boolean overlaps,
      Left left,
      int apart,
      boolean adds,
      int some,
      boolean onward,
      int beside) {

    /// The tile that adds, or does not.
    Form adding(boolean other) {
      return new Form(
          type, bits, rows, vectors, overlaps, left, apart, other, some, onward, beside);
    }

    /// The tile that writes from the first row to the last.
    Form writingOnward() {
      return new Form(type, bits, rows, vectors, overlaps, left, apart, adds, some, true, beside);
    }

    /// How many entries a vector has.
    int lanes() {
      return bits / (8 * type.bytes());
    }
  }
}
