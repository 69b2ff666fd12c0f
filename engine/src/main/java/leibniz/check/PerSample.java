package leibniz.check;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// Tells the gradients that go by sample, and are so many times too large, from those that have no
/// axis of samples and are simply wrong.
final class PerSample {
  private static final double[] FACTORS = {1, 2, 0.5};

  private final Judge judge;

  PerSample(Judge judge) {
    this.judge = judge;
  }

  /// Whether a gradient is as many times the derivative as its variable has samples, up to a 2.
  boolean is(Judgement j) {
    Claim.Pair pair = j.pair();
    List<Point> points = judge.scene().points();
    if (pair == null || j.scales().size() != points.size()) {
      return false;
    }
    for (double factor : FACTORS) {
      boolean all =
          IntStream.range(0, points.size())
              .allMatch(k ->
                  sizes(pair, points.get(k)).stream()
                      .anyMatch(n ->
                          isClose(j.scales().get(k), factor * n)
                              || isClose(j.scales().get(k), factor / n)));
      if (all) {
        return true;
      }
    }
    return false;
  }

  private static Collection<Integer> sizes(Claim.Pair pair, Point point) {
    int[] shape = pair.variable().shape().at(s -> point.sizes().getOrDefault(s, 1));
    return IntStream.of(shape).boxed().toList();
  }

  private static boolean isClose(double a, double b) {
    return Math.abs(a - b) < 1e-6 * Math.abs(b);
  }
}
