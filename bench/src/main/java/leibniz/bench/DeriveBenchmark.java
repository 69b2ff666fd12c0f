package leibniz.bench;

import java.util.concurrent.TimeUnit;
import leibniz.Derivation;
import leibniz.Leibniz;
import leibniz.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// From text to verified answers, for programs of growing length: the time must grow in proportion.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Xss64m")
public class DeriveBenchmark {

  /// A network of tanh layers, its loss by every weight and bias.
  @State(Scope.Benchmark)
  public static class Network {
    @Param({"100", "300", "1000"})
    public int layers;
  }

  /// A chain of functions entry by entry, by its input.
  @State(Scope.Benchmark)
  public static class Chain {
    @Param({"200", "600", "2000"})
    public int operations;
  }

  /// A product of matrices, by the one in the middle.
  @State(Scope.Benchmark)
  public static class Matrices {
    @Param({"10", "20", "40"})
    public int factors;
  }

  @Benchmark
  public Derivation network(Network network) {
    String program =
        """
        L = %d
        x: (B, n)
        y: (B, n)
        W: [(n, n) for l in range(L)]
        b: [(n,) for l in range(L)]
        h = x
        for l in range(L):
            h = np.tanh(h @ W[l].T + b[l])
        loss = 0.5 * np.sum((h - y)**2, axis=1, keepdims=True)
        """
            .formatted(network.layers);
    return Leibniz.derive(Request.of(program).of("loss", "params"));
  }

  @Benchmark
  public Derivation chain(Chain chain) {
    String program =
        """
        x: (n,)
        y: (n,)
        h = x
        for k in range(%d):
            h = np.sin(h) if k %% 2 == 0 else h * y
        """
            .formatted(chain.operations);
    return Leibniz.derive(Request.of(program).of("h", "x"));
  }

  @Benchmark
  public Derivation matrices(Matrices matrices) {
    String program =
        """
        A: [(n, n) for k in range(%d)]
        P = A[0]
        for k in range(1, %d):
            P = P @ A[k]
        f = np.trace(P)
        """
            .formatted(matrices.factors, matrices.factors);
    return Leibniz.derive(Request.of(program).of("f", "A[" + matrices.factors / 2 + "]"));
  }
}
