package leibniz.kernel;

/// How a kernel is run.
public enum Form {
  /// By a class that computes whole vectors at a time.
  VECTOR,
  /// By a class that computes number by number.
  SCALAR,
  /// Line by line, by [Interpreted].
  INTERPRETED
}
