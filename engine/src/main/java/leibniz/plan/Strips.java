package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;

/// Kernels of several loops that do a few rows at a time: where all rows add to the same entries,
/// so that each is read and written once for a few; and where rows are short, so that loops are
/// long.
final class Strips {
  /// Rows that add to the same entries.
  private static final int SUMMED = 8;

  /// What is done at a time where rows are short: as much as stays in the nearest cache.
  private static final int POINTS = 1 << 11;

  private static final int MOST = 32;

  private final Kernel kernel;
  private final List<Integer> lengths;

  private Strips(Kernel kernel, List<Integer> lengths) {
    this.kernel = kernel;
    this.lengths = lengths;
  }

  /// The same in order, or the kernel alone.
  ///
  /// @param lengths of arrays; scratch arrays become longer, to hold a few rows
  static List<Kernel> of(Kernel kernel, List<Integer> lengths) {
    Strips strips = new Strips(kernel, lengths);
    int count = strips.count();
    if (count < 2) {
      return List.of(kernel);
    }
    int whole = kernel.rows() / count;
    int rest = kernel.rows() - whole * count;
    List<Kernel> kernels = new ArrayList<>(List.of(strips.strip(0, whole, count)));
    if (rest > 0) {
      kernels.add(strips.strip(whole * count, 1, rest));
    }
    kernel.scratch().forEach(array -> lengths.set(array, lengths.get(array) * count));
    return kernels;
  }

  /// A kernel with all of its rows done at a time, as one row.
  ///
  /// @param lengths of arrays; scratch arrays become longer, to hold all rows
  static Kernel whole(Kernel kernel, List<Integer> lengths) {
    int rows = kernel.rows();
    if (rows == 1) {
      return kernel;
    }
    Kernel whole = new Strips(kernel, lengths).strip(0, 1, rows);
    kernel.scratch().forEach(array -> lengths.set(array, lengths.get(array) * rows));
    return whole;
  }

  /// How many rows are done at a time: all, if they are few.
  private int count() {
    if (kernel.loops().size() == 1) {
      return 1;
    }
    long points = kernel.loops().stream().mapToLong(Loop::points).sum();
    boolean sums = kernel.loops().stream().anyMatch(this::isSum);
    int count = sums ? SUMMED : Math.clamp(POINTS / Math.max(1, points), 1, MOST);
    return count >= kernel.rows() ? kernel.rows() : Integer.highestOneBit(count);
  }

  private boolean isSum(Loop loop) {
    int array = loop.target().array();
    return loop.adds() && loop.target().row() == 0 && !kernel.scratch().contains(array);
  }

  /// So many strips of `count` rows each, from row `from` on.
  private Kernel strip(int from, int strips, int count) {
    List<Loop> loops = kernel.loops().stream().map(loop -> strip(loop, from, count)).toList();
    return new Kernel(strips, loops, kernel.scratch());
  }

  private Loop strip(Loop loop, int from, int count) {
    boolean sums = isSum(loop);
    int axis = sums ? loop.extents().length : 0;
    int[] extents = inserted(loop.extents(), axis, count);
    UnaryOperator<Access> moved =
        a -> {
          boolean isMine = kernel.scratch().contains(a.array());
          int step = isMine ? lengths.get(a.array()) : a.row();
          int offset = isMine ? a.offset() : a.offset() + from * a.row();
          return new Access(a.array(), offset, count * a.row(), inserted(a.strides(), axis, step));
        };
    return loop.map(extents, sums ? loop.kept() : loop.kept() + 1, moved);
  }

  private static int[] inserted(int[] values, int at, int value) {
    if (at > values.length) {
      return values; // of a target, along an axis that is summed
    }
    return IntStream.rangeClosed(0, values.length)
        .map(k -> k < at ? values[k] : k == at ? value : values[k - 1])
        .toArray();
  }
}
