package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import leibniz.ir.LeibnizException;
import leibniz.run.Tensor;
import org.junit.jupiter.api.Test;

/// The Java API, as the README shows it.
final class LeibnizTest {
  private static final Tensor V = Tensor.matrix(new double[][] {{1, 2, 3}, {0, 0, 0}});

  @Test
  void derivesFromText() {
    Derivation d = Leibniz.derive(Request.of("v: (B, D); q = softmax(v)").of("q", "v"));
    Answer answer = d.answers().get(0);
    assertThat(answer.math()).hasToString("∂q_bi/∂v_bj = q_bi (δ_ij − q_bj)");
    assertThat(answer.axes()).hasToString("(B | D ++ D)");
    assertThat(answer.axes().shape()).hasToString("(B, D, D)");
    assertThat(answer.code().function()).contains("def dq_dv(v):");
    assertThat(answer.verified().ok()).isTrue();
    assertThat(d.steps(answer).getLast().math().get(0)).isEqualTo(answer.math());
    assertThat(d).asString().contains("∂q_bi/∂v_bj = q_bi (δ_ij − q_bj)", "verified at");
    assertThat(answer).asString().contains("(B | D ++ D)", "def dq_dv(v):");
  }

  @Test
  void hasValues() {
    Derivation d = Leibniz.derive(Request.of("v: (B, D); q = softmax(v)").of("q", "v"));
    Tensor q = d.value(Map.of("v", V));
    Tensor gradient = d.value(d.answers().get(0), Map.of("v", V));
    assertThat(gradient.shape()).containsExactly(2, 3, 3);
    assertThat(gradient.at(1, 0, 0)).isCloseTo(2.0 / 9, within(1e-15));
    assertThat(gradient.at(0, 1, 2)).isCloseTo(-q.at(0, 1) * q.at(0, 2), within(1e-15));
  }

  @Test
  void hasValuesForWhateverItIsTakenBy() {
    String program = "p: ((B, N), rows_sum_to_1); v: (B, N); e = exp(v); f = sum(p * e, axis=1)";
    Derivation d = Leibniz.derive(Request.of(program).of("f", "v", "p", "e"));
    Map<String, Tensor> arrays = Map.of("v", V, "p", V, "e", V);
    for (Answer answer : d.answers()) {
      String name = answer.wrt();
      Tensor value = d.value(answer, name.equals("e") ? arrays : Map.of("v", V, "p", V));
      double expected =
          switch (name) {
            case "v" -> 2 * Math.exp(2);
            case "p" -> Math.exp(2);
            default -> 2;
          };
      assertThat(value.at(0, 1)).as(name).isCloseTo(expected, within(1e-14));
    }
  }

  @Test
  void refusesDerivativesByWholeNumbers() {
    Request labels = Request.of("x: (N, K); y: (N,); sum(x[arange(N), y])");
    assertThat(Leibniz.derive(labels).answers()).hasSize(1);
    assertThatThrownBy(() -> Leibniz.derive(labels.of("", "y")))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("y holds whole numbers");
  }

  @Test
  void refusesArraysThatDoNotFit() {
    Derivation d = Leibniz.derive(Request.of("W: (n, m); x: (m,); y = W @ x").of("y", "W", "x"));
    Tensor w = Tensor.matrix(new double[][] {{1, 2}, {3, 4}});
    assertThat(d.value(Map.of("W", w, "x", Tensor.vector(1, 1))).values()).containsExactly(3, 7);
    assertThatThrownBy(() -> d.value(Map.of("W", w, "x", Tensor.vector(1, 1, 1))))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("the array has shape");
    assertThatThrownBy(() -> d.value(Map.of("W", w))).isInstanceOf(LeibnizException.class);
    assertThatThrownBy(() -> d.value(Map.of("z", w)))
        .isInstanceOf(LeibnizException.class)
        .hasMessage("there is no input z");
  }

  @Test
  void sharesABatchAxisOnlyWhereItMay() {
    String program = "x: (B, D); y = x - mean(x, axis=0)";
    assertThatThrownBy(() -> Leibniz.derive(Request.of(program)))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("y mixes the samples of x");
    Derivation full = Leibniz.derive(Request.of(program).sharing());
    assertThat(full.answers().get(0).axes()).hasToString("(B, D ++ B, D)");
    assertThat(full.answers().get(0).math()).hasToString("∂y_ij/∂x_kl = δ_jl (δ_ik − 1/B)");
  }

  /// What is declared of p holds for others; by p itself, each entry is varied freely.
  @Test
  void doesNotUseWhatBindsAVariable() {
    String program =
        "p: ((B, N), rows_sum_to_1); v: (B, N); f = sum(p, axis=1) + sum(p * v, axis=1)";
    Derivation d = Leibniz.derive(Request.of(program).of("f", "p", "v", "v:p"));
    assertThat(d.verified()).isTrue();
    assertThat(d.answers().stream().map(a -> a.text(true)))
        .containsExactlyInAnyOrder(
            "∂f_b/∂p_bi = 1 + v_bi", "∂f_b/∂v_bi = p_bi", "∂²f_b/∂v_bi∂p_bj = δ_ij");
  }

  @Test
  void takesIntermediateNamesAsInputs() {
    String program = "v: (B, D); e = exp(v); q = e / sum(e, axis=1, keepdims=True)";
    Answer answer = Leibniz.derive(Request.of(program).of("q", "e")).answers().get(0);
    assertThat(answer.math().toString()).doesNotContain("v");
    assertThat(answer.verified().ok()).isTrue();
  }

  @Test
  void givesTheLayoutOfBackwardCode() {
    Request request = Request.of("W: (n, m); x: (B, m); y = x @ W.T").of("y", "W");
    Answer answer = Leibniz.derive(request.in(Layout.LIKE_INPUT)).answers().get(0);
    assertThat(answer.axes().shape()).hasToString("(n, m)");
    assertThat(answer.verified().ok()).isTrue();
  }

  @Test
  void namesEveryLineOfALoop() {
    String program =
        """
        L = 3
        x: (B, n)
        W: [(n, n) for l in range(L)]
        h = x
        for l in range(L):
            h = h @ W[l].T
        """;
    List<Answer> answers = Leibniz.derive(Request.of(program).of("h", "W")).answers();
    assertThat(answers).extracting(a -> a.math().right().toString()).hasSize(3);
    assertThat(answers.get(1).text(true)).isEqualTo("∂h_bi/∂W⁽¹⁾_jk = W⁽²⁾_ij Σ_l W⁽⁰⁾_kl x_bl");
  }
}
