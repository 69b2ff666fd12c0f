package leibniz.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import leibniz.kernel.RandomKernels.Case;

/// Compares what is generated with the plain twin.
final class Twins {

  private Twins() {}

  static Form compare(Case one, Type type, Form form, int seed, boolean special, double tolerance) {
    return compare(one, type, form, seed, special, tolerance, Stepped.LEAST_BYTES);
  }

  static Form compare(
      Case one,
      Type type,
      Form form,
      int seed,
      boolean special,
      double tolerance,
      long leastBytes) {
    Object[] expected = one.arrays(type, new Random(seed), special);
    Object[] whole = one.arrays(type, new Random(seed), special);
    Object[] parts = one.arrays(type, new Random(seed), special);
    Generated generated = Generated.of(one.kernel(), type, form, leastBytes);
    int rows = one.kernel().rows();
    new Interpreted(one.kernel()).run(expected, 0, rows);
    generated.runner().run(whole, 0, rows);
    int cut = rows == 0 ? 0 : new Random(seed).nextInt(rows);
    generated.runner().run(parts, cut, rows);
    generated.runner().run(parts, 0, cut);
    for (int a = 0; a < expected.length; a++) {
      if (!one.kernel().scratch().contains(a)) {
        double[] is = doubles(whole[a]);
        close(doubles(parts[a]), is, 0, "split: array " + a + ", seed " + seed + " " + one);
        close(is, doubles(expected[a]), tolerance, "array " + a + ", seed " + seed + " " + one);
      }
    }
    return generated.form();
  }

  private static void close(double[] is, double[] expected, double tolerance, String what) {
    for (int k = 0; k < expected.length; k++) {
      double bound = tolerance * Math.max(1, Math.abs(expected[k]));
      if (Double.isFinite(expected[k]) && tolerance > 0) {
        assertThat(Math.abs(is[k] - expected[k]))
            .as(what + ", entry " + k)
            .isLessThanOrEqualTo(bound);
      } else {
        assertThat(Double.valueOf(is[k] + 0.0))
            .as(what + ", entry " + k)
            .isEqualTo(Double.valueOf(expected[k] + 0.0));
      }
    }
  }

  /// The bytes that a run allocates, when it is compiled.
  static long allocated(Kernel.Runner runner, Object[] arrays, int rows) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // Until it is compiled, vectors are objects; the compiler may have much else to do.
    long end = System.nanoTime() + 20_000_000_000L;
    while (least > 0 && System.nanoTime() < end) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < 1000; k++) {
        runner.run(arrays, 0, rows);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private static double[] doubles(Object array) {
    return switch (array) {
      case double[] d -> d;
      case float[] f -> {
        double[] d = new double[f.length];
        Arrays.setAll(d, k -> f[k]);
        yield d;
      }
      default -> throw new IllegalArgumentException();
    };
  }
}
