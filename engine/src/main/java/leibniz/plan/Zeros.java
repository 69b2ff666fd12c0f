package leibniz.plan;

import java.util.Arrays;
import java.util.List;
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;

/// A large result that is mostly zeros, as a Jacobian with a diagonal, is cleared first, in one go,
/// and what is not zero written after that.
final class Zeros {
  /// Smaller results stay in the caches meanwhile.
  private static final long LEAST = 1 << 20;

  /// The part of the lines of memory that may be written twice.
  private static final int PART = 8;

  /// Entries of a line of memory, at least.
  private static final int LINE = 8;

  private Zeros() {}

  /// The zeros and the rest, or the kernel alone.
  ///
  /// @param given how many arrays are inputs and results
  static List<Kernel> apart(Kernel kernel, int given) {
    Loop first = kernel.loops().getFirst();
    long row = first.points();
    if (kernel.loops().size() == 1
        || !first.body().equals(List.of(new Op.Constant(0)))
        || first.target().array() >= given
        || first.target().row() != row
        || row * kernel.rows() < LEAST
        || lines(kernel) * PART * LINE > row) {
      return List.of(kernel);
    }
    List<Loop> rest = kernel.loops().subList(1, kernel.loops().size());
    return List.of(
        new Kernel(kernel.rows(), List.of(first), List.of()),
        new Kernel(kernel.rows(), rest, List.of()));
  }

  /// How many lines of memory the other loops write to in a row, about.
  private static long lines(Kernel kernel) {
    long lines = 0;
    for (Loop loop : kernel.loops().subList(1, kernel.loops().size())) {
      int[] kept = Arrays.copyOf(loop.extents(), loop.kept());
      long entries = Arrays.stream(kept).asLongStream().reduce(1, (a, b) -> a * b);
      Access to = loop.target();
      int last = kept.length - 1;
      boolean isDense = last >= 0 && to.stride(last) == 1;
      lines += isDense ? entries / kept[last] * (2 + kept[last] / LINE) : entries;
    }
    return lines;
  }
}
