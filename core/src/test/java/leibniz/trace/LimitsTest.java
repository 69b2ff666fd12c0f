package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import leibniz.ir.Code;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.ir.Source;
import leibniz.python.Parser;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Large programs are read in time, and those without end are refused.
@Timeout(600)
final class LimitsTest {

  private static Script read(String text) {
    return Trace.of(Parser.parse(new Source("t.py", text)), Options.NONE);
  }

  @Test
  void deepNetworksAreReadQuickly() {
    String text =
        """
        L, n = 1000, 4
        x: (n,)
        W: [(n, n) for l in range(L)]
        h = x
        for l in range(L):
            h = np.tanh(W[l] @ h + h)
        loss = np.sum(h ** 2)
        """;
    read(text);
    long start = System.nanoTime();
    assertThat(read(text).find("W")).hasSize(1000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void longChainsAreReadQuickly() {
    String text = "x: (n,)\nfor k in range(2000):\n    x = np.sin(x) * 2\n";
    read(text);
    long start = System.nanoTime();
    assertThat(read(text).definitions()).hasSize(2001);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  /// Exact fractions would have thousands of digits here; Python's floats have 53 bits.
  @Test
  void fractionsDoNotGrowWithALoop() {
    String text =
        """
        w: (n,)
        m = np.zeros(n)
        v = np.zeros(n)
        for t in range(1, 301):
            g = np.sin(w)
            m = 0.9 * m + (1 - 0.9) * g
            v = 0.999 * v + (1 - 0.999) * g * g
            w = w - 0.01 * (m / (1 - 0.9 ** t)) / (np.sqrt(v / (1 - 0.999 ** t)) + 1e-8)
        """;
    for (Definition definition : read(text).definitions()) {
      List<Rational> numbers =
          switch (definition.value().head()) {
            case Head.Einsum e -> List.of(e.coefficient());
            case Head.Sum s -> s.coefficients();
            case Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> List.<Rational>of();
          };
      assertThat(numbers).allMatch(n -> n.denominator().bitLength() < 600);
    }
  }

  @Test
  void longFractionsAreThoseOfPython() {
    String loop =
        "x: (n,)\nb = 1.0\nfor t in range(3000):\n    b = b * 0.9\nb = b * 1e130\ny = x * b";
    String power = "x: (n,)\nb = 0.9 ** 3000 * 1e130\ny = x * b";
    for (String text : List.of(loop, power)) {
      Head head = read(text).find("y").getFirst().value().head();
      Rational factor = ((Head.Einsum) head).coefficient();
      assertThat(factor.doubleValue())
          .isCloseTo(Math.pow(0.9, 3000) * 1e130, Offset.offset(1e-12 * factor.doubleValue()));
    }
    assertTooLarge("a = 1.5 ** 100000");
  }

  @Test
  void recursionGoesAsDeepAsItSays() {
    String text = "def f(t, n):\n    return t if n == 0 else np.sin(f(t, n - 1))\nx: (m,)\n";
    read(text + "y = f(x, 190)");
    assertTooLarge(text + "y = f(x, 210)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while True:\n    pass",
        "for i in range(10 ** 9):\n    pass",
        "a = [0] * 10 ** 9",
        "a = 'a' * 10 ** 9",
        "a = [1]\nfor i in range(100):\n    a = a + a",
        "a = 'ab'\nfor i in range(100):\n    a = a + a",
        "a = 'ab'\nfor i in range(100):\n    a = f'{a}{a}'",
        "a = 'ab'\nfor i in range(100):\n    a = a.replace('a', 'aaaaaaaaaa')",
        "a = 3\nfor i in range(100):\n    a = a * a",
        "a = 2 ** 2 ** 2 ** 2 ** 2 ** 2",
        "a = 1 << 10 ** 9",
        "a = 1e999",
        "a = 1e-99999999",
        "x: (n,)\nfor i in range(100):\n    x = (2 * x) * x",
        "x: (n,)\nfor i in range(100):\n    x = (3 * x) ** 3",
        "x: (n,)\nt = 0\nfor i in range(10 ** 5):\n    t = t + np.sin(i * x)",
        "x: (n,)\nfor i in range(10 ** 6):\n    x = np.sin(x)",
        "x: (n,)\nfor i in range(40):\n    x = x[None]",
        "B = 5\nx: (B, C, D)\nfor i in range(100):\n    B = (B + 1) * (B + 2)\n    x = np.zeros(B)",
        "def f():\n    return f()\nf()",
        "f = lambda: f()\nf()",
        "def f(n):\n    return [f(n - 1) for i in range(9)]\nf(100)",
        "x: (n,)\nxs = [x]\nfor i in range(30):\n    xs = xs + [t + 1 for t in xs]",
        "a = [1] * 999\nb = [a] * 999\nc = [b] * 999\nd = c",
        "a = [1] * 99\nb = [a] * 99\nc = [b] * 99\nd = [c] * 99\ne = str(d)",
        "a = [1] * 99\nb = [a] * 99\nc = [b] * 99\nd = [c] * 99\ne = d == [c + [[1]]] * 99",
        "a = []\nfor i in range(10 ** 6):\n    a.insert(0, i)"
      })
  void whatHasNoEndIsRefused(String text) {
    assertTooLarge(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = []\na.append(a)\nb = str(a)\nc = a == a",
        "a = []\nb = [a]\na.append(b)\nc = [a, b]",
        "a = {}\na['a'] = a\nb = a",
        "a = [1]\na.append(a)\nfor b in a:\n    pass",
        "a = []\nfor i in range(99):\n    a.append(a)\nb = [a] * 99\nc = str(1)"
      })
  void listsInThemselvesDoNoHarm(String text) {
    read(text);
  }

  private static void assertTooLarge(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            LeibnizException.class,
            e -> {
              List<Code> codes = e.problems().stream().map(Problem::code).toList();
              assertThat(codes).containsOnly(Code.LBZ007);
            });
  }
}
