package leibniz.blas;

/// Transposes squares of as many lines as a vector has entries.
@FunctionalInterface
interface Squares {

  /// Copies it: entry `e` of line `i` goes to entry `i` of line `e`.
  ///
  /// @param start first entry of the first line, and `step` from line to line
  /// @param at where the first line goes, and `width` from line to line
  /// @param count squares, of which each is read behind the one before it
  void run(Object from, int start, int step, Object to, int at, int width, int count);
}
