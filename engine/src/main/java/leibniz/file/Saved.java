package leibniz.file;

import java.util.Arrays;

/// An array as a file holds it, row by row.
///
/// @param shape the sizes of the axes; none for a single number
/// @param values `double[]`, `float[]`, `long[]`, `int[]` or `boolean[]`, as many as the product of
///   the sizes
public record Saved(int[] shape, Object values) {
  /// As many values as the shape says.
  public Saved {
    long count = 1;
    for (int size : shape) {
      count = Math.multiplyExact(count, size);
    }
    int length = length(values);
    if (count != length) {
      throw new IllegalArgumentException(
          length + " values do not fill the shape " + Arrays.toString(shape));
    }
  }

  private static int length(Object values) {
    return switch (values) {
      case double[] v -> v.length;
      case float[] v -> v.length;
      case long[] v -> v.length;
      case int[] v -> v.length;
      case boolean[] v -> v.length;
      default ->
          throw new IllegalArgumentException(values.getClass().getSimpleName() + " is not stored");
    };
  }

  /// How many values it has.
  public int count() {
    return length(values);
  }

  /// The values as float64: the array itself if it holds those.
  public double[] doubles() {
    if (values instanceof double[] v) {
      return v;
    }
    double[] doubles = new double[count()];
    for (int k = 0; k < doubles.length; k++) {
      doubles[k] = at(k);
    }
    return doubles;
  }

  /// The values as float32: the array itself if it holds those.
  public float[] floats() {
    if (values instanceof float[] v) {
      return v;
    }
    float[] floats = new float[count()];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) at(k);
    }
    return floats;
  }

  /// One value; a truth value is 0 or 1.
  public double at(int index) {
    return switch (values) {
      case double[] v -> v[index];
      case float[] v -> v[index];
      case long[] v -> v[index];
      case int[] v -> v[index];
      case boolean[] v -> v[index] ? 1 : 0;
      default -> throw new IllegalStateException("values of " + values.getClass());
    };
  }

  /// As NumPy calls the type: `float64`.
  public String type() {
    return switch (values) {
      case double[] _ -> "float64";
      case float[] _ -> "float32";
      case long[] _ -> "int64";
      case int[] _ -> "int32";
      case boolean[] _ -> "bool";
      default -> throw new IllegalStateException("values of " + values.getClass());
    };
  }

  /// `float64 (3, 4)`.
  @Override
  public String toString() {
    return type() + " " + Header.tuple(shape);
  }
}
