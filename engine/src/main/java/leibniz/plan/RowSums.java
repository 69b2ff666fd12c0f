package leibniz.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import leibniz.blas.Operand;
import leibniz.kernel.Access;
import leibniz.kernel.Function;
import leibniz.kernel.Kernel;
import leibniz.kernel.Lanes;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;

/// Sums along the rows of something large, or down the columns of each of many matrices, as a
/// product with a vector of ones: products read rows that are far apart side by side, each from one
/// end to the other, as the processor foresees it.
final class RowSums {
  private static final long LEAST = 1 << 18; // entries; fewer stay in the cache anyhow
  private static final int SHORT = 64; // entries of a row

  private RowSums() {}

  /// The ones and the product, or nothing where the kernel is no such sum.
  ///
  /// @param array makes a new array of so many entries and answers its number
  static List<Step> of(Kernel kernel, IntUnaryOperator array) {
    Loop loop = kernel.loops().getFirst();
    Optional<Double> factor = factor(loop);
    int last = loop.extents().length - 1;
    if (!Lanes.USED // without vectors, products are no faster
        || loop.reduced() == 0
        || loop.points() * kernel.rows() < LEAST
        || count(loop) < SHORT
        || factor.isEmpty()
        || !(loop.body().getFirst() instanceof Op.Load(Access from))
        || from.stride(last) != 1 && !isDown(kernel, loop, from)) {
      return List.of();
    }
    int kept = loop.kept();
    int[] summed = Arrays.copyOfRange(loop.extents(), kept, last + 1);
    int count = (int) count(loop);
    int ones = array.applyAsInt(count);
    int[] along = new int[last + 2];
    System.arraycopy(Stored.rowMajor(summed), 0, along, kept + 1, summed.length);
    return List.of(
        new Step.Loops(new Kernel(1, List.of(ones(ones, count)), List.of())),
        new Step.Product(
            inFront(kernel.rows(), loop.extents()),
            operand(loop.target(), last + 2),
            operand(from, last + 2),
            new Operand(ones, 0, along),
            factor.get(),
            false));
  }

  /// Whether each row of the kernel is a matrix of which the columns are summed: a product adds
  /// whole rows of it to a result that stays near.
  private static boolean isDown(Kernel kernel, Loop loop, Access from) {
    int column = loop.kept() - 1;
    return kernel.rows() > 1
        && column == 0
        && loop.reduced() == 1
        && from.stride(column) == 1
        && loop.target().stride(column) == 1
        && loop.extents()[column] >= SHORT;
  }

  /// How many entries are summed.
  private static long count(Loop loop) {
    return Arrays.stream(loop.extents())
        .skip(loop.kept())
        .asLongStream()
        .reduce(1, (a, b) -> a * b);
  }

  /// The number by which the sum of the entries of an array is multiplied, if it is nothing else.
  private static Optional<Double> factor(Loop loop) {
    if (loop.reduction() != Loop.Reduction.SUM || loop.adds() || loop.body().size() != 1) {
      return Optional.empty();
    }
    List<Op> finish = loop.finish();
    if (finish.isEmpty()) {
      return Optional.of(1.0);
    }
    boolean scales =
        finish.size() == 3
            && finish.getFirst() instanceof Op.Reduced
            && finish.getLast().equals(new Op.Apply(Function.MULTIPLY, 1, 0, 0));
    return scales && finish.get(1) instanceof Op.Constant(double c)
        ? Optional.of(c)
        : Optional.empty();
  }

  private static Loop ones(int array, int count) {
    return new Loop(
        new int[] {count},
        1,
        Loop.Reduction.SUM,
        List.of(new Op.Constant(1)),
        List.of(),
        new Access(array, 0, 0, new int[] {1}),
        false);
  }

  private static Operand operand(Access access, int letters) {
    int[] strides = Arrays.copyOf(inFront(access.row(), access.strides()), letters);
    return new Operand(access.array(), access.offset(), strides);
  }

  private static int[] inFront(int first, int[] rest) {
    int[] all = new int[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }
}
