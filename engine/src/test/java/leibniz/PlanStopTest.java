package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Team;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A run whose thread is interrupted stops within 100 ms, whatever it is in the middle of, and so
/// do the threads that help it; the next run works.
@Timeout(300)
final class PlanStopTest {
  private static final long SOON = 100_000_000;

  /// Others may have the processors for a while: one of so many attempts must be in time.
  private static final int ATTEMPTS = 20;

  static Stream<Arguments> programs() {
    return Stream.of(
            Arguments.of("A: (n, n); C: (n, n); y = A @ C", Map.of("n", 2000L)),
            Arguments.of("A: (b, n, n); C: (b, n, n); y = A @ C", Map.of("b", 3L, "n", 1200L)),
            Arguments.of("A: (n, m); C: (m, n); y = A @ C", Map.of("n", 24L, "m", 1_000_000L)),
            Arguments.of("x: (n,); f = np.sum(np.exp(np.sin(x)))", Map.of("n", 20_000_000L)),
            Arguments.of("x: (n,); f = np.max(np.tan(x))", Map.of("n", 20_000_000L)),
            Arguments.of(
                "x: (n,); y: (m,); f = np.sum(np.exp(-np.abs(x[:, None] - y)))",
                Map.of("n", 20_000L, "m", 20_000L)),
            Arguments.of("x: (n, m); q = softmax(x)", Map.of("n", 2L, "m", 6_000_000L)),
            Arguments.of("A: (n, n); y = np.linalg.inv(A)", Map.of("n", 1000L)),
            Arguments.of("A: (n, n); y = np.linalg.eigh(A)[0]", Map.of("n", 200L)))
        .flatMap(
            a -> Stream.of(1, 2).map(threads -> Arguments.of(a.get()[0], a.get()[1], threads)));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void stopsSoon(String program, Map<String, Long> sizes, int threads) throws Exception {
    try (Crew crew = Team.of(threads)) {
      Derivatives derivatives = Derivatives.value(Request.of(program));
      Compiled compiled = Compiled.of(derivatives.program(), Type.F32, sizes, crew, Form.SCALAR);
      Object[] inputs =
          derivatives.program().inputs().stream()
              .map(input -> filled(new float[(int) input.shape().count().at(sizes::get)]))
              .toArray();
      Object[] results = compiled.results();
      long least = Long.MAX_VALUE;
      for (int k = 0; k < ATTEMPTS && least > SOON; k++) {
        least = Math.min(least, stopped(compiled, inputs, results, 4 + 6L * k));
      }
      assertThat(least).isLessThan(SOON);
      if (program.contains("inv") || program.contains("m, n")) {
        assertThatCode(() -> compiled.run(inputs, results)).doesNotThrowAnyException();
      }
    }
  }

  /// The nanoseconds from an interrupt to the end of the run; many if the run was over before.
  private static long stopped(Compiled compiled, Object[] inputs, Object[] results, long after)
      throws InterruptedException {
    AtomicLong end = new AtomicLong(Long.MAX_VALUE);
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                compiled.run(inputs, results);
              } catch (CancellationException e) {
                end.set(System.nanoTime());
              }
            });
    Thread.sleep(after);
    long asked = System.nanoTime();
    thread.interrupt();
    thread.join();
    return end.get() == Long.MAX_VALUE ? Long.MAX_VALUE : end.get() - asked;
  }

  private static Object filled(float[] array) {
    for (int k = 0; k < array.length; k++) {
      array[k] = (k * 7919L % 1000) / 1000f + (k % 1001 == 0 ? 1 : 0);
    }
    return array;
  }
}
