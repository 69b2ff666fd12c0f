package leibniz.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Random;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;
import org.junit.jupiter.api.Test;

/// Copies of parts of a matrix against the definition, before what copies them is compiled and
/// after.
final class PackTest {

  @Test
  void linesBecomeColumns() {
    assumeThat(Lanes.USED).isTrue();
    Random random = new Random(1);
    for (Type type : Type.values()) {
      boolean isFast;
      long end = System.nanoTime() + 4_000_000_000L;
      do {
        compare(random, type);
        isFast = SquaresTrial.isFast(type);
      } while (!isFast && System.nanoTime() < end);
      for (int k = 0; k < 50; k++) {
        compare(random, type);
      }
    }
  }

  /// Squares themselves, of which each is behind the one before it.
  @Test
  void squares() {
    assumeThat(Lanes.USED).isTrue();
    for (Type type : Type.values()) {
      int lanes = Lanes.of(type);
      double[] values = new Random(2).doubles(3 * lanes * lanes + 100).toArray();
      Object to = array(type, new double[4 * lanes * lanes + 100]);
      SquaresClass.of(type).run(array(type, values), 2, 3 * lanes, to, 1, lanes + 1, 3);
      for (int i = 0; i < lanes; i++) {
        for (int e = 0; e < 3 * lanes; e++) {
          double expected = Array.getDouble(array(type, values), 2 + i * 3 * lanes + e);
          assertThat(Array.getDouble(to, 1 + e * (lanes + 1) + i)).isEqualTo(expected);
        }
      }
    }
  }

  /// Some columns of a matrix whose columns lie in sequence.
  private static void compare(Random random, Type type) {
    int n = 1 + random.nextInt(70);
    int kn = 1 + random.nextInt(70);
    int first = random.nextInt(3);
    int k = random.nextInt(3);
    int step = k + kn + random.nextInt(4);
    int width = n + random.nextInt(5);
    int offset = random.nextInt(4);
    double[] values = random.doubles(offset + step * (first + n)).toArray();
    Product p =
        Product.of(
            type,
            new int[] {2, first + n, k + kn},
            new Operand(0, 0, new int[] {first + n, 1, 0}),
            new Operand(1, 0, new int[] {k + kn, 0, 1}),
            new Operand(2, offset, new int[] {0, step, 1}),
            1,
            false,
            false);
    double[] expected = new double[3 + width * kn];
    for (int q = 0; q < kn; q++) {
      for (int i = 0; i < n; i++) {
        expected[3 + q * width + i] = values[offset + step * (first + i) + k + q];
      }
    }
    Object to = array(type, new double[expected.length]);
    Object from = array(type, values);
    Pack.block(type, from, offset, Axis.B, p.cols(), first, n, p.inner(), k, kn, to, 3, width);
    assertThat(to).isEqualTo(array(type, expected));
  }

  private static Object array(Type type, double[] values) {
    if (type == Type.F64) {
      return Arrays.copyOf(values, values.length);
    }
    float[] floats = new float[values.length];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) values[k];
    }
    return floats;
  }
}
