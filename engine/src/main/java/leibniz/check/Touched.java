package leibniz.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import leibniz.ir.Values;

/// The entries of an array that a step changes.
final class Touched {
  private Touched() {}

  /// The whole without the entries that the step leaves alone; all of it if there is no step, or
  /// one of another shape.
  static Values of(Values step, Values whole, double rounding) {
    boolean none = Arrays.stream(step.re()).allMatch(x -> Math.abs(x) < rounding);
    if (step.count() != whole.count() || none) {
      return whole;
    }
    double[] part = whole.re().clone();
    for (int k = 0; k < part.length; k++) {
      part[k] = step.re()[k] == 0 ? 0 : part[k];
    }
    return Values.real(whole.shape(), part);
  }

  /// Whether each of these arrays is 0 but for one row, and not all are 0.
  static boolean oneRow(List<Values> all) {
    return all.stream().allMatch(v -> rows(v) <= 1) && all.stream().anyMatch(v -> rows(v) == 1);
  }

  private static long rows(Values values) {
    int count = values.shape()[0];
    int size = values.count() / Math.max(count, 1);
    return IntStream.range(0, count)
        .filter(r -> Arrays.stream(values.re(), r * size, (r + 1) * size).anyMatch(x -> x != 0))
        .count();
  }
}
