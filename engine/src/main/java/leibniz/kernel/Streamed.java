package leibniz.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A large array that a kernel writes row after row without a gap, so that it can be written block
/// by block in the cache and from there past the caches ([Bypass]).
///
/// Where a row is too long for that, the loops that touch the array run step by step along one of
/// their own axes: the row is written step after step, too. Such loops must write to nothing else,
/// so that none of them waits for a later step of another.
///
/// @param array its number
/// @param row entries of a row
/// @param steps how many steps a row is written in; 1 for a row at a time
/// @param axes for each loop of the kernel the axis that makes the steps; -1 for a loop that does
///   not touch the array, and for all where a row is written at a time
record Streamed(int array, int row, int steps, List<Integer> axes) {
  /// Smaller results are left to the caches. Measured with 32 MB of the last cache: at 20 MB stores
  /// past it take twice as long as into it, at 72 MB up to half as long again, from 160 MB on a
  /// tenth less.
  static final long LEAST_BYTES = 144L << 20;

  /// What is written at a time, about: it must stay in the nearest cache.
  static final int BLOCK_BYTES = 16 << 10;

  /// A row longer than this is written in steps.
  private static final int MOST_BYTES = 128 << 10;

  /// The largest such array of a kernel, with its first entry.
  record Found(Streamed streamed, int first) {}

  /// The entries of a step.
  int step() {
    return row / steps;
  }

  /// How many steps make a block.
  int stepsOfBlock(Type type) {
    return Math.max(1, BLOCK_BYTES / (step() * type.bytes()));
  }

  /// @param leastBytes smaller results are left to the caches
  static Optional<Found> of(Kernel kernel, Type type, long leastBytes) {
    return kernel.loops().stream()
        .map(loop -> loop.target().array())
        .distinct()
        .filter(array -> !kernel.scratch().contains(array))
        .flatMap(array -> of(kernel, array, type, leastBytes).stream())
        .max(Comparator.comparingInt(found -> found.streamed().row()));
  }

  private static Optional<Found> of(Kernel kernel, int array, Type type, long leastBytes) {
    List<Loop> loops = kernel.loops();
    List<Loop> touching = loops.stream().filter(loop -> touches(loop, array)).toList();
    Loop writer = touching.getFirst();
    int row = writer.target().row();
    long bytes = (long) row * type.bytes();
    if (bytes * kernel.rows() < leastBytes || !writesAll(writer, array, row)) {
      return Optional.empty();
    }
    int first = writer.target().offset();
    if (!touching.stream().allMatch(loop -> stays(loop, array, first, row))) {
      return Optional.empty();
    }
    if (bytes <= MOST_BYTES) {
      return Optional.of(new Found(new Streamed(array, row, 1, axes(loops, -1)), first));
    }
    int axis = outermost(writer);
    int steps = writer.extents()[axis];
    int step = row / steps;
    List<Integer> axes = new ArrayList<>();
    for (Loop loop : loops) {
      int along = loop.target().array() == array ? along(loop, array, first, steps, step) : -1;
      boolean isLate = !axes.isEmpty() && axes.getLast() >= 0;
      if (touches(loop, array) ? along < 0 : isLate) {
        return Optional.empty();
      }
      axes.add(along);
    }
    return step * steps == row && (long) step * type.bytes() <= MOST_BYTES
        ? Optional.of(new Found(new Streamed(array, row, steps, axes), first))
        : Optional.empty();
  }

  private static List<Integer> axes(List<Loop> loops, int axis) {
    return loops.stream().map(_ -> axis).toList();
  }

  private static List<Access> accesses(Loop loop, int array) {
    return loop.accesses().stream().filter(access -> access.array() == array).toList();
  }

  private static boolean touches(Loop loop, int array) {
    return !accesses(loop, array).isEmpty();
  }

  /// Whether a loop only writes to the array, and every entry of the row.
  private static boolean writesAll(Loop loop, int array, int row) {
    long points = 1;
    for (int axis = 0; axis < loop.kept(); axis++) {
      points *= loop.extents()[axis];
    }
    return loop.target().array() == array
        && !loop.adds()
        && accesses(loop, array).size() == 1
        && points == row;
  }

  /// Whether all it touches of the array is the row that begins at `first`.
  private static boolean stays(Loop loop, int array, int first, int row) {
    return accesses(loop, array).stream()
        .allMatch(a -> a.row() == row && isWithin(loop, a, -1, 0, first, row));
  }

  /// Whether an access stays in so many entries from `start`, with one axis held at `at`.
  private static boolean isWithin(Loop loop, Access a, int held, int at, long start, int entries) {
    long least = a.offset();
    long most = a.offset();
    for (int axis = 0; axis < loop.extents().length; axis++) {
      long reach = (long) a.stride(axis) * (axis == held ? at : loop.extents()[axis] - 1);
      least += axis == held ? reach : Math.min(0, reach);
      most += axis == held ? reach : Math.max(0, reach);
    }
    return least >= start && most < start + entries;
  }

  private static int outermost(Loop writer) {
    return IntStream.range(0, writer.kept())
        .boxed()
        .max(Comparator.comparingInt(axis -> writer.target().stride(axis)))
        .orElseThrow();
  }

  /// The axis of a loop of which step `i` touches only the `i`-th part of the row; -1 for none.
  private static int along(Loop loop, int array, int first, int steps, int step) {
    return IntStream.range(0, loop.kept())
        .filter(axis -> loop.extents()[axis] == steps)
        .filter(axis ->
            accesses(loop, array).stream()
                .allMatch(a ->
                    isWithin(loop, a, axis, 0, first, step)
                        && isWithin(
                            loop, a, axis, steps - 1, first + (long) (steps - 1) * step, step)))
        .findFirst()
        .orElse(-1);
  }

  /// A loop whose rows are the steps of its axis.
  static Loop bySteps(Loop loop, int axis) {
    int[] others =
        IntStream.range(0, loop.extents().length).filter(other -> other != axis).toArray();
    int[] extents = Arrays.stream(others).map(other -> loop.extents()[other]).toArray();
    return loop.map(
        extents,
        loop.kept() - 1,
        a ->
            new Access(
                a.array(),
                a.offset(),
                a.stride(axis),
                Arrays.stream(others).map(a::stride).toArray()));
  }
}
