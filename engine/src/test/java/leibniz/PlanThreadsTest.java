package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import leibniz.ir.LeibnizException;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Team;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.plan.Work;
import leibniz.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a plan does on threads, when it is stopped, and with arrays that do not fit.
final class PlanThreadsTest {
  private static final Map<String, Long> SIZES = Map.of("B", 96L, "D", 70L, "K", 33L);

  private static Compiled compiled(String program, Crew crew) {
    Derivatives derivatives = Derivatives.of(Request.of(program));
    // A kernel that gets vectors while it runs may change in the last digit.
    return Compiled.of(derivatives.program(), Type.F64, SIZES, crew, Form.SCALAR);
  }

  private static Object[] drawn(Compiled compiled) {
    SplittableRandom random = new SplittableRandom(3);
    return compiled.program().inputs().stream()
        .map(Program.Input::shape)
        .map(shape -> shape.count().at(SIZES::get))
        .map(n -> random.doubles(n, -1, 1).toArray())
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v: (B, D); q = softmax(v)",
        "x: (B, D); W: (D, K); y: (B, K); loss = np.mean((np.tanh(x @ W) - y)**2)",
        "x: (B, D); y = (x - np.mean(x, axis=1, keepdims=True)) / np.std(x, axis=1, keepdims=True)",
        "x: (B, D); w: (D,); f = np.sum(np.log(1 + np.exp(x @ w)))",
      })
  void theSameBitsOnAnyNumberOfThreads(String program) {
    Compiled one = compiled(program, Crew.alone());
    Object[] inputs = drawn(one);
    Object[] expected = one.results();
    one.run(inputs, expected);
    for (int threads : new int[] {2, 3, 5}) {
      try (Crew crew = Team.of(threads)) {
        Compiled many = compiled(program, crew);
        Object[] results = many.results();
        many.run(inputs, results);
        many.run(inputs, results);
        assertThat(Arrays.deepEquals(results, expected)).as("%d threads", threads).isTrue();
      }
    }
  }

  /// The functions of the vector module may differ in the last digit before they are compiled; the
  /// rest may not.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: (B, D); W: (D, K); y: (B, K); loss = np.mean((x @ W - y)**2)",
        "x: (B, D); y = (x - np.mean(x, axis=1, keepdims=True)) / np.std(x, axis=1, keepdims=True)",
        "x: (B, D); y: (B, D); f = np.sum(np.maximum(x, y) / (2 + x))",
        "x: (B, D); W: (D, K); b: (K,); h = np.maximum(x @ W + b, 0.5)",
        "x: (D,); y: (K,); f = np.sum(np.abs(x[:, None] - y))",
        "A: (B, D); x: (D,); y = A.T @ (A @ x)",
        "A: (B, D); C: (B, D); y = np.sum(A * C, axis=0)",
      })
  void theSameBitsWithVectors(String program) {
    Derivatives derivatives = Derivatives.value(Request.of(program));
    Program steps = derivatives.program();
    Map<String, Long> sizes = Map.of("B", 301L, "D", 1207L, "K", 209L);
    Object[] inputs =
        steps.inputs().stream()
            .map(input ->
                new SplittableRandom(3).doubles(input.shape().count().at(sizes::get)).toArray())
            .toArray();
    Object[] expected = Compiled.of(steps, Type.F64, sizes, Crew.alone(), Form.VECTOR).results();
    Compiled.of(steps, Type.F64, sizes, Crew.alone(), Form.VECTOR).run(inputs, expected);
    for (int threads : new int[] {2, 3, 5}) {
      try (Crew crew = Team.of(threads)) {
        Compiled many = Compiled.of(steps, Type.F64, sizes, crew, Form.VECTOR);
        Object[] results = many.results();
        many.run(inputs, results);
        assertThat(Arrays.deepEquals(results, expected)).as("%d threads", threads).isTrue();
      }
    }
  }

  @Test
  void manyRunsAtATimeDoNotDisturbEachOther() {
    Compiled compiled = compiled("v: (B, D); q = softmax(v)", Crew.alone());
    Object[] inputs = drawn(compiled);
    Object[] expected = compiled.results();
    compiled.run(inputs, expected);
    List<Object[]> all =
        IntStream.range(0, 32)
            .parallel()
            .mapToObj(k -> {
              Object[] results = compiled.results();
              compiled.run(inputs, results);
              return results;
            })
            .toList();
    assertThat(all).allSatisfy(r -> assertThat(Arrays.deepEquals(r, expected)).isTrue());
  }

  @Test
  void anInterruptedThreadStopsAndTheNextRunWorks() {
    Compiled compiled = compiled("v: (B, D); q = softmax(v)", Crew.alone());
    Object[] inputs = drawn(compiled);
    Object[] results = compiled.results();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> compiled.run(inputs, results))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    compiled.run(inputs, results);
    assertThat(((double[]) results[0])[0]).isFinite();
  }

  @Test
  void arraysThatDoNotFitAreNamed() {
    Compiled compiled = compiled("v: (B, D); q = softmax(v)", Crew.alone());
    Object[] results = compiled.results();
    assertThatThrownBy(() -> compiled.run(new Object[] {new double[3]}, results))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("v is to be an array of 6720 entries, F64");
    assertThatThrownBy(() -> compiled.run(new Object[] {new float[6720]}, results))
        .hasMessage("v is to be an array of 6720 entries, F64");
    assertThatThrownBy(() -> compiled.run(new Object[0], results))
        .hasMessage("0 arrays are given and not 1");
  }

  @Test
  void aResultThatNoArrayHoldsIsRefused() {
    Derivatives derivatives = Derivatives.of(Request.of("x: (n, m); y = np.tanh(x)"));
    Map<String, Long> large = Map.of("n", 1000L, "m", 1000L);
    assertThatThrownBy(
            () -> Compiled.of(derivatives.program(), Type.F64, large, Crew.alone(), Form.SCALAR))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("more than 2³¹ entries");
  }

  @Test
  void tooLittleMemoryIsToldAndTheNextRunWorks() {
    assumeThat(Runtime.getRuntime().maxMemory()).isLessThan(16L << 30);
    Map<String, Long> sizes = Map.of("n", 46_000L);
    Program wide = Derivatives.value(Request.of("x: (n,); y = np.outer(x, x)")).program();
    Compiled outer = Compiled.of(wide, Type.F64, sizes, Crew.alone(), Form.SCALAR);
    assertThatThrownBy(outer::results)
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("the results take 16143 MiB, more than is free");
    String within = "x: (n,); f = np.sum(np.linalg.inv(np.outer(x, x)) @ x)";
    Program narrow = Derivatives.value(Request.of(within)).program();
    Compiled inverse = Compiled.of(narrow, Type.F64, sizes, Crew.alone(), Form.SCALAR);
    Object[] x = {new double[46_000]};
    for (int run = 0; run < 2; run++) {
      assertThatThrownBy(() -> inverse.run(x, inverse.results()))
          .isInstanceOf(LeibnizException.class)
          .hasMessageContaining("MiB between inputs and results, more than is free");
    }
    Compiled small = compiled("v: (B, D); q = softmax(v)", Crew.alone());
    Object[] results = small.results();
    small.run(drawn(small), results);
    assertThat(((double[]) results[0])[0]).isFinite();
  }

  @Test
  void whatIsZeroIsNotComputed() {
    Compiled compiled = compiled("v: (B, D); q = np.exp(v)", Crew.alone());
    Work only = compiled.work().getFirst();
    assertThat(compiled.work()).hasSize(1);
    assertThat(only.operations()).isLessThan(3 * 96 * 70);
  }
}
