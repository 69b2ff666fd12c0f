package leibniz.ir;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// An exact fraction in lowest terms with a positive denominator.
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {
  public static final Rational ZERO = of(0);
  public static final Rational ONE = of(1);
  public static final Rational MINUS_ONE = of(-1);
  public static final Rational HALF = of(1, 2);
  public static final Rational TWO = of(2);

  /// Reduces to lowest terms.
  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a fraction over zero");
    }
    if (!denominator.equals(BigInteger.ONE)) {
      BigInteger common = numerator.gcd(denominator);
      common = denominator.signum() < 0 ? common.negate() : common;
      if (!common.equals(BigInteger.ONE)) {
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
      }
    }
    long lengths = ((long) numerator.bitLength() + denominator.bitLength()) / LONG;
    if (lengths > 0) { // what multiplies itself round by round is twice as long each time
      Effort.spend(64 * lengths * lengths); // as common divisors take, of which there are many
    }
  }

  private static final int LONG = 2048; // bits

  // Written out, here and in what expressions are made of: what a record brings along goes through
  // method handles, which the quick compiler does not see through, and these are asked most.

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Rational r
            && numerator.equals(r.numerator)
            && denominator.equals(r.denominator);
  }

  @Override
  public int hashCode() {
    return 31 * numerator.hashCode() + denominator.hashCode();
  }

  public static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  public static Rational of(long numerator, long denominator) {
    return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /// The value a decimal literal stands for: `0.1` is one tenth, not the nearest double.
  public static Rational of(BigDecimal literal) {
    BigInteger unscaled = literal.unscaledValue();
    return literal.scale() >= 0
        ? new Rational(unscaled, BigInteger.TEN.pow(literal.scale()))
        : new Rational(unscaled.multiply(BigInteger.TEN.pow(-literal.scale())), BigInteger.ONE);
  }

  public Rational plus(Rational other) {
    if (isInteger() && other.isInteger()) {
      return new Rational(numerator.add(other.numerator), BigInteger.ONE);
    }
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  public Rational times(Rational other) {
    if (other.isOne()) {
      return this;
    }
    if (isOne()) {
      return other;
    }
    return isInteger() && other.isInteger()
        ? new Rational(numerator.multiply(other.numerator), BigInteger.ONE)
        : new Rational(
            numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  public Rational dividedBy(Rational other) {
    return other.isOne() ? this : times(other.inverse());
  }

  public Rational inverse() {
    return new Rational(denominator, numerator);
  }

  public Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  /// This to a whole power; zero to a negative power is an [ArithmeticException].
  public Rational power(int exponent) {
    return exponent >= 0
        ? new Rational(numerator.pow(exponent), denominator.pow(exponent))
        : inverse().power(-exponent);
  }

  public int signum() {
    return numerator.signum();
  }

  public boolean isZero() {
    return numerator.signum() == 0;
  }

  public boolean isOne() {
    return numerator.equals(BigInteger.ONE) && denominator.equals(BigInteger.ONE);
  }

  public boolean isInteger() {
    return denominator.equals(BigInteger.ONE);
  }

  public boolean isEven() {
    return isInteger() && !numerator.testBit(0);
  }

  /// Whether the value is a whole number that fits an `int`.
  public boolean isInt() {
    return isInteger() && numerator.bitLength() < 32;
  }

  public int intValue() {
    return numerator.intValueExact();
  }

  /// The nearest double, of two as near the even one, as Python's `float` is.
  public double doubleValue() {
    if (numerator.bitLength() <= 53 && denominator.bitLength() <= 53) {
      return numerator.doubleValue() / denominator.doubleValue();
    }
    BigInteger size = numerator.abs();
    int log = size.bitLength() - denominator.bitLength(); // of two, or one less
    if (shifted(size, -log).compareTo(shifted(denominator, log)) < 0) {
      log--;
    }
    int places = Math.min(52 - log, 1074); // binary ones; doubles near 0 have no more
    BigInteger[] parts = shifted(size, places).divideAndRemainder(shifted(denominator, -places));
    int half = parts[1].shiftLeft(1).compareTo(shifted(denominator, -places));
    boolean up = half > 0 || half == 0 && parts[0].testBit(0);
    double nearest = Math.scalb((double) parts[0].longValueExact() + (up ? 1 : 0), -places);
    return numerator.signum() < 0 ? -nearest : nearest;
  }

  /// Moved left; not moved where that would be to the right.
  private static BigInteger shifted(BigInteger value, int left) {
    return value.shiftLeft(Math.max(0, left));
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public String toString() {
    return isInteger() ? numerator.toString() : numerator + "/" + denominator;
  }
}
