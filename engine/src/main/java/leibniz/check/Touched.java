package leibniz.check;

import java.util.Arrays;
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
}
