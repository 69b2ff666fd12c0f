package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Team;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs that follow each other: they allocate nothing, no thread more than was asked for takes
/// part, and callers on many threads do not disturb each other.
final class PlanSteadyTest {
  private static final Map<String, Long> SIZES = Map.of("B", 48L, "D", 35L, "K", 19L);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// Until the compilers have seen through all vectors, they are objects.
  private static final long MOST_NANOS = 120_000_000_000L;

  private static final List<String> PROGRAMS =
      List.of(
          "v: (B, D); q = softmax(v)",
          "x: (B, D); W: (D, K); y: (B, K); loss = np.mean((np.tanh(x @ W) - y)**2)",
          "x: (B, D); y = (x - np.mean(x, axis=1, keepdims=True)) / np.std(x, axis=1, keepdims=True)",
          "A: (D, D); x: (D,); f = x @ A @ x",
          "A: (B, 8, 9); C: (B, 9, 7); y = A @ C",
          "x: (B, D); f = np.max(x) + np.min(x)");

  static Stream<Arguments> plans() {
    return PROGRAMS.stream().flatMap(p -> Stream.of(1, 2).map(threads -> Arguments.of(p, threads)));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void nothingIsAllocated(String program, int threads) {
    try (Crew crew = Team.of(threads)) {
      Compiled compiled = compiled(program, crew, Form.SCALAR);
      Object[] inputs = drawn(compiled);
      Object[] results = compiled.results();
      long[] ids = workers();
      long end = System.nanoTime() + MOST_NANOS;
      long allocated = 1;
      while (allocated != 0 && System.nanoTime() < end) {
        long before = allocated(ids);
        for (int run = 0; run < 20; run++) {
          compiled.run(inputs, results);
        }
        allocated = allocated(ids) - before;
      }
      assertThat(allocated).isZero();
    }
  }

  private static long allocated(long... threads) {
    long bytes = 0;
    for (long thread : threads) {
      bytes += THREADS.getThreadAllocatedBytes(thread);
    }
    return bytes;
  }

  /// This thread, and the helpers of crews.
  private static long[] workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t == Thread.currentThread() || t.getName().startsWith("leibniz-"))
        .mapToLong(Thread::threadId)
        .toArray();
  }

  @Test
  void noThreadMoreThanAskedForIsThere() {
    Set<Thread> before = new TreeSet<>(PlanSteadyTest::compare);
    before.addAll(Thread.getAllStackTraces().keySet());
    for (int threads = 1; threads <= 3; threads++) {
      try (Crew crew = Team.of(threads)) {
        Compiled compiled = compiled(PROGRAMS.getFirst(), crew, Form.WARMED);
        Object[] inputs = drawn(compiled);
        compiled.run(inputs, compiled.results());
        long ours =
            Thread.getAllStackTraces().keySet().stream()
                .filter(t -> !before.contains(t) && t.getName().startsWith("leibniz"))
                .filter(Thread::isAlive)
                .count();
        assertThat(ours).isEqualTo(threads - 1L);
        before.addAll(Thread.getAllStackTraces().keySet());
      }
    }
  }

  private static int compare(Thread a, Thread b) {
    return Long.compare(a.threadId(), b.threadId());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void callersOnManyThreadsGetTheSameBits(String program, int threads) throws InterruptedException {
    try (Crew crew = Team.of(threads)) {
      Compiled compiled = compiled(program, crew, Form.SCALAR);
      Object[] inputs = drawn(compiled);
      Object[] expected = compiled(program, Crew.alone(), Form.SCALAR).results();
      compiled(program, Crew.alone(), Form.SCALAR).run(inputs, expected);
      List<String> wrong = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        callers.add(
            Thread.ofPlatform()
                .start(() -> {
                  Object[] results = compiled.results();
                  for (int run = 0; run < 50; run++) {
                    compiled.run(inputs, results);
                    if (!Arrays.deepEquals(results, expected)) {
                      synchronized (wrong) {
                        wrong.add("run " + run);
                      }
                    }
                  }
                }));
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(wrong).isEmpty();
    }
  }

  private static Compiled compiled(String program, Crew crew, Form form) {
    Derivatives derivatives =
        Derivatives.value(Request.of(program)).and(Derivatives.of(Request.of(program)));
    return Compiled.of(derivatives.program(), Type.F64, SIZES, crew, form);
  }

  private static Object[] drawn(Compiled compiled) {
    SplittableRandom random = new SplittableRandom(3);
    return compiled.program().inputs().stream()
        .map(input -> random.doubles(input.shape().count().at(SIZES::get), -1, 1).toArray())
        .toArray();
  }
}
