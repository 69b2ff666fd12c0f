package leibniz.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import leibniz.ir.Special;
import leibniz.kernel.Access;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;

/// What a plan does at a time.
sealed interface Step {

  /// The arrays that are read or written.
  Set<Integer> arrays();

  /// Loops.
  record Loops(Kernel kernel) implements Step {
    @Override
    public Set<Integer> arrays() {
      Set<Integer> arrays = new TreeSet<>();
      for (Loop loop : kernel.loops()) {
        arrays.add(loop.target().array());
        reads(loop).forEach(access -> arrays.add(access.array()));
      }
      return arrays;
    }

    static List<Access> reads(Loop loop) {
      List<Access> reads = new ArrayList<>();
      for (List<Op> lines : List.of(loop.body(), loop.finish())) {
        for (Op line : lines) {
          if (line instanceof Op.Load(Access from)) {
            reads.add(from);
          }
        }
      }
      return reads;
    }
  }

  /// An operation that has no kernel: its plain computation, which is slow and takes memory.
  ///
  /// @param arguments where they are, with their shapes
  /// @param target filled in row-major order
  record Other(
      Special op,
      List<Stored> arguments,
      List<int[]> shapes,
      int target,
      int[] shape,
      ToLongFunction<String> sizes)
      implements Step {
    @Override
    public Set<Integer> arrays() {
      Set<Integer> arrays = new TreeSet<>();
      arguments.forEach(a -> arrays.add(a.array()));
      arrays.add(target);
      return arrays;
    }
  }
}
