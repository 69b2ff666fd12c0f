package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.plan.Work;
import leibniz.program.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which sums are products of matrices and vectors, and which are loops.
final class PlanSumsTest {

  /// Checks the values in each form, and answers the kinds of the steps that read `A`.
  private static List<String> readers(String program) {
    Derivatives derived = Derivatives.value(Request.of(program));
    List<Expr> values = derived.roots().stream().map(Program.Root::node).toList();
    for (Form form : Form.values()) {
      Plans.check(values, Map.of(), Type.F64, form, Crew.alone());
    }
    Plans.check(values, Map.of(), Type.F32, Form.VECTOR, Crew.alone());
    return Compiled.of(derived.program(), Type.F64, Map.of(), Crew.alone()).work().stream()
        .filter(work -> work.operands().contains("A"))
        .map(Work::kind)
        .toList();
  }

  /// Sums of rows far apart, and down the columns of many matrices.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A: (700, 500); r = A.sum(axis=1)",
        "A: (700, 500); r = A.mean(axis=1)",
        "A: (50, 80, 90); r = A.sum(axis=1)",
        "A: (40, 90, 80); r = A.sum(axis=(1, 2))"
      })
  void sumsOfWhatIsLargeAreProductsWithOnes(String program) {
    assertThat(readers(program)).containsExactly(Lanes.USED ? "product" : "loops");
  }

  /// Short rows, few entries, and what is not the entries alone.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A: (9000, 40); r = A.sum(axis=1)",
        "A: (200, 100); r = A.sum(axis=1)",
        "A: (700, 500); r = np.sum(A**2, axis=1)",
        "A: (700, 500); r = A.max(axis=1)"
      })
  void otherSumsAreLoops(String program) {
    assertThat(readers(program)).doesNotContain("product");
  }

  /// A matrix times a vector is a product where the rows lie in sequence. Where neighbours belong
  /// to one matrix of a batch each, or what is summed lies apart, or the matrix is computed on the
  /// way, loops are better.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "A: (60, 50, 24); x: (60, 24); r = np.einsum('bij,bj->bi', A, x)   | product",
        "A: (60, 50, 24); x: (50, 24); r = np.einsum('kij,ij->k', A, x)    | product",
        "A: (60, 50, 24); x: (50, 24); r = np.einsum('ijb,jb->ib', A, x)   | loops",
        "A: (60, 50, 24); x: (60, 24); r = np.einsum('ikj,ij->k', A, x)    | loops",
        "A: (60, 50); x: (50,); r = np.exp(A) @ x                          | loops",
        "A: (60, 50); x: (50,); r = A @ x                                  | product"
      })
  void matricesTimesVectorsAreWhatIsBetter(String program, String kind) {
    assertThat(readers(program)).containsExactly(kind);
  }

  /// Rows that are shorter than a vector, or not many times as long, end where their array does.
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 12, 16, 17, 50, 128})
  void shortRowsTimesVectors(int terms) {
    String rows = "A: (1003, %d); x: (%d,); ".formatted(terms, terms);
    readers(rows + "r = 3 * (A @ x)");
    readers(
        "A: (70, 19, %d); x: (70, %d); r = np.einsum('bij,bj->bi', A, x)".formatted(terms, terms));
    readers("A: (%d, 5003); x: (%d,); r = x @ A".formatted(terms, terms));
  }

  /// Rows of the matrix that are shorter than a vector: few, and many enough for several pieces.
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7, 9, 15})
  void vectorsTimesNarrowMatrices(int columns) {
    for (int rows : new int[] {63, 64, 205, 90_000 / columns}) {
      String shapes = "A: (%d, %d); x: (%d,); ".formatted(rows, columns, rows);
      assertThat(readers(shapes + "r = x @ A")).containsExactly("product");
    }
  }
}
