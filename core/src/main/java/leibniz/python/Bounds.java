package leibniz.python;

/// How much is read of anything: far more than people write, and so little that neither the parser
/// nor who reads its trees, recursing, comes to harm.
final class Bounds {
  /// How deep brackets, signs and other right-nested forms may stand in one another. (CPython: 200
  /// brackets.) At the worst a level takes two dozen frames of the parser, and all of them have to
  /// fit twice into the megabyte that a thread has.
  static final int NESTING = 100;

  /// How deep blocks may stand in one another, as in CPython.
  static final int BLOCKS = 100;

  /// How many levels the tree of an expression may have.
  static final int HEIGHT = 1_000;

  /// How many digits an integer may have, as in CPython.
  static final int DIGITS = 4_300;

  /// How many UTF-16 units a text may have.
  static final int LENGTH = 1 << 24;

  /// How many UTF-16 units a name may have: normalising takes quadratic time on a run of accents.
  static final int NAME = 1_000;

  /// How many problems are told of one text.
  static final int PROBLEMS = 20;

  private Bounds() {}
}
