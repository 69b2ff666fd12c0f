package leibniz.code;

/// How much of the result's shape the text must have.
enum Extent {
  /// What broadcasting needs.
  BROADCAST,
  /// All of it; axes of size 1 come from an index.
  FULL,
  /// All of it, with an operand `np.ones(1)` for an axis of size 1, as derivatives are written.
  DERIVATIVE
}
