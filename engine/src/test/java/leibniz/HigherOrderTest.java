package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Derivatives of second and higher order: what is printed, in which layout, and what is refused.
final class HigherOrderTest {
  private static final String FACTORISATION =
      "T: (m, n); U: (m, k); V: (n, k); f = np.sum((T - U @ V.T)**2)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A: (n, n); x: (n,); f = x @ A @ x | x:x | ∂²f/∂x_i∂x_j = A_ij + A_ji | (n, n)
          A: (n, n); x: (n,); f = x @ A @ x | x:A | ∂²f/∂x_i∂A_jk = δ_ij x_k + δ_ik x_j | (n, n, n)
          x: (n,); q = softmax(x); f = logsumexp(x) | x:x | ∂²f/∂x_i∂x_j = q_i (δ_ij − q_j) | (n, n)
          v: (B, D); q = softmax(v); f = logsumexp(v, axis=1) | v:v | \
          ∂²f_b/∂v_bi∂v_bj = q_bi (δ_ij − q_bj) | (B / ++ D, D)
          v: (B, D); f = np.sum(v**3) | v:v | ∂²f/∂v_ij∂v_kl = 6 v_ij δ_ik δ_jl | (B, D, B, D)
          v: (B, D); f = v**3 | v:v | ∂²f_bi/∂v_bj∂v_bk = 6 v_bi δ_ij δ_ik | (B / D ++ D, D)
          W: (m, n); x: (B, n); f = x @ W.T | W:x | ∂²f_bi/∂W_jk∂x_bl = δ_ij δ_kl | (B / m ++ m, n, n)
          x: (n,); f = np.sum(x**4) | x:x:x | ∂³f/∂x_i∂x_j∂x_k = 24 x_i δ_ij δ_ik | (n, n, n)
          x: (n,); f = np.sum(x**4) | x:x:x:x | \
          ∂⁴f/∂x_i∂x_j∂x_k∂x_l = 24 δ_ij δ_ik δ_il | (n, n, n, n)
          T: (m, n); U: (m, k); V: (n, k); f = np.sum((T - U @ V.T)**2) | U:U | \
          ∂²f/∂U_ij∂U_kl = 2 δ_ik Σ_m V_mj V_ml | (m, k, m, k)
          """)
  void isPrintedAsOneWritesIt(String program, String wrt, String math, String axes) {
    Answer answer = one(program, wrt);
    assertThat(answer.text(true)).isEqualTo(math);
    assertThat(answer.axes()).hasToString(axes.replace('/', '|'));
    assertThat(answer.verified().ok()).as("%s", answer.verified()).isTrue();
  }

  @Test
  void inEveryAlphabetAndInMatrices() {
    Answer answer = one("v: (B, D); q = softmax(v); f = logsumexp(v, axis=1)", "v:v");
    assertThat(answer.text(false)).isEqualTo("d^2f_b/dv_bidv_bj = q_bi (delta_ij - q_bj)");
    assertThat(answer.latex())
        .isEqualTo(
            "\\frac{\\partial^2 f_b}{\\partial v_{bi} \\, \\partial v_{bj}}"
                + " = q_{bi} (\\delta_{ij} - q_{bj})");
    assertThat(answer.code().name()).isEqualTo("d2f_dv_dv");
    assertThat(one("A: (n, n); x: (n,); f = x @ A @ x", "x:x").matrix())
        .hasValueSatisfying(m -> assertThat(m).hasToString("∂²f/∂x∂x = A + Aᵀ"));
    assertThat(
            one(
                    "X: (n, d); y: (n,); w: (d,); p = sigmoid(X @ w); "
                        + "f = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))",
                    "w:w")
                .matrix())
        .hasValueSatisfying(
            m -> assertThat(m).hasToString("∂²f/∂w∂w = (1/n) Xᵀ diag(p ⊙ (1 − p)) X"));
  }

  @Test
  void eachOrderIsVerifiedByMethodsOfItsOwn() {
    assertThat(one("x: (n,); f = np.sum(np.sin(x)) ** 2", "x:x:x").verified().checks())
        .extracting(c -> c.order() + " " + c.method())
        .containsExactly(
            "1 central differences",
            "1 complex step",
            "2 central differences",
            "2 complex step",
            "2 nested differences",
            "3 central differences",
            "3 complex step",
            "3 nested differences");
  }

  @Test
  void allBlocksAreDerivedOnce() {
    Derivation all = Leibniz.derive(Request.of(FACTORISATION).of("f", "U", "V").order(2));
    assertThat(all.answers()).extracting(Answer::wrt).containsExactly("U:U", "U:V", "V:V");
    assertThat(all.notes())
        .contains("∂²f/∂V∂U is ∂²f/∂U∂V with its axes permuted, and is not derived twice");
    assertThat(all.verified()).isTrue();
    assertThat(Leibniz.derive(Request.of("x: (n,); y: (n,); f = x @ y").order(3)).answers())
        .extracting(Answer::wrt)
        .containsExactly("x:x:x", "x:x:y", "x:y:y", "y:y:y");
  }

  @Test
  void secondDerivativesOfTheCorpusAreVerified() {
    for (Corpus problem : Corpus.whole()) {
      Derivation derivation = Leibniz.derive(problem.request().order(2));
      for (Answer answer : derivation.answers()) {
        assertThat(answer.verified().ok()).as("%s by %s", problem, answer.wrt()).isTrue();
        assertThat(answer.text(true)).startsWith("∂²");
      }
    }
  }

  /// By every input and with nothing shared: points where differences are little more than
  /// rounding.
  @Test
  void allBlocksOfTheCorpusAreVerifiedInFull() {
    int blocks = 0;
    for (Corpus problem : Corpus.whole()) {
      Request one = problem.request();
      Request all =
          new Request(one.source(), one.of(), List.of(), 2, Layout.GENERAL, Set.of(), one.sizes());
      try {
        for (Answer answer : Leibniz.derive(all).answers()) {
          blocks++;
          assertThat(answer.verified().ok())
              .as("%s by %s: %s", problem, answer.wrt(), answer.verified())
              .isTrue();
        }
      } catch (LeibnizException e) {
        assertThat(e.problems()).allMatch(p -> p.code() == Code.LBZ212, e.getMessage());
      }
    }
    assertThat(blocks).isGreaterThan(1000);
  }

  @Test
  void whatRepeatsNeedNotBeStored() {
    Stored stored = one(FACTORISATION, "U:U").stored().orElseThrow();
    assertThat(stored.text(Map.of()))
        .isEqualTo(
            "as a core (k, k) on i = k, the same for each i: 1/m² of the dense (m, k, m, k);"
                + " solved with the core alone, the same for every i");
    assertThat(stored.text(Map.of("m", 10L, "k", 3L))).contains(", 9 of 900 entries");
    assertThat(Leibniz.derive(Request.of(FACTORISATION).of("f", "U:U")).toString())
        .contains("stored  as a core (k, k) on i = k");
    assertThat(one("v: (B, D); f = np.sum(logsumexp(v, axis=1))", "v:v").stored())
        .hasValueSatisfying(s ->
            assertThat(s.text(Map.of()))
                .isEqualTo(
                    "as a product of (B, D) and (B, D) on i = k plus a core (B, D) on i = k, j = l:"
                        + " B D numbers instead of B² D²"));
    assertThat(one("x: (4,); f = x @ x", "x:x").stored())
        .hasValueSatisfying(s ->
            assertThat(s.text(Map.of()))
                .isEqualTo(
                    "as one number on i = j, the same for each i: 1/16 of the dense (4, 4),"
                        + " 1 of 16 entries; solved by dividing"));
    assertThat(one("A: (n, n); x: (n,); f = np.exp(x @ A @ x)", "x:x").stored()).isEmpty();
  }

  @Test
  void aLineThatIsNoInputCanBeAVariable() {
    Answer answer = one("x: (n,); z = np.tanh(x); f = np.sum(z**2)", "z:z");
    assertThat(answer.text(true)).isEqualTo("∂²f/∂z_i∂z_j = 2 δ_ij");
    assertThat(answer.verified().ok()).isTrue();
  }

  @Test
  void likeTheInputsItIsTheDerivativeOfTheSum() {
    Request request = Request.of("v: (B, D); q = v**3").of("q", "v:v").in(Layout.LIKE_INPUT);
    Answer answer = Leibniz.derive(request).answers().getFirst();
    assertThat(answer.axes()).hasToString("(B, D, B, D)");
    assertThat(answer.verified().ok()).isTrue();
  }

  @Test
  void samplesThatAreMixedAreRefused() {
    assertThatThrownBy(() -> one("v: (B, D); q = v / v.sum()", "v:v"))
        .isInstanceOfSatisfying(
            LeibnizException.class,
            e -> {
              assertThat(e.problems().getFirst().code()).isEqualTo(Code.LBZ210);
              assertThat(e.problems().getFirst().headline())
                  .isEqualTo("the axis B cannot be shared: q mixes the samples of v");
            });
    Request full = Request.of("v: (B, D); q = v / v.sum()").of("q", "v:v").sharing();
    assertThat(Leibniz.derive(full).verified()).isTrue();
    // the gradient mixes samples, its own derivative does not
    assertThat(one("v: (B,); q = v**2 + v.sum()", "v:v").axes()).hasToString("(B)");
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    refuses(
        "v: (512, 784); f = np.sum(v * v)",
        "v:v",
        Code.LBZ212,
        "∂²f/∂v∂v (512, 784, 512, 784) is too large to be verified: 1.6e+11 entries");
    refuses(
        "v: (n,); f = np.sum(v * v)",
        "v:z",
        Code.LBZ211,
        "--wrt z: the program has no tensor of that name");
    refuses(
        "v: (n,); f = np.sum(v * v)",
        "v:",
        Code.LBZ211,
        "--wrt : the program has no tensor of that name");
    Request both = Request.of("v: (n,); f = np.sum(v * v)").of("f", "v:v").order(2);
    assertThatThrownBy(() -> Leibniz.derive(both))
        .hasMessageContaining("v:v says how often it is differentiated, and so does the order");
  }

  private static void refuses(String program, String wrt, Code code, String headline) {
    assertThatThrownBy(() -> one(program, wrt))
        .isInstanceOfSatisfying(
            LeibnizException.class,
            e -> {
              assertThat(e.problems().getFirst().code()).isEqualTo(code);
              assertThat(e.problems().getFirst().headline()).isEqualTo(headline);
            });
  }

  private static Answer one(String program, String wrt) {
    List<Answer> answers = Leibniz.derive(Request.of(program).of("", wrt)).answers();
    assertThat(answers).hasSize(1);
    return answers.getFirst();
  }
}
