package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;

/// Sums down the columns of something large, a few of its rows at a time. Those are no neighbours:
/// each stands at the beginning of a part, which so is read from one end to the other.
final class Columns {
  private static final int AT_A_TIME = 4;
  private static final long SMALL = 1 << 18; // entries; as many stay in the cache anyhow
  private static final int LONGEST =
      1 << 13; // columns, whose sums are to stay in the nearest cache

  private Columns() {}

  /// The same sums in order, or the kernel alone.
  static List<Kernel> of(Kernel kernel) {
    Loop loop = kernel.loops().getFirst();
    if (kernel.rows() != 1
        || kernel.loops().size() > 1
        || loop.kept() != 1
        || loop.reduced() != 1
        || loop.reduction() != Loop.Reduction.SUM
        || loop.adds()
        || loop.points() < SMALL
        || loop.extents()[0] > LONGEST
        || loop.reads().stream().noneMatch(Columns::isByColumns)) {
      return List.of(kernel);
    }
    int rows = loop.extents()[1];
    int whole = rows / AT_A_TIME;
    List<Kernel> kernels = new ArrayList<>();
    kernels.add(new Kernel(1, List.of(zeros(loop)), List.of()));
    kernels.add(new Kernel(whole, List.of(part(loop, 0, AT_A_TIME, whole)), List.of()));
    if (whole * AT_A_TIME < rows) {
      int rest = rows - whole * AT_A_TIME;
      kernels.add(new Kernel(1, List.of(part(loop, whole * AT_A_TIME, rest, 1)), List.of()));
    }
    return kernels;
  }

  private static boolean isByColumns(Access access) {
    return access.stride(0) == 1 && access.stride(1) > 1;
  }

  private static Loop zeros(Loop loop) {
    int[] columns = {loop.extents()[0]};
    List<Op> zero = List.of(new Op.Constant(0));
    return new Loop(columns, 1, loop.reduction(), zero, List.of(), loop.target(), false);
  }

  /// So many rows from one on, some rows apart, for each row of the kernel the next ones, added to
  /// what is there.
  private static Loop part(Loop loop, int from, int count, int apart) {
    UnaryOperator<Access> moved =
        a -> {
          int down = a.stride(1);
          int[] strides = {a.stride(0), apart * down};
          return new Access(a.array(), a.offset() + from * down, down, strides);
        };
    Loop part = loop.map(new int[] {loop.extents()[0], count}, 1, moved);
    return new Loop(
        part.extents(), 1, part.reduction(), part.body(), part.finish(), loop.target(), true);
  }
}
