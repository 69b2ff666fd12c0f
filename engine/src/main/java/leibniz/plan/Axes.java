package leibniz.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import leibniz.kernel.Access;

/// The axes of a loop that writes to the entries of a shape, or of a diagonal of it, in the order
/// in which they lie. Axes of size 1 are none; the outermost is the row axis.
final class Axes {
  private final int[] loopAxis;
  private final int rows;
  private final int[] extents;

  /// @param diagonal for each axis the first axis with the same index
  /// @param strides of what is written
  Axes(int[] shape, int[] diagonal, int[] strides) {
    int[] steps = new int[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      steps[diagonal[axis]] += strides[axis];
    }
    List<Integer> order =
        IntStream.range(0, shape.length)
            .filter(axis -> shape[axis] != 1 && diagonal[axis] == axis)
            .boxed()
            .sorted(Comparator.comparingInt(axis -> -steps[axis]))
            .toList();
    loopAxis = new int[shape.length];
    Arrays.setAll(loopAxis, axis -> shape[axis] == 1 ? -1 : order.indexOf(diagonal[axis]));
    rows = order.isEmpty() ? 1 : shape[order.getFirst()];
    extents = order.stream().skip(1).mapToInt(axis -> shape[axis]).toArray();
  }

  /// The axes of a loop over all entries.
  static Axes of(int[] shape, int[] strides) {
    int[] all = new int[shape.length];
    Arrays.setAll(all, k -> k);
    return new Axes(shape, all, strides);
  }

  /// For each axis of the shape the axis of the loop; -1 for axes of size 1.
  int[] loopAxis() {
    return loopAxis;
  }

  int rows() {
    return rows;
  }

  /// The axes other than the row axis.
  int[] extents() {
    return extents;
  }

  /// How many those are.
  int inner() {
    return extents.length;
  }

  /// The rows and the other axes.
  int[] shape() {
    return IntStream.concat(IntStream.of(rows), Arrays.stream(extents)).toArray();
  }

  /// Where a loop over these axes writes to if its entries are to lie one after the other.
  Access dense(int array) {
    int[] strides = Stored.rowMajor(shape());
    return new Access(array, 0, strides[0], Arrays.copyOfRange(strides, 1, strides.length));
  }
}
