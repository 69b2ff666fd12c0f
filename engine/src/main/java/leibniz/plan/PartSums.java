package leibniz.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import leibniz.ir.Interrupted;
import leibniz.kernel.Crew;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Type;

/// A kernel whose rows all add to the same entries, done in parts that threads share: each part has
/// sums of its own, which are added up in order at the end. How many parts there are depends on
/// sizes alone, so the bits of a result do not depend on the threads.
///
/// @param sums the arrays that all rows add to
/// @param parts how many there are
/// @param strips into how many strips a part is cut, between which it may be interrupted
record PartSums(Kernel kernel, List<Integer> sums, int parts, int strips) {
  /// Lines that are worth a part, and how many parts are enough for all threads to be busy.
  private static final double SHARED = 150_000;

  private static final int MOST = 8;

  /// Sums of parts take so little of what the kernel does.
  private static final int SMALL = 32;

  /// The parts, if rows add to the same entries and it pays.
  ///
  /// @param lines that run in all
  /// @param unstopped lines after which it is asked whether to end
  /// @param lengths of the arrays
  static Optional<PartSums> of(
      Kernel kernel, double lines, double unstopped, List<Integer> lengths) {
    List<Integer> sums =
        kernel.loops().stream()
            .filter(loop -> isSum(loop, kernel))
            .map(loop -> loop.target().array())
            .distinct()
            .toList();
    double entries = sums.stream().mapToDouble(lengths::get).sum();
    int parts = (int) Math.min(Math.min(MOST, lines / SHARED), kernel.rows());
    boolean isRead =
        kernel.loops().stream()
            .flatMap(loop -> loop.reads().stream())
            .anyMatch(access -> sums.contains(access.array()));
    return sums.isEmpty() || isRead || parts < 2 || entries * parts * SMALL > lines
        ? Optional.empty()
        : Optional.of(new PartSums(kernel, sums, parts, 1 + (int) (lines / parts / unstopped)));
  }

  /// Whether all rows of a kernel add to the same place.
  static boolean isSum(Loop loop, Kernel kernel) {
    return loop.adds()
        && loop.target().row() == 0
        && !kernel.scratch().contains(loop.target().array());
  }

  /// Room for the sums of one run at a time.
  ///
  /// @param common the arrays of the run
  Run run(Kernel.Runner runner, Object[] common, Type type, List<Integer> lengths) {
    Object[][] arrays = new Object[parts][];
    for (int part = 0; part < parts; part++) {
      arrays[part] = common.clone();
      for (List<Integer> own : List.of(sums, kernel.scratch())) {
        for (int array : own) {
          arrays[part][array] = type.array(lengths.get(array));
        }
      }
    }
    return new Run(runner, common, arrays);
  }

  /// The parts of one run at a time.
  final class Run implements Crew.Part {
    private final Kernel.Runner runner;
    private final Object[] common;
    private final Object[][] arrays;
    private final int[] summed = sums.stream().mapToInt(array -> array).toArray();

    /// The arrays that each part has for itself, in order.
    private final int[] own =
        Stream.of(sums, kernel.scratch()).flatMap(List::stream).mapToInt(a -> a).sorted().toArray();

    private Run(Kernel.Runner runner, Object[] common, Object[][] arrays) {
      this.runner = runner;
      this.common = common;
      this.arrays = arrays;
    }

    void run(Crew crew) {
      crew.run(parts, this);
      for (int array : summed) {
        for (Object[] part : arrays) {
          add(common[array], part[array]);
        }
      }
    }

    @Override
    public void run(int part, int worker) {
      Object[] mine = arrays[part];
      for (int array = 0; array < mine.length; array++) {
        if (Arrays.binarySearch(own, array) < 0) {
          mine[array] = common[array]; // inputs and results are others in each run
        }
      }
      for (int array : summed) {
        clear(mine[array]);
      }
      int first = from(part);
      int rows = from(part + 1) - first;
      for (int strip = 0; strip < strips; strip++) {
        Interrupted.check();
        int from = first + (int) ((long) rows * strip / strips);
        int to = first + (int) ((long) rows * (strip + 1) / strips);
        runner.run(mine, from, to);
      }
    }

    /// The first row of a part.
    private int from(int part) {
      return (int) ((long) kernel.rows() * part / parts);
    }

    /// Holds no arrays of a caller between runs.
    void forget(int given) {
      for (Object[] mine : arrays) {
        for (int array = 0; array < given; array++) {
          if (Arrays.binarySearch(own, array) < 0) {
            mine[array] = null;
          }
        }
      }
    }
  }

  private static void clear(Object sums) {
    switch (sums) {
      case double[] values -> Arrays.fill(values, 0);
      case float[] values -> Arrays.fill(values, 0);
      default -> throw new IllegalArgumentException("arrays are of double or float");
    }
  }

  private static void add(Object to, Object from) {
    switch (to) {
      case double[] sums -> {
        double[] values = (double[]) from;
        for (int k = 0; k < values.length; k++) {
          sums[k] += values[k];
        }
      }
      case float[] sums -> {
        float[] values = (float[]) from;
        for (int k = 0; k < values.length; k++) {
          sums[k] += values[k];
        }
      }
      default -> throw new IllegalArgumentException("arrays are of double or float");
    }
  }
}
