package leibniz.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;

/// Loops over the same rows run together, row by row, where later ones read what earlier ones
/// wrote: what is handed on then stays in the cache, and needs room for one row.
final class Rows {
  private static final int BACK = 8; // how many steps back one looks for a partner
  private static final int MOST = 12; // loops in one kernel

  private final List<Step> steps = new ArrayList<>();
  private final List<Integer> lengths;
  private final int given;

  private Rows(Draft draft, int given) {
    this.lengths = draft.lengths();
    this.given = given;
    draft.steps().forEach(this::add);
    for (int k = 0; k < steps.size(); k++) {
      if (steps.get(k) instanceof Step.Loops(Kernel kernel)) {
        steps.set(k, new Step.Loops(kernel.loops().size() > 1 ? scratched(kernel) : flat(kernel)));
      }
    }
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
        if (steps.get(k) instanceof Step.Loops(Kernel before) && join(before, kernel)) {
          List<Loop> both = new ArrayList<>(before.loops());
          both.addAll(kernel.loops());
          steps.set(k, new Step.Loops(new Kernel(kernel.rows(), both, List.of())));
          return;
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

  /// Whether the second reads something that the first writes, and only in the same row.
  private static boolean join(Kernel before, Kernel after) {
    if (before.rows() != after.rows()
        || before.loops().size() + after.loops().size() > MOST
        || !depends(new Step.Loops(before), after)) {
      return false;
    }
    Map<Integer, Integer> rows = new HashMap<>(); // row stride of shared arrays
    Set<Integer> shared = new HashSet<>(new Step.Loops(before).writes());
    shared.addAll(new Step.Loops(after).writes());
    for (Kernel kernel : List.of(before, after)) {
      for (Loop loop : kernel.loops()) {
        for (Access access : accesses(loop)) {
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

  private static List<Access> accesses(Loop loop) {
    List<Access> accesses = new ArrayList<>(Step.Loops.reads(loop));
    accesses.add(loop.target());
    return accesses;
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
  private Kernel scratched(Kernel kernel) {
    Set<Integer> mine = new HashSet<>(new Step.Loops(kernel).writes());
    mine.removeIf(array -> array < given);
    for (Step other : steps) {
      if (!(other instanceof Step.Loops(Kernel k)) || k != kernel) {
        mine.removeAll(other.arrays());
      }
    }
    if (mine.isEmpty()) {
      return kernel;
    }
    Map<Integer, Integer> spans = new HashMap<>();
    for (Loop loop : kernel.loops()) {
      accesses(loop).forEach(a -> spans.merge(a.array(), span(a, loop) + 1, Math::max));
    }
    mine.forEach(array -> lengths.set(array, spans.get(array)));
    UnaryOperator<Access> still =
        a -> mine.contains(a.array()) ? new Access(a.array(), a.offset(), 0, a.strides()) : a;
    List<Loop> loops =
        kernel.loops().stream().map(loop -> with(loop, loop.extents(), still)).toList();
    return new Kernel(kernel.rows(), loops, mine.stream().sorted().toList());
  }

  private static Loop with(Loop loop, int[] extents, UnaryOperator<Access> change) {
    return new Loop(
        extents,
        Math.min(loop.kept(), extents.length),
        loop.reduction(),
        with(loop.body(), change),
        with(loop.finish(), change),
        change.apply(loop.target()),
        loop.adds());
  }

  private static List<Op> with(List<Op> lines, UnaryOperator<Access> change) {
    return lines.stream()
        .map(l -> l instanceof Op.Load(Access from) ? new Op.Load(change.apply(from)) : l)
        .toList();
  }

  // --- one long row
  // -------------------------------------------------------------------------------

  /// A map whose axes can be walked as one is one along the rows.
  private static Kernel flat(Kernel kernel) {
    Loop loop = kernel.loops().getFirst();
    if (loop.reduced() > 0 || loop.extents().length == 0) {
      return kernel;
    }
    for (Access access : accesses(loop)) {
      int last = loop.extents().length - 1;
      int stride = access.stride(last) * loop.extents()[last];
      for (int axis = last - 1; axis >= 0; axis--) {
        if (access.stride(axis) != stride) {
          return kernel;
        }
        stride *= loop.extents()[axis];
      }
      if (access.row() != stride) {
        return kernel;
      }
    }
    long points = loop.points() * kernel.rows();
    Loop along =
        with(
            loop,
            new int[0],
            a ->
                new Access(a.array(), a.offset(), a.stride(loop.extents().length - 1), new int[0]));
    return new Kernel(Math.toIntExact(points), List.of(along), List.of());
  }
}
