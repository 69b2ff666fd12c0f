package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import leibniz.ir.LeibnizException;
import leibniz.run.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A derivative kept as its cores is the derivative, multiplies as it does, and solves.
final class StructuredTest {
  private static final Map<String, Long> SIZES =
      Map.of("n", 5L, "m", 7L, "k", 3L, "B", 4L, "N", 6L, "D", 3L);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          T: (m, n); U: (m, k); V: (n, k); f = np.sum((T - U @ V.T)**2) | f | U:U | 9  | true
          x: (n,); w: (n,); f = np.sum(x**4) + (w @ x)**2               | f | x:x | 10  | true
          x: (n,); f = np.sum(np.cosh(x))                              | f | x:x | 5   | true
          x: (n, m); A: (n, n); f = np.sum(x * (A @ x))                | f | x:x | 25  | true
          x: (n, m); f = np.sum(np.sum(x, axis=0)**2)                   | f | x:x | 1   | false
          v: (n,); f = logsumexp(v)                                    | f | v:v | 10  | false
          X: (N, D); w: (D,); f = np.sum(np.logaddexp(0, X @ w))       | f | w:w | 6   | false
          A: (m, n); X: (n, k); Y = A @ X                              | Y | X   | 0   | false
          """)
  void isTheDerivative(String program, String of, String wrt, int most, boolean solved) {
    Derivation derivation = Leibniz.derive(Request.of(program).of(of, wrt));
    Answer answer = derivation.answers().getFirst();
    Map<String, Tensor> arrays = drawn(program);
    Structured kept = derivation.structured(answer, arrays).orElseThrow();
    Tensor dense = derivation.value(answer, arrays);
    assertThat(kept.cores().stream().mapToInt(c -> c.values().length).sum())
        .isLessThanOrEqualTo(most);
    close(kept.dense(), dense);
    Tensor tangent = drawn(arrays.get(wrt.substring(wrt.indexOf(':') + 1)).shape(), 5);
    close(kept.times(tangent), times(dense, tangent));
    assertThat(kept.isSolved() && isRegular(kept, tangent)).isEqualTo(solved);
    if (solved) {
      close(times(dense, kept.solve(tangent)), tangent);
    }
  }

  private static boolean isRegular(Structured kept, Tensor right) {
    try {
      kept.solve(right);
      return true;
    } catch (LeibnizException e) {
      assertThat(e).hasMessageContaining("singular");
      return false;
    }
  }

  @Test
  void whatDoesNotFitIsTold() {
    String program = "X: (N, D); w: (D,); f = np.sum(np.logaddexp(0, X @ w))";
    Derivation derivation = Leibniz.derive(Request.of(program).of("f", "w:w"));
    Structured kept =
        derivation.structured(derivation.answers().getFirst(), drawn(program)).orElseThrow();
    assertThat(kept.isSolved()).isFalse();
    assertThatThrownBy(() -> kept.solve(Tensor.vector(1, 2, 3)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> kept.times(Tensor.vector(1, 2)))
        .hasMessage("an array of shape [3] is needed, not [2]");
  }

  @Test
  void whatIsFullIsNotKeptAsLess() {
    String program = "A: (n, n); x: (n,); f = np.exp(x @ A @ x)";
    Derivation derivation = Leibniz.derive(Request.of(program).of("f", "A"));
    Map<String, Tensor> arrays = drawn(program);
    assertThat(derivation.structured(derivation.answers().getFirst(), arrays))
        .hasValueSatisfying(kept -> assertThat(kept.isSolved()).isFalse());
    Derivation sine = Leibniz.derive(Request.of("x: (n,); y = np.sin(np.outer(x, x)) @ x"));
    assertThat(sine.structured(sine.answers().getFirst(), drawn("x: (n,)"))).isEmpty();
  }

  private static void close(Tensor is, Tensor should) {
    assertThat(is.shape()).isEqualTo(should.shape());
    assertThat(is.values()).containsExactly(should.values(), within(1e-10));
  }

  /// Contracted over the axes of the second.
  private static Tensor times(Tensor dense, Tensor tangent) {
    int kept = dense.shape().length - tangent.shape().length;
    int n = tangent.values().length;
    double[] product = new double[dense.values().length / n];
    for (int row = 0; row < product.length; row++) {
      for (int k = 0; k < n; k++) {
        product[row] += dense.values()[row * n + k] * tangent.values()[k];
      }
    }
    return new Tensor(Arrays.copyOf(dense.shape(), kept), product);
  }

  private static Map<String, Tensor> drawn(String program) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (String line : program.split(";")) {
      String[] parts = line.split(":");
      if (parts.length == 2 && parts[1].strip().startsWith("(")) {
        int[] shape =
            Arrays.stream(parts[1].replaceAll("[()\\s]", "").split(","))
                .mapToInt(size -> SIZES.get(size).intValue())
                .toArray();
        arrays.put(parts[0].strip(), drawn(shape, parts[0].hashCode()));
      }
    }
    return arrays;
  }

  private static Tensor drawn(int[] shape, long seed) {
    int n = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return new Tensor(shape, new SplittableRandom(seed).doubles(n, 0.2, 1.2).toArray());
  }

  @Test
  void aSharedBatchIsKeptAndWrittenOut() {
    String program = "v: (B, n); f = logsumexp(v, axis=1)";
    Derivation derivation = Leibniz.derive(Request.of(program).of("f", "v:v"));
    Answer answer = derivation.answers().getFirst();
    Structured kept = derivation.structured(answer, drawn(program)).orElseThrow();
    close(kept.dense(), derivation.value(answer, drawn(program)));
    Tensor tangent = drawn(new int[] {4, 5}, 1);
    assertThatThrownBy(() -> kept.times(tangent)).isInstanceOf(UnsupportedOperationException.class);
  }

  /// So that the tests above are of what they say.
  @Test
  void theCompressedHessianHasOneBlock() {
    String program = "T: (m, n); U: (m, k); V: (n, k); f = np.sum((T - U @ V.T)**2)";
    Derivation derivation = Leibniz.derive(Request.of(program).of("f", "U:U"));
    Structured kept =
        derivation.structured(derivation.answers().getFirst(), drawn(program)).orElseThrow();
    assertThat(kept.cores()).hasSize(1);
    assertThat(kept.cores().getFirst().shape()).containsExactly(3, 3);
    assertThat(List.of(kept.form().dense().rank(), kept.dense().shape().length))
        .containsExactly(4, 4);
  }
}
