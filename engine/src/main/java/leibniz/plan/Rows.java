package leibniz.plan;

import java.util.ArrayList;
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
import leibniz.kernel.Normal;

/// Loops over the same rows run together, row by row, where later ones read what earlier ones
/// wrote: what is handed on then stays in the cache, and needs room for one row.
final class Rows {
  private static final int BACK = 8; // how many steps back one looks for a partner

  private final List<Step> steps = new ArrayList<>();
  private final List<Integer> lengths;
  private final int given;

  private Rows(Draft draft, int given) {
    this.lengths = draft.lengths();
    this.given = given;
    Rereads.joined(draft.steps()).forEach(this::add);
    List<Step> shaped = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      if (steps.get(k) instanceof Step.Loops(Kernel kernel)) {
        for (Kernel apart : Zeros.apart(kernel, given)) {
          shaped.addAll(shaped(apart, k));
        }
      } else {
        shaped.add(steps.get(k));
      }
    }
    steps.clear();
    steps.addAll(shaped);
  }

  private List<Step> shaped(Kernel kernel, int number) {
    Kernel longest = RowJoin.shapes(kernel).getLast();
    if (kernel.loops().size() > 1) {
      return loops(Strips.of(scratched(longest, number), lengths));
    }
    List<Step> product = RowSums.of(longest, this::array);
    return product.isEmpty() ? loops(cut(flat(longest))) : product;
  }

  private static List<Step> loops(List<Kernel> kernels) {
    return kernels.stream().<Step>map(Step.Loops::new).toList();
  }

  /// What is alone and large, in the parts in which it is done.
  private List<Kernel> cut(Kernel kernel) {
    Loop loop = Normal.of(kernel.loops().getFirst()); // sums over two axes may be one over both
    return Columns.of(new Kernel(kernel.rows(), List.of(loop), kernel.scratch())).stream()
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
    return Small.joined(Epilogues.joined(new Rows(draft, given).steps, given), draft.lengths());
  }

  // --- joining
  // ------------------------------------------------------------------------------------

  private void add(Step step) {
    if (step instanceof Step.Loops(Kernel kernel) && kernel.rows() > 1) {
      for (int k = steps.size() - 1; k >= Math.max(0, steps.size() - BACK); k--) {
        if (steps.get(k) instanceof Step.Loops(Kernel before)) {
          Optional<Kernel> both =
              depends(steps.get(k), kernel) ? RowJoin.of(before, kernel) : Optional.empty();
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
      loop.accesses().forEach(a -> spans.merge(a.array(), RowJoin.span(a, loop) + 1, Math::max));
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
      Optional<Kernel> longer = RowJoin.longer(flat);
      if (longer.isEmpty()) {
        return kernel;
      }
      flat = longer.get();
    }
    return flat;
  }
}
