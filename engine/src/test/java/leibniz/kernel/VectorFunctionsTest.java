package leibniz.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How exact the functions of vectors are, over their whole range, and that special values come out
/// as from [Math]. What is exact is `double` for `float`, and for `double` [Math], which itself is
/// within 1 ulp (2.5 for sinh, cosh and tanh).
final class VectorFunctionsTest {
  private static final int N = 2048;
  private static final long MOST_NANOS = 10_000_000_000L;

  private static final List<Function> FUNCTIONS =
      Arrays.stream(Function.values()).filter(f -> !f.isCheap() || f == Function.SIGN).toList();

  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    2,
    -2,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1e-40,
    -1e-40,
    Double.MIN_VALUE,
    1e300,
    -1e300,
    89,
    -89,
    -104,
    709.7,
    710,
    -740,
    -750
  };

  @ParameterizedTest
  @EnumSource
  void areWithinTwoUlp(Type type) {
    Kernel.Runner runner = Generated.of(kernel(), type).runner();
    Object[] arrays = new Object[FUNCTIONS.size() + 2];
    Arrays.setAll(arrays, _ -> type.array(N));
    compile(runner, arrays);
    Random random = new Random(1);
    for (int round = 0; round < 40; round++) {
      for (int k = 0; k < N; k++) {
        boolean isSpecial = round == 0 && k < SPECIAL.length;
        set(arrays[0], k, isSpecial ? SPECIAL[k] : number(random, round, type));
        set(arrays[1], k, isSpecial ? 2 : random.nextDouble() * 6 - 3);
      }
      runner.run(arrays, 0, 1);
      for (int f = 0; f < FUNCTIONS.size(); f++) {
        check(FUNCTIONS.get(f), type, arrays, f + 2);
      }
    }
  }

  /// The largest error of each function beside what is exact, in units of the last place of a
  /// `double`: over all of its range, and each unit as large as the place where the value is.
  @Test
  void areNearWhatIsExact() {
    Kernel.Runner runner = Generated.of(kernel(), Type.F64).runner();
    Object[] arrays = new Object[FUNCTIONS.size() + 2];
    Arrays.setAll(arrays, _ -> Type.F64.array(N));
    compile(runner, arrays);
    Random random = new Random(2);
    Map<Function, Double> worst = new EnumMap<>(Function.class);
    for (int round = 0; round < 6; round++) {
      for (int k = 0; k < N; k++) {
        set(arrays[0], k, number(random, round, Type.F64));
        set(arrays[1], k, random.nextDouble() * 6 - 3);
      }
      runner.run(arrays, 0, 1);
      for (int f = 0; f < FUNCTIONS.size(); f++) {
        for (int k = 0; k < N; k += 16) {
          double is = get(arrays[f + 2], k);
          BigDecimal exact =
              isNormal(is)
                  ? Exact.of(FUNCTIONS.get(f), get(arrays[0], k), get(arrays[1], k))
                  : null; // too large, too small, or no number: compared with Math above
          if (exact != null) {
            double ulp = Math.ulp(exact.doubleValue());
            double error = new BigDecimal(is).subtract(exact).abs().doubleValue() / ulp;
            worst.merge(FUNCTIONS.get(f), error, Math::max);
          }
        }
      }
    }
    assertThat(worst).hasSizeGreaterThan(16);
    worst.forEach((f, error) -> assertThat(error).as("%s: %s", f, worst).isLessThan(most(f)));
  }

  private static boolean isNormal(double x) {
    return Double.isFinite(x) && Math.abs(x) >= Double.MIN_NORMAL;
  }

  /// What is promised. Where vectors are not used it is what [Math] promises.
  private static double most(Function f) {
    return switch (f) {
      case SINH, COSH, TANH -> 2.5;
      case DIVIDE, ROOT -> 0.500001;
      default -> 1;
    };
  }

  /// One loop for each function: so they are compiled while the others run.
  private static Kernel kernel() {
    List<Loop> loops = new ArrayList<>();
    for (Function f : FUNCTIONS) {
      List<Op> body =
          List.of(
              new Op.Load(new Access(0, 0, 0, new int[] {1})),
              new Op.Load(new Access(1, 0, 0, new int[] {1})),
              new Op.Apply(f, 0, f.arity() > 1 ? 1 : 0, 0));
      Access target = new Access(loops.size() + 2, 0, N, new int[] {1});
      loops.add(new Loop(new int[] {N}, 1, Loop.Reduction.SUM, body, List.of(), target, false));
    }
    return new Kernel(1, loops, List.of());
  }

  /// Runs until vectors are no longer objects: before, they are computed by [Math].
  private static void compile(Kernel.Runner runner, Object[] arrays) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long end = System.nanoTime() + MOST_NANOS;
    long allocated = 1;
    while (allocated > 0 && System.nanoTime() < end) {
      long before = threads.getCurrentThreadAllocatedBytes();
      runner.run(arrays, 0, 1);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    }
  }

  /// Of every size, and many near 0 and 1.
  private static double number(Random random, int round, Type type) {
    double sign = random.nextBoolean() ? 1 : -1;
    return switch (round % 6) {
      case 0 -> sign * random.nextDouble() * 2;
      case 1 -> sign * random.nextDouble() * 90;
      case 2 -> sign * random.nextDouble() * 700;
      case 3 -> sign * random.nextDouble() * 1e-3;
      case 4 -> sign * Math.exp((random.nextDouble() * 2 - 1) * (type == Type.F64 ? 700 : 85));
      default -> 1 + sign * Math.exp(-random.nextDouble() * 30);
    };
  }

  private static void check(Function f, Type type, Object[] arrays, int target) {
    for (int k = 0; k < N; k++) {
      double x = get(arrays[0], k);
      double y = get(arrays[1], k);
      double is = get(arrays[target], k);
      double exact = f.at(x, y, 0);
      double rounded = type == Type.F64 ? exact : (float) exact;
      if (Double.compare(is, rounded) != 0) {
        double ulp = type == Type.F64 ? Math.ulp(exact) : Math.ulp((float) exact);
        assertThat(Math.abs(is - exact) / ulp)
            .as("%s of %s, %s is %s and not %s", f, x, y, is, exact)
            .isLessThanOrEqualTo(2);
      }
    }
  }

  private static void set(Object array, int k, double value) {
    switch (array) {
      case double[] d -> d[k] = value;
      case float[] f -> f[k] = (float) value;
      default -> throw new IllegalArgumentException();
    }
  }

  private static double get(Object array, int k) {
    return switch (array) {
      case double[] d -> d[k];
      case float[] f -> f[k];
      default -> throw new IllegalArgumentException();
    };
  }
}
