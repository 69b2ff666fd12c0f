package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whole numbers that are drawn, where the program counts by them.
@Timeout(120)
final class CountsTest {

  private static String shape(Following f, String name) {
    return f.last("", name).value().shape().toString();
  }

  @Test
  void aDrawThatIsASizeIsANumberAllAlong() {
    Following f =
        Follows.of(
            """
            rng = np.random.default_rng(0)
            D = 3
            m = rng.integers(3, 9)
            X = rng.normal(size=(m, D))
            k = m // 2
            for t in range(m - 1):
                k = k + t
            y = np.ones(k) * m
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(shape(f, "X")).isEqualTo("(m, D)");
    assertThat(f.script().sizes()).containsEntry("m", 4L); // 3 is D
    assertThat(f.script().assumptions()).contains("line 3: rng.integers gives 4");
    assertThat(f.last("", "y").value().toString()).contains("size=m");
  }

  @Test
  void aDrawThatIsAnIndexStaysAnInput() {
    Following f =
        Follows.of("X = np.random.randn(6, 2)\ni = np.random.randint(0, 6)\ny = X[i] * 2\n");
    assertThat(f.problems()).isEmpty();
    assertThat(f.assumptions()).noneMatch(a -> a.contains("gives"));
    assertThat(f.last("", "i").value().constant()).isNull();
  }

  @Test
  void theElementsOfDrawnLengthsAreSizes() {
    Following f =
        Follows.of(
            """
            lengths = np.random.randint(4, 8, size=3)
            total = 0.0
            for n in lengths:
                x = np.random.randn(n, 2)
                total = total + np.sum(x)
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(shape(f, "x")).isEqualTo("(4, 2)");
  }

  @Test
  void whatIsDrawnIsBelowItsBound() {
    Following f = Follows.of("n = np.random.randint(2)\nx = np.ones((n + 1, 2))\n");
    assertThat(f.problems()).isEmpty();
    assertThat(f.script().sizes()).containsEntry("n", 1L);
  }

  @Test
  void entriesOfArraysCountAndTheirSumsToo() {
    Following f =
        Follows.of(
            """
            ends = np.array([0, 2, 2])
            x = np.random.randn(9)
            for e in ends:
                y = x[3 * e : 3 * e + 3]
            z = np.ones(ends[1])
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(shape(f, "y")).isEqualTo("(3,)");
    assertThat(shape(f, "z")).isEqualTo("(2,)");
  }

  @Test
  void noSizeIsDrawnWithoutBounds() {
    Following f =
        Follows.of("m = np.random.poisson(4)\nx = np.ones(m)\nr = 1.5\ny = np.ones(2 * r)\n");
    assertThat(Follows.errors(f))
        .containsExactly(
            "np.ones needs a size, not a tensor of shape ()",
            "np.ones needs a size, not the number 3");
  }
}
