package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Shape;
import leibniz.ir.Source;
import leibniz.op.Maps;
import leibniz.python.Parser;
import org.junit.jupiter.api.Test;

/// What a script knows of a program: inputs, names, versions, cuts, sizes.
final class TraceTest {

  private static Script read(String text) {
    return read(text, Options.NONE);
  }

  private static Script read(String text, Options options) {
    return Trace.of(Parser.parse(new Source("t.py", text)), options);
  }

  private static Expr value(Script script, String name) {
    return script.find(name).getFirst().value();
  }

  private static List<String> shown(Script script) {
    return script.definitions().stream().map(Definition::toString).toList();
  }

  @Test
  void expressionsAreWhatTheyWouldBeIfBuiltByHand() {
    Script script = read("W: (m, n)\nx: (n,)\ny = np.tanh(W @ x)\nz = np.maximum(y, 0)");
    Expr w = Build.var("W", Shape.of(Dim.symbol("m"), Dim.symbol("n")));
    Expr x = Build.var("x", Shape.of(Dim.symbol("n")));
    Expr product =
        leibniz.ir.Product.one().times(w, List.of(0, 1)).times(x, List.of(1)).out(List.of(0));
    assertThat(value(script, "y")).isSameAs(Build.map(Maps.TANH, product));
    assertThat(value(script, "z")).isSameAs(Build.map(Maps.RELU, value(script, "y")));
  }

  @Test
  void inputsInTheOrderOfTheProgram() {
    Script script = read("B, D = 4, 3\nv = np.random.randn(B, D)\nw: (D,)\ny = v @ w\n");
    assertThat(shown(script)).containsExactly("input v (B, D)", "input w (D,)", "y (B,)");
    assertThat(script.sizes()).isEqualTo(Map.of("B", 4L, "D", 3L));
    assertThat(script.result()).hasToString("y (B,)");
    assertThat(script.lines().getLast()).hasToString("y = v @ w  # (B,)");
  }

  @Test
  void aCommentDeclaresWhatTheProgramReadsAndNeverMade() {
    String text =
        """
        # X: (N, D) the data
        # y: (N,) int
        #  w : [D]
        # s: ()
        # z: (N, K) is made below
        # note: (todo)
        z = X @ w * s
        f = z[y]
        """;
    assertThat(shown(read(text)))
        .containsExactly(
            "input X (N, D)", "input y (N,)", "input w (D,)", "input s ()", "z (N,)", "f (N,)");
    assertThat(shown(read("# v: (n,)\nfor _ in range(2):\n    v = np.sin(v)\n")))
        .first()
        .isEqualTo("input v@1 (n,)");
    assertThatThrownBy(() -> read("# x: (n,)\nx = 1 + u\n")).hasMessageContaining("u is not");
    assertThatThrownBy(() -> read("# x: (a b)\ny = x\n")).hasMessageContaining("x is not");
    assertThatThrownBy(() -> read("# X: (N, D)\ny = X @ X\n"))
        .hasMessageContaining("X (N, D) has D columns, X (N, D) has N rows");
  }

  @Test
  void aSizeIsTheOneValueThatFits() {
    Script script = read("A: (n, n)\nx: (m - 1,)\nB = A + np.eye(3)\ny = x * np.ones(4)\n");
    assertThat(script.assumptions())
        .containsExactly(
            "n is 3: with any other value the shapes do not fit",
            "m is 5: with any other value the shapes do not fit");
    assertThat(shown(script))
        .containsExactly("input A (3, 3)", "input x (4,)", "B (3, 3)", "y (4,)");
    assertThat(read("A: (n, n)\nB = A @ A\n").assumptions()).isEmpty();
    String twice = "A: (n, n)\nB = A + np.eye(3)\nC = A + np.eye(2)\n";
    assertThatThrownBy(() -> read(twice)).hasMessageContaining("n and 3 do not fit +");
    assertThatThrownBy(() -> read("n = 4\nA: (n, n)\nB = A + np.eye(3)\n"))
        .hasMessageContaining("n and 3 do not fit +");
    assertThatThrownBy(() -> read("x: (2*n,)\ny = x + np.ones(3)\n"))
        .hasMessageContaining("2*n and 3 do not fit +");
  }

