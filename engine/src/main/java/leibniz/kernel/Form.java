package leibniz.kernel;

/// How a kernel is run.
public enum Form {
  /// By numbers at first, and with [#VECTOR] as soon as that is compiled and faster. Values may
  /// then differ in the last digits between the first runs and later ones.
  WARMED,
  /// By a class that computes whole vectors at a time.
  VECTOR,
  /// By a class that computes number by number.
  SCALAR,
  /// Line by line, by [Interpreted].
  INTERPRETED
}
