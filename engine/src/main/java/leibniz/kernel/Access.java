package leibniz.kernel;

import java.util.Arrays;

/// Where in an array a loop reads or writes: entry `offset + row · r + Σ stride_k · i_k` for row
/// `r` and the loop's indices `i`.
///
/// @param array its number in the run
/// @param row entries from one row to the next
/// @param strides entries from one index to the next, for each axis of the loop; 0 repeats
public record Access(int array, int offset, int row, int[] strides) {

  /// The entry for a row and indices.
  int at(int r, int[] indices) {
    int entry = offset + row * r;
    for (int k = 0; k < strides.length; k++) {
      entry += strides[k] * indices[k];
    }
    return entry;
  }

  /// The stride of an axis; 0 for the axes it does not have.
  public int stride(int axis) {
    return axis < strides.length ? strides[axis] : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Access a
        && array == a.array
        && offset == a.offset
        && row == a.row
        && Arrays.equals(strides, a.strides);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * array + offset) + row) + Arrays.hashCode(strides);
  }
}