  @Test
  void aMatrixOfUnknownSizesIsTakenToBeTall() {
    Script script = read("A: (m, n)\ns = np.linalg.svd(A, compute_uv=False)\n");
    assertThat(shown(script)).containsExactly("input A (k + n, n)", "s (n,)");
    assertThat(script.assumptions()).containsExactly("m is taken to be at least n");
    Script wide = read("m, n = 2, 3\nA: (m, n)\ns = np.linalg.norm(A, 'nuc')\n");
    assertThat(shown(wide)).containsExactly("input A (m, m + 1)", "s ()");
    assertThat(wide.assumptions()).isEmpty();
  }

  @Test
  void aNameIsAnInputWhereItIsDifferentiatedBy() {
    Script script = read("v: (n,)\nv = np.sin(v)\nv = v * 2\n");
    assertThat(script.find("v")).singleElement().hasToString("v (n,)");
    assertThat(script.variables("v")).singleElement().hasToString("input v@1 (n,)");
    assertThat(script.variables("v@2")).singleElement().hasToString("v@2 (n,)");
  }

  @Test
  void overwrittenNamesHaveVersions() {
    Script script = read("x: (n,)\nh = x + 1\nfor k in range(2):\n    h = np.sin(h)\n");
    assertThat(shown(script)).containsExactly("input x (n,)", "h@1 (n,)", "h@2 (n,)", "h (n,)");
    assertThat(script.definitions().stream().filter(Definition::last)).hasSize(2);
    assertThat(value(script, "h@2")).isSameAs(Build.map(Maps.SIN, value(script, "h@1")));
    assertThat(script.find("nowhere")).isEmpty();
  }

  @Test
  void aNameThatBecomesANumberIsNoTensorAnyMore() {
    assertThat(shown(read("x: (n,)\ny = x * 2\ny = 3")))
        .containsExactly("input x (n,)", "y@1 (n,)");
  }

  @Test
  void cutNamesAreInputsOfTheRest() {
    String text = "x: (n,)\nh = np.sin(x)\nh = np.cos(h)\ny = h * 2";
    Script last = read(text, new Options(Map.of(), Set.of("h")));
    assertThat(shown(last)).containsExactly("input x (n,)", "h@1 (n,)", "input h (n,)", "y (n,)");
    Expr h = value(last, "h");
    assertThat(h.head()).isInstanceOf(Head.Var.class);
    assertThat(last.find("h").getFirst().was()).isSameAs(Build.map(Maps.COS, value(last, "h@1")));
    assertThat(value(last, "y")).isSameAs(Build.scale(leibniz.ir.Rational.TWO, h));
    Script first = read(text, new Options(Map.of(), Set.of("h@1")));
    assertThat(shown(first)).containsExactly("input x (n,)", "input h@1 (n,)", "h (n,)", "y (n,)");
    assertThat(value(first, "h")).isSameAs(Build.map(Maps.COS, value(first, "h@1")));
  }

  @Test
  void listsAreCutByElementOrAsAWhole() {
    String text = "x: (n,)\nhs = [np.sin(x), np.cos(x)]\ny = hs[0] * hs[1]";
    Script one = read(text, new Options(Map.of(), Set.of("hs[1]")));
    assertThat(shown(one))
        .containsExactly("input x (n,)", "hs[0] (n,)", "input hs[1] (n,)", "y (n,)");
    Script all = read(text, new Options(Map.of(), Set.of("hs")));
    assertThat(all.inputs()).hasSize(3);
    assertThat(value(all, "y")).isSameAs(Build.times(value(all, "hs[0]"), value(all, "hs[1]")));
  }

  @Test
  void tensorsInContainersAreNamedByTheirPlace() {
    Script script =
        read(
            """
            n = 3
            W = [np.random.randn(n, n) for _ in range(2)]
            p = {}
            p['b'] = np.random.randn(n)
            hs = []
            h = p['b']
            for A in W:
                h = A @ h
                hs.append(h)
            """);
    assertThat(shown(script))
        .startsWith("input W[0] (n, n)", "input W[1] (n, n)", "input p_b (n,)", "h@1 (n,)")
        .contains("hs[0] (n,)", "hs[1] (n,)");
    assertThat(script.find("W")).hasSize(2);
    assertThat(script.find("p['b']")).isEqualTo(script.find("p_b")).hasSize(1);
  }

