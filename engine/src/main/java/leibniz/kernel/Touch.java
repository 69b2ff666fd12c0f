package leibniz.kernel;

/// Reads memory from one end to the other, so that it lies in a core's own cache afterwards: in
/// this order the processor foresees what is read next, and in that of tiles it does not.
public final class Touch {
  /// Bytes that come at a time.
  private static final int LINE = 64;

  /// A number that is none and that signals it: arithmetic has no such result.
  private static final long SIGNALS = 0x7FF0_0000_0000_0001L;

  private Touch() {}

  /// Reads an entry of each line: zero, and the compiler does not know.
  static double zero(double[] values, int from, int n) {
    return zero(all(values, from, from + n));
  }

  /// The same for single numbers.
  static float zero(float[] values, int from, int n) {
    return (float) zero(all(values, from, from + n));
  }

  private static double zero(double sum) {
    return Double.doubleToRawLongBits(sum) == SIGNALS ? 1 : 0;
  }

  /// Reads an entry of each line.
  ///
  /// @return a number that depends on all of them, or the compiler would leave them out
  public static double all(Object array, int from, int n) {
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
