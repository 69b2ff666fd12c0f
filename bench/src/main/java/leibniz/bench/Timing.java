package leibniz.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// How long one run takes once the JVM has compiled it.
///
/// The first run is told apart: memory is touched and code is interpreted there. Then it runs until
/// it no longer gets faster, which the compilers of the JVM decide and not a number of runs.
///
/// @param first seconds of the first run
/// @param sorted seconds of single runs after that, in order of size
record Timing(double first, double[] sorted) {
  /// A window of warm-up, in seconds, or one run if that takes longer.
  private static final double WINDOW = 0.06;

  /// The warm-up ends after so many windows in a row that were no faster than the best so far, and in
  /// which no compilation ended: before the best code is there, times stand still for a while.
  private static final int STEADY = 8;

  private static final double FASTER = 0.97;
  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final int MOST = 2000;

  /// How long may be measured.
  ///
  /// @param budget seconds of runs that are counted
  /// @param least how many runs are counted at least
  /// @param limit seconds for everything
  record Limits(double budget, int least, double limit) {}

  static Timing of(Runnable run, Limits limits) {
    double begin = now();
    double first = seconds(run);
    warmUp(run, begin + limits.limit / 2);
    double[] times = new double[MOST];
    int count = 0;
    double start = now();
    while (count < MOST && (now() < start + limits.budget || count < limits.least)) {
      times[count++] = seconds(run);
      if (count >= 2 && now() > start + limits.limit / 4) {
        break;
      }
    }
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return new Timing(first, sorted);
  }

  private static void warmUp(Runnable run, double end) {
    double best = Double.POSITIVE_INFINITY;
    int steady = 0;
    long compiling = COMPILER.getTotalCompilationTime();
    while (steady < STEADY && now() < end) {
      double start = now();
      double fastest = Double.POSITIVE_INFINITY;
      do {
        fastest = Math.min(fastest, seconds(run));
      } while (now() < start + WINDOW);
      long compiled = COMPILER.getTotalCompilationTime();
      steady = fastest < FASTER * best || compiled > compiling ? 0 : steady + 1;
      compiling = compiled;
      best = Math.min(best, fastest);
    }
  }

  private static double seconds(Runnable run) {
    long start = System.nanoTime();
    run.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  private static double now() {
    return System.nanoTime() * 1e-9;
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double min() {
    return sorted[0];
  }

  double p90() {
    return sorted[Math.min(sorted.length - 1, (int) (0.9 * sorted.length))];
  }

  int reps() {
    return sorted.length;
  }
}
