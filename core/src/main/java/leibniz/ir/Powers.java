package leibniz.ir;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Powers of fractions that are fractions, and what is left of those that are not.
final class Powers {
  private Powers() {}

  /// The exact power, or null where it is no fraction.
  static @Nullable Rational exact(Rational c, Rational p) {
    if (c.isOne()) {
      return c;
    }
    if (p.isInt()) {
      return c.isZero() && p.signum() < 0 ? null : c.power(p.intValue());
    }
    if (c.signum() >= 0 && p.denominator().equals(BigInteger.TWO)) {
      var n = c.numerator().sqrtAndRemainder();
      var d = c.denominator().sqrtAndRemainder();
      Rational twice = p.times(Rational.TWO);
      if (n[1].signum() == 0 && d[1].signum() == 0 && twice.isInt()) {
        Rational root = Rational.of(n[0], d[0]);
        return root.isZero() && p.signum() < 0 ? null : root.power(twice.intValue());
      }
    }
    return null;
  }

  /// How often a whole base is taken from a coefficient into a power of it, so that the product has
  /// one form: 2/√2 is √2, and √2/2 is 1/√2.
  static Rational taken(Rational coefficient, Rational base, Rational power) {
    Rational taken = Rational.ZERO;
    if (!base.isInteger() || base.compareTo(Rational.ONE) <= 0 || coefficient.isZero()) {
      return taken;
    }
    BigInteger above = coefficient.numerator();
    BigInteger below = coefficient.denominator();
    BigInteger by = base.numerator();
    while (power.plus(taken).signum() < 0 && above.mod(by).signum() == 0) {
      above = above.divide(by);
      taken = taken.plus(Rational.ONE);
    }
    while (power.plus(taken).signum() > 0 && below.mod(by).signum() == 0) {
      below = below.divide(by);
      taken = taken.minus(Rational.ONE);
    }
    return taken;
  }
}
