package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leibniz.ir.Head;
import leibniz.ir.Problem;
import org.junit.jupiter.api.Test;

/// Functions that are never called get arguments.
final class UncalledTest {

  private static List<String> shown(String text, int frame) {
    Following f = Follows.of(text);
    assertThat(f.problems()).isEmpty();
    assertThat(f.frames().get(frame).drawn()).isTrue();
    return Follows.shown(f, frame);
  }

  @Test
  void shapesFromTheDocstring() {
    assertThat(
            shown(
                """
                def f(x, w, b):
                    '''
                    Inputs:
                    - x: data, of shape (N, d_1, ..., d_k)
                    - w: A numpy array of weights, of shape (D, M)
                    - b: biases, of shape (M,)
                    '''
                    out = x.reshape(x.shape[0], -1).dot(w) + b
                    return out
                """,
                1))
        .containsExactly(
            "INPUT x (N, D)",
            "INPUT w (D, M)",
            "INPUT b (M,)",
            "ASSIGN out (N, M)",
            "RETURN return (N, M)");
  }

  @Test
  void otherSpellingsOfShapes() {
    assertThat(shown("def f(x, w):\n    # x: N x D\n    # w: [D, M]\n    return x @ w\n", 1))
        .contains("INPUT x (N, D)", "INPUT w (D, M)");
    assertThat(
            shown(
                """
                def f(A, W):
                    \"\"\"
                    A -- activations: (size of previous layer, number of examples)
                    W -- weights: numpy array of shape (size of the current layer, size of previous layer)
                    \"\"\"
                    return np.dot(W, A)
                """,
                1))
        .contains("RETURN return (size_of_current_layer, number_of_examples)");
    assertThat(shown("def f(x: Float[Array, \"n d\"], k: int):\n    return x.sum(axis=1) * k\n", 1))
        .contains("INPUT x (n, d)");
  }

  @Test
  void shapesFromUse() {
    assertThat(
            shown(
                """
                def cost(X, y, theta):
                    m, n = X.shape
                    e = X.dot(theta) - y
                    return e.dot(e) / m
                """,
                1))
        .containsExactly(
            "INPUT X (m, n)",
            "INPUT y (m,)",
            "INPUT theta (n,)",
            "ASSIGN e (m,)",
            "RETURN return ()");
  }

  @Test
  void backwardGetsWhatForwardMade() {
    String text =
        """
        def affine_forward(x, w, b):
            out = x.dot(w) + b
            cache = (x, w, b)
            return out, cache
        def affine_backward(dout, cache):
            x, w, b = cache
            dx, dw, db = dout.dot(w.T), x.T.dot(dout), dout.sum(axis=0)
            return dx, dw, db
        """;
    Following f = Follows.of(text);
    assertThat(f.problems()).isEmpty();
    Event out = f.last("affine_forward", "out");
    Event dout = f.last("affine_backward", "dout");
    assertThat(dout.kind()).isEqualTo(Event.Kind.INPUT);
    assertThat(dout.value().shape()).isEqualTo(out.value().shape());
    assertThat(f.last("affine_backward", "w").value())
        .isSameAs(f.last("affine_forward", "w").value());
    assertThat(f.assumptions()).hasSize(3); // w could be a vector, were it not for backward
  }

  @Test
  void methodsGetAnObject() {
    Following f =
        Follows.of(
            """
            class Net:
                def __init__(self, input_size, hidden_size):
                    self.W = np.random.randn(input_size, hidden_size)
                def backward(self, dout):
                    self.dW = self.x.T @ dout
                    return dout @ self.W.T
                def forward(self, x):
                    self.x = x
                    return x @ self.W
                def update(self, lr):
                    self.W -= lr * self.dW
                def later(self):
                    raise NotImplementedError
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(Follows.functions(f))
        .containsExactly("", "Net.__init__", "Net.forward", "Net.backward", "Net.update");
    assertThat(f.last("Net.backward", "self.dW").value().shape())
        .hasToString("(input_size, hidden_size)");
    assertThat(f.last("Net.update", "self.W").kind()).isEqualTo(Event.Kind.CHANGE);
  }

  @Test
  void whatCannotBeGuessedIsARemark() {
    Following f = Follows.of("def f(model):\n    return model.forward(1)\nx: (n,)\ny = x\n");
    assertThat(f.problems())
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.level()).isEqualTo(Problem.Level.REMARK));
    assertThat(f.problems().getFirst().headline()).startsWith("f, called with drawn arguments: ");
  }

  @Test
  void shapesThatAreStatedAndDoNotFitAreTold() {
    Following f =
        Follows.of(
            "def f(x, w):\n    '''\n    x: (N, D)\n    w: (N, M)\n    '''\n    return x @ w\n");
    assertThat(f.problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.headline()).contains("D columns").contains("N rows");
        });
  }

  @Test
  void whatTheProgramCallsIsNotCalledAgain() {
    Following f = Follows.of("def f(x):\n    return 2 * x\nx: (n,)\ny = f(x)\n");
    assertThat(f.frames()).hasSize(2);
    assertThat(f.frames().get(1).drawn()).isFalse();
  }

  @Test
  void whatFailsWithAnArrayGetsACount() {
    Following f =
        Follows.of(
            """
            def windows(x, span, hop):
                n = x.shape[0]
                out = []
                for k in range((6 - span) // hop):
                    out.append(x[k * hop] * 2)
                return out
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(f.assumptions()).anyMatch(a -> a.endsWith("span a size, hop a size"));
  }

  @Test
  void whatIsAskedForUnderKeysIsADict() {
    String text =
        """
        def helper(x, s):
            return x * s['rate']

        def scaled(x, settings):
            '''
            x: (N, D)
            settings: holds how often, and by what, as in (rate, rounds)
            '''
            return helper(x, settings)
        """;
    Following f = Follows.of(text);
    assertThat(f.problems()).isEmpty();
    assertThat(f.last("scaled", "return").value().shape()).hasToString("(N, D)");
  }

  @Test
  void aClassIsMadeWithWhatItsMethodsNeed() {
    Following f =
        Follows.of(
            """
            class Pool:
                def __init__(self, across):
                    self.across = across
                def forward(self, x):
                    n = 2 * self.across
                    return np.ones(n) * x.sum()
            """);
    assertThat(f.problems()).isEmpty();
    assertThat(f.assumptions()).anyMatch(a -> a.endsWith("across 2"));
  }

  @Test
  void aListOfColumns() {
    String text =
        """
        def last(inputs, W):
            '''
            inputs is a list of one hot column vectors of shape (size, 1)
            W: (m, size)
            '''
            for x in inputs:
                h = W @ x
            return h
        """;
    assertThat(shown(text, 1)).contains("RETURN return (m, 1)");
  }

  @Test
  void matricesThatAreSaidToBeSymmetric() {
    String text =
        """
        def gradient(x, A, b):
            '''x' A x / 2 - b' x for a symmetric positive definite A of shape (n, n)'''
            return A @ x - b
        """;
    Following f = Follows.of(text);
    assertThat(f.last("gradient", "A").value().head())
        .isInstanceOfSatisfying(
            Head.Var.class,
            v -> assertThat(v.properties()).containsExactly(Head.Property.POSITIVE_DEFINITE));
  }

  @Test
  void aLibrarysDefaultLosesNoFunction() {
    Following f =
        Follows.of(
            """
            from inits import Normal
            def scaled(x, init=Normal()):
                return 2 * x
            y = scaled(np.ones(3))
            """);
    assertThat(f.problems()).isEmpty();
  }
}
