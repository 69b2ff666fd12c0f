package leibniz.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The same loop over fewer and longer axes: without axes of size 1, with axes in the order in
/// which memory lies, and with axes made one where every access goes through them as through one.
public final class Normal {

  private Normal() {}

  /// The loop in that form.
  public static Loop of(Loop loop) {
    int[] kept = order(loop, 0, loop.kept());
    int[] reduced = order(loop, loop.kept(), loop.extents().length);
    Loop ordered =
        with(
            loop,
            IntStream.concat(Arrays.stream(kept), Arrays.stream(reduced)).toArray(),
            kept.length);
    for (int axis = ordered.extents().length - 2; axis >= 0; axis--) {
      if (axis != ordered.kept() - 1 && isOne(ordered, axis)) {
        ordered = merged(ordered, axis);
      }
    }
    return ordered;
  }

  /// The axes from `start` to `end` that are longer than 1, outermost the one with the longest
  /// steps: of the target, and of all that is read where the target has none.
  private static int[] order(Loop loop, int start, int end) {
    List<Access> all = loop.accesses();
    Comparator<Integer> byTarget = Comparator.comparingInt(axis -> -loop.target().stride(axis));
    Comparator<Integer> byAll =
        Comparator.comparingLong(
            axis -> -all.stream().mapToLong(access -> Math.abs(access.stride(axis))).sum());
    return IntStream.range(start, end)
        .filter(axis -> loop.extents()[axis] != 1)
        .boxed()
        .sorted(byTarget.thenComparing(byAll))
        .mapToInt(axis -> axis)
        .toArray();
  }

  /// The loop over some of its axes only, in another order.
  static Loop with(Loop loop, int[] axes, int kept) {
    int[] extents = Arrays.stream(axes).map(axis -> loop.extents()[axis]).toArray();
    return loop.map(extents, kept, only(axes));
  }

  private static UnaryOperator<Access> only(int[] axes) {
    return a ->
        new Access(a.array(), a.offset(), a.row(), Arrays.stream(axes).map(a::stride).toArray());
  }

  /// Whether an axis and the next one are one to every access.
  private static boolean isOne(Loop loop, int axis) {
    int inner = loop.extents()[axis + 1];
    return (long) loop.extents()[axis] * inner <= Integer.MAX_VALUE
        && loop.accesses().stream().allMatch(a -> a.stride(axis) == a.stride(axis + 1) * inner);
  }

  private static Loop merged(Loop loop, int axis) {
    int[] axes = IntStream.range(0, loop.extents().length).filter(other -> other != axis).toArray();
    int[] extents = Arrays.stream(axes).map(other -> loop.extents()[other]).toArray();
    extents[axis] *= loop.extents()[axis];
    return loop.map(extents, axis < loop.kept() ? loop.kept() - 1 : loop.kept(), only(axes));
  }
}
