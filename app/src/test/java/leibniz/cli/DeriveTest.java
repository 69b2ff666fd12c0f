package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import leibniz.report.Cells;
import leibniz.report.Style;
import org.junit.jupiter.api.Test;

/// What `derive` prints.
final class DeriveTest {
  private static final String SOFTMAX = "../examples/softmax.py";

  @Test
  void directionsMayBeNamedOrNot() {
    assertThat(Ran.of("derive", "--vjp", SOFTMAX, "--of", "q", "-q", "--to", "math").out())
        .isEqualTo("v̄_bi = q_bi (q̄_bi − Σ_j q_bj q̄_bj)\n");
    String program = "g: (m,); W: (m, n); x: (n,); y = W @ x";
    for (List<String> named : List.of(List.of("--vjp", "g"), List.of("--vjp=g"))) {
      List<String> words = new ArrayList<>(List.of("derive", "-e", program, "--of", "y", "-q"));
      words.addAll(List.of("--wrt", "x", "--to", "math"));
      words.addAll(named);
      assertThat(Ran.of(words.toArray(new String[0])).out()).isEqualTo("x̄_i = Σ_j g_j W_ji\n");
    }
    Ran json = Ran.of("derive", "-e", "v: (n,); f = logsumexp(v)", "--hvp", "--json");
    Map<?, ?> result = (Map<?, ?>) ((List<?>) json.json().get("results")).getFirst();
    assertThat(result.get("product")).isEqualTo("hvp");
    assertThat(result.get("directions")).isEqualTo(List.of("v_dot"));
    assertThat(result.get("order")).isEqualTo(2);
  }

  @Test
  void aSelfCheckIsAFileOfItsOwn() {
    String program = "v: (B, D); q = softmax(v)";
    Ran ran = Ran.of("derive", "-e", program, "--to", "numpy", "--self-check");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .startsWith("import numpy as np\n\n\ndef q(v):\n")
        .contains("\n\n\ndef dq_dv(v):\n")
        .contains("        measured = np.einsum(\"ijik->ijk\", measured)\n")
        .contains("        raise SystemExit(1)\n");
    Ran java = Ran.of("derive", "-e", program, "--to", "java", "--self-check");
    assertThat(java.exit()).isZero();
    assertThat(java.out())
        .startsWith("import java.util.Random;\n")
        .contains("\nfinal class DqDv {\n  static double[] q(double[] v, int B, int D) {\n")
        .contains("  public static void main(String[] arguments) {\n");
  }