  @Test
  void aListOfShapesIsAListOfInputs() {
    Script script = read("L = 2\nW: [(n[l+1], n[l]) for l in range(L)]\nb: [(3,), (4,)]");
    assertThat(shown(script))
        .containsExactly(
            "input W[0] (n1, n0)", "input W[1] (n2, n1)", "input b[0] (3,)", "input b[1] (4,)");
  }

  @Test
  void sizesInListsAreSymbolsToo() {
    Script script = read("n = [4, 5, 2]\nW = [np.random.randn(n[l + 1], n[l]) for l in range(2)]");
    assertThat(shown(script)).containsExactly("input W[0] (n1, n0)", "input W[1] (n2, n1)");
    assertThat(script.sizes()).containsEntry("n2", 2L);
  }

  @Test
  void randomDataIsTheInputOfItsName() {
    Script scaled = read("n = 3\nW = 0.01 * np.random.randn(n, n) + 1");
    assertThat(shown(scaled)).containsExactly("input W (n, n)");
    Script mixed = read("n = 3\nx: (n,)\ny = x + 0.1 * np.random.randn(n)");
    assertThat(shown(mixed)).containsExactly("input x (n,)", "input random1 (n,)", "y (n,)");
    Script twice = read("n = 3\nx = np.random.randn(n)\nx = np.random.randn(n)");
    assertThat(shown(twice)).containsExactly("input x@1 (n,)", "input x (n,)");
    assertThat(value(twice, "x@1")).isNotSameAs(value(twice, "x"));
    Script made =
        read("n = 3\ndef init():\n    w = np.random.randn(n)\n    return w, w * 2\na, b = init()");
    assertThat(shown(made)).startsWith("input a (n,)");
  }

  @Test
  void whatIsSaidOfInputs() {
    Script script =
        read(
            """
            p: (B, D)
            q: ((B, D), positive)
            r: ((B, D), rows_sum_to_1)
            s: (n,)
            assert np.allclose(np.sum(p, axis=1), 1)
            assert np.all(s > 0)
            u = np.random.rand(3)
            W: Float[Array, "out in"]
            c: float
            """);
    assertThat(properties(script, "p")).containsExactly(Head.Property.ROWS_SUM_TO_ONE);
    assertThat(properties(script, "q")).containsExactly(Head.Property.POSITIVE);
    assertThat(properties(script, "r")).containsExactly(Head.Property.ROWS_SUM_TO_ONE);
    assertThat(properties(script, "s")).containsExactly(Head.Property.POSITIVE);
    assertThat(properties(script, "u")).containsExactly(Head.Property.POSITIVE);
    assertThat(script.find("W").getFirst()).hasToString("input W (out, in)");
    assertThat(script.find("c").getFirst()).hasToString("input c ()");
  }

  private static Set<Head.Property> properties(Script script, String name) {
    return ((Head.Var) value(script, name).head()).properties();
  }

  @Test
  void anIntegerIsASizeOnlyWhereItStandsInShapes() {
    Script script = read("B, lam = 4, 2\nx = np.random.randn(B)\ny = lam * x / B");
    Expr x = value(script, "x");
    Expr expected =
        leibniz.ir.Product.of(leibniz.ir.Rational.TWO)
            .times(x, List.of(0))
            .times(Build.size(Dim.symbol("B")), List.of(), leibniz.ir.Rational.MINUS_ONE)
            .out(List.of(0));
    assertThat(value(script, "y")).isSameAs(expected);
    assertThat(script.sizes()).isEqualTo(Map.of("B", 4L));
  }

  @Test
  void slicesAreCutAsAtEverySize() {
    Script script =
        read("x: (2 * n,)\ny: (n,)\na = x[-n:]\nb = x[n:]\nc = x[: 3 * n]\nd = x[-3 * n :]");
    assertThat(value(script, "a")).isSameAs(value(script, "b"));
    assertThat(value(script, "c")).isSameAs(value(script, "x"));
    assertThat(value(script, "d")).isSameAs(value(script, "x"));
  }

  @Test
  void sizesCanBeOverridden() {
    Options five = new Options(Map.of("B", 5L), Set.of());
    assertThat(read("B = 4\nx = np.random.randn(B)", five).sizes()).isEqualTo(Map.of("B", 5L));
    Script script =
        read("x: (n,)\nt = sum(x[k] for k in range(n))", new Options(Map.of("n", 3L), Set.of()));
    assertThat(script.result()).hasToString("t ()");
  }

