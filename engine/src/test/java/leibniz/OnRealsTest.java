package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import leibniz.ir.Rational;
import leibniz.ir.Special;
import leibniz.ir.Values;
import leibniz.op.Cholesky;
import leibniz.op.Cumulative;
import leibniz.op.Determinant;
import leibniz.op.Inverse;
import leibniz.op.Sort;
import leibniz.op.Triangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What operations compute on real numbers, against their plain computation.
final class OnRealsTest {
  private static final int BEFORE = 3; // entries that are somebody else's

  static Stream<Special> operations() {
    return Stream.of(
        Cholesky.OP,
        Inverse.OP,
        new Determinant(false),
        new Determinant(true),
        new Triangle(true, Rational.HALF),
        new Triangle(true, Rational.ZERO),
        new Triangle(false, Rational.ONE),
        new Cumulative(false),
        new Cumulative(true),
        Sort.OP);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void areThePlainOnes(Special op) {
    SplittableRandom random = new SplittableRandom(5);
    for (int n : new int[] {0, 1, 2, 3, 7, 13, 64}) {
      for (int batch : new int[] {0, 1, 4}) {
        double[] x = random.doubles((long) batch * n * n).map(u -> 2 * u - 1).toArray();
        for (int k = 0; k < x.length; k += n + 1) {
          x[k] += k % 2 == 0 ? n : 1; // some are positive definite, some are not
        }
        compare(op, x, batch, n, n);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void areThePlainOnesOfWhatHasNoInverse(Special op) {
    double[] rankOne = {1, 2, 3, 2, 4, 6, 3, 6, 9};
    compare(op, rankOne, 1, 3, 3);
    compare(op, new double[16], 1, 4, 4);
    double[] exchanged = {0, 1, 0, 0, 0, 1, 1, 0, 0};
    compare(op, exchanged, 1, 3, 3);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whatIsNoNumberIsNotLost(Special op) {
    double[] x = {4, 1, 0, 1, Double.NaN, 1, 0, 1, 4};
    double[] result = compute(op, x, 1, 3, 3);
    assertThat(result).contains(Double.NaN);
  }

  /// `10⁴⁰⁰` is no number.
  @Test
  void logarithmsOfLargeDeterminantsAreNumbers() {
    int n = 400;
    double[] x = new double[n * n];
    for (int i = 0; i < n; i++) {
      x[i * n + (i + 1) % n] = -10;
    }
    Determinant log = new Determinant(true);
    double expected = n * Math.log(10);
    assertThat(compute(log, x, 1, n, n)[0]).isCloseTo(expected, within());
    Values plain = log.at(List.of(Values.real(new int[] {1, n, n}, x)), new int[] {1}, _ -> 0);
    assertThat(plain.re()[0]).isCloseTo(expected, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  private static int[] shape(Special op, int... shape) {
    return op instanceof Determinant ? Arrays.copyOf(shape, shape.length - 2) : shape;
  }

  private static double[] compute(Special op, double[] x, int... shape) {
    double[] behind = new double[BEFORE + x.length];
    System.arraycopy(x, 0, behind, BEFORE, x.length);
    double[] to = new double[Values.count(shape(op, shape)) + 1];
    Arrays.fill(to, 77);
    Objects.requireNonNull(op.onReals()).compute(behind, BEFORE, shape, to);
    assertThat(to[to.length - 1]).isEqualTo(77);
    return Arrays.copyOf(to, to.length - 1);
  }

  private static void compare(Special op, double[] x, int... shape) {
    Values plain = op.at(List.of(Values.real(shape, x)), shape(op, shape), _ -> 0);
    double[] result = compute(op, x, shape);
    for (int k = 0; k < result.length; k++) {
      double expected = plain.re()[k];
      if (Double.isFinite(expected)) {
        double tolerance = 1e-9 * (1 + Math.abs(expected));
        assertThat(result[k]).isCloseTo(expected, org.assertj.core.data.Offset.offset(tolerance));
      } else {
        assertThat(Double.valueOf(result[k])).isEqualTo(Double.valueOf(expected));
      }
    }
  }
}
