package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Values;
import leibniz.program.Program;
import leibniz.run.Evaluate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is derived to be run is what is derived to be read.
final class DerivativesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v: (B, D); q = softmax(v)",
        "y: (B, n); x: (B, m); W: (m, n); loss = np.sum((y - x @ W)**2, axis=1)",
        "A: (n, n); x: (n,); f = x @ A @ x",
        "A: (n, n); S = A @ A.T + np.eye(2); f = np.log(np.linalg.det(S))",
        "A: Symmetric[n, n]; f = np.trace(A @ A @ A)",
      })
  void valuesAreThoseOfTheAnswers(String program) {
    Request request = sized(Request.of(program));
    same(request);
    same(request.in(Layout.LIKE_INPUT));
    same(request.order(2).in(Layout.LIKE_INPUT));
    same(request.vjp());
    same(request.jvp());
    same(request.in(Layout.LIKE_INPUT).hvp());
  }

  @Test
  void byAComputedValueItIsAFunctionOfTheInputs() {
    Request request =
        sized(
            Request.of("v: (B, D); e = np.exp(v); q = e / np.sum(e)").sharing().of("q", "e", "v"));
    Derivatives derivatives = Derivatives.of(request);
    assertThat(derivatives.roots())
        .extracting(r -> r.name().toString())
        .containsExactly("dq_dv", "dq_de");
    assertThat(derivatives.inputs()).hasSize(1);
    Program program = derivatives.program();
    assertThat(program.inputs()).extracting(i -> i.name().toString()).containsExactly("v");
  }

  @Test
  void sharedWorkIsDoneOnce() {
    String layers = "x: (B, n); W: (n, n); V: (n, n); f = np.sum(np.tanh(np.tanh(x @ W) @ V))";
    Program both = Derivatives.of(Request.of(layers).of("f", "W", "V")).program();
    long tanh =
        Expr.inOrder(both.results().stream().map(Program.Root::node).toList()).stream()
            .filter(e -> e.head() instanceof Head.Map m && m.op().name().equals("tanh"))
            .count();
    assertThat(tanh).isEqualTo(2);
  }

  /// A product of many factors is brought into an order, also where its parts change sign on the
  /// way.
  @ParameterizedTest
  @ValueSource(ints = {3, 8, 32, 48})
  void sumsOfProductsAreTakenInPairs(int size) {
    StringBuilder program = new StringBuilder("x: (%1$d,)\n".formatted(size));
    for (int layer = 1; layer <= 9; layer++) {
      program.append("W%d: (%d, %2$d)\n".formatted(layer, size));
    }
    program.append("h = x\n");
    for (int layer = 1; layer < 9; layer++) {
      program.append("h = np.maximum(W%d @ h, 0)\n".formatted(layer));
    }
    program.append("f = np.log(np.sum(np.exp(W9 @ h)))\n");
    Request request = Request.of(program.toString()).of("f", "W1").order(2);
    for (Program.Step step : Derivatives.of(request).program().steps()) {
      for (Expr node : step.node().inOrder()) {
        assertThat(letters(node)).as("%s", node).hasSizeLessThanOrEqualTo(4);
      }
    }
  }

  /// The letters of a product that sums.
  private static Set<Integer> letters(Expr node) {
    Set<Integer> letters = new HashSet<>();
    if (node.head() instanceof Head.Einsum e) {
      e.factors().forEach(f -> letters.addAll(f.letters()));
      return e.out().containsAll(letters) ? Set.of() : letters;
    }
    return letters;
  }

  @Test
  void aValueIsFoundByItsName() {
    String program = "v: (B, D); e = np.exp(v); q = e / np.sum(e)";
    assertThat(Derivatives.value(Request.of(program)).roots().getFirst().name()).hasToString("q");
    assertThat(Derivatives.value(Request.of(program).of("e", "v")).roots().getFirst().name())
        .hasToString("e");
    assertThatThrownBy(() -> Derivatives.value(Request.of(program).of("z", "v")))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("z");
  }

  @Test
  void samplesThatAreMixedAreRefused() {
    assertThatThrownBy(() -> Derivatives.of(Request.of("v: (B, D); q = v / np.sum(v)")))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("mix");
  }

  private static Request sized(Request request) {
    return request.at(Map.of("B", 3L, "D", 4L, "n", 2L, "m", 3L));
  }

  private static void same(Request request) {
    Derivation expected;
    try {
      expected = Leibniz.derive(request);
    } catch (LeibnizException e) { // a Jacobian that is refused is refused here, too
      assertThatThrownBy(() -> Derivatives.of(request)).hasMessage(e.getMessage());
      return;
    }
    Derivatives found = Derivatives.of(request);
    assertThat(found.roots()).hasSameSizeAs(expected.answers());
    for (int k = 0; k < found.roots().size(); k++) {
      Answer answer = expected.answers().get(k);
      assertThat(found.roots().get(k).axes()).isEqualTo(answer.axes());
      assertThat(value(found.roots().get(k).node(), request))
          .as(answer.title())
          .containsExactly(value(answer.value(), request), Offset.offset(1e-9));
    }
  }

  /// At positive numbers that depend on the names of the inputs alone.
  private static double[] value(Expr e, Request request) {
    Map<Expr, Values> given = new LinkedHashMap<>();
    for (Expr node : e.inOrder()) {
      if (node.head() instanceof Head.Var v) {
        int[] shape = node.shape().at(request.sizes()::get);
        int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double[] drawn =
            new SplittableRandom(v.name().hashCode()).doubles(count, 0.2, 1.2).toArray();
        if (!v.properties().isEmpty()) { // symmetric
          drawn[shape[1]] = drawn[1];
        }
        given.put(node, Values.real(shape, drawn));
      }
    }
    return Evaluate.of(List.of(e), given, request.sizes()::get).get(e).re();
  }
}
