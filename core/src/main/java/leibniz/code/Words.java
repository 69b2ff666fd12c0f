package leibniz.code;

import java.math.BigInteger;
import leibniz.code.Piece.Kind;
import leibniz.ir.Spelling;

/// How a language writes numbers and powers, and which column of the rows is its own.
interface Words {

  /// What a row is called here.
  String spelled(Spelling row);

  /// Whether a whole number can be written without a decimal point.
  boolean exact(BigInteger number);

  /// A fraction of whole numbers.
  String fraction(BigInteger above, BigInteger below);

  /// Truth values as 0.0 and 1.0.
  Piece truth(Piece condition);

  /// What stands before an operator, so that this is no operation on whole numbers of the language:
  /// they may be cut off.
  Piece widened(Piece left, Piece right);

  /// A whole number as a float.
  Piece decimal(Piece whole);

  Piece sqrt(Piece base);

  /// A power with a positive exponent that is not 1.
  Piece power(Piece base, Piece exponent, Kind kind);

  /// Whether a number times a truth value is a number.
  boolean countsTruth();

  /// Truth values as numbers; anything else as it is.
  default Piece numbers(Piece piece) {
    return piece.kind() == Kind.BOOL ? truth(piece) : piece;
  }
}
