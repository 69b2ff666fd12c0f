package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.verify.Identity;
import leibniz.verify.Sizes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an answer is under the conventions of textbooks.
final class ConventionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          W: (m, n); x: (n,); y = W @ x | x | numerator layout, the Jacobian; denominator layout \
          writes its transpose (n, m)
          x: (n,); y = x @ x | x | as a column it is the gradient in denominator layout; numerator \
          layout writes the row (1, n), its transpose
          X: (m, n); y = np.sum(X**2) | X | denominator layout, the shape of the input; numerator \
          layout writes its transpose (n, m)
          A: (m, n); X: (n, p); B: (p, q); y = A @ X @ B | X | as a matrix, entries taken row by row \
          (row-major vec, ravel()): A ⊗ Bᵀ (m*q, n*p)
          A: (m, n); X: (p, n); B: (p, q); y = A @ X.T @ B | X | as a matrix, entries taken row by \
          row (row-major vec, ravel()): (A ⊗ Bᵀ) K (m*q, n*p)
          """)
  void isSaidInWords(String program, String wrt, String text) {
    Answer answer = Leibniz.derive(Request.of(program).of("y", wrt)).answers().getFirst();
    assertThat(answer.conventions().getFirst()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: (a, b, c); y = np.sum(x**3)",
        "x: (a, b, c, d); y = np.sum(x**3)",
        "x: (a, b, c); y = np.sum(x**3, axis=(1, 2))",
        "x: (a,); w: (a, b, c); y = x[:, None, None] * w"
      })
  void nothingIsSaidOfMoreThanTwoAxes(String program) {
    Answer answer = Leibniz.derive(Request.of(program).of("y", "x")).answers().getFirst();
    assertThat(answer.conventions()).isEmpty();
  }

  /// `G[i,j,k,l] = L[i,k] R[j,l]`, whose row-major matrix is `L ⊗ R`; `L[i,l] R[j,k]` if turned.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A: (m, n); X: (n, p); B: (p, q); y = A @ X @ B | false
          A: (m, n); X: (p, n); B: (p, q); y = A @ X.T @ B | true
          A: (m, n); X: (n, p); y = 3 * A @ X | false
          X: (n, n); y = np.linalg.inv(X) | false
          X: (n, p); y = np.sin(2) * X | false
          """)
  void theKroneckerProductIsTheDerivative(String program, boolean turned) {
    Answer answer = Leibniz.derive(Request.of(program).of("y", "X")).answers().getFirst();
    Expr dense = answer.value();
    Conventions.Kronecker found = Conventions.Kronecker.in(dense).orElseThrow();
    assertThat(found.turned()).isEqualTo(turned);
    Expr product =
        Product.one()
            .times(found.left(), List.of(0, turned ? 3 : 2))
            .times(found.right(), List.of(1, turned ? 2 : 3))
            .out(List.of(0, 1, 2, 3));
    Expr probe = Build.var("probe", dense.shape());
    Sizes sizes = Sizes.of(List.of(dense), Map.of());
    assertThat(
            Identity.verify(
                1, "kron", Along.inner(probe, dense), Along.inner(probe, product), sizes))
        .matches(v -> v.ok() && !v.checks().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A: (m, n); X: (n, p); y = np.tanh(A @ X)
          X: (n, n); y = X @ X
          X: (n, p, q); y = X * 2
          """)
  void noneIsSaidWhereThereIsNone(String program) {
    assertThat(Leibniz.derive(Request.of(program).of("y", "X")).answers().getFirst().conventions())
        .isEmpty();
  }
}
