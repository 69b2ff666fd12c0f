package leibniz.ir;

import java.math.BigInteger;

/// The whole numbers modulo the prime 2⁶¹ − 1: a field, so there is division, and no rounding. Two
/// formulas that are equal have equal values here; two that are not differ at nearly every point.
public final class Field {
  /// How many elements there are. Each is a `long` from 0 to this, exclusively.
  public static final long P = (1L << 61) - 1;

  private static final BigInteger BIG = BigInteger.valueOf(P);

  private Field() {}

  public static long plus(long a, long b) {
    long sum = a + b;
    return sum >= P ? sum - P : sum;
  }

  public static long minus(long a, long b) {
    long difference = a - b;
    return difference < 0 ? difference + P : difference;
  }

  /// The product has 122 bits, and 2⁶¹ is 1: its upper and its lower half are added.
  public static long times(long a, long b) {
    long low = a * b;
    long high = Math.multiplyHigh(a, b) << 3 | low >>> 61;
    return plus(low & P, high);
  }

  /// A whole power; the exponent may be negative unless `a` is 0.
  public static long power(long a, long exponent) {
    long square = exponent < 0 ? inverse(a) : a;
    long result = 1;
    for (long left = Math.abs(exponent); left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result = times(result, square);
      }
      square = times(square, square);
    }
    return result;
  }

  /// Of everything but 0.
  ///
  /// @throws ArithmeticException for 0
  public static long inverse(long a) {
    if (a == 0) {
      throw new ArithmeticException("a division by zero");
    }
    return power(a, P - 2); // by Fermat's little theorem
  }

  public static long of(long number) {
    return Math.floorMod(number, P);
  }

  /// The fraction as a quotient in the field.
  ///
  /// @throws ArithmeticException if the denominator is a multiple of the prime
  public static long of(Rational fraction) {
    long numerator = fraction.numerator().mod(BIG).longValueExact();
    return fraction.isInteger()
        ? numerator
        : times(numerator, inverse(fraction.denominator().mod(BIG).longValueExact()));
  }
}
