package leibniz.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A kernel in which several loops write to the same long row, as the Jacobian of a softmax and
/// then its diagonal. These loops run together, a few steps along one of their axes at a time, so
/// that the later ones find what the first has written in the nearest cache.
///
/// Such loops must write to nothing else, so that none of them waits for a later step of another.
///
/// @param step entries of the row in a step
/// @param steps how many steps make the row
/// @param axes for each loop of the kernel the axis that makes the steps; -1 for a loop that does
///   not touch the row, and is done before
record Stepped(int step, int steps, List<Integer> axes) {
  /// Rows that are shorter stay in the nearest cache anyhow.
  static final long LEAST_BYTES = 32 << 10;

  /// What is written at a time, about: with what is read, it must stay in the nearest cache.
  private static final int BLOCK_BYTES = 16 << 10;

  /// How many steps are done at a time.
  int atATime(Type type) {
    return Math.max(1, BLOCK_BYTES / (step * type.bytes()));
  }

  /// @param leastBytes shorter rows are left alone
  static Optional<Stepped> of(Kernel kernel, Type type, long leastBytes) {
    List<Loop> loops = kernel.loops();
    int array = loops.getLast().target().array();
    List<Loop> touching = loops.stream().filter(loop -> touches(loop, array)).toList();
    Loop writer = touching.getFirst();
    int row = writer.target().row();
    if (touching.size() < 2 || row * (long) type.bytes() < leastBytes || writer.kept() == 0) {
      return Optional.empty();
    }
    int first = writer.target().offset();
    int axis = outermost(writer);
    int steps = writer.extents()[axis];
    int step = writer.target().stride(axis);
    List<Integer> axes = new ArrayList<>();
    for (Loop loop : loops) {
      boolean isOfSteps = touches(loop, array);
      int along = isOfSteps ? along(loop, array, row, first, steps, step) : -1;
      if (isOfSteps ? along < 0 || loop.target().array() != array : isLate(loop, loops, axes)) {
        return Optional.empty();
      }
      axes.add(along);
    }
    return step > 0 && (long) step * steps <= row
        ? Optional.of(new Stepped(step, steps, axes))
        : Optional.empty();
  }

  /// Whether a loop writes what an earlier one, of those that are done in steps, has read by then.
  private static boolean isLate(Loop loop, List<Loop> loops, List<Integer> axes) {
    return IntStream.range(0, axes.size())
        .filter(k -> axes.get(k) >= 0)
        .anyMatch(k -> touches(loops.get(k), loop.target().array()));
  }

  private static List<Access> accesses(Loop loop, int array) {
    return loop.accesses().stream().filter(access -> access.array() == array).toList();
  }

  private static boolean touches(Loop loop, int array) {
    return !accesses(loop, array).isEmpty();
  }

  private static int outermost(Loop writer) {
    return IntStream.range(0, writer.kept())
        .boxed()
        .max((a, b) -> Integer.compare(writer.target().stride(a), writer.target().stride(b)))
        .orElseThrow();
  }

  /// The axis of a loop of which step `i` touches only the `i`-th part of the row; -1 for none.
  private static int along(Loop loop, int array, int row, int first, int steps, int step) {
    return IntStream.range(0, loop.kept())
        .filter(axis -> loop.extents()[axis] == steps)
        .filter(axis ->
            accesses(loop, array).stream()
                .allMatch(a ->
                    a.row() == row
                        && isWithin(loop, a, axis, 0, first, step)
                        && isWithin(
                            loop, a, axis, steps - 1, first + (long) (steps - 1) * step, step)))
        .findFirst()
        .orElse(-1);
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
