package leibniz.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A loop of a kernel with the rows as one of its axes, and which of the axes is done several
/// entries at a time.
///
/// @param loop over the rows, at [#rows], and its own axes; its accesses have no row stride left
/// @param rows the axis that runs over the rows asked for
/// @param scale how many steps of that axis make one row
/// @param lane the axis of which a vector holds neighbours, innermost of the kept axes or of all,
///   or around the innermost (see [Held]); -1 where there is none
record Nest(Loop loop, int rows, int scale, int lane) {

  /// The best nest for vectors of `width` entries.
  ///
  /// @param alone whether the rows may be taken in any order, as in a kernel of one loop
  static Nest of(Loop raw, int rows, boolean alone, int width) {
    Loop loop = Normal.of(raw);
    if (alone && loop.kept() > 0 && isOneWithRows(loop)) {
      int[] extents = loop.extents().clone();
      extents[0] = (int) Math.min(Integer.MAX_VALUE, (long) rows * extents[0]);
      Loop merged = loop.map(extents, loop.kept(), a -> withRow(a, new int[0]));
      return withLane(merged, loop.extents()[0], true, width);
    }
    int[] extents = IntStream.concat(IntStream.of(rows), Arrays.stream(loop.extents())).toArray();
    Loop all = loop.map(extents, loop.kept() + 1, a -> withRow(a, new int[] {a.row()}));
    return withLane(all, 1, alone, width);
  }

  private static Access withRow(Access a, int[] row) {
    int[] strides = IntStream.concat(Arrays.stream(row), Arrays.stream(a.strides())).toArray();
    return new Access(a.array(), a.offset(), 0, strides);
  }

  private static boolean isOneWithRows(Loop loop) {
    return loop.accesses().stream()
        .allMatch(a -> a.row() == (long) a.stride(0) * loop.extents()[0]);
  }

  /// The axis with the least cost becomes the innermost of its kind.
  private static Nest withLane(Loop loop, int scale, boolean alone, int width) {
    int lane = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int axis = alone ? 0 : 1; axis < loop.extents().length; axis++) {
      double cost = cost(loop, axis, width);
      if (cost <= least) {
        least = cost;
        lane = axis;
      }
    }
    if (lane < 0) {
      return new Nest(loop, 0, scale, -1);
    }
    int moved = lane;
    int last = (lane < loop.kept() ? loop.kept() : loop.extents().length) - 1;
    int[] order =
        IntStream.range(0, loop.extents().length)
            .map(k -> k < moved || k > last ? k : k == last ? moved : k + 1)
            .toArray();
    int rows =
        IntStream.range(0, order.length).filter(k -> order[k] == 0).findFirst().orElseThrow();
    return new Nest(Normal.with(loop, order, loop.kept()), rows, scale, last);
  }

  /// What an entry of the body costs, about, in loads and stores of whole vectors: those that are
  /// not along the lane go entry by entry, and a vector at the end of the axis may be part empty.
  private static double cost(Loop loop, int axis, int width) {
    boolean reduced = axis >= loop.kept();
    double cost = 1;
    for (Op line : loop.body()) {
      if (line instanceof Op.Load(Access from)) {
        cost += each(from.stride(axis), width);
      }
    }
    double points = 1;
    for (int k = loop.kept(); k < loop.extents().length; k++) {
      points *= Math.max(1, loop.extents()[k]);
    }
    double end = reduced ? 2 * width : each(loop.target().stride(axis), width);
    int extent = Math.max(1, loop.extents()[axis]);
    int vectors = (extent + width - 1) / width;
    return cost * vectors / extent + end / points * (reduced ? 1 : (double) vectors / extent);
  }

  private static double each(int stride, int width) {
    return stride == 0 || stride == 1 ? 1 : 2 * width;
  }

  /// What an entry takes that vectors read, or write, apart from its neighbours, and what a
  /// function takes by numbers; in cycles, about. To write it so is no instruction to the compiler.
  private static final double GATHERED = 6;

  private static final double SCATTERED = 20;
  private static final double FUNCTION = 25;

  /// Whether numbers, one after the other, are faster than vectors: where much of what is read or
  /// written lies apart, and little is computed.
  boolean isScattered(int width) {
    if (lane < 0) {
      return false;
    }
    double vectors = 0;
    double numbers = 0;
    for (Access access : loop.reads()) {
      vectors += isApart(access) ? GATHERED : 1.0 / width;
      numbers += access.stride(lane) == 0 ? 0 : 1;
    }
    vectors += isApart(loop.target()) ? SCATTERED : 1.0 / width;
    numbers += 1;
    for (List<Op> lines : List.of(loop.body(), loop.finish())) {
      for (Op line : lines) {
        if (line instanceof Op.Apply(Function function, int _, int _, int _)) {
          vectors += (function.isCheap() ? 1 : FUNCTION / 2) / width;
          numbers += function.isCheap() ? 0.5 : FUNCTION;
        }
      }
    }
    return numbers < vectors;
  }

  private boolean isApart(Access access) {
    return access.stride(lane) != 0 && access.stride(lane) != 1;
  }

  /// Whether the lane is reduced.
  boolean isAcross() {
    return lane >= loop.kept();
  }

  /// Whether another of the kept axes runs within the lane, all vectors of which are one group.
  boolean isHeld() {
    return lane >= 0 && lane < loop.kept() - 1;
  }

  /// How many axes must be entered before a load can be done.
  int depth(Access access) {
    int depth = access.strides().length;
    while (depth > 0 && access.stride(depth - 1) == 0) {
      depth--;
    }
    return depth;
  }

  /// The entries of an axis; for the rows, only about how many.
  int extent(int axis) {
    return loop.extents()[axis];
  }
}
