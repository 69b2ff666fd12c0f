package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A derivative is taken from the end from which it costs less.
final class ModeTest {
  private static final String TWO_PATHS =
      """
      t: ()
      W: (n, n)
      V: (n, n)
      b: (n,)
      h = np.tanh(t * b)
      g = np.tanh(W @ h + V @ np.sin(h))
      k = np.tanh(W @ g + V @ np.sin(g))
      y = W @ k + V @ np.sin(k)
      """;

  private static Mode mode(String program, String variable) {
    Answer answer = Leibniz.derive(Request.of(program).wrt(variable)).answers().getFirst();
    assertThat(answer.verified().ok()).isTrue();
    return answer.mode();
  }

  @Test
  void manyEntriesOfOneNumberAreFoundForward() {
    Mode mode = mode(TWO_PATHS, "t");
    assertThat(mode.way()).isEqualTo(Mode.Way.FORWARD);
    assertThat(mode.forward()).isLessThan(mode.reverse() / 10);
  }

  @Test
  void oneNumberOfManyEntriesIsFoundInReverse() {
    Mode mode = mode(TWO_PATHS + "f = np.sum(y)\n", "W");
    assertThat(mode).isEqualTo(new Mode(Mode.Way.REVERSE, Double.NaN, Double.NaN));
    assertThat(mode.isChosen()).isFalse();
  }

  @Test
  void whatCostsTheSameIsFoundInReverse() {
    Mode mode = mode("t: (); b: (n,); y = np.tanh(t * b)", "t");
    assertThat(mode.way()).isEqualTo(Mode.Way.REVERSE);
    assertThat(mode.forward()).isEqualTo(mode.reverse());
  }

  @Test
  void theAnswerSaysSo() {
    assertThat(Leibniz.derive(Request.of(TWO_PATHS).wrt("t")).toString())
        .contains("mode  forward, with ")
        .contains("; reverse takes ");
  }

  @Test
  void productsHaveTheirWay() {
    Derivation vjp = Leibniz.derive(Request.of(TWO_PATHS).wrt("t").vjp());
    Derivation jvp = Leibniz.derive(Request.of(TWO_PATHS).wrt("t").jvp());
    assertThat(vjp.answers().getFirst().mode().way()).isEqualTo(Mode.Way.REVERSE);
    assertThat(jvp.answers().getFirst().mode().way()).isEqualTo(Mode.Way.FORWARD);
  }
}
