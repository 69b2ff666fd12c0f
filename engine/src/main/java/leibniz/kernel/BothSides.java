package leibniz.kernel;

import java.util.List;
import java.util.Optional;

/// A kernel that multiplies the same rows of a matrix with vectors from both sides, as `A x` and
/// `Aᵀ y`: two loops, neither of which needs what the other writes. Written as one, each vector of
/// the matrix is loaded once for both.
///
/// @param columns adds the rows, each times a number, to one row
/// @param rows sums each row, times another row
record BothSides(Loop columns, Loop rows) {
  /// Rows that are read side by side.
  static final int BESIDE = 4;

  /// Vectors of a row, at least.
  private static final int LEAST = 8;

  /// Of two loops that follow each other in a kernel.
  ///
  /// @param width entries of a vector
  static Optional<BothSides> of(Loop first, Loop second, int width) {
    return is(first, second, width)
        ? Optional.of(new BothSides(first, second))
        : is(second, first, width) ? Optional.of(new BothSides(second, first)) : Optional.empty();
  }

  private static boolean is(Loop columns, Loop rows, int width) {
    return isProduct(columns)
        && isProduct(rows)
        && !rows.adds()
        && columns.extents()[0] >= LEAST * width
        && columns.extents()[1] % BESIDE == 0
        && columns.extents()[0] == rows.extents()[1]
        && columns.extents()[1] == rows.extents()[0]
        && isSame(matrix(columns), matrix(rows))
        && vector(columns).stride(0) == 0
        && vector(rows).stride(0) == 0
        && vector(rows).stride(1) == 1
        && (!columns.adds() || columns.target().row() == 0)
        && columns.target().stride(0) == 1
        && isApart(columns, rows);
  }

  private static boolean isProduct(Loop loop) {
    return loop.extents().length == 2
        && loop.kept() == 1
        && loop.reduction() == Loop.Reduction.SUM
        && loop.finish().isEmpty()
        && loop.body().size() == 3
        && loop.body().get(0) instanceof Op.Load
        && loop.body().get(1) instanceof Op.Load
        && loop.body().get(2) instanceof Op.Apply(Function times, int a, int b, int _)
        && times == Function.MULTIPLY
        && a == 0
        && b == 1;
  }

  private static boolean isSame(Access down, Access along) {
    return down.array() == along.array()
        && down.offset() == along.offset()
        && down.row() == along.row()
        && down.stride(0) == 1
        && along.stride(1) == 1
        && down.stride(1) == along.stride(0);
  }

  /// Whether nothing is read that is written, and the results are two arrays.
  private static boolean isApart(Loop a, Loop b) {
    int first = a.target().array();
    int second = b.target().array();
    return first != second
        && List.of(a, b).stream()
            .flatMap(loop -> loop.reads().stream())
            .noneMatch(read -> read.array() == first || read.array() == second);
  }

  static Access matrix(Loop loop) {
    return read(loop, 0);
  }

  static Access vector(Loop loop) {
    return read(loop, 1);
  }

  private static Access read(Loop loop, int number) {
    if (loop.body().get(number) instanceof Op.Load(Access from)) {
      return from;
    }
    throw new IllegalArgumentException("not a product");
  }
}
