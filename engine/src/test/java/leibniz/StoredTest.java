package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.verify.Identity;
import leibniz.verify.Sizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is stored of a Hessian, in words and in code, and that nothing is lost.
final class StoredTest {
  private static final String LOGISTIC =
      "X: (N, D); y: (N,); w: (D,); p = sigmoid(X @ w);"
          + " f = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))";
  private static final String FACTORISATION =
      "T: (m, n); U: (m, k); V: (n, k); f = np.sum((T - U @ V.T)**2)";
  private static final String NETWORK =
      "x: (n,); t: (m,); W: (h, n); V: (m, h); f = np.sum((V @ np.tanh(W @ x) - t)**2)";
  private static final String GAUSSIAN =
      "X: (N, D); mu: (D,); P: (D, D); f = np.einsum('nd,de,ne->', X - mu, P, X - mu)"
          + " - N * np.linalg.slogdet(P)[1]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v: (n,); f = logsumexp(v) | v:v | as diagonal plus rank one: n numbers instead of n²; \
          solved by the Sherman–Morrison formula
          v: (B, n); f = logsumexp(v, axis=1) | v:v | \
          as diagonal plus rank one: B n numbers instead of B n²
          x: (n,); f = np.sum(x**3) | x:x | as a core (n,) on i = j: 1/n of the dense (n, n); \
          solved by dividing
          T: (m, n); U: (m, k); V: (n, k); f = np.sum((T - U @ V.T)**2) | U:U | as a core (k, k) on \
          i = k, the same for each i: 1/m² of the dense (m, k, m, k); solved with the core alone, \
          the same for every i
          X: (N, D); w: (D,); f = np.sum(np.logaddexp(0, X @ w)) | w:w | \
          as a product of rank at most N: N numbers beside the inputs instead of D²
          """)
  void isSaidInWords(String program, String wrt, String text) {
    Answer answer = Leibniz.derive(Request.of(program).of("f", wrt)).answers().getFirst();
    assertThat(answer.stored().orElseThrow().text(Map.of())).isEqualTo(text);
  }

  @Test
  void numbersAreSaidWhereSizesAreKnown() {
    Stored stored = ask("v: (n,); f = logsumexp(v)").answers().getFirst().stored().orElseThrow();
    assertThat(stored.text(Map.of("n", 1000L))).contains("1000 of 1000000 entries");
  }

  @Test
  void whatIsFullIsNotSaidToBeLess() {
    assertThat(ask("A: (n, n); x: (n,); f = np.exp(x @ A @ x)").answers().getLast().stored())
        .isEmpty();
  }

  /// The cores put together are the Hessian, and multiply as it does.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "v: (n,); f = logsumexp(v)",
        "x: (n,); f = np.sum(x)**2 + np.sum(x**3)",
        "x: (n, m); f = np.sum(x**2) + np.sum(np.sum(x, axis=0)**3)",
        LOGISTIC,
        FACTORISATION,
        NETWORK,
        GAUSSIAN,
      })
  void nothingIsLost(String program) {
    int found = 0;
    for (Answer answer : ask(program).answers()) {
      Stored stored = answer.stored().orElse(null);
      if (stored == null) {
        continue;
      }
      found++;
      Expr dense = answer.value();
      Sizes sizes = Sizes.of(List.of(dense), Map.of());
      Expr probe = Build.var("probe", dense.shape());
      assertThat(
              Identity.verify(
                  2,
                  "assembled",
                  Along.inner(probe, dense),
                  Along.inner(probe, stored.assembled(Map.of())),
                  sizes))
          .as("%s by %s", program, answer.wrt())
          .matches(v -> v.ok() && !v.checks().isEmpty());
      Expr tangent = Build.var("tangent", answer.axes().inputs().getLast());
      Expr times = stored.times(new LinkedHashMap<>(), tangent);
      Expr weights = Build.var("weights", times.shape());
      assertThat(
              Identity.verify(
                  2,
                  "times",
                  Along.inner(weights, times),
                  contracted(dense, weights, tangent),
                  sizes))
          .as("%s by %s", program, answer.wrt())
          .matches(v -> v.ok() && !v.checks().isEmpty());
    }
    assertThat(found).as(program).isPositive();
  }

  private static Expr contracted(Expr dense, Expr weights, Expr tangent) {
    List<Integer> all = Build.range(0, dense.rank());
    return Product.one()
        .times(dense, all)
        .times(weights, all.subList(0, weights.rank()))
        .times(tangent, all.subList(weights.rank(), dense.rank()))
        .out(List.of());
  }

  @Test
  void theCoresAreReturnedAndMultiplyInCode() {
    Cores cores =
        Leibniz.derive(Request.of(LOGISTIC).of("f", "w:w"))
            .answers()
            .getFirst()
            .cores()
            .orElseThrow();
    assertThat(cores.math().getFirst()).hasToString("∂²f/∂w_i∂w_j = Σ_k C_k X_ki X_kj");
    assertThat(cores.math().getLast()).hasToString("C_i = p_i (1 − p_i)");
    assertThat(cores.cores().function()).contains("def d2f_dw_dw_cores(X, w):");
    assertThat(cores.times().orElseThrow().function())
        .contains("def d2f_dw_dw_times(X, C, w_dot):")
        .doesNotContain("(D, D)");
  }

  private static Derivation ask(String program) {
    return Leibniz.derive(Request.of(program).order(2));
  }
}
