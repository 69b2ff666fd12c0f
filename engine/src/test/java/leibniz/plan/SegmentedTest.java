package leibniz.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import leibniz.Derivatives;
import leibniz.Layout;
import leibniz.Request;
import leibniz.ir.LeibnizException;
import leibniz.kernel.Crew;
import leibniz.kernel.Type;
import leibniz.program.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Some rows at a time give what all at once give; and more than an array holds, with `-Plarge`.
final class SegmentedTest {
  private static final Map<String, Long> SIZES = Map.of("n", 1003L, "m", 7L);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: (n,); y: (n,); r = np.tanh(x) * y + 1",
        "x: (n,); r = np.sum(np.exp(-x**2))",
        "x: (n,); r = np.mean(x**2)",
        "x: (n,); y: (m,); r = np.outer(x, y)",
        "A: (n, m); x: (m,); r = A @ x",
        "A: (n, m); y: (n,); r = A.T @ y",
        "A: (n, m); r = np.sum(A, axis=0) / n",
        "A: (n, m); r = A.T @ A",
        "v: (n, m); r = v / np.sum(v, axis=1, keepdims=True)",
        "X: (n, m); w: (m,); y: (n,); r = np.mean((X @ w - y)**2)",
      })
  void someRowsAtATimeGiveWhatAllGive(String program) {
    compare(Derivatives.value(Request.of(program)).program());
  }

  @Test
  void gradientsToo() {
    String program = "X: (n, m); w: (m,); y: (n,); f = np.mean((np.tanh(X @ w) - y)**2)";
    Request request = Request.of(program).of("f", "w").in(Layout.LIKE_INPUT);
    compare(Derivatives.of(request).program());
  }

  private static void compare(Program program) {
    for (Type type : Type.values()) {
      Compiled all = Compiled.of(program, type, SIZES, Crew.alone());
      Segmented some = Segmented.of(program, "n", type, SIZES, Crew.alone(), 300);
      SplittableRandom random = new SplittableRandom(1);
      Object[] inputs =
          program.inputs().stream()
              .map(input -> drawn(type, input.shape().count().at(SIZES::get), random))
              .toArray();
      Object[] expected = all.results();
      all.run(inputs, expected);
      Object[] results = all.results();
      MemorySegment[] from = new MemorySegment[inputs.length];
      for (int k = 0; k < from.length; k++) {
        from[k] = segment(inputs[k]);
      }
      some.run(from, new MemorySegment[] {segment(results[0])});
      double[] should = doubles(expected[0]);
      double scale = Arrays.stream(should).map(Math::abs).max().orElse(0);
      double tolerance = scale * (type == Type.F64 ? 1e-13 : 1e-5);
      assertThat(doubles(results[0])).containsExactly(should, within(tolerance));
    }
  }

  private static double[] doubles(Object array) {
    if (array instanceof double[] d) {
      return d;
    }
    float[] floats = (float[]) array;
    double[] wide = new double[floats.length];
    for (int k = 0; k < wide.length; k++) {
      wide[k] = floats[k];
    }
    return wide;
  }

  private static MemorySegment segment(Object array) {
    return array instanceof double[] d
        ? MemorySegment.ofArray(d)
        : MemorySegment.ofArray((float[]) array);
  }

  private static Object drawn(Type type, long n, SplittableRandom random) {
    Object array = type.array((int) n);
    for (int k = 0; k < n; k++) {
      if (array instanceof double[] d) {
        d[k] = random.nextDouble();
      } else {
        ((float[]) array)[k] = (float) random.nextDouble();
      }
    }
    return array;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: (n,); r = np.cumsum(x)",
        "x: (n,); r = x / np.sum(x)",
        "x: (n,); r = np.sqrt(np.sum(x**2))",
        "A: (m, n); r = 2 * A",
        "x: (n,); r = np.outer(x, x)",
        "x: (n,); r = x[::-1]",
        "x: (n,); r = np.max(x)",
        "x: (n, m); r = np.sort(x, axis=1)",
      })
  void whatNeedsAllRowsIsRefused(String program) {
    Program steps = Derivatives.value(Request.of(program)).program();
    assertThatThrownBy(() -> Segmented.of(steps, "n", Type.F64, SIZES, Crew.alone()))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("not computed row by row");
  }

  @Test
  void noRowsGiveTheEmptySum() {
    Program steps = Derivatives.value(Request.of("x: (n,); r = np.sum(np.exp(x))")).program();
    double[] sum = {7};
    Segmented.of(steps, "n", Type.F64, Map.of("n", 0L), Crew.alone())
        .run(new MemorySegment[] {segment(new double[0])}, new MemorySegment[] {segment(sum)});
    assertThat(sum[0]).isZero();
  }

  @Test
  void segmentsThatDoNotFitAreNamed() {
    Program steps = Derivatives.value(Request.of("x: (n,); r = 2 * x")).program();
    Segmented some = Segmented.of(steps, "n", Type.F64, SIZES, Crew.alone());
    MemorySegment[] one = {MemorySegment.ofArray(new double[1003])};
    assertThatThrownBy(() -> some.run(new MemorySegment[] {segment(new double[3])}, one))
        .hasMessage("segment 0 has 24 bytes and not 8024");
  }

  /// 8.8 GB each, one after the other: a sum, an outer product, a matrix times a vector.
  @Test
  @Tag("large")
  void moreThanAnArrayHolds() {
    long n = 2_200_000_000L;
    try (Arena arena = Arena.ofShared()) {
      MemorySegment x = arena.allocate(4 * n, 64);
      MemorySegment one = arena.allocate(4);
      Program outer =
          Derivatives.value(Request.of("a: (n,); b: (m,); r = np.outer(a, b)")).program();
      Map<String, Long> square = Map.of("n", 2_200_000L, "m", 1000L);
      float[] a = new float[2_200_000];
      float[] b = new float[1000];
      for (int k = 0; k < a.length; k++) {
        a[k] = k % 97;
      }
      for (int k = 0; k < b.length; k++) {
        b[k] = k % 89;
      }
      Segmented.of(outer, "n", Type.F32, square, Crew.alone())
          .run(new MemorySegment[] {segment(a), segment(b)}, new MemorySegment[] {x});
      for (long at : new long[] {0, 5001, n / 2, n - 1, n - 999}) {
        float expected = a[(int) (at / 1000)] * b[(int) (at % 1000)];
        assertThat(x.get(ValueLayout.JAVA_FLOAT, 4 * at)).isEqualTo(expected);
      }
      double sumA = 0;
      double sumB = 0;
      for (float v : a) {
        sumA += v;
      }
      for (float v : b) {
        sumB += v;
      }
      Program sum = Derivatives.value(Request.of("x: (n,); r = np.sum(x)")).program();
      Segmented.of(sum, "n", Type.F32, Map.of("n", n), Crew.alone())
          .run(new MemorySegment[] {x}, new MemorySegment[] {one});
      assertThat(one.get(ValueLayout.JAVA_FLOAT, 0) / (sumA * sumB)).isCloseTo(1, within(1e-6));
      Program times = Derivatives.value(Request.of("A: (n, m); v: (m,); r = A @ v")).program();
      float[] product = new float[a.length];
      float[] v = new float[1000];
      v[3] = 1;
      Segmented.of(times, "n", Type.F32, square, Crew.alone())
          .run(new MemorySegment[] {x, segment(v)}, new MemorySegment[] {segment(product)});
      assertThat(product[a.length - 1]).isEqualTo(a[a.length - 1] * b[3]);
      Program tanh = Derivatives.value(Request.of("x: (n,); r = x / 2")).program();
      Segmented.of(tanh, "n", Type.F32, Map.of("n", n), Crew.alone())
          .run(new MemorySegment[] {x}, new MemorySegment[] {x}); // in place
      assertThat(x.get(ValueLayout.JAVA_FLOAT, 4 * (n - 1)))
          .isEqualTo(a[a.length - 1] * b[999] / 2);
    }
  }
}
