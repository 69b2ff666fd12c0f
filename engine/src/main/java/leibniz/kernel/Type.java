package leibniz.kernel;

/// What the entries of a plan's arrays are. All arrays of one plan have one type.
public enum Type {
  /// `double`, 8 bytes.
  F64(Double.BYTES),
  /// `float`, 4 bytes.
  F32(Float.BYTES);

  private final int bytes;

  Type(int bytes) {
    this.bytes = bytes;
  }

  /// The bytes of one entry.
  public int bytes() {
    return bytes;
  }

  /// A new array of `n` zeros: `double[]` or `float[]`.
  public Object array(int n) {
    return this == F64 ? new double[n] : new float[n];
  }
}
