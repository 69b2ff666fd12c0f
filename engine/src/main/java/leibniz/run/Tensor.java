package leibniz.run;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.ir.Values;

/// Real numbers with a shape: how a program is given its inputs and gives back its results.
///
/// @param shape the sizes of the axes; none for a scalar
/// @param values as many as the product of the sizes, last axis fastest
public record Tensor(int[] shape, double[] values) {
  private static final int SHOWN = 6; // entries of an axis that are printed

  /// As many values as the shape says.
  public Tensor {
    if (Size.count(shape) != values.length) {
      throw new IllegalArgumentException(
          values.length + " values do not fill the shape " + Arrays.toString(shape));
    }
  }

  public static Tensor scalar(double value) {
    return new Tensor(new int[0], new double[] {value});
  }

  public static Tensor vector(double... values) {
    return new Tensor(new int[] {values.length}, values.clone());
  }

  /// Rows of equal length.
  public static Tensor matrix(double[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    for (double[] row : rows) {
      if (row.length != columns) {
        throw new IllegalArgumentException("rows of length " + columns + " and " + row.length);
      }
    }
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return new Tensor(new int[] {rows.length, columns}, values);
  }

  /// The real parts.
  public static Tensor of(Values values) {
    return new Tensor(values.shape().clone(), values.re().clone());
  }

  /// For the evaluation.
  public Values toValues() {
    return Values.real(shape, values);
  }

  /// The entry at an index, one number for each axis.
  public double at(int... index) {
    if (index.length != shape.length) {
      throw new IndexOutOfBoundsException(index.length + " indices for " + shape.length + " axes");
    }
    int offset = 0;
    for (int axis = 0; axis < index.length; axis++) {
      int i = java.util.Objects.checkIndex(index[axis], shape[axis]);
      offset = offset * shape[axis] + i;
    }
    return values[offset];
  }

  /// As NumPy nests it, long axes shortened: `[[1.0, 2.0], [3.0, 4.0]]`.
  @Override
  public String toString() {
    return text(0, 0);
  }

  private String text(int axis, int offset) {
    if (axis == shape.length) {
      return Double.toString(values[offset]);
    }
    int stride =
        IntStream.range(axis + 1, shape.length).map(k -> shape[k]).reduce(1, (a, b) -> a * b);
    String rest = shape[axis] > SHOWN ? ", …]" : "]";
    return IntStream.range(0, Math.min(shape[axis], SHOWN))
        .mapToObj(k -> text(axis + 1, offset + k * stride))
        .collect(Collectors.joining(", ", "[", rest));
  }
}
