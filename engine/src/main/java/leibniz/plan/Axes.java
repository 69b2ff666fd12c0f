package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The axes of a loop over the entries of a shape, or of a diagonal of it. Axes of size 1 are none;
/// the first that is left is the row axis.
final class Axes {
  private final int[] loopAxis;
  private final int rows;
  private final int[] extents;

  /// @param diagonal for each axis the first axis with the same index
  Axes(int[] shape, int[] diagonal) {
    List<Integer> sizes = new ArrayList<>();
    loopAxis = new int[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      if (shape[axis] == 1) {
        loopAxis[axis] = -1;
      } else if (diagonal[axis] == axis) {
        loopAxis[axis] = sizes.size();
        sizes.add(shape[axis]);
      } else {
        loopAxis[axis] = loopAxis[diagonal[axis]];
      }
    }
    rows = sizes.isEmpty() ? 1 : sizes.getFirst();
    extents = sizes.stream().skip(1).mapToInt(s -> s).toArray();
  }

  /// The axes of a loop over all entries.
  static Axes of(int[] shape) {
    int[] all = new int[shape.length];
    Arrays.setAll(all, k -> k);
    return new Axes(shape, all);
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
}
