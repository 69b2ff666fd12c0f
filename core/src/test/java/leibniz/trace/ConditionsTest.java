package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `and`, `or`, `not` and chains of comparisons over what only data tells.
@Timeout(120)
final class ConditionsTest {

  private static Following follow(String test) {
    return Follows.of(
        "a: ()\nb: ()\ndef f(a, b):\n    c = "
            + test
            + "\n    d = 1.0\n    if c:\n        d = a * b\n    return d\ny = f(a, b)\n");
  }

  private static String value(String test) {
    Following f = follow(test);
    assertThat(f.problems()).isEmpty();
    assertThat(f.last("", "y").value().constant()).isNull();
    return f.last("", "y").value().toString();
  }

  @Test
  void aChainIsBothOfItsComparisons() {
    assertThat(value("0 < a < b")).isEqualTo(value("0 < a and a < b"));
  }

  @Test
  void orIsNotNeither() {
    assertThat(value("a > 0 or b > 0")).isEqualTo(value("not (not a > 0 and not b > 0)"));
  }

  @Test
  void whatIsKnownIsLeftOutOrDecides() {
    assertThat(value("a > 0 and 1 < 2")).isEqualTo(value("a > 0"));
    assertThat(value("2 < 1 or a > 0")).isEqualTo(value("a > 0"));
    for (String no : new String[] {"a > 0 and 2 < 1", "2 < 1 < a", "not (a > 0 or 1 < 2)"}) {
      Following f = follow(no);
      assertThat(f.problems()).isEmpty();
      assertThat(f.last("", "y").value().constant()).isNotNull();
    }
  }

  @Test
  void aSearchAlongALineTakesItsFirstStep() {
    Following f =
        Follows.of(
            """
            x: (3,)
            s = 1.0
            while np.sum((x - s) ** 2) > 2.0 and s > 1e-10:
                s *= 0.5
            y = x - s
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(f.assumptions())
        .contains("line 3: what this `while` depends on is taken to be false");
  }

  @Test
  void aValueThatIsNoTruthIsNotGuessed() {
    assertThat(Follows.errors(follow("a > 0 and 5"))).isNotEmpty();
  }
}