  @Test
  void whereThereIsNoSelfCheckIsSaidWhy() {
    String program = "v: (D,); q = softmax(v)";
    Ran second = Ran.of("derive", "-e", program, "--of", "q", "--order", "2", "--self-check");
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.err())
        .contains("there is no self-check of d2q_dv_dv: it is not a first derivative");
    Ran bound = Ran.of("derive", "-e", "S: (n, n)  # symmetric\nf = trace(S @ S)", "--self-check");
    assertThat(bound.err())
        .contains("no self-check of df_dS: S is declared symmetric, and entries are moved freely");
    Ran math = Ran.of("derive", "-e", program, "--to", "math", "--self-check");
    assertThat(math.exit()).isEqualTo(2);
    assertThat(math.err()).contains("--self-check is code: numpy, torch, jax or java");
  }

  @Test
  void theEfficientStyleHasMatrixProducts() {
    String program = "W: (m, n); x: (B, n); f = sum((x @ W.T)**2)";
    Ran einsum = Ran.of("derive", "-e", program, "--wrt", "W", "--to", "numpy", "-q");
    Ran fast =
        Ran.of(
            "derive", "-e", program, "--wrt", "W", "--to", "numpy", "-q", "--style", "efficient");
    assertThat(einsum.out()).contains("np.einsum(");
    assertThat(fast.out()).contains("W @ x.T ").contains("df_dW = 2 * (t1 @ x)");
    Ran told = Ran.of("derive", "-e", program, "--wrt", "W", "--style", "efficient");
    assertThat(told.out()).contains("t1 = W @ x.T");
    Ran wrong = Ran.of("derive", "-e", program, "--style", "fast");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("einsum").contains("efficient");
  }

  @Test
  void softmax() {
    Ran ran = Ran.of("derive", SOFTMAX, "--of", "q", "--wrt", "v");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isEqualTo(Exit.OK);
    assertThat(ran.out())
        .contains("∂q_bi/∂v_bj = q_bi (δ_ij − q_bj)")
        .contains("(B | D ++ D)")
        .contains("dq_dv = ")
        .contains("ok  verified");
  }

  @Test
  void colourIsForTerminalsAndThoseWhoAsk() {
    String[] words = {"derive", SOFTMAX, "--of", "q", "--wrt", "v"};
    Ran plain = Ran.of(words);
    assertThat(plain.out()).doesNotContain("\u001b");
    Ran seen = Ran.in(new Ran.Setting().seen(), words);
    assertThat(seen.out()).contains("\u001b[");
    assertThat(seen.out().replaceAll("\u001b\\[\\d+m", "")).isEqualTo(plain.out());
    assertThat(Ran.in(new Ran.Setting().seen().with("NO_COLOR", "1"), words)).isEqualTo(plain);
    assertThat(Ran.in(new Ran.Setting().seen().with("NO_COLOR", ""), words)).isEqualTo(seen);
    assertThat(Ran.in(new Ran.Setting().seen().with("TERM", "dumb"), words)).isEqualTo(plain);
    assertThat(Ran.of("--color=always", "derive", SOFTMAX, "--of", "q", "--wrt", "v"))
        .isEqualTo(seen);
    assertThat(
            Ran.in(
                new Ran.Setting().seen(),
                "derive",
                SOFTMAX,
                "--of",
                "q",
                "--wrt",
                "v",
                "--color",
                "never"))
        .isEqualTo(plain);
  }

  @Test
  void asciiIsAscii() {
    String[] programs = {
      "v: (B, D); q = softmax(v)",
      "ŷ: (B, n); y: (B, n); ℓ = 0.5 * sum((y - ŷ)**2, axis=1)",
      "α: (n,); β: (n,); α @ β",
      "σ: (n,); 层 = σ +",
      "x = “1”"
    };
    for (String program : programs) {
      for (String[] words :
          new String[][] {
            {"derive", "-e", program, "--ascii"},
            {"derive", "-e", program, "--ascii", "--to", "math,numpy,latex", "--steps=short"},
            {"derive", "-e", program, "--ascii", "--json"},
            {"derive", "-e", program, "--ascii", "-q"}
          }) {
        Ran ran = Ran.of(words);
        assertThat(ran.out() + ran.err()).as(program).matches("(?s)[\\n -~]*");
        List<String> without = List.of(words).stream().filter(w -> !w.equals("--ascii")).toList();
        Ran posix = Ran.in(new Ran.Setting().posix(), without.toArray(String[]::new));
        assertThat(posix).as("a locale without UTF-8").isEqualTo(ran);
      }
    }
  }

  @Test
  void quietFunctionsRunAsPasted() {
    Ran ran = Ran.of("derive", SOFTMAX, "--of", "q", "--wrt", "v", "--to", "torch,java", "-q");
    assertThat(ran.out()).startsWith("import torch\n").contains("\ndef dq_dv(v):\n    B, D =");
    assertThat(ran.out()).contains("\nfinal class DqDv {\n  static double[] dq_dv(");
  }

  @Test
  void theOutputFits() {
    Ran ran = Ran.of("derive", SOFTMAX, "--of", "q", "--wrt", "v");
    assertThat(ran.out().lines()).allMatch(line -> Cells.of(line) <= 100);
  }

  @Test
  void jsonHoldsEverything() {
    Ran ran = Ran.of("derive", SOFTMAX, "--of", "q", "--wrt", "v", "--json", "--to", "latex");
    assertThat(ran.err()).isEmpty();
    Map<String, Object> object = ran.json();
    assertThat(object).containsOnlyKeys("schema", "leibniz", "columnUnit", "results", "errors");
    assertThat(object)
        .containsEntry("schema", "leibniz-derive/1")
        .containsEntry("errors", List.of());
    assertThat(object.get("results")).asInstanceOf(LIST).hasSize(1);
    Map<?, ?> result = (Map<?, ?>) ((List<?>) object.get("results")).getFirst();
    assertThat(result.get("file")).isEqualTo(SOFTMAX);
    assertThat(result.get("of")).isEqualTo("q");
    assertThat(result.get("wrt")).isEqualTo("v");
    assertThat(result.get("layout")).isEqualTo("general");
    assertThat(result.get("shape"))
        .isEqualTo(
            Map.of(
                "batch", List.of("B"),
                "output", List.of("D"),
                "input", List.of("D"),
                "inputs", List.of(List.of("D")),
                "numeric", List.of(256, 10, 10)));
    Map<?, ?> math = (Map<?, ?>) result.get("math");
    assertThat(math.get("unicode")).isEqualTo("∂q_bi/∂v_bj = q_bi (δ_ij − q_bj)");
    assertThat(math.get("ascii")).asString().matches("[ -~]+");
    assertThat(math.get("latex")).asString().contains("\\partial");
    Map<?, ?> codes = (Map<?, ?>) result.get("code");
    assertThat(List.copyOf(codes.keySet())).isEqualTo(List.of("numpy", "torch", "jax", "java"));
    assertThat(((Map<?, ?>) codes.get("java")).get("function"))
        .asString()
        .contains("static double[] dq_dv(double[] v, int B, int D)");
    Map<?, ?> code = (Map<?, ?>) codes.get("numpy");
    assertThat(code.get("name")).isEqualTo("dq_dv");
    assertThat(code.get("arguments")).asInstanceOf(LIST).contains("v");
    assertThat(code.get("function")).asString().contains("def dq_dv(");
    assertThat(code.get("statement")).asString().startsWith("dq_dv = ");
    assertThat(result.get("steps")).asInstanceOf(LIST).isNotEmpty();
    Map<?, ?> verified = (Map<?, ?>) result.get("verified");
    assertThat(verified.get("ok")).isEqualTo(true);
    assertThat(verified.get("checks")).asInstanceOf(LIST).isNotEmpty();
  }

  @Test
  void jsonOfHigherOrder() {
    String program = "T: (m, n); U: (m, k); V: (n, k); f = np.sum((T - U @ V.T)**2)";
    Ran ran = Ran.of("derive", "-e", program, "--wrt", "U", "--order", "2", "--json");
    assertThat(ran.exit()).isEqualTo(Exit.OK);
    Map<?, ?> result = (Map<?, ?>) ((List<?>) ran.json().get("results")).getFirst();
    assertThat(result.get("wrt")).isEqualTo("U:U");
    assertThat(result.get("order")).isEqualTo(2);
    assertThat(result.get("shape"))
        .isEqualTo(
            Map.of(
                "batch", List.of(),
                "output", List.of(),
                "input", List.of("m", "k", "m", "k"),
                "inputs", List.of(List.of("m", "k"), List.of("m", "k"))));
    Map<?, ?> stored = (Map<?, ?>) result.get("stored");
    assertThat(stored.get("core")).isEqualTo(List.of("k", "k"));
    assertThat(stored.get("ties")).isEqualTo(List.of("i = k"));
    assertThat(stored.get("repeats")).isEqualTo(List.of("i"));
    assertThat((List<?>) stored.get("parts")).hasSize(1);
    assertThat(((Map<?, ?>) stored.get("cores")).get("statement").toString())
        .startsWith("C = np.einsum(");
    assertThat(((Map<?, ?>) stored.get("times")).get("name")).isEqualTo("d2f_dU_dU_times");
    Map<?, ?> verified = (Map<?, ?>) result.get("verified");
    assertThat(verified.get("ok")).isEqualTo(true);
    List<Object> orders = new ArrayList<>();
    ((List<?>) verified.get("checks")).forEach(c -> orders.add(((Map<?, ?>) c).get("order")));
    assertThat(orders).containsExactly(1, 1, 2, 2, 2);
    assertThat(Ran.of("derive", "-e", program, "--order", "0").err())
        .startsWith("error: --order 0: an order is a whole number from 1 to 6");
  }

  @Test
  void jsonHoldsTheErrorsOfAProgram() {
    Ran ran = Ran.of("derive", "-e", "x = 1\nq = softmax(nothing)", "--json");
    assertThat(ran.exit()).isEqualTo(Exit.PROGRAM);
    assertThat(ran.err()).startsWith("error[LBZ002]");
    Map<?, ?> error = (Map<?, ?>) ((List<?>) ran.json().get("errors")).getFirst();
    assertThat(error.get("code")).isEqualTo("LBZ002");
    assertThat(error.get("level")).isEqualTo("error");
    assertThat(error.get("file")).isEqualTo("-e");
    assertThat(error.get("line")).isEqualTo(2);
    assertThat(error.get("column")).isEqualTo(13);
    assertThat(error.get("endLine")).isEqualTo(2);
    assertThat(error.get("endColumn")).isEqualTo(20);
    assertThat(ran.json().get("results")).isEqualTo(List.of());
  }

  @Test
  void theNamesAskedFor() {
    String program = "W: (m, n); b: (m,); x: (B, n); y = x @ W.T + b";
    assertThat(wrt("derive", "-e", program)).containsExactlyInAnyOrder("W", "b", "x");
    assertThat(wrt("derive", "-e", program, "--wrt", "params")).containsExactlyInAnyOrder("W", "b");
    assertThat(wrt("derive", "-e", program, "--wrt", "b,x")).containsExactly("b", "x");
    assertThat(wrt("derive", "-e", program, "--wrt", "x", "--wrt=b")).containsExactly("x", "b");
    assertThat(Ran.of("derive", "-e", program, "--wrt", "z").err())
        .startsWith("error[LBZ211]: --wrt z: the program has no tensor of that name\n");
    assertThat(Ran.of("derive", "-e", program, "--of", "z").exit()).isEqualTo(Exit.PROGRAM);
  }

  private static List<Object> wrt(String... words) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = "--json";
    List<?> results = (List<?>) Ran.of(all).json().get("results");
    return results.stream().map(r -> (Object) ((Map<?, ?>) r).get("wrt")).toList();
  }

  @Test
  void whoReadsMayStop() {
    Ran expected = Ran.of("derive", SOFTMAX);
    assertThat(into("Broken pipe")).isEqualTo(new Ran(expected.exit(), "", ""));
    assertThat(into("No space left on device"))
        .isEqualTo(
            new Ran(
                Exit.RUN, "", "error: the answer cannot be written: No space left on device\n"));
  }

  private static Ran into(String failure) {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(new ByteArrayInputStream(new byte[0]), out, err, Map.of(), false, false, true);
    int exit = Cli.run(new String[] {"derive", SOFTMAX}, terminal);
    return new Ran(exit, "", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aBugIsToldInALine() {
    Bug bug = Bug.of(new IllegalStateException("the sum lost an axis"));
    assertThat(bug.lines(Style.PLAIN))
        .containsExactly(
            "internal error[LBZ900]: IllegalStateException: the sum lost an axis",
            "   │ this is a bug in Leibniz, not in your program",
            "   = report: send the command, the program and what -v prints to where you got Leibniz"
                + " from");
    assertThat(Bug.of(new StackOverflowError()).what())
        .isEqualTo("the program nests deeper than Leibniz can follow");
    assertThat(Bug.of(new AssertionError()).what()).isEqualTo("AssertionError");
  }
}
