package leibniz.code;

import org.jspecify.annotations.Nullable;

/// An expression as part of a larger one.
///
/// @param negative whether it is minus the text: a sign is best written by who joins terms
/// @param piece in the frame of the expression's own axes, which it may leave out where it repeats
/// @param kept the same with the axes kept, as size 1, over which it reduces; null where there is
///   no such form
/// @param order where the name it consists of was introduced, or [Arithmetic#COMPUTED]
record Operand(boolean negative, Piece piece, @Nullable Piece kept, int order) {
  static Operand of(Piece piece) {
    return new Operand(false, piece, null, Arithmetic.COMPUTED);
  }

  /// The piece in another frame ([Piece#placed]), by the form that needs no index where there is
  /// one. The sign is left to the caller.
  Piece placed(java.util.List<Integer> home, int rank, boolean full, Library library) {
    Piece plain = piece.placed(home, rank, full, library);
    if (kept == null || plain.text().equals(piece.text())) {
      return plain;
    }
    Piece other = kept.placed(home, rank, full, library);
    return other.text().equals(kept.text()) ? other : plain;
  }

  /// With the sign written.
  Piece signed(Arithmetic arithmetic) {
    return negative ? arithmetic.negate(piece) : piece;
  }

  Operand negated() {
    return new Operand(!negative, piece, kept, order);
  }
}
