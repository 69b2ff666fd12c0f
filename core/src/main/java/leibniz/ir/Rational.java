package leibniz.ir;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// An exact fraction in lowest terms with a positive denominator.
public final class Rational implements Comparable<Rational> {
  public static final Rational ZERO = of(0);
  public static final Rational ONE = of(1);
  public static final Rational MINUS_ONE = of(-1);
  public static final Rational HALF = of(1, 2);
  public static final Rational TWO = of(2);

  private final BigInteger numerator;
  private final BigInteger denominator;

  /// Takes what is in lowest terms.
  private Rational(BigInteger numerator, BigInteger denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
    long lengths = ((long) numerator.bitLength() + denominator.bitLength()) / LONG;
    if (lengths > 0) { // what multiplies itself round by round is twice as long each time
      Effort.spend(64 * lengths * lengths); // as common divisors take, of which there are many
    }
  }

  private static final int LONG = 2048; // bits

  /// A fraction of any two numbers.
  ///
  /// @throws ArithmeticException if the denominator is zero
  public static Rational of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a fraction over zero");
    }
    if (denominator.equals(BigInteger.ONE)) {
      return of(numerator);
    }
    BigInteger common = common(numerator, denominator);
    return denominator.signum() > 0
        ? new Rational(over(numerator, common), over(denominator, common))
        : new Rational(over(numerator, common).negate(), over(denominator, common).negate());
  }

  private static BigInteger common(BigInteger a, BigInteger b) {
    return a.abs().equals(BigInteger.ONE) || b.equals(BigInteger.ONE) ? BigInteger.ONE : a.gcd(b);
  }

  private static BigInteger over(BigInteger value, BigInteger divisor) {
    return divisor.equals(BigInteger.ONE) ? value : value.divide(divisor);
  }

  public static Rational of(BigInteger value) {
    return new Rational(value, BigInteger.ONE);
  }

  public BigInteger numerator() {
    return numerator;
  }

  public BigInteger denominator() {
    return denominator;
  }

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
    return of(BigInteger.valueOf(value));
  }

  public static Rational of(long numerator, long denominator) {
    return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /// The value a decimal literal stands for: `0.1` is one tenth, not the nearest double.
  public static Rational of(BigDecimal literal) {
    BigInteger unscaled = literal.unscaledValue();
    return literal.scale() >= 0
        ? of(unscaled, BigInteger.TEN.pow(literal.scale()))
        : of(unscaled.multiply(BigInteger.TEN.pow(-literal.scale())));
  }

  public Rational plus(Rational other) {
    if (denominator.equals(other.denominator)) {
      BigInteger sum = numerator.add(other.numerator);
      return isInteger() ? of(sum) : of(sum, denominator);
    }
    return of(
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
    if (isZero() || other.isZero()) {
      return ZERO;
    }
    // across, as each is in lowest terms: these numbers are half as long as their products
    BigInteger left = common(numerator, other.denominator);
    BigInteger right = common(other.numerator, denominator);
    return new Rational(
        over(numerator, left).multiply(over(other.numerator, right)),
        over(denominator, right).multiply(over(other.denominator, left)));
  }

  public Rational dividedBy(Rational other) {
    return other.isOne() ? this : times(other.inverse());
  }

  public Rational inverse() {
    return switch (signum()) {
      case 0 -> throw new ArithmeticException("a fraction over zero");
      case 1 -> new Rational(denominator, numerator);
      default -> new Rational(denominator.negate(), numerator.negate());
    };
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
