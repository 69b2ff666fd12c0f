package leibniz.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import leibniz.kernel.RandomKernels.Case;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is generated against the plain twin.
final class GeneratedTest {

  /// On numbers of few digits every sum is exact in whatever order.
  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "SCALAR"})
  void exactNumbersAreTheSame(Form form) {
    for (int seed = 0; seed < 300; seed++) {
      Case one = RandomKernels.next(new Random(seed), RandomKernels.EXACT);
      compare(one, Type.F64, form, seed, seed % 3 == 0, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"VECTOR", "SCALAR"})
  void functionsAreTheSameButForRounding(Form form) {
    for (int seed = 0; seed < 100; seed++) {
      Case one = RandomKernels.next(new Random(seed), RandomKernels.SMOOTH);
      compare(one, Type.F64, form, seed, false, 1e-11);
      compare(one, Type.F32, form, seed, false, 1e-3);
    }
  }

  private static void compare(
      Case one, Type type, Form form, int seed, boolean special, double tolerance) {
    Object[] expected = one.arrays(type, new Random(seed), special);
    Object[] whole = one.arrays(type, new Random(seed), special);
    Object[] parts = one.arrays(type, new Random(seed), special);
    Generated generated = Generated.of(one.kernel(), type, form);
    assertThat(generated.form()).as("seed " + seed).isEqualTo(Lanes.USED ? form : Form.SCALAR);
    int rows = one.kernel().rows();
    new Interpreted(one.kernel()).run(expected, 0, rows);
    generated.runner().run(whole, 0, rows);
    int cut = rows == 0 ? 0 : new Random(seed).nextInt(rows);
    generated.runner().run(parts, cut, rows);
    generated.runner().run(parts, 0, cut);
    for (int a = 0; a < expected.length; a++) {
      if (!one.kernel().scratch().contains(a)) {
        double[] is = doubles(whole[a]);
        close(doubles(parts[a]), is, 0, "split: array " + a + ", seed " + seed + " " + one);
        close(is, doubles(expected[a]), tolerance, "array " + a + ", seed " + seed + " " + one);
      }
    }
  }

  private static void close(double[] is, double[] expected, double tolerance, String what) {
    for (int k = 0; k < expected.length; k++) {
      double bound = tolerance * Math.max(1, Math.abs(expected[k]));
      if (Double.isFinite(expected[k]) && tolerance > 0) {
        assertThat(Math.abs(is[k] - expected[k]))
            .as(what + ", entry " + k)
            .isLessThanOrEqualTo(bound);
      } else {
        assertThat(Double.valueOf(is[k] + 0.0))
            .as(what + ", entry " + k)
            .isEqualTo(Double.valueOf(expected[k] + 0.0));
      }
    }
  }

  private static double[] doubles(Object array) {
    return switch (array) {
      case double[] d -> d;
      case float[] f -> {
        double[] d = new double[f.length];
        Arrays.setAll(d, k -> f[k]);
        yield d;
      }
      default -> throw new IllegalArgumentException();
    };
  }
}
