package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.plan.Work;
import leibniz.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Into which steps a plan falls, where that decides how long it takes, at sizes at which it does.
final class PlanStepsTest {
  private static final Map<String, Long> SIZES = Map.of("n", 301L, "m", 258L, "k", 43L, "p", 45L);

  /// So that no rows are left over.
  private static final Map<String, Long> EVEN = Map.of("n", 304L, "m", 256L, "k", 44L, "p", 48L);

  private static Derivatives derived(String program) {
    return Derivatives.of(Request.of(program));
  }

  private static long readers(String program, String matrix) {
    Compiled compiled = Compiled.of(derived(program).program(), Type.F64, EVEN, Crew.alone());
    return compiled.work().stream().map(Work::operands).filter(o -> o.contains(matrix)).count();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "A: (n, n); x: (n,); f = x @ A @ x                                    | A | 1",
        "X: (n, m); y: (n,); w: (m,); f = np.sum(np.log(1 + np.exp(-y * (X @ w)))) | X | 1",
        "A: (k, p, p); x: (p,); f = np.einsum('kij,i,j->k', A, x, x)                 | A | 1",
        "W: (m, n); V: (m, m); x: (n,); f = np.sum(V @ np.tanh(W @ x))        | W | 1"
      })
  void aLargeMatrixIsReadOnce(String program, String matrix, long times) {
    assertThat(readers(program, matrix)).isEqualTo(times);
  }

  /// Short rows, a few at a time, some left over; diagonals within diagonals; what is mostly zeros.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "v: (n, k); q = softmax(v)                                              | 301 | 7",
        "x: (n, k); q = x**2 / np.sum(x**2, axis=1, keepdims=True)              | 45  | 13",
        "x: (n, k); y = (x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True) | 67  | 10",
        "x: (n,); y = np.exp(x) * x[0]                                          | 1100 | 1",
        "x: (k, n); W: (k, k); y = W @ x                                        | 40  | 40",
        "x: (n,); f = np.sum(x**3) + np.sum(x)**3                               | 33  | 1",
        "x: (k,); y = np.einsum('i,j->ij', x, x)                                | 1   | 12"
      })
  void diagonalsGiveWhatTheReferenceGives(String program, long n, long k) {
    for (int order = 1; order <= 2; order++) {
      Derivatives derived = Derivatives.of(Request.of(program).order(order));
      List<Expr> values = derived.roots().stream().map(Program.Root::node).toList();
      if (n * k < 400 || order == 1) {
        for (Form form : Form.values()) {
          Plans.check(values, Map.of("n", n, "k", k), Type.F64, form, Crew.alone());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A: (n, n); x: (n,); f = x @ A @ x",
        "X: (n, m); y: (n,); w: (m,); f = np.sum(np.log(1 + np.exp(-y * (X @ w))))",
        "A: (k, p, p); x: (p,); f = np.einsum('kij,i,j->k', A, x, x)",
        "X: (m, n); w: (m,); f = np.sum(np.tanh(w @ X) * 3)",
        "X: (n, m); v: (n,); w: (m,); f = np.sum((v @ X) * w) + np.sum(np.sin(X @ w) * v)",
        "A: (n, m, k); B: (k, n, m); f = np.sum(A.mean(axis=2)**3) + np.sum(B.sum(axis=(1, 2))**2)",
      })
  void largeProductsGiveWhatTheReferenceGives(String program) {
    List<Expr> values = derived(program).roots().stream().map(Program.Root::node).toList();
    for (Form form : Form.values()) {
      Plans.check(values, SIZES, Type.F64, form, Crew.alone());
    }
    Plans.check(values, SIZES, Type.F32, Form.VECTOR, Crew.alone());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E: (k, p); y: ((n,), int); w: (p,); loss = np.sum(np.tanh(E[y] @ w))",
        "z: (n, k); y: ((n,), int); f = -np.mean(z[np.arange(n), y] - np.log(np.sum(np.exp(z), 1)))",
        "A: (k, p); i: ((n,), int); j: ((n,), int); f = np.sum(A[i, j]**3)",
        "A: (p, k); i: ((m, 3), int); w: (p,); f = np.sum((w @ A)[i] ** 2)"
      })
  void positionsAreNotMultipliedWith(String program) {
    Derivatives derived = derived(program);
    List<Expr> values = derived.roots().stream().map(Program.Root::node).toList();
    for (Type type : Type.values()) {
      Plans.check(values, SIZES, type, Form.VECTOR, Crew.alone());
    }
    List<Work> work = Compiled.of(derived.program(), Type.F64, SIZES, Crew.alone()).work();
    assertThat(work).extracting(Work::kind).contains("picks").doesNotContain("other");
  }

  /// The residual of a thin factorization, of tensors too, is multiplied out; one that is asked
  /// for, or is needed twice, is not.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "T: (301, 207); U: (301, 5); V: (207, 5); f = np.sum(np.square(T - U @ V.T))         | true",
        "T: (301, 207); U: (301, 5); V: (207, 5); f = np.trace((3*U @ V.T - T).T @ (U @ V.T)) | true",
        "T: (40, 50, 30); U: (40, 3); V: (50, 3); W: (30, 3); f = np.sum((T - np.einsum('ia,ja,ka->ijk', U, V, W))**2) | true",
        "T: (301, 207); U: (301, 5); V: (207, 5); f = np.sum((T - U @ V.T)**3)               | false",
        "T: (13, 7); U: (13, 11); V: (7, 11); f = np.sum(np.square(T - U @ V.T))              | false"
      })
  void aThinProductIsNotMultipliedOut(String program, boolean thin) {
    Derivatives derived = Derivatives.of(Request.of(program).of("f", "U").in(Layout.LIKE_INPUT));
    Compiled compiled = Compiled.of(derived.program(), Type.F64, Map.of(), Crew.alone());
    long residual = 8; // as large as T
    for (Program.Input input : derived.program().inputs()) {
      if (input.name().toString().equals("T")) {
        residual *= Arrays.stream(input.shape().at(_ -> 0)).reduce(1, (x, y) -> x * y);
      }
    }
    assertThat(compiled.largest() < residual).isEqualTo(thin);
    List<Expr> values = derived.roots().stream().map(Program.Root::node).toList();
    for (Type type : Type.values()) {
      Plans.check(values, Map.of(), type, Form.VECTOR, Crew.alone());
    }
  }

  /// A bias and what follows it, a step of descent, several values made of one product.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: (n, m); W: (m, n); b: (n,); h = np.maximum(x @ W + b, 0)",
        "x: (n, m); W: (m, n); y: (n, n); h = y - 0.1 * (x @ W)",
        "x: (k, p, m); W: (m, n); b: (n,); h = np.tanh(x @ W + b)",
        "x: (m, n); W: (m, n); b: (n, 1); h = (x.T @ W + b)**2",
        "x: (n, m); W: (m, n); V: (n, n); h = np.tanh(x @ W) @ V + np.exp(x @ W)"
      })
  void loopsAreDoneWithTheProductThatTheyFollow(String program) {
    Derivatives derived = Derivatives.value(Request.of(program));
    Compiled compiled = Compiled.of(derived.program(), Type.F64, SIZES, Crew.alone());
    assertThat(compiled.work())
        .extracting(Work::how)
        .anyMatch(how -> how.contains("loops within") || how.contains("then loops"));
    List<Expr> values = derived.roots().stream().map(Program.Root::node).toList();
    for (Form form : Form.values()) {
      Plans.check(values, SIZES, Type.F64, form, Crew.alone());
    }
    Plans.check(values, SIZES, Type.F32, Form.VECTOR, Crew.alone());
  }

  /// A loop over entries that lie in one order everywhere has no axes but one, or is done with the
  /// product.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: (k, p, m); A: (m, n); f = np.sum(np.tanh(x @ A))",
        "q: (k, p, 4, m); r: (k, p, 4, m); f = np.sum(np.tanh(np.einsum('bthk,bshk->bhts', q, r)))",
        "x: (k, p, m); W: (m, 4, n); f = np.sum(np.tanh(np.einsum('btd,dhk->bthk', x, W)))",
        "x: (n, m); W: (m, n); V: (n, k); f = np.sum((np.tanh(x @ W) @ V)**3)"
      })
  void whatIsMultipliedLiesAsOthersWalkIt(String program) {
    Derivatives derived = Derivatives.of(Request.of(program).in(Layout.LIKE_INPUT));
    Compiled compiled = Compiled.of(derived.program(), Type.F64, EVEN, Crew.alone());
    assertThat(compiled.work())
        .filteredOn(work -> work.kind().equals("loops"))
        .extracting(Work::how)
        .allMatch(how -> how.contains(" rows of 1,"));
  }

  /// A softmax takes each exponential once; short rows are brought together for it, long ones are
  /// not, and the logarithm of the sum is there where it is asked for, too.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: (k, m); q = softmax(x)",
        "x: (n, 70); q = softmax(x)",
        "x: (n,); q = softmax(x)",
        "x: (k, p, m); q = softmax(x)**2",
        "x: (m, k); q = softmax(x, axis=0)",
        "x: (k, m); q = softmax(x) * np.log(np.sum(np.exp(x), axis=1, keepdims=True))",
        "x: (k, m); q = softmax(x) + log_softmax(x)"
      })
  void softmaxGivesWhatTheReferenceGives(String program) {
    for (Derivatives derived :
        List.of(Derivatives.value(Request.of(program)), Derivatives.of(Request.of(program)))) {
      List<Expr> values = derived.roots().stream().map(Program.Root::node).toList();
      Map<String, Long> sizes = Map.of("n", 9L, "m", 10L, "k", 11L, "p", 2L);
      for (Form form : Form.values()) {
        Plans.check(values, sizes, Type.F64, form, Crew.alone());
      }
      Plans.check(values, sizes, Type.F32, Form.VECTOR, Crew.alone());
    }
  }

  /// To begin a kernel takes as long as a few dozen entries do.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "v: (12,); e = np.exp(v); q = e / np.sum(e)            | q | v | 1",
        "x: (12,); A: (12, 12); f = 1 / (1 + np.exp(-(A @ x))) | f | x | 2"
      })
  void smallKernelsRunAsOne(String program, String of, String wrt, int steps) {
    Derivatives derived = Derivatives.of(Request.of(program).of(of, wrt));
    Compiled compiled = Compiled.of(derived.program(), Type.F64, Map.of(), Crew.alone());
    assertThat(compiled.work()).hasSize(steps);
    List<Expr> values = derived.roots().stream().map(Program.Root::node).toList();
    for (Form form : Form.values()) {
      Plans.check(values, Map.of(), Type.F64, form, Crew.alone());
    }
  }

  @Test
  void positionsCountFromTheEndToo() {
    Derivatives derived = Derivatives.value(Request.of("x: (k, 2); y: ((m,), int); q = 2 * x[y]"));
    Map<String, Long> sizes = Map.of("k", 3L, "m", 4L);
    Compiled compiled = Compiled.of(derived.program(), Type.F64, sizes, Crew.alone());
    double[] q = new double[8];
    double[] x = {1, 2, 3, 4, 5, 6};
    double[] y = {-1, 0, 2, -3};
    boolean xFirst = compiled.program().inputs().getFirst().name().toString().equals("x");
    compiled.run(xFirst ? new Object[] {x, y} : new Object[] {y, x}, new Object[] {q});
    assertThat(q).containsExactly(10, 12, 2, 4, 10, 12, 2, 4);
  }
}
