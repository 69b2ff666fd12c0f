package leibniz.ir;

/// What an operation of one argument computes, on real numbers in row-major order: what plans run.
/// The plain computation of its row is the twin it is tested against.
@FunctionalInterface
public interface OnReals {

  /// @param x has the argument from entry `from` on, and is not changed
  /// @param shape of the argument
  /// @param to where the result goes, from its first entry on; another array
  void compute(double[] x, int from, int[] shape, double[] to);
}
