package leibniz.plan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import leibniz.blas.Operand;
import leibniz.ir.Special;
import leibniz.kernel.Kernel;

/// What a plan does at a time.
sealed interface Step {

  /// The arrays that are read.
  Set<Integer> reads();

  /// The arrays that are written.
  Set<Integer> writes();

  /// The arrays that are read or written.
  default Set<Integer> arrays() {
    Set<Integer> both = new TreeSet<>(reads());
    both.addAll(writes());
    return both;
  }

  /// Loops.
  record Loops(Kernel kernel) implements Step {
    @Override
    public Set<Integer> reads() {
      Set<Integer> arrays = new TreeSet<>();
      kernel.loops().forEach(loop -> loop.reads().forEach(access -> arrays.add(access.array())));
      return arrays;
    }

    @Override
    public Set<Integer> writes() {
      Set<Integer> arrays = new TreeSet<>();
      kernel.loops().forEach(loop -> arrays.add(loop.target().array()));
      return arrays;
    }
  }

  /// A contraction of two arrays.
  ///
  /// @param extents of the letters
  /// @param alpha the number the result is multiplied by
  /// @param symmetric whether rows and columns of the result may change places
  record Product(
      int[] extents, Operand result, Operand left, Operand right, double alpha, boolean symmetric)
      implements Step {
    @Override
    public Set<Integer> reads() {
      return new TreeSet<>(List.of(left.array(), right.array()));
    }

    @Override
    public Set<Integer> writes() {
      return Set.of(result.array());
    }
  }

  /// A contraction, and loops over the rows of its result, each done as soon as it is complete.
  ///
  /// @param apart how far the rows lie from each other
  record Fused(Product product, Kernel kernel, int apart) implements Step {
    @Override
    public Set<Integer> reads() {
      Set<Integer> arrays = new TreeSet<>(product.reads());
      arrays.addAll(new Loops(kernel).reads());
      return arrays;
    }

    @Override
    public Set<Integer> writes() {
      Set<Integer> arrays = new TreeSet<>(product.writes());
      arrays.addAll(new Loops(kernel).writes());
      return arrays;
    }
  }

  /// Entries of a factor, added to entries of a result that is zero before; where, positions say.
  ///
  /// @param extents of the letters, those of positions left out
  /// @param count the entries of the result's array
  /// @param power to which each is taken
  /// @param coefficient by which each is multiplied then
  record Picks(
      int[] extents,
      Operand result,
      Operand base,
      List<Position> positions,
      int count,
      double power,
      double coefficient)
      implements Step {
    @Override
    public Set<Integer> reads() {
      Set<Integer> arrays = new TreeSet<>(Set.of(base.array()));
      positions.forEach(p -> arrays.add(p.where().array()));
      return arrays;
    }

    @Override
    public Set<Integer> writes() {
      return Set.of(result.array());
    }
  }

  /// A letter whose index is an entry of an array; below 0 it counts from the end, and where there
  /// is no such index nothing is picked.
  ///
  /// @param where the positions are
  /// @param size of the letter
  /// @param base its stride in the factor
  /// @param result its stride in the result
  record Position(Operand where, int size, int base, int result) {}

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
    public Set<Integer> reads() {
      Set<Integer> arrays = new TreeSet<>();
      arguments.forEach(a -> arrays.add(a.array()));
      return arrays;
    }

    @Override
    public Set<Integer> writes() {
      return Set.of(target);
    }
  }
}
