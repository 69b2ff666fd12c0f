package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /// The step, those between that need it and that the second product needs, and that become one,
  /// if they can.
  private boolean join(int first, RowWise second) {
    Optional<RowWise> product = byRows(steps.get(first));
    Optional<Kernel> joined =
        steps.get(first) instanceof Step.Loops(Kernel kernel)
            ? Optional.of(kernel)
            : product.map(RowWise::kernel);
    List<Step> between = steps.subList(first + 1, steps.size());
    boolean[] needed = needed(between, new Step.Loops(second.kernel()));
    List<Step> before = new ArrayList<>();
    List<Step> after = new ArrayList<>();
    for (int k = 0; k < needed.length && joined.isPresent(); k++) {
      Step step = between.get(k);
      boolean isFree = after.stream().noneMatch(later -> isTied(later, step));
      if (isFree && !isTied(step, new Step.Loops(joined.get()))) {
        before.add(step);
      } else if (!needed[k]) {
        after.add(step);
      } else {
        joined =
            isFree && step instanceof Step.Loops(Kernel kernel)
                ? joined.flatMap(sofar -> RowJoin.of(sofar, kernel))
                : Optional.empty();
      }
    }
    joined = joined.flatMap(sofar -> RowJoin.of(sofar, second.kernel()));
    joined.ifPresent(kernel -> {
      steps.subList(first, steps.size()).clear();
      steps.addAll(before);
      product.flatMap(RowWise::before).ifPresent(zeros -> steps.add(new Step.Loops(zeros)));
      second.before().ifPresent(zeros -> steps.add(new Step.Loops(zeros)));
      steps.add(new Step.Loops(kernel));
      steps.addAll(after);
    });
    return joined.isPresent();
  }

  /// Which of the steps a last one needs.
  private static boolean[] needed(List<Step> steps, Step last) {
    boolean[] needed = new boolean[steps.size()];
    List<Step> users = new ArrayList<>(List.of(last));
    for (int k = needed.length - 1; k >= 0; k--) {
      Step step = steps.get(k);
      needed[k] = users.stream().anyMatch(user -> isTied(step, user));
      if (needed[k]) {
        users.add(step);
      }
    }
    return needed;
  }

  /// Whether one writes what the other touches.
  private static boolean isTied(Step a, Step b) {
    return a.arrays().stream().anyMatch(b.writes()::contains)
        || b.arrays().stream().anyMatch(a.writes()::contains);
  }
}
