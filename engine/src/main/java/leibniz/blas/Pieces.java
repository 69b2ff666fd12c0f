package leibniz.blas;

/// Copies short pieces of entries in sequence to places far from each other, a vector for each
/// piece. What is behind a piece, up to the length of the vector, is written too.
@FunctionalInterface
interface Pieces {

  /// Copies it.
  ///
  /// @param start first entry of the first line, and `step` from line to line
  /// @param n entries of a line
  /// @param at where the first piece of the first line goes
  /// @param width entries of a piece, and from a piece of a line to that of the next line
  /// @param next from a piece to the next of the same line
  /// @param lines how many there are
  void run(
      Object from, int start, int step, int n, Object to, int at, int width, int next, int lines);
}
