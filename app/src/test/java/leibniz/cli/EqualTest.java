package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// The command `equal`: the verdict, who gave it, and the exit code.
final class EqualTest {

  @Test
  void whatIsEqualIsSaidToBeSoByWhoeverDecided() {
    Ran proved = Ran.of("equal", "X: (m, n); trace(X.T @ X)", "sum(X**2)");
    assertThat(proved.out()).contains("ok     proved equal: the same normal form");
    assertThat(proved.exit()).isZero();
    Ran numbers = Ran.of("equal", "x: (n,); tanh(x)", "(exp(2*x) - 1) / (exp(2*x) + 1)");
    assertThat(numbers.out()).contains("agree numerically at").doesNotContain("proved");
    assertThat(numbers.exit()).isZero();
    Ran field = Ran.of("equal", "-q", "A: (n, n); np.linalg.det(A @ A)", "np.linalg.det(A)**2");
    assertThat(field.exit()).isZero();
    assertThat(field.out().lines()).hasSize(1);
  }

  @Test
  void whatIsNotEqualIsShownAtAPlace() {
    Ran ran = Ran.of("equal", "x: (n,); x @ x", "sum(x**3)");
    assertThat(ran.out()).contains("differ not equal").contains("x = [");
    assertThat(ran.exit()).isEqualTo(1);
    Ran shapes = Ran.of("equal", "x: (n,); x", "x[:, None]");
    assertThat(shapes.out()).contains("the shapes are (n,) and (n, 1)");
    assertThat(shapes.exit()).isEqualTo(1);
  }

  @Test
  void declarationsAreSharedAndNamesAreChosen() {
    Ran in = Ran.of("equal", "x @ y", "sum(x*y)", "--in", "x: (n,)", "--in", "y: (n,)");
    assertThat(in.exit()).isZero();
    Ran names = Ran.of("equal", "x: (n,); p = x @ x; q = sum(x**2)", "--of", "p,q");
    assertThat(names.exit()).isZero();
    Ran words = Ran.of("equal", "-e", "x: (n,); -x", "-e", "-x");
    assertThat(words.exit()).isZero();
  }

  @Test
  void whatIsNotUnderstoodIsShownInTheProgramItIsIn() {
    Ran second = Ran.of("equal", "x: (n,); x", "zz + x");
    assertThat(second.err()).contains("zz is not defined").contains("B:");
    assertThat(second.exit()).isEqualTo(3);
    Ran other = Ran.of("equal", "x: (n,); x", "x: (m,); x");
    assertThat(other.err()).contains("x is (n,) in the first program and (m,) in the second");
    assertThat(other.exit()).isEqualTo(3);
    assertThat(Ran.of("equal", "x: (n,); x").exit()).isEqualTo(2);
    assertThat(Ran.of("equal", "x: (n,); x", "y", "--of", "a,b,c").exit()).isEqualTo(2);
  }

  @Test
  void theObjectHasTheVerdictAndTheLayer() {
    Map<String, Object> same = Ran.of("equal", "x: (n,); x + x", "2*x", "--json").json();
    assertThat(same).containsEntry("schema", "leibniz-equal/1").containsEntry("equal", true);
    assertThat(same).containsEntry("verdict", "proved").containsEntry("layer", "same_node");
    Map<String, Object> other = Ran.of("equal", "x: (n,); x", "2*x", "--json").json();
    assertThat(other).containsEntry("equal", false).containsEntry("verdict", "disproved");
    assertThat(other.get("counterexample")).isNotNull();
  }
}
