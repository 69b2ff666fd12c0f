package leibniz.blas;

/// Reads memory from one end to the other, so that it lies in a core's own cache afterwards: in
/// this order the processor foresees what is read next, and in that of tiles it does not.
final class Touch {
  /// Bytes that come at a time.
  private static final int LINE = 64;

  private Touch() {}

  /// Reads an entry of each line.
  ///
  /// @return a number that depends on all of them, or the compiler would leave them out
  static double all(Object array, int from, int n) {
    return switch (array) {
      case double[] values -> all(values, from, from + n);
      case float[] values -> all(values, from, from + n);
      default -> throw new IllegalArgumentException(array.getClass().getName());
    };
  }

  private static double all(double[] values, int from, int end) {
    int line = LINE / Double.BYTES;
    double even = 0;
    double odd = 0;
    for (int k = from; k < end - line; k += 2 * line) {
      even += values[k];
      odd += values[k + line];
    }
    return even + odd;
  }

  private static double all(float[] values, int from, int end) {
    int line = LINE / Float.BYTES;
    float even = 0;
    float odd = 0;
    for (int k = from; k < end - line; k += 2 * line) {
      even += values[k];
      odd += values[k + line];
    }
    return even + odd;
  }
}
