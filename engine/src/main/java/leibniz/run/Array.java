package leibniz.run;

import java.util.SplittableRandom;
import leibniz.ir.Complex;
import leibniz.ir.Rational;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// [Values] whose imaginary parts are left out where all of them are zero: finite differences
/// evaluate real inputs thousands of times.
///
/// @param im null when the array is real
record Array(int[] shape, double[] re, double @Nullable [] im) {
  private static final double EPSILON = 0x1p-53;

  static Array zeros(int[] shape, boolean real) {
    int n = Values.count(shape);
    return new Array(shape, new double[n], real ? null : new double[n]);
  }

  static Array of(Values values) {
    for (double im : values.im()) {
      if (im != 0) {
        return new Array(values.shape(), values.re(), values.im());
      }
    }
    return new Array(values.shape(), values.re(), null);
  }

  Values values() {
    return new Values(shape, re, im == null ? new double[re.length] : im);
  }

  boolean real() {
    return im == null;
  }

  int count() {
    return re.length;
  }

  Complex at(int index) {
    return new Complex(re[index], im == null ? 0 : im[index]);
  }

  /// Keeps the imaginary part only where this array has them; on the real axis a row's value is
  /// real.
  void set(int index, Complex value) {
    re[index] = value.re();
    if (im != null) {
      im[index] = value.im();
    }
  }

  Array power(Rational exponent) {
    if (exponent.isOne()) {
      return this;
    }
    Array result = zeros(shape, real());
    for (int k = 0; k < re.length; k++) {
      result.set(k, at(k).power(exponent));
    }
    return result;
  }

  /// A copy with errors of a few units in the last place.
  Array shaken(SplittableRandom random) {
    Array result = new Array(shape, re.clone(), im == null ? null : im.clone());
    for (int k = 0; k < re.length; k++) {
      result.re[k] *= 1 + random.nextDouble(-3, 3) * EPSILON;
      if (result.im != null) {
        result.im[k] *= 1 + random.nextDouble(-3, 3) * EPSILON;
      }
    }
    return result;
  }

  /// Adds a multiple of `term`, which has the same shape.
  void add(double factor, Array term) {
    add(factor, term.re, re);
    if (term.im != null && im != null) {
      add(factor, term.im, im);
    }
  }

  private static void add(double factor, double[] term, double[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += factor * term[k];
    }
  }
}
