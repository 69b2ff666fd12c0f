package leibniz.bench;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import leibniz.Derivatives;
import leibniz.Layout;
import leibniz.Request;
import leibniz.kernel.Crew;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.program.Program;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A run of a plan, from arrays in memory to results in memory: `-prof gc` shows that nothing is
/// allocated.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xss64m",
      "--add-modules=jdk.incubator.vector",
      "--enable-native-access=ALL-UNNAMED",
      "-XX:+UseTransparentHugePages"
    })
public class RunBenchmark {
  private static final Map<String, Request> PROBLEMS =
      Map.of(
          "softmax",
          Request.of("v: (B, n); q = softmax(v)"),
          "layernorm",
          Request.of(
              """
              v: (B, n)
              c = v - np.mean(v, axis=1, keepdims=True)
              y = c / np.sqrt(np.mean(c**2, axis=1, keepdims=True) + 1e-5)
              """),
          "quadratic",
          Request.of("A: (n, n); x: (n,); f = x @ A @ x").of("f", "x").order(2),
          "logistic",
          Request.of("X: (B, n); w: (n,); f = np.sum(np.log(1 + np.exp(X @ w)))"),
          "network",
          Request.of(
                  """
                  x: (B, n)
                  W: [(n, n) for l in range(4)]
                  h = x
                  for l in range(4):
                      h = np.tanh(h @ W[l])
                  f = np.sum(h**2)
                  """)
              .in(Layout.LIKE_INPUT));

  @Param({"softmax", "layernorm", "quadratic", "logistic", "network"})
  public String problem;

  @Param({"10", "100"})
  public long n;

  @Param({"F64", "F32"})
  public Type type;

  private Compiled compiled;
  private Object[] inputs;
  private Object[] results;

  /// Derives, plans and draws.
  @Setup
  public void prepare() {
    Program program = Derivatives.of(PROBLEMS.get(problem)).program();
    Map<String, Long> sizes = Map.of("B", 64L, "n", n);
    compiled = Compiled.of(program, type, sizes, Crew.alone());
    results = compiled.results();
    SplittableRandom random = new SplittableRandom(1);
    inputs =
        program.inputs().stream()
            .map(input -> drawn(random, Workload.product(input.shape().at(sizes::get))))
            .toArray();
  }

  private Object drawn(SplittableRandom random, int count) {
    Object array = type.array(count);
    for (int k = 0; k < count; k++) {
      double value = random.nextDouble(-1, 1);
      if (array instanceof double[] d) {
        d[k] = value;
      } else {
        ((float[]) array)[k] = (float) value;
      }
    }
    return array;
  }

  /// One run into the same arrays.
  @Benchmark
  public Object[] run() {
    compiled.run(inputs, results);
    return results;
  }
}
