package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Loops, sizes and data where a program is followed; and that it always ends.
@Timeout(120)
final class RoundsTest {

  @Test
  void aTrainingLoopIsFollowedForAFewRounds() {
    Following f =
        Follows.of(
            """
            N, D = 50, 4
            X = np.random.randn(N, D)
            w = np.zeros(D)
            for epoch in range(100000):
                g = X.T @ (X @ w - 1) / N
                w -= 0.1 * g
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(f.events().stream().filter(e -> e.target().equals("g"))).hasSize(3);
    assertThat(f.assumptions()).contains("line 4: the first 3 of 10000 rounds are followed");
  }

  @Test
  void aLoopAlongAnAxisMakesTheAxisShort() {
    Following f =
        Follows.of(
            """
            N, D = 500, 3
            X = np.random.randn(N, D)
            s = np.zeros(D)
            for i in range(N):
                s += X[i]
            t = X.sum(axis=0)
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(f.script().sizes()).containsEntry("N", 4L);
    assertThat(f.assumptions()).containsExactly("N is taken as 4, not 500");
    assertThat(f.events().stream().filter(e -> e.target().equals("s"))).hasSize(5);
  }

  @Test
  void endlessLoopsAreLeft() {
    Following f = Follows.of("x: (n,)\nk = 0\nwhile True:\n    k += 1\n    y = k * x\nz = y\n");
    assertThat(f.problems()).isEmpty();
    assertThat(f.last("", "z").value()).isSameAs(Build.scale(leibniz.ir.Rational.of(3), x("n")));
  }

  private static Expr x(String n) {
    return Build.var("x", Shape.of(leibniz.ir.Dim.symbol(n)));
  }

  @Test
  void dataDecidesWhereItMay() {
    String text = "x: (3,)\nif np.sum(x) > 1:\n    y = x\nelse:\n    y = 2 * x\nz = y\n";
    assertThat(Follows.errors(Follows.of(text)))
        .containsExactly("this `if` depends on the values of a tensor ()");
    for (double value : new double[] {0, 1}) {
      Following f = Follows.of(text, Options.NONE.deciding((_, _) -> new double[] {value}));
      assertThat(f.problems()).isEmpty();
      Expr expected = value == 1 ? f.last("", "x").value() : f.last("", "y").value();
      assertThat(f.last("", "z").value()).isSameAs(expected);
      assertThat(f.assumptions())
          .containsExactly("line 2: this `if` is taken to be " + (value == 1) + " by values drawn");
    }
  }

  @Test
  void aNumberCanBeReplacedByAnInput() {
    String text = "w = 0.5\nx: (n,)\nloss = np.sum(w * x)\n";
    Event w = Follows.of(text).last("", "w");
    assertThat(w).isNotNull();
    Expr input = Build.var("w", Shape.SCALAR);
    Following f =
        Follows.of(text, Options.NONE.replacing(List.of(new Replacement(w.index(), input))));
    assertThat(f.last("", "loss").value().inOrder()).contains(input);
    assertThat(f.last("", "w").computed()).isSameAs(w.value());
  }

  @Test
  void aFailureInAFunctionCostsOnlyWhatItWouldHaveNamed() {
    Following f =
        Follows.of(
            """
            def f(x):
                a = np.frobnicate(x)
                b = 2 * x
                return b, a
            x: (n,)
            y, z = f(x)
            w = y + 1
            """);
    assertThat(f.problems()).hasSize(1);
    assertThat(f.last("", "w")).isNotNull();
    assertThat(f.last("", "z")).isNull();
  }

  @Test
  void noFileIsRead() {
    Following f =
        Follows.of(
            "data = open('/etc/passwd').read()\nchars = sorted(set(data))\nV = len(chars)\nx = np.zeros((V, 1))\n");
    assertThat(f.problems()).isEmpty();
    assertThat(f.assumptions())
        .containsExactly("line 1: no file is read; a short text stands in for it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import os\ny = os.system('true')",
        "import subprocess\ny = subprocess.run(['true'])",
        "y = eval('1')",
        "exec('y = 1')",
        "y = __import__('os')",
        "y = input()",
        "import socket\ny = socket.socket()",
        "import torch\ny = torch.zeros(3)",
        "import numpy as np\ny = np.load('f.npy')",
        "import pickle\ny = pickle.load(None)"
      })
  void nothingOutsideIsTouched(String text) {
    Following f = Follows.of(text + "\nz = np.ones(3)\n");
    assertThat(f.problems()).isNotEmpty();
    assertThat(f.last("", "y")).isNull();
    assertThat(f.last("", "z")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y = 'a' * 10**9",
        "y = [0] * 10**9",
        "y = 9**9**9",
        "y = 10**100000",
        "b = [1]\nfor i in range(100):\n    b = [b, b] + b",
        "s = 'ab'\nfor i in range(60):\n    s = s + s",
        "def f(n):\n    return f(n + 1)\ny = f(0)",
        "def g():\n    while True:\n        yield 1\nfor q in g():\n    y = q",
        "y = [i for i in range(10**9) for j in range(10**9)]",
        "k = 0\nwhile k < 10**12:\n    k += 1",
        "y = '%1000000000d' % 1 + '{:1000000000d}'.format(1) + f'{1:1000000000d}'",
        "class C:\n    def __getitem__(self, k):\n        return self[k]\ny = C()[0]",
        "class C:\n    @property\n    def p(self):\n        return self.p\ny = C().p",
        "t = np.random.randn(3)\nfor i in range(12):\n    for j in range(12):\n        for k in range(12):\n            t = t * t + t",
        "def f(x):\n    for i in range(12):\n        for j in range(12):\n            x = x @ x\n    return x"
      })
  void bombsGoOffQuietly(String text) {
    long start = System.nanoTime();
    Following f = Follows.of(text);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    assertThat(f.problems())
        .allSatisfy(p -> assertThat(p.code()).isIn(Code.LBZ007, Code.LBZ103, Code.LBZ009));
    assertThat(f.problems().stream().map(Problem::headline)).doesNotContainNull();
  }
}
