package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.run.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Derivatives times directions: what is printed, that they are those of the whole derivative, that
/// nothing of its size is formed, and what is refused.
final class DirectionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v: (B, D); q = softmax(v) | vjp | v̄_bi = q_bi (q̄_bi − Σ_j q_bj q̄_bj) | (B / D)
          v: (B, D); q = softmax(v) | jvp | q̇_bi = q_bi (v̇_bi − Σ_j q_bj v̇_bj) | (B / D)
          W: (m, n); x: (n,); y = W @ x | jvp | ẏ_i = Σ_j W_ij ẋ_j + Σ_j Ẇ_ij x_j | (m)
          A: (n, n); x: (n,); f = x @ A @ x | hvp x | ∂ḟ/∂x_i = Σ_j A_ij ẋ_j + Σ_j ẋ_j A_ji | (n)
          x: (n,); y = np.sin(x) | vjp | x̄_i = ȳ_i cos(x_i) | (n)
          x: (B, n); y = np.sum(x) | vjp | x̄_bi = ȳ | (B / n)
          v: (n,); f = logsumexp(v) | hvp | ∂ḟ/∂v_i = softmax(v)_i (v̇_i − Σ_j v̇_j softmax(v)_j) | (n)
          """)
  void isPrintedAsOneWritesIt(String program, String asked, String math, String axes) {
    Answer answer = ask(program, asked).answers().getFirst();
    assertThat(answer.text(true)).isEqualTo(math);
    assertThat(answer.axes()).hasToString(axes.replace('/', '|'));
    assertThat(answer.verified().ok()).as("%s", answer.verified()).isTrue();
  }

  /// The whole derivative at numbers, contracted with the direction, is what was derived along it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: (3, 4); y = softmax(x)",
        "x: (3,); A: (3, 3); y = np.linalg.inv(A + np.outer(x, x)) @ x",
        "x: (2, 4); W: (4, 3); b: (3,); y = np.tanh(x @ W + b)",
        "x: (4,); y = np.concatenate([np.exp(x[1:]), x * np.max(x)])",
        "x: (2, 3); y = x.reshape(3, 2) @ x",
      })
  void isTheWholeDerivativeTimesTheDirection(String program) {
    Request request = Request.of(program).sharing();
    Derivation whole = Leibniz.derive(request);
    Derivation back = Leibniz.derive(request.vjp());
    Derivation forward = Leibniz.derive(request.jvp());
    Map<String, Tensor> arrays = arrays(back, forward);
    Map<String, Tensor> given = new LinkedHashMap<>(arrays);
    double[] expected = new double[0];
    for (int k = 0; k < whole.answers().size(); k++) {
      Answer answer = whole.answers().get(k);
      Tensor jacobian = whole.value(answer, only(whole, given));
      double[] moved = arrays.get(answer.wrt() + "_dot").values();
      double[] weights = arrays.get("y_bar").values();
      double[] times = new double[weights.length];
      double[] pulled = new double[moved.length];
      for (int i = 0; i < weights.length; i++) {
        for (int j = 0; j < moved.length; j++) {
          double entry = jacobian.values()[i * moved.length + j];
          times[i] += entry * moved[j];
          pulled[j] += entry * weights[i];
        }
      }
      Answer pullback = back.answers().get(k);
      assertThat(back.value(pullback, only(back, given)).values())
          .as(pullback.title())
          .containsExactly(pulled, org.assertj.core.data.Offset.offset(1e-9));
      expected = k == 0 ? times : plus(expected, times);
    }
    Answer pushed = forward.answers().getFirst();
    assertThat(forward.value(pushed, only(forward, given)).values())
        .as(pushed.title())
        .containsExactly(expected, org.assertj.core.data.Offset.offset(1e-9));
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int k = 0; k < b.length; k++) {
      sum[k] += b[k];
    }
    return sum;
  }

  private static Map<String, Tensor> arrays(Derivation... derivations) {
    SplittableRandom random = new SplittableRandom(7);
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (Derivation derivation : derivations) {
      for (var input : derivation.script().inputs()) {
        int[] shape = input.value().shape().at(symbol -> 0);
        int count = java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] values = random.doubles(count, 0.2, 1.2).toArray();
        arrays.putIfAbsent(input.name().toString(), new Tensor(shape, values));
      }
    }
    return arrays;
  }

  private static Map<String, Tensor> only(Derivation derivation, Map<String, Tensor> arrays) {
    Map<String, Tensor> mine = new LinkedHashMap<>();
    derivation
        .script()
        .inputs()
        .forEach(input -> mine.put(input.name().toString(), arrays.get(input.name().toString())));
    return mine;
  }

  @Test
  void nothingOfTheSizeOfTheJacobianIsFormed() {
    String network =
        "x: (B, n); W: (n, n); V: (n, n); y = softmax(np.tanh(np.tanh(x @ W) @ V) @ W)";
    for (String asked : List.of("vjp", "jvp")) {
      for (Answer answer : ask(network, asked).answers()) {
        for (Expr node : answer.value().inOrder()) {
          assertThat(node.rank()).as("%s in %s", node, answer.title()).isLessThanOrEqualTo(2);
        }
      }
    }
  }

  @Test
  void tensorsOfTheProgramMayBeTheDirections() {
    String program = "g: (m,); W: (m, n); dx: (n,); x: (n,); y = W @ x";
    Answer back = Leibniz.derive(Request.of(program).of("y", "x").vjp("g")).answers().getFirst();
    assertThat(back.text(true)).isEqualTo("x̄_i = Σ_j g_j W_ji");
    assertThat(back.title()).isEqualTo("g · ∂y/∂x");
    assertThat(back.code().function()).contains("def x_bar(g, W):");
    Answer forward =
        Leibniz.derive(Request.of(program).of("y", "x").jvp("dx")).answers().getFirst();
    assertThat(forward.text(true)).isEqualTo("ẏ_i = Σ_j W_ij dx_j");
  }

  @Test
  void aComputedDirectionIsHeldFixed() {
    String program = "t: (n,); x: (n,); y = x**3; g = y - t; z = np.sum(g**2)";
    Answer answer = Leibniz.derive(Request.of(program).of("y", "x").vjp("g")).answers().getFirst();
    assertThat(answer.text(true)).isEqualTo("x̄_i = 3 g_i x_i²");
    assertThat(answer.verified().ok()).isTrue();
  }

  @Test
  void listsOfWeightsMoveTogether() {
    String program =
        """
        x: (B, n)
        W = [np.random.randn(n, n) for _ in range(3)]
        h = x
        for w in W:
            h = np.tanh(h @ w)
        """;
    Derivation derivation = Leibniz.derive(Request.of(program).of("h", "W").jvp());
    Answer answer = derivation.answers().getFirst();
    assertThat(answer.directions())
        .extracting(Object::toString)
        .containsExactly("W_dot[0]", "W_dot[1]", "W_dot[2]");
    assertThat(answer.wrt()).isEqualTo("W[0],W[1],W[2]");
    assertThat(answer.verified().ok()).as("%s", answer.verified()).isTrue();
    assertThat(Leibniz.derive(Request.of(program).of("h", "W").vjp()).answers())
        .hasSize(3)
        .allMatch(a -> a.verified().ok());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          g: (n,); W: (m, n); x: (n,); y = W @ x | vjp g | g is (n,), and a direction of y has its shape, (m,)
          W: (m, n); x: (n,); y = W @ x | vjp g | --vjp g: the program has no tensor of that name
          a: (n,); W: (m, n); x: (n,); y = W @ x | jvp a | --jvp names 1 direction for 2 tensors: W, x
          x: (n,); y = x * x | vjp x | x is differentiated by, and a direction is held fixed
          x: (n,); y = x * x | hvp | --hvp multiplies the Hessian of a number, and y is (n,)
          y_bar: (n,); x: (n,); y = x * y_bar | vjp | the direction of y would be called as y_bar of the program
          """)
  void whatDoesNotFitIsSaidSo(String program, String asked, String message) {
    assertThatThrownBy(() -> ask(program, asked))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hvp", "jvp", "vjp"})
  void theOrderIsSaidOnce(String asked) {
    String program = "x: (n,); f = np.sum(x**3)";
    Direction.Kind kind = Direction.Kind.valueOf(asked.toUpperCase(java.util.Locale.ROOT));
    Request request = Request.of(program);
    for (Request twice : List.of(request.order(2), request.of("f", "x:x"))) {
      Request along =
          switch (kind) {
            case JVP -> twice.jvp();
            case VJP -> twice.vjp();
            case HVP -> twice.hvp();
            case NONE -> twice;
          };
      assertThatThrownBy(() -> Leibniz.derive(along))
          .isInstanceOf(LeibnizException.class)
          .hasMessageContaining("both say how often it is differentiated");
    }
  }

  private static Derivation ask(String program, String asked) {
    String[] words = asked.split(" ");
    Request request = Request.of(program);
    String[] names =
        words.length > 1 && !words[0].equals("hvp") ? new String[] {words[1]} : new String[0];
    return Leibniz.derive(
        switch (words[0]) {
          case "vjp" -> request.vjp(names);
          case "jvp" -> request.jvp(names);
          default -> (words.length > 1 ? request.of("", words[1]) : request).hvp();
        });
  }
}
