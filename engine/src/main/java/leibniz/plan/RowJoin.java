package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;

/// Two kernels as one that does a row of the first and then the same row of the second.
final class RowJoin {
  private static final int MOST = 12; // loops in one kernel
  private static final int LONG = 1 << 20; // more to do in a row does not stay in a cache
  private static final int SHORT = 32; // less to do in a row is not worth walking by rows

  private RowJoin() {}

  /// Both as one, over as many rows as they can have in common.
  static Optional<Kernel> of(Kernel before, Kernel after) {
    if (before.loops().size() + after.loops().size() <= MOST) {
      for (Kernel first : shapes(before).reversed()) {
        for (Kernel second : shapes(after).reversed()) {
          if (first.rows() == second.rows()
              && Math.max(most(first), most(second)) <= LONG
              && fits(first, second)) {
            List<Loop> both = new ArrayList<>(first.loops());
            both.addAll(second.loops());
            return Optional.of(new Kernel(first.rows(), both, List.of()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /// The kernel over its rows, over those and its next axis, and so on, as long as there is enough
  /// to do in a row.
  static List<Kernel> shapes(Kernel kernel) {
    List<Kernel> shapes = new ArrayList<>(List.of(kernel));
    Optional<Kernel> next = longer(kernel);
    while (next.isPresent() && most(next.get()) >= SHORT) {
      shapes.add(next.get());
      next = longer(next.get());
    }
    return shapes;
  }

  /// The most that a loop does in a row.
  private static long most(Kernel kernel) {
    return kernel.loops().stream().mapToLong(Loop::points).max().orElse(0);
  }

  /// The row axis and the next one as one, if they are one to every access.
  static Optional<Kernel> longer(Kernel kernel) {
    List<Loop> loops = new ArrayList<>();
    int extent = kernel.loops().getFirst().kept() == 0 ? 0 : kernel.loops().getFirst().extents()[0];
    for (Loop loop : kernel.loops()) {
      if (loop.kept() == 0
          || loop.extents()[0] != extent
          || (long) extent * kernel.rows() > Integer.MAX_VALUE
          || !loop.accesses().stream().allMatch(a -> a.row() == a.stride(0) * extent)) {
        return Optional.empty();
      }
      UnaryOperator<Access> one =
          a -> {
            int[] rest = Arrays.copyOfRange(a.strides(), 1, a.strides().length);
            return new Access(a.array(), a.offset(), a.stride(0), rest);
          };
      int[] rest = Arrays.copyOfRange(loop.extents(), 1, loop.extents().length);
      loops.add(loop.map(rest, loop.kept() - 1, one));
    }
    return Optional.of(new Kernel(kernel.rows() * extent, loops, kernel.scratch()));
  }

  /// Whether what the second reads of what the first writes is in the same row. What all rows add
  /// to is nobody else's.
  private static boolean fits(Kernel before, Kernel after) {
    Map<Integer, Integer> rows = new HashMap<>(); // row stride of shared arrays
    Set<Integer> shared = new HashSet<>(new Step.Loops(before).writes());
    shared.addAll(new Step.Loops(after).writes());
    shared.removeIf(array -> isSum(array, before, after));
    for (Kernel kernel : List.of(before, after)) {
      for (Loop loop : kernel.loops()) {
        for (Access access : loop.accesses()) {
          if (shared.contains(access.array())) {
            Integer row = rows.putIfAbsent(access.array(), access.row());
            if (row != null && row != access.row() || span(access, loop) >= access.row()) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  /// Whether an array is touched by one loop alone, which adds to the same entries in each row.
  private static boolean isSum(int array, Kernel before, Kernel after) {
    List<Loop> touching =
        Stream.concat(before.loops().stream(), after.loops().stream())
            .filter(loop -> loop.accesses().stream().anyMatch(a -> a.array() == array))
            .toList();
    Loop only = touching.getFirst();
    return touching.size() == 1
        && only.adds()
        && only.target().row() == 0
        && only.reads().stream().noneMatch(a -> a.array() == array);
  }

  /// The last entry that a loop touches in row 0.
  static int span(Access access, Loop loop) {
    int last = access.offset();
    for (int axis = 0; axis < loop.extents().length; axis++) {
      last += Math.max(0, loop.extents()[axis] - 1) * Math.abs(access.stride(axis));
    }
    return last;
  }
}
