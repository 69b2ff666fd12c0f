package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;

/// Kernels of a few dozen entries that follow each other run as one, each over all of its rows at
/// once: to begin a kernel takes as long as such loops do.
final class Small {
  /// Lines of a kernel that are few, and of several.
  private static final double FEW = 4096;

  /// Loops of one class, and the lines of their bodies: the compiler does not see through many more
  /// where it takes them for one method.
  private static final int MOST_LOOPS = 12;

  private static final int MOST_LINES = 100;

  private final List<Integer> lengths;
  private final List<Step> done = new ArrayList<>();
  private final List<Step.Loops> waiting = new ArrayList<>();

  private Small(List<Integer> lengths) {
    this.lengths = lengths;
  }

  /// The same steps, small ones joined.
  ///
  /// @param lengths of arrays; scratch arrays become longer, to hold all rows
  static List<Step> joined(List<Step> steps, List<Integer> lengths) {
    Small small = new Small(lengths);
    for (Step step : steps) {
      if (step instanceof Step.Loops loops && isSmall(loops.kernel())) {
        small.add(loops);
      } else {
        small.close();
        small.done.add(step);
      }
    }
    small.close();
    return small.done;
  }

  private static boolean isSmall(Kernel kernel) {
    return kernel.rows() > 0 && lines(List.of(kernel)) <= FEW;
  }

  private void add(Step.Loops step) {
    List<Kernel> all = new ArrayList<>(waiting.stream().map(Step.Loops::kernel).toList());
    all.add(step.kernel());
    List<Loop> loops = all.stream().flatMap(kernel -> kernel.loops().stream()).toList();
    int written = loops.stream().mapToInt(l -> l.body().size() + l.finish().size()).sum();
    if (loops.size() > MOST_LOOPS || written > MOST_LINES || lines(all) > FEW) {
      close();
    }
    waiting.add(step);
  }

  private void close() {
    if (waiting.size() == 1) {
      done.add(waiting.getFirst());
    } else if (!waiting.isEmpty()) {
      List<Loop> loops = new ArrayList<>();
      Set<Integer> scratch = new HashSet<>();
      for (Step.Loops step : waiting) {
        Kernel whole = Strips.whole(step.kernel(), lengths);
        loops.addAll(whole.loops());
        scratch.addAll(whole.scratch());
      }
      done.add(new Step.Loops(new Kernel(1, loops, scratch.stream().sorted().toList())));
    }
    waiting.clear();
  }

  private static double lines(List<Kernel> kernels) {
    double lines = 0;
    for (Kernel kernel : kernels) {
      for (Loop loop : kernel.loops()) {
        double kept =
            Arrays.stream(loop.extents())
                .limit(loop.kept())
                .asDoubleStream()
                .reduce(1, (a, b) -> a * b);
        lines +=
            kernel.rows()
                * (loop.points() * loop.body().size() + kept * (1 + loop.finish().size()));
      }
    }
    return lines;
  }
}
