package leibniz.bench;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import leibniz.Answer;
import leibniz.Derivation;
import leibniz.Derivatives;
import leibniz.Layout;
import leibniz.Leibniz;
import leibniz.Request;
import leibniz.Structured;
import leibniz.kernel.Crew;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.program.Program;
import leibniz.run.Tensor;
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

/// What must grow no faster than the problem: a Hessian that is kept as its core, and the gradient
/// of a network by all its weights.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xss64m", "--add-modules=jdk.incubator.vector"})
public class GrowthBenchmark {

  /// The Hessian of `‖T − U Vᵀ‖²` by U, of n rows of 8.
  @State(Scope.Benchmark)
  public static class Factorisation {
    @Param({"1000", "10000", "100000"})
    public int n;

    private Derivation derivation;
    private Answer answer;
    private Map<String, Tensor> arrays;
    private Tensor right;

    /// Derives, and draws.
    @Setup
    public void prepare() {
      derivation =
          Leibniz.derive(
              Request.of("T: (n, m); U: (n, k); V: (m, k); f = np.sum((T - U @ V.T)**2)")
                  .of("f", "U:U"));
      answer = derivation.answers().getFirst();
      right = drawn(n, 8);
      arrays = Map.of("V", drawn(30, 8), "U", right);
    }

    private static Tensor drawn(int rows, int columns) {
      double[] values = new SplittableRandom(rows).doubles((long) rows * columns, 0, 1).toArray();
      return new Tensor(new int[] {rows, columns}, values);
    }
  }

  /// A network of tanh layers of 32, batch 16.
  @State(Scope.Benchmark)
  public static class Network {
    @Param({"10", "100", "1000"})
    public int layers;

    private Program program;
    private Compiled compiled;
    private Object[] inputs;
    private Object[] results;

    /// Derives, plans and draws.
    @Setup
    public void prepare() {
      program =
          Derivatives.of(
                  Request.of(
                          """
                          L = %d
                          x: (B, n)
                          y: (B, n)
                          W: [(n, n) for l in range(L)]
                          h = x
                          for l in range(L):
                              h = np.tanh(h @ W[l])
                          loss = np.sum((h - y)**2)
                          """
                              .formatted(layers))
                      .of("loss", "params")
                      .in(Layout.LIKE_INPUT))
              .program();
      compiled = plan();
      results = compiled.results();
      SplittableRandom random = new SplittableRandom(1);
      inputs =
          program.inputs().stream()
              .map(input -> random.doubles(input.shape().count().at(SIZES::get), -0.3, 0.3))
              .map(numbers -> (Object) numbers.toArray())
              .toArray();
    }

    private Compiled plan() {
      return Compiled.of(program, Type.F64, SIZES, Crew.alone());
    }
  }

  private static final Map<String, Long> SIZES = Map.of("B", 16L, "n", 32L);

  /// From arrays to the core, and n systems solved with it.
  @Benchmark
  public Tensor hessian(Factorisation f) {
    Structured kept = f.derivation.structured(f.answer, f.arrays).orElseThrow();
    return kept.solve(f.right);
  }

  @Benchmark
  public Compiled plan(Network network) {
    return network.plan();
  }

  @Benchmark
  public Object[] gradient(Network network) {
    network.compiled.run(network.inputs, network.results);
    return network.results;
  }
}
