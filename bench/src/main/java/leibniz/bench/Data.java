package leibniz.bench;

import java.util.List;

/// Numbers that every contestant draws alike, and sums by which their results are compared.
final class Data {
  private static final int PROBES = 4096;
  private static final long PROBE_SEED = 777;

  private Data() {}

  /// A number in [0, 1) for a seed and a position (SplitMix64: Steele, Lea and Flood 2014).
  static double unit(long seed, long position) {
    long z = ((seed << 32) + position + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1.0p-53;
  }

  /// The input's numbers, row by row.
  static Object filled(Workload.Input input, Workload workload) {
    Object array = workload.array(input.count());
    Workload.Fill fill = input.fill();
    switch (fill.kind()) {
      case "uniform" -> {
        for (int k = 0; k < input.count(); k++) {
          set(array, k, fill.lo() + (fill.hi() - fill.lo()) * unit(fill.seed(), k));
        }
      }
      case "sign" -> {
        for (int k = 0; k < input.count(); k++) {
          set(array, k, unit(fill.seed(), k) < 0.5 ? -1 : 1);
        }
      }
      case "onehot" -> {
        int columns = input.shape().getLast();
        for (int row = 0; row < input.count() / columns; row++) {
          set(array, row * columns + (int) (unit(fill.seed(), row) * columns), 1);
        }
      }
      default -> throw new IllegalArgumentException("no fill is called " + fill.kind());
    }
    return array;
  }

  private static void set(Object array, int index, double value) {
    switch (array) {
      case double[] doubles -> doubles[index] = value;
      case float[] floats -> floats[index] = (float) value;
      default -> throw new IllegalArgumentException("an array of " + array.getClass());
    }
  }

  static double get(Object array, int index) {
    return switch (array) {
      case double[] doubles -> doubles[index];
      case float[] floats -> floats[index];
      default -> throw new IllegalArgumentException("an array of " + array.getClass());
    };
  }

  static int length(Object array) {
    return java.lang.reflect.Array.getLength(array);
  }

  /// Sums over results laid end to end.
  ///
  /// @param abs of magnitudes
  /// @param probe of some entries with weights
  /// @param probe_abs of the magnitudes of those terms
  public record Checksum(long n, double sum, double abs, double probe, double probe_abs) {
    static Checksum of(List<Object> arrays) {
      long n = 0;
      double sum = 0;
      double abs = 0;
      for (Object array : arrays) {
        int length = length(array);
        for (int k = 0; k < length; k++) {
          double value = get(array, k);
          sum += value;
          abs += Math.abs(value);
        }
        n += length;
      }
      double probe = 0;
      double magnitude = 0;
      for (int j = 0; j < PROBES; j++) {
        long k = Math.min((long) (unit(PROBE_SEED, 2L * j) * n), n - 1);
        double term = (2 * unit(PROBE_SEED, 2L * j + 1) - 1) * at(arrays, k);
        probe += term;
        magnitude += Math.abs(term);
      }
      return new Checksum(n, sum, abs, probe, magnitude);
    }

    private static double at(List<Object> arrays, long position) {
      long left = position;
      for (Object array : arrays) {
        if (left < length(array)) {
          return get(array, (int) left);
        }
        left -= length(array);
      }
      throw new IndexOutOfBoundsException("no entry " + position);
    }

    boolean isFinite() {
      return Double.isFinite(abs);
    }
  }
}
