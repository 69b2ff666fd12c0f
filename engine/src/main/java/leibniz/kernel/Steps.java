package leibniz.kernel;

import java.util.stream.IntStream;

/// Constants of generated classes.
final class Steps {

  private Steps() {}

  /// `0, by, 2 by …` for each number of neighbours up to `width`, one after the other; those that
  /// are not there repeat the last, for they are checked as well.
  static int[] steps(int width, int by) {
    return IntStream.range(0, width * (width + 1))
        .map(k -> Math.clamp(k / width - 1, 0, k % width) * by)
        .toArray();
  }

  /// The lanes, turned by so many.
  static int[] turn(int width, int by) {
    return IntStream.range(0, width).map(k -> (k + by) % width).toArray();
  }
}
