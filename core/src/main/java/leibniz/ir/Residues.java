package leibniz.ir;

/// A dense array of elements of the [Field], last axis fastest.
///
/// @param shape the sizes of the axes
/// @param values as many as the sizes' product
public record Residues(int[] shape, long[] values) {

  public static Residues zeros(int... shape) {
    return new Residues(shape.clone(), new long[Values.count(shape)]);
  }

  public int count() {
    return values.length;
  }
}