  @Test
  void sizesOfOneValueBecomeOneWhereTheProgramNeedsIt() {
    Script needed = read("D = 3\nx = np.random.randn(4, D)\nW = np.random.randn(3, 2)\ny = x @ W");
    assertThat(needed.result()).hasToString("y (4, 2)");
    Script kept = read("D, E = 3, 3\nx = np.random.randn(D, E)\ny = x * 2");
    assertThat(kept.result()).hasToString("y (D, E)");
    assertThatThrownBy(() -> read("x: (D,)\ny: (E,)\nx + y")).isInstanceOf(LeibnizException.class);
  }

  @Test
  void sizesMayBecomeOneAgainAndAgain() {
    Script script =
        read(
            """
            D, N, E = 3, 6, 3
            a = np.random.randn(N) + np.random.randn(2 * D)
            b = np.random.randn(3) + np.random.randn(D)
            c = np.random.randn(E) + np.random.randn(D) + np.random.randn(N - 3)
            """);
    assertThat(script.find("a").getFirst()).hasToString("input a (6,)");
    assertThat(script.find("b").getFirst()).hasToString("input b (3,)");
    assertThat(script.find("c").getFirst()).hasToString("input c (3,)");
  }

  @Test
  void importsGiveNames() {
    Script script =
        read(
            """
            import numpy as xp
            import numpy.linalg as la
            from numpy import exp as e, sum
            from scipy.special import expit, softmax as s
            import scipy.special as sp
            from math import sqrt, pi
            x: (B, D)
            y = xp.sin(e(x)) + s(x) + sp.expit(x) * sqrt(2) * pi + sp.softmax(x)
            z = sum(y) + la.norm(x)
            """);
    assertThat(script.result()).hasToString("z ()");
  }

  @Test
  void withoutNumPyItsNamesAreFree() {
    Script script =
        Trace.of(
            Parser.parse(
                new Source("-e", "x: (B, D); exp(x) / sum(exp(x), axis=1, keepdims=True)")),
            Options.NONE);
    assertThat(script.result()).hasToString("f (B, D)");
    Script python = read("import numpy as np\nx: (B, D)\ny = sum(x)\n");
    assertThat(python.result()).hasToString("y (D,)");
    Script bare = read("x: (B, D)\ny = sum(x)\n");
    assertThat(bare.result()).hasToString("y ()");
  }

  @Test
  void theLastExpressionIsTheResult() {
    assertThat(read("x: (n,)\nf = x * 2\nx + 1").result()).hasToString("g (n,)");
    assertThat(read("x: (n,)\ny = x * 2\ny").result()).hasToString("y (n,)");
    assertThat(read("x: (n,)\ny = x * 2\nprint(y)").result()).hasToString("y (n,)");
    assertThat(read("x: (n,)").result()).isNull();
  }

  @Test
  void whatIsChangedInPlaceIsChangedForAll() {
    Script script = read("x: (n,)\na = x + 0\nb = a\nb += 1\nc = a * 1\n");
    assertThat(value(script, "c")).isSameAs(value(script, "b"));
    Script list = read("x: (n,)\nps = [x * 1, x * 2]\nfor p in ps:\n    p -= x\ny = ps[1] + 0");
    assertThat(value(list, "y")).isSameAs(value(list, "x"));
  }

  @Test
  void brokenLinesSilenceOnlyWhatDependsOnThem() {
    Script script =
        Trace.reading(
            Parser.parse(
                new Source("t.py", "x: (n,)\na = np.foo(x)\nb = a + 1\nc = x + 1\nd = nope")),
            Options.NONE);
    assertThat(shown(script)).containsExactly("input x (n,)", "c (n,)");
    assertThat(script.problems()).hasSize(2);
    assertThat(script.problems().get(0).headline()).contains("np.foo");
  }

  @Test
  void aBlockUnderMainIsReadLikeTheRest() {
    Script script = read("x: (n,)\nif __name__ == \"__main__\":\n    y = x * 2\n    print(y)\n");
    assertThat(script.result()).hasToString("y (n,)");
  }

  @Test
  void functionsAreListed() {
    assertThat(Trace.functions()).contains("np.sum(a, axis, keepdims, where)", "sigmoid(x)");
  }
}
