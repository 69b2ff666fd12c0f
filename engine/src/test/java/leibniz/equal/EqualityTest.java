package leibniz.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import leibniz.equal.Verdict.Layer;
import leibniz.ir.Expr;
import leibniz.ir.Source;
import leibniz.python.Parser;
import leibniz.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which layer decides on pairs of expressions, and what it says.
final class EqualityTest {
  private static final String GIVEN = "A: (n, n); B: (n, n); X: (m, n); x: (n,); y: (n,); s: (); ";

  static Expr read(String given, String text) {
    Source source = new Source("-e", given + text);
    return Objects.requireNonNull(
            Trace.of(Parser.parse(source), leibniz.trace.Options.NONE).result())
        .value();
  }

  private static Verdict verdict(String left, String right) {
    return Equality.of(read(GIVEN, left), read(GIVEN, right), Options.PLAIN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A @ x | np.einsum('ij,j->i', A, x)",
        "x * y + x | x + y * x",
        "np.sqrt(x) * np.sqrt(x) | x",
        "x / (A @ y) | (A @ y) ** -1 * x",
      })
  void theNormalFormAtBirthIsAProof(String left, String right) {
    assertThat(verdict(left, right)).isEqualTo(new Verdict.Proved(Layer.SAME_NODE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "symmetric | A | A.T",
        "orthogonal | A.T @ A | np.eye(n)",
        "orthogonal | A @ A @ A.T | A",
        "diagonal | A | A.T",
        "diagonal | A @ A | A * A",
        "lower triangular | A[0] | A[0] * np.eye(n)[0]",
      })
  void declaredPropertiesHoldForWhatIsDrawnInTheField(String property, String left, String right) {
    String given = "A: (n, n)  # " + property + "\n";
    Layer layer = Equality.of(read(given, left), read(given, right), Options.VALUES).layer();
    assertThat(layer).isIn(Layer.FIELD, Layer.SAME_NODE);
    assertThat(Equality.of(read(given, "A"), read(given, "A + 1e-3"), Options.VALUES))
        .isInstanceOf(Verdict.Disproved.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(x + y) ** 2 | x ** 2 + 2 * x * y + y ** 2",
        "(A + B) @ (A - B) @ x | A @ A @ x - A @ B @ x + B @ A @ x - B @ B @ x",
        "np.trace(A @ B @ A) | np.sum(A * (A @ B).T)",
        "np.log(np.exp(x)) | x",
        "np.sin(x) ** 2 + np.cos(x) ** 2 | np.ones(n)",
        "(A.T @ A).T | A.T @ A",
        "1 / x + 1 / y | (x + y) / (x * y)",
        "x / (x + y) | 1 - y / (x + y)",
        "np.sum((A @ x - y) ** 2) | x @ A.T @ A @ x - 2 * y @ A @ x + y @ y",
        "A @ np.linalg.inv(A) @ x | x",
        "np.sqrt((x - y) ** 2) | np.abs(x - y)",
      })
  void lawsAndMultiplyingOutAreAProof(String left, String right) {
    assertThat(verdict(left, right)).isEqualTo(new Verdict.Proved(Layer.NORMAL_FORM));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "np.linalg.inv(A @ B) | np.linalg.inv(B) @ np.linalg.inv(A)",
        "np.linalg.det(A @ B) | np.linalg.det(A) * np.linalg.det(B)",
        "x / (x ** 2 + y) | 1 / (x + y / x)",
        "1 / (1 + 1 / x) | x / (x + 1)",
        "np.linalg.inv(A + np.outer(x, y)) | np.linalg.inv(A) - np.outer(np.linalg.inv(A) @ x, y @"
            + " np.linalg.inv(A)) / (1 + y @ np.linalg.inv(A) @ x)",
        "np.tanh(x / (x + y)) | np.tanh(1 - y / (x + y))",
        "np.sum(np.concatenate([x, y])[1:]) | np.sum(x) + np.sum(y) - x[0]",
        "np.sum(np.diff(x)) | x[-1] - x[0]",
        "np.mean(X, axis=0) | (np.sum(X, axis=0) * x / y / X.shape[0]) / (x / y + x) * (1 + y)",
      })
  void rationalFunctionsThatAreEqualAreSoInTheField(String left, String right) {
    Verdict verdict = verdict(left, right);
    assertThat(verdict).isInstanceOf(Verdict.Probable.class);
    assertThat(((Verdict.Probable) verdict).error()).isLessThan(-25);
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.toString()).contains("the probability of an error is below 1e-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A @ x | A.T @ x",
        "x / (x + y) | 1 - x / (x + y)",
        "np.linalg.inv(A) | np.linalg.inv(A).T",
        "np.linalg.det(A + B) | np.linalg.det(A) + np.linalg.det(B)",
        "np.mean(X) | np.sum(X) / X.shape[1]",
        "x + 0.0000000000001 * y | x",
        "x[1:] | x[:-1]",
        "np.pi * x | 3.141592653589793 * x",
      })
  void rationalFunctionsThatDifferAreDisproved(String left, String right) {
    Verdict verdict = verdict(left, right);
    assertThat(verdict).isInstanceOf(Verdict.Disproved.class);
    assertThat(verdict.fails()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "np.exp(x) * np.exp(y) | np.exp(x + y)",
        "np.tanh(x) | 2 / (1 + np.exp(-2 * x)) - 1",
        "np.max(x) | -np.min(-x)",
        "np.maximum(x, y) | (x + y + np.abs(x - y)) / 2",
      })
  void whatFunctionsObeyIsSeenInNumbers(String left, String right) {
    Verdict verdict = verdict(left, right);
    assertThat(verdict).isInstanceOf(Verdict.Agrees.class);
    assertThat(((Verdict.Agrees) verdict).rho()).isLessThan(1e-9);
    assertThat(verdict.toString()).startsWith("agree numerically");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "np.exp(x) | np.exp(x) + 1e-6 * x",
        "np.max(x) | np.min(x)",
        "np.sqrt(x ** 2) | x",
        "np.tanh(x) | np.sin(x)",
      })
  void functionsThatDifferDoSoInNumbers(String left, String right) {
    Verdict verdict = verdict(left, right);
    assertThat(verdict).isInstanceOf(Verdict.Differs.class);
    assertThat(verdict.fails()).isTrue();
    assertThat(verdict.counterexample()).isPresent();
  }

  @Test
  void aCounterexampleIsOfSmallWholeNumbers() {
    assertThat(verdict("A @ x", "A.T @ x"))
        .hasToString(
            "not equal, by values in the field of 2^61 - 1 elements: entry [0] is 0 and -6 at"
                + " n = 2, A = [[3, -1], [-3, 2]], x = [1, 3]");
  }

  @Test
  void whatHasNoValueIsUndecided() {
    Verdict verdict = verdict("np.log(-x ** 2 - 1)", "np.log(-x ** 2 - 2)");
    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    assertThat(verdict.holds() || verdict.fails()).isFalse();
    assertThat(verdict).hasToString("undecided: no point was found where both have a value");
  }

  @Test
  void declaredPropertiesHoldAtEveryPoint() {
    String given = "p: ((B, D), rows_sum_to_1); ";
    Expr total = read(given, "np.sum(p, axis=1)");
    Expr ones = read(given, "np.ones(p.shape[0])");
    assertThat(Equality.of(total, ones, Options.VALUES)).isInstanceOf(Verdict.Probable.class);
  }

  @Test
  void shapesAreToldApartBefore() {
    Expr x = read(GIVEN, "x");
    Expr a = read(GIVEN, "A");
    assertThatThrownBy(() -> Equality.of(x, a, Options.PLAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(n,) and (n, n)");
  }
}
