package leibniz.ir;

/// A dense array of complex numbers, last axis fastest: what the reference evaluation computes
/// with.
///
/// @param shape the sizes of the axes
/// @param re the real parts, as many as the sizes' product
/// @param im the imaginary parts, as many
public record Values(int[] shape, double[] re, double[] im) {

  public static Values zeros(int... shape) {
    int n = count(shape);
    return new Values(shape.clone(), new double[n], new double[n]);
  }

  /// Real values.
  public static Values real(int[] shape, double[] re) {
    return new Values(shape.clone(), re.clone(), new double[re.length]);
  }

  public int count() {
    return re.length;
  }

  public Complex at(int index) {
    return new Complex(re[index], im[index]);
  }

  public void set(int index, Complex value) {
    re[index] = value.re();
    im[index] = value.im();
  }

  /// The product of the sizes.
  public static int count(int... shape) {
    int n = 1;
    for (int size : shape) {
      n = Math.multiplyExact(n, size);
    }
    return n;
  }

  /// The product of the last `axes` sizes.
  public int inner(int axes) {
    int n = 1;
    for (int k = shape.length - axes; k < shape.length; k++) {
      n *= shape[k];
    }
    return n;
  }
}
