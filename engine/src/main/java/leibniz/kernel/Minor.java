package leibniz.kernel;

import java.util.List;

/// Loops that hardly count beside the others of their kernel. They are run by numbers even where
/// the others have vectors: a loop that is entered once in a long row is compiled late, and until
/// then its vectors would take longer than all the rest.
final class Minor {
  /// The part of a kernel that a loop may take, run by numbers.
  private static final double MOST = 0.07;

  /// What a line costs, about: with vectors, and by numbers; a function that is not cheap, so many
  /// times more.
  private static final double BY_NUMBERS = 4;

  private static final double FUNCTION = 10;

  private Minor() {}

  static boolean is(Loop loop, Kernel kernel) {
    double all = kernel.loops().stream().mapToDouble(Minor::cost).sum();
    return cost(loop) * BY_NUMBERS <= MOST * all;
  }

  private static double cost(Loop loop) {
    double kept = 1;
    for (int axis = 0; axis < loop.kept(); axis++) {
      kept *= loop.extents()[axis];
    }
    return loop.points() * cost(loop.body()) + kept * cost(loop.finish());
  }

  private static double cost(List<Op> lines) {
    return lines.stream()
        .mapToDouble(line -> line instanceof Op.Apply a && !a.function().isCheap() ? FUNCTION : 1)
        .sum();
  }
}
