package leibniz.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// How long runs take.
final class Timed {
  private Timed() {}

  /// The seconds of each run, the first one before all.
  static double[] of(Runnable run, int times) {
    double[] seconds = new double[times];
    for (int k = 0; k < times; k++) {
      long start = System.nanoTime();
      run.run();
      seconds[k] = (System.nanoTime() - start) * 1e-9;
    }
    return seconds;
  }

  private static double[] sorted(double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /// `median 1.2 ms, fastest 1.1 ms of 100 runs; the first took 30 ms`.
  static String text(double... seconds) {
    double[] sorted = sorted(seconds);
    String first = "the first took " + text(seconds[0]);
    return sorted.length == 1
        ? text(seconds[0])
        : "median %s, fastest %s of %d runs; %s"
            .formatted(text(sorted[sorted.length / 2]), text(sorted[0]), sorted.length, first);
  }

  static String text(double seconds) {
    return seconds < 1e-3
        ? String.format(Locale.ROOT, "%.3g µs", seconds * 1e6)
        : seconds < 1
            ? String.format(Locale.ROOT, "%.3g ms", seconds * 1e3)
            : String.format(Locale.ROOT, "%.3g s", seconds);
  }

  static Map<String, Object> json(double... seconds) {
    double[] sorted = sorted(seconds);
    return Map.of(
        "runs", seconds.length,
        "first", seconds[0],
        "median", sorted[sorted.length / 2],
        "min", sorted[0]);
  }
}
