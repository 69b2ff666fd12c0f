package leibniz.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Which double a fraction becomes, beside what the fractions themselves say of its neighbours.
final class RationalTest {
  private static Rational of(double value) {
    return Rational.of(new BigDecimal(value));
  }

  private static void assertNearest(Rational exact) {
    double d = exact.doubleValue();
    Rational apart = exact.minus(of(d)).abs();
    for (double other : new double[] {Math.nextUp(d), Math.nextDown(d)}) {
      int closer = apart.compareTo(exact.minus(of(other)).abs());
      boolean even = (Double.doubleToLongBits(d) & 1) == 0;
      assertThat(closer < 0 || closer == 0 && even).as("%s, not %s", d, other).isTrue();
    }
  }

  @Test
  void aLongFractionIsTheNearestDouble() {
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 3000; k++) {
      java.util.Random bits = new java.util.Random(random.nextLong());
      BigInteger a = new BigInteger(1 + random.nextInt(900), bits).add(BigInteger.ONE);
      BigInteger b = new BigInteger(1 + random.nextInt(900), bits).add(BigInteger.ONE);
      Rational exact = Rational.of(random.nextBoolean() ? a : a.negate(), b);
      assertNearest(exact);
    }
  }

  @Test
  void whatIsNearZeroIsRoundedOnce() {
    SplittableRandom random = new SplittableRandom(2);
    for (int k = 0; k < 1000; k++) {
      java.util.Random bits = new java.util.Random(random.nextLong());
      BigInteger a = new BigInteger(1 + random.nextInt(300), bits).add(BigInteger.ONE);
      Rational exact = Rational.of(a, BigInteger.TWO.pow(a.bitLength() + 1015 + k % 60));
      assertNearest(exact);
    }
    assertThat(Rational.of(BigInteger.ONE, BigInteger.TWO.pow(1075)).doubleValue()).isZero();
    assertThat(Rational.of(BigInteger.valueOf(3), BigInteger.TWO.pow(1076)).doubleValue())
        .isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void betweenTwoDoublesIsTheEvenOne() {
    SplittableRandom random = new SplittableRandom(3);
    for (int k = 0; k < 1000; k++) {
      double d = Math.scalb(1 + random.nextDouble(), random.nextInt(-1080, 1000));
      Rational middle = of(d).plus(of(Math.nextUp(d))).times(Rational.HALF);
      assertNearest(middle);
      Rational little = Rational.of(BigInteger.ONE, BigInteger.TWO.pow(1500));
      assertThat(middle.plus(little).doubleValue()).isEqualTo(Math.nextUp(d));
      assertThat(middle.minus(little).doubleValue()).isEqualTo(d);
    }
  }

  @Test
  void whatIsTooLargeIsInfinite() {
    BigInteger half = BigInteger.TWO.pow(1024).subtract(BigInteger.TWO.pow(970));
    assertThat(Rational.of(half).doubleValue()).isInfinite();
    assertThat(Rational.of(half.subtract(BigInteger.ONE)).doubleValue())
        .isEqualTo(Double.MAX_VALUE);
    assertThat(Rational.of(half.pow(3).negate()).doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
