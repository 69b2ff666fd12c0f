package leibniz.ir;

/// A complex number, the scalar of the reference evaluation. On the real axis each function here is
/// the real function: where that is undefined the result is NaN, not a point off the axis.
public record Complex(double re, double im) {
  public static final Complex ZERO = real(0);
  public static final Complex ONE = real(1);
  public static final Complex NAN = real(Double.NaN);

  public static Complex real(double value) {
    return new Complex(value, 0);
  }

  public Complex plus(Complex o) {
    return new Complex(re + o.re, im + o.im);
  }

  public Complex minus(Complex o) {
    return new Complex(re - o.re, im - o.im);
  }

  public Complex times(Complex o) {
    if (im == 0 && o.im == 0) {
      return real(re * o.re); // keeps infinities and NaN as the real product has them
    }
    return new Complex(re * o.re - im * o.im, re * o.im + im * o.re);
  }

  public Complex times(double factor) {
    return new Complex(re * factor, im * factor);
  }

  public Complex negate() {
    return new Complex(-re, -im);
  }

  public Complex dividedBy(Complex o) {
    if (im == 0 && o.im == 0) {
      return real(re / o.re);
    }
    double norm = o.re * o.re + o.im * o.im;
    return new Complex((re * o.re + im * o.im) / norm, (im * o.re - re * o.im) / norm);
  }

  public Complex exp() {
    double size = Math.exp(re);
    return im == 0 ? real(size) : new Complex(size * Math.cos(im), size * Math.sin(im));
  }

  public Complex log() {
    return im == 0 ? real(Math.log(re)) : new Complex(Math.log(Math.hypot(re, im)), arg());
  }

  private double arg() {
    return Math.atan2(im, re);
  }

  public Complex sin() {
    return im == 0
        ? real(Math.sin(re))
        : new Complex(Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im));
  }

  public Complex cos() {
    return im == 0
        ? real(Math.cos(re))
        : new Complex(Math.cos(re) * Math.cosh(im), -Math.sin(re) * Math.sinh(im));
  }

  public Complex sinh() {
    return new Complex(Math.sinh(re) * Math.cos(im), Math.cosh(re) * Math.sin(im));
  }

  public Complex cosh() {
    return new Complex(Math.cosh(re) * Math.cos(im), Math.sinh(re) * Math.sin(im));
  }

  /// Without overflow for large real parts.
  public Complex tanh() {
    double t = Math.tanh(re);
    double v = Math.tan(im);
    return new Complex(t, v).dividedBy(new Complex(1, t * v));
  }

  /// By the two real parts, which keep an imaginary part that is far smaller than 1.
  public Complex atan() {
    if (im == 0) {
      return real(Math.atan(re));
    }
    double below = re * re + (im - 1) * (im - 1);
    double angle = Math.atan2(2 * re, 1 - re * re - im * im) / 2;
    return new Complex(angle, Math.log1p(4 * im / below) / 4);
  }

  public Complex asin() {
    double value = Math.asin(re);
    return new Complex(value, im == 0 ? 0 : im / Math.cos(value));
  }

  public Complex acos() {
    double value = Math.acos(re);
    return new Complex(value, im == 0 ? 0 : -im / Math.sin(value));
  }

  public Complex asinh() {
    double size = Math.abs(re);
    double value =
        size < 1
            ? Math.log1p(size + size * size / (1 + Math.hypot(1, size)))
            : Math.log(size + Math.hypot(1, size));
    return new Complex(Math.copySign(value, re), im == 0 ? 0 : im / Math.cosh(value));
  }

  public Complex acosh() {
    double value = Math.log(re + Math.sqrt(re - 1) * Math.sqrt(re + 1));
    return new Complex(value, im == 0 ? 0 : im / Math.sinh(value));
  }

  public Complex atanh() {
    double value = (Math.log1p(re) - Math.log1p(-re)) / 2;
    return new Complex(value, im == 0 ? 0 : im * Math.pow(Math.cosh(value), 2));
  }

  /// The angle of the point `(x, this)`.
  public Complex atan2(Complex x) {
    double squares = re * re + x.re * x.re;
    double slope = im == 0 && x.im == 0 ? 0 : (im * x.re - re * x.im) / squares;
    return new Complex(Math.atan2(re, x.re), slope);
  }

  /// The error function, by the series whose terms all have one sign; far out 1 or -1, with the
  /// slope that is left.
  public Complex erf() {
    if (!(Math.abs(re) < 6)) { // also NaN
      double slope = im == 0 ? 0 : im * Math.exp(-re * re) * 2 / Math.sqrt(Math.PI);
      return new Complex(Math.signum(re), slope);
    }
    Complex twice = times(this).times(2);
    Complex term = this;
    Complex sum = this;
    for (int n = 1; n < 400 && Math.abs(term.re) > 1e-20 * Math.abs(sum.re); n++) {
      term = term.times(twice).times(1.0 / (2 * n + 1));
      sum = sum.plus(term);
    }
    return sum.times(times(this).negate().exp()).times(2 / Math.sqrt(Math.PI));
  }

  /// A whole power by repeated squaring, any other by exp and log; roots of negative reals are NaN.
  public Complex power(Rational exponent) {
    if (exponent.isInt()) {
      int n = exponent.intValue();
      Complex result = ONE;
      Complex square = this;
      for (int left = Math.abs(n); left > 0; left >>= 1) {
        if ((left & 1) == 1) {
          result = result.times(square);
        }
        square = square.times(square);
      }
      return n < 0 ? ONE.dividedBy(result) : result;
    }
    if (exponent.equals(Rational.HALF) && im == 0) {
      return real(Math.sqrt(re));
    }
    return power(real(exponent.doubleValue()));
  }

  /// A whole power is one of negative numbers too, and its slope there is not lost in an angle.
  public Complex power(Complex exponent) {
    if (exponent.im != 0) {
      return log().times(exponent).exp();
    }
    if (im == 0) {
      return real(Math.pow(re, exponent.re));
    }
    boolean whole = exponent.re == Math.rint(exponent.re) && Math.abs(exponent.re) < 1 << 20;
    return whole ? power(Rational.of((long) exponent.re)) : log().times(exponent).exp();
  }

  public boolean isFinite() {
    return Double.isFinite(re) && Double.isFinite(im);
  }
}
