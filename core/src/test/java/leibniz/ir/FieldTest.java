package leibniz.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The arithmetic of the field, beside that of big numbers.
final class FieldTest {
  private static final BigInteger P = BigInteger.TWO.pow(61).subtract(BigInteger.ONE);
  private static final long[] EDGES = {0, 1, 2, 3, 1L << 32, 1L << 60, Field.P - 2, Field.P - 1};

  @Test
  void itsSizeIsAPrime() {
    assertThat(P.isProbablePrime(100)).isTrue();
    assertThat(Field.P).isEqualTo(P.longValueExact());
  }

  @Test
  void countsLikeBigNumbers() {
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < 20_000; k++) {
      long a = k < 64 ? EDGES[k / 8] : random.nextLong(Field.P);
      long b = k < 64 ? EDGES[k % 8] : random.nextLong(Field.P);
      assertThat(Field.plus(a, b)).isEqualTo(big(a).add(big(b)).mod(P).longValueExact());
      assertThat(Field.minus(a, b)).isEqualTo(big(a).subtract(big(b)).mod(P).longValueExact());
      assertThat(Field.times(a, b)).isEqualTo(big(a).multiply(big(b)).mod(P).longValueExact());
    }
  }

  @Test
  void divides() {
    SplittableRandom random = new SplittableRandom(2);
    for (int k = 0; k < 500; k++) {
      long a = k < 7 ? EDGES[k + 1] : random.nextLong(1, Field.P);
      assertThat(Field.times(a, Field.inverse(a))).isEqualTo(1);
      assertThat(Field.power(a, -3)).isEqualTo(Field.inverse(Field.times(a, Field.times(a, a))));
      assertThat(Field.power(a, Field.P - 1)).isEqualTo(1);
    }
    assertThatThrownBy(() -> Field.inverse(0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void hasFractions() {
    assertThat(Field.times(Field.of(Rational.of(-2, 3)), 3)).isEqualTo(Field.of(-2));
    assertThat(Field.of(-1)).isEqualTo(Field.P - 1);
    assertThat(Field.of(Rational.of(P.add(BigInteger.TEN)))).isEqualTo(10);
  }

  private static BigInteger big(long a) {
    return BigInteger.valueOf(a);
  }
}
