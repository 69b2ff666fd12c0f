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
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;

/// Loops over the same rows run together, row by row, where later ones read what earlier ones
/// wrote: what is handed on then stays in the cache, and needs room for one row.
final class Rows {
  private static final int BACK = 8; // how many steps back one looks for a partner
  private static final int MOST = 12; // loops in one kernel
  private static final int LONG = 1 << 20; // more to do in a row does not stay in a cache
  private static final int SHORT = 32; // less to do in a row is not worth walking by rows

  private final List<Step> steps = new ArrayList<>();
  private final List<Integer> lengths;
  private final int given;

  private Rows(Draft draft, int given) {
    this.lengths = draft.lengths();
    this.given = given;
    draft.steps().forEach(this::add);
    List<Step> shaped = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      if (steps.get(k) instanceof Step.Loops(Kernel kernel)) {
        Kernel longest = shapes(kernel).getLast();
        boolean many = kernel.loops().size() > 1;
        List<Kernel> parts = many ? List.of(scratched(longest, k)) : cut(flat(longest));
        parts.forEach(part -> shaped.add(new Step.Loops(part)));
      } else {
        shaped.add(steps.get(k));
      }
    }
    steps.clear();
    steps.addAll(shaped);
  }

  /// What is alone and large, in the parts in which it is done.
  private List<Kernel> cut(Kernel kernel) {
    return Columns.of(kernel).stream()
        .flatMap(part -> Pieces.of(part, this::array).stream())
        .toList();
  }

  private int array(int length) {
    lengths.add(length);
    return lengths.size() - 1;
  }

  /// The steps of a draft, joined. Shortens arrays of the draft that are needed for a row at a
  /// time.
  ///
  /// @param given how many arrays are inputs and results
  static List<Step> joined(Draft draft, int given) {
    return new Rows(draft, given).steps;
  }

  // --- joining
  // ------------------------------------------------------------------------------------

  private void add(Step step) {
    if (step instanceof Step.Loops(Kernel kernel) && kernel.rows() > 1) {
      for (int k = steps.size() - 1; k >= Math.max(0, steps.size() - BACK); k--) {
        if (steps.get(k) instanceof Step.Loops(Kernel before)) {
          Optional<Kernel> both = join(before, kernel);
          if (both.isPresent()) {
            steps.set(k, new Step.Loops(both.get()));
            return;
          }
        }
        if (depends(steps.get(k), kernel)) {
          break;
        }
      }
    }
    steps.add(step);
  }

  private static boolean depends(Step before, Kernel kernel) {
    Set<Integer> writes = before.writes();
    Step.Loops step = new Step.Loops(kernel);
    return step.arrays().stream().anyMatch(writes::contains)
        || step.writes().stream().anyMatch(before.arrays()::contains);
  }

  /// Both as one, over as many rows as they can have in common, if the second reads something that
  /// the first writes.
  private static Optional<Kernel> join(Kernel before, Kernel after) {
    if (before.loops().size() + after.loops().size() <= MOST
        && depends(new Step.Loops(before), after)) {
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
  private static List<Kernel> shapes(Kernel kernel) {
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
  private static Optional<Kernel> longer(Kernel kernel) {
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

  /// Whether what the second reads of what the first writes is in the same row.
  private static boolean fits(Kernel before, Kernel after) {
    Map<Integer, Integer> rows = new HashMap<>(); // row stride of shared arrays
    Set<Integer> shared = new HashSet<>(new Step.Loops(before).writes());
    shared.addAll(new Step.Loops(after).writes());
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

  /// The last entry that a loop touches in row 0.
  private static int span(Access access, Loop loop) {
    int last = access.offset();
    for (int axis = 0; axis < loop.extents().length; axis++) {
      last += Math.max(0, loop.extents()[axis] - 1) * Math.abs(access.stride(axis));
    }
    return last;
  }

  // --- room for one row
  // ---------------------------------------------------------------------------

  /// Arrays that nothing outside the kernel uses get room for a row.
  private Kernel scratched(Kernel kernel, int number) {
    Set<Integer> mine = new HashSet<>(new Step.Loops(kernel).writes());
    mine.removeIf(array -> array < given);
    for (int k = 0; k < steps.size(); k++) {
      if (k != number) {
        mine.removeAll(steps.get(k).arrays());
      }
    }
    if (mine.isEmpty()) {
      return kernel;
    }
    Map<Integer, Integer> spans = new HashMap<>();
    for (Loop loop : kernel.loops()) {
      loop.accesses().forEach(a -> spans.merge(a.array(), span(a, loop) + 1, Math::max));
    }
    mine.forEach(array -> lengths.set(array, spans.get(array)));
    UnaryOperator<Access> still =
        a -> mine.contains(a.array()) ? new Access(a.array(), a.offset(), 0, a.strides()) : a;
    List<Loop> loops =
        kernel.loops().stream().map(loop -> loop.map(loop.extents(), loop.kept(), still)).toList();
    return new Kernel(kernel.rows(), loops, mine.stream().sorted().toList());
  }

  // --- one long row
  // -------------------------------------------------------------------------------

  /// A map whose axes can be walked as one is one along the rows.
  private static Kernel flat(Kernel kernel) {
    Kernel flat = kernel;
    while (flat.loops().getFirst().extents().length > 0) {
      Optional<Kernel> longer = longer(flat);
      if (longer.isEmpty()) {
        return kernel;
      }
      flat = longer.get();
    }
    return flat;
  }
}
