package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import leibniz.blas.Operand;
import leibniz.kernel.Access;
import leibniz.kernel.Function;
import leibniz.kernel.Kernel;
import leibniz.kernel.Loop;
import leibniz.kernel.Op;

/// A product of a matrix, or of many, with vectors, as loops over the rows in which the matrix lies
/// in memory. Rows that are summed add to the result one after the other.
///
/// @param matrix the array of the matrix
/// @param before what is done first, once; or nothing
/// @param kernel over the rows
record RowWise(int matrix, Optional<Kernel> before, Kernel kernel) {

  /// The product by rows; nothing if neither factor has all letters that are not of the result
  /// alone, or the matrix has fewer entries than `least`.
  static Optional<RowWise> of(Step.Product product, long least) {
    Operand matrix = product.left();
    Operand vector = product.right();
    if (!covers(matrix, vector)) {
      matrix = product.right();
      vector = product.left();
    }
    int[] axes =
        IntStream.range(0, product.extents().length)
            .filter(letter -> product.extents()[letter] > 1)
            .boxed()
            .sorted(outermostFirst(matrix))
            .mapToInt(letter -> letter)
            .toArray();
    return covers(matrix, vector)
            && covers(matrix, product.result())
            && axes.length > 1
            && entries(product.extents()) >= least
        ? Optional.of(of(product, matrix, vector, axes))
        : Optional.empty();
  }

  private static Comparator<Integer> outermostFirst(Operand operand) {
    return Comparator.comparingInt(letter -> -Math.abs(operand.strides()[letter]));
  }

  private static long entries(int[] extents) {
    return Arrays.stream(extents).asLongStream().reduce(1, (a, b) -> a * b);
  }

  /// Whether each letter of the second is one of the first.
  private static boolean covers(Operand first, Operand second) {
    return IntStream.range(0, first.strides().length)
        .allMatch(letter -> first.strides()[letter] != 0 || second.strides()[letter] == 0);
  }

  private static RowWise of(Step.Product product, Operand matrix, Operand vector, int[] axes) {
    int[] result = product.result().strides();
    boolean adds = result[axes[0]] == 0;
    List<Integer> inner = new ArrayList<>();
    Arrays.stream(axes).skip(1).filter(letter -> result[letter] != 0).forEach(inner::add);
    int kept = inner.size();
    Arrays.stream(axes).skip(1).filter(letter -> result[letter] == 0).forEach(inner::add);
    int[] extents = inner.stream().mapToInt(letter -> product.extents()[letter]).toArray();
    Access target = access(product.result(), axes[0], inner.subList(0, kept));
    Loop loop =
        new Loop(
            extents,
            kept,
            Loop.Reduction.SUM,
            List.of(
                new Op.Load(access(matrix, axes[0], inner)),
                new Op.Load(access(vector, axes[0], inner)),
                new Op.Apply(Function.MULTIPLY, 0, 1, 0)),
            scaling(product.alpha()),
            target,
            adds);
    Kernel kernel = new Kernel(product.extents()[axes[0]], List.of(loop), List.of());
    return new RowWise(matrix.array(), adds ? Optional.of(zeros(loop)) : Optional.empty(), kernel);
  }

  private static Access access(Operand operand, int row, List<Integer> inner) {
    int[] strides = inner.stream().mapToInt(letter -> operand.strides()[letter]).toArray();
    return new Access(operand.array(), operand.offset(), operand.strides()[row], strides);
  }

  private static List<Op> scaling(double alpha) {
    return alpha == 1
        ? List.of()
        : List.of(
            new Op.Reduced(), new Op.Constant(alpha), new Op.Apply(Function.MULTIPLY, 0, 1, 0));
  }

  private static Kernel zeros(Loop loop) {
    int[] extents = Arrays.copyOf(loop.extents(), loop.kept());
    List<Op> zero = List.of(new Op.Constant(0));
    Loop zeros =
        new Loop(extents, loop.kept(), loop.reduction(), zero, List.of(), loop.target(), false);
    return new Kernel(1, List.of(zeros), List.of());
  }
}
