package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leibniz.kernel.Kernel;

/// Products of the same large matrix with vectors, as `A x` and `Aᵀ y`, are done in one walk over
/// its rows where the second needs no more of the first than the row it is at: to read the matrix
/// takes longer than all else.
final class Rereads {
  /// A matrix of fewer entries stays in a near cache from one product to the next.
  private static final long LEAST = 1 << 16;

  private final List<Step> steps = new ArrayList<>();

  private Rereads(List<Step> steps) {
    steps.forEach(this::add);
  }

  static List<Step> joined(List<Step> steps) {
    return new Rereads(steps).steps;
  }

  private static Optional<RowWise> byRows(Step step) {
    return step instanceof Step.Product product ? RowWise.of(product, LEAST) : Optional.empty();
  }

  private void add(Step step) {
    Optional<RowWise> second = byRows(step);
    if (second.isPresent()) {
      for (int k = steps.size() - 1; k >= 0; k--) {
        if (steps.get(k).reads().contains(second.get().matrix())) {
          if (join(k, second.get())) {
            return;
          }
          break;
        }
      }
    }
    steps.add(step);
  }

  /// The step and those after it that need it become one with the second product, if they can.
  private boolean join(int first, RowWise second) {
    Optional<RowWise> product = byRows(steps.get(first));
    Optional<Kernel> joined =
        steps.get(first) instanceof Step.Loops(Kernel kernel)
            ? Optional.of(kernel)
            : product.map(RowWise::kernel);
    List<Step> others = new ArrayList<>();
    for (Step between : steps.subList(first + 1, steps.size())) {
      if (joined.isPresent() && isApart(between, joined.get())) {
        others.add(between);
      } else {
        joined =
            between instanceof Step.Loops(Kernel kernel)
                ? joined.flatMap(before -> RowJoin.of(before, kernel))
                : Optional.empty();
      }
    }
    joined = joined.flatMap(before -> RowJoin.of(before, second.kernel()));
    joined.ifPresent(kernel -> {
      steps.subList(first, steps.size()).clear();
      steps.addAll(others);
      product.flatMap(RowWise::before).ifPresent(zeros -> steps.add(new Step.Loops(zeros)));
      second.before().ifPresent(zeros -> steps.add(new Step.Loops(zeros)));
      steps.add(new Step.Loops(kernel));
    });
    return joined.isPresent();
  }

  private static boolean isApart(Step step, Kernel kernel) {
    Step.Loops loops = new Step.Loops(kernel);
    Set<Integer> touched = loops.arrays();
    return step.arrays().stream().noneMatch(loops.writes()::contains)
        && step.writes().stream().noneMatch(touched::contains);
  }
}
