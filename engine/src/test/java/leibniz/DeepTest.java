package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import leibniz.ir.LeibnizException;
import leibniz.report.Style;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives through equal layers: found, right at every depth, and printed as loops that run.
final class DeepTest {

  /// Programs with layers, each kept in another way.
  static final Map<String, String> PROGRAMS =
      Map.ofEntries(
          Map.entry(
              "tanh",
              """
              x: (n,); W: (L, n, n); b: (L, n)
              h = x
              for l in range(L):
                  h = np.tanh(W[l] @ h + b[l])
              loss = 0.5 * np.sum(h**2)
              """),
          Map.entry(
              "list",
              """
              W: [(n, n) for l in range(5)]
              b: [(n,) for l in range(5)]
              x: (n,)
              h = x
              for Wl, bl in zip(W, b):
                  h = np.tanh(Wl @ h + bl)
              loss = np.sum(h**2)
              """),
          Map.entry(
              "numbered",
              """
              x: (B, n0); y: (B, n4)
              W1: (n1, n0); b1: (n1,); W2: (n2, n1); b2: (n2,)
              W3: (n3, n2); b3: (n3,); W4: (n4, n3); b4: (n4,)
              h1 = x @ W1.T + b1
              h2 = h1 @ W2.T + b2
              h3 = h2 @ W3.T + b3
              yhat = h3 @ W4.T + b4
              loss = 0.5 * np.sum((y - yhat)**2, axis=1, keepdims=True)
              """),
          Map.entry(
              "last layer of its own",
              """
              x: (B, n); y: (B, k); V: (k, n)
              W: [(n, n) for l in range(5)]
              b: [(n,) for l in range(5)]
              h = x
              for l in range(5):
                  z = h @ W[l].T + b[l]
                  h = np.maximum(z, 0) if l < 4 else z
              loss = 0.5 * np.sum((h @ V.T - y)**2, axis=1, keepdims=True)
              """),
          Map.entry(
              "residual",
              """
              x: (B, n); y: (B, n); W: (L, n, n); V: (L, n, n)
              h = x
              for l in range(L):
                  z = h @ W[l].T
                  h = h + np.maximum(z, 0) @ V[l].T
              loss = 0.5 * np.sum((h - y)**2, axis=1, keepdims=True)
              """),
          Map.entry(
              "recurrent",
              """
              x: (T, m); W: (n, n); U: (n, m); b: (n,)
              h = np.zeros(n)
              for t in range(T):
                  h = np.tanh(W @ h + U @ x[t] + b)
              loss = np.sum(h**2)
              """),
          Map.entry(
              "loss at every step",
              """
              x: (T, m); y: (T, n); W: (n, n); U: (n, m); h0: (n,)
              h = h0
              loss = 0
              for t in range(T):
                  h = np.tanh(W @ h + U @ x[t])
                  loss = loss + np.sum((h - y[t])**2)
              loss = 0.5 * loss
              """),
          Map.entry(
              "two states",
              """
              x: (T, m); U: (n, m); V: (n, n); A: (n, n)
              h = np.zeros(n)
              c = np.zeros(n)
              for t in range(T):
                  f = sigmoid(V @ h + U @ x[t])
                  c = f * c + np.tanh(A @ h + U @ x[t])
                  h = f * np.tanh(c)
              loss = np.sum(h**2)
              """),
          Map.entry(
              "samples in front",
              """
              x: (B, T, m); U: (n, m); W: (n, n); h0: (B, n)
              h = h0
              for t in range(T):
                  h = np.tanh(h @ W.T + x[:, t] @ U.T)
              loss = np.sum(h**2, axis=1)
              """),
          Map.entry(
              "before and behind",
              """
              x: (k,); E: (n, k); W: (L, n, n); v: (n,)
              e = np.tanh(E @ x)
              h = e
              for l in range(L):
                  h = np.sin(W[l] @ h)
              loss = v @ h + np.sum(e**2)
              """));

  static Stream<String> programs() {
    return PROGRAMS.keySet().stream().sorted();
  }

  static Derivation derive(String name) {
    return derive(PROGRAMS.get(name), List.of());
  }

  private static Derivation derive(String program, List<String> wrt) {
    return Leibniz.derive(
        Request.of("import numpy as np\n" + program).of("loss", wrt.toArray(new String[0])));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isRightAtEveryDepth(String name) {
    Deep deep = derive(name).deep().getFirst();
    assertThat(deep.depths().stream().map(Deep.Depth::layers)).containsExactly(1, 2, 3, 5);
    assertThat(deep.ok()).as(deep.verdict()).isTrue();
    assertThat(deep.depths()).allSatisfy(depth -> assertThat(depth.verified()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyStepHasMathCodeAndShape(String name) {
    for (Step step : derive(name).deep().getFirst().steps()) {
      assertThat(step.math()).isNotEmpty();
      assertThat(step.numpy()).contains("# (").contains(" = ");
    }
  }

  @Test
  void aNumberOfLayersMayBeASize() {
    Derivation derivation = derive("tanh");
    assertThat(derivation.answers()).isEmpty();
    assertThat(derivation.verified()).isTrue();
    Deep deep = derivation.deep().getFirst();
    assertThat(deep.count()).hasToString("L");
    assertThat(deep.steps().stream().flatMap(s -> s.math().stream()).map(Object::toString))
        .contains(
            "g⁽ᴸ⁾_i = ∂ℓ/∂h⁽ᴸ⁾_i = h⁽ᴸ⁾_i",
            "g⁽ˡ⁾ = W⁽ˡ⁾ᵀ (g⁽ˡ⁺¹⁾ ⊙ (1 − h⁽ˡ⁺¹⁾^∘2))",
            "∂ℓ/∂W⁽ˡ⁾ = (g⁽ˡ⁺¹⁾ ⊙ (1 − h⁽ˡ⁺¹⁾^∘2)) h⁽ˡ⁾ᵀ");
  }

  @Test
  void theCodeDoesNotGrowWithTheDepth() {
    String few = PROGRAMS.get("list");
    String many = few.replace("range(5)", "range(50)");
    assertThat(derive(many, List.of()).deep().getFirst().code(Language.NUMPY))
        .isEqualTo(derive(few, List.of()).deep().getFirst().code(Language.NUMPY));
  }

  @Test
  void whatIsFoldedSaysTheSameAsWhatIsNot() {
    Derivation derivation = derive("list");
    String all =
        String.join(
            "\n",
            derivation.lines(
                Style.PLAIN, Telling.FULL, Set.of(Target.MATH), CodeStyle.EINSUM, false));
    assertThat(all).contains("∂loss/∂W[0]").contains("∂loss/∂W[4]");
    assertThat(derivation.toString()).doesNotContain("W[4]").contains("W[l]");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void resultsComeInTheOrderThatIsAskedFor(Language language) {
    String program =
        """
        v: (5,); w: (n,); step: (5,); gain: ()
        z = np.zeros(n)
        loss = 0
        for t in range(5):
            z = np.tanh(gain * z + step[t] * w * v[t])
            loss = loss + np.sum(z**2)
        """;
    for (List<String> wrt :
        List.of(List.of("w", "step"), List.of("step", "gain", "w"), List.of("gain", "v", "w"))) {
      String text = derive(program, wrt).deep().getFirst().code(language);
      String names = String.join(", ", wrt.stream().map(name -> "dloss_d" + name).toList());
      assertThat(text.replaceAll("double(\\[])* ", ""))
          .contains(language == Language.JAVA ? "record Gradients(" + names : "return " + names);
    }
  }

  @Test
  void anyNumberIsSaidOfFunctionsThatTakeAny() {
    String program = PROGRAMS.get("recurrent");
    assertThat(derive(program, List.of("W")).deep().getFirst().verdict())
        .startsWith("for any number of layers; verified at");
    String fixed = program.replace("range(T)", "range(4)").replace("(T, m)", "(4, m)");
    Deep deep = derive(fixed, List.of("W")).deep().getFirst();
    assertThat(deep.code(Language.NUMPY)).contains("x.shape == (4, ");
    assertThat(deep.verdict())
        .startsWith("for 4 layers; the recurrence is for any number; verified at");
  }

  @Test
  void aLayerThatChangesIsNoLayer() {
    String scaled = "for l in range(5):\n    h = np.tanh(W[l] @ h) / (l + 1)\nloss = np.sum(h)";
    String skips =
        "g = x\nfor l in range(5):\n    g, h = h, np.tanh(W[l] @ h + g)\nloss = np.sum(h)";
    String start = "x: (n,)\nW: [(n, n) for l in range(5)]\nh = x\n";
    assertThat(derive(start + scaled, List.of()).deep()).isEmpty();
    assertThat(derive(start + skips, List.of()).verified()).isTrue();
  }

  @Test
  void aWeightThatIsUsedTwiceIsNotFolded() {
    String tied =
        """
        x: (n,)
        W: [(n, n) for l in range(5)]
        h = x
        for l in range(5):
            h = np.tanh(W[l] @ h)
        loss = np.sum(h**2) + np.sum(W[2]**2)
        """;
    Derivation derivation = derive(tied, List.of());
    assertThat(derivation.deep()).isEmpty();
    assertThat(derivation.verified()).isTrue();
  }

  @Test
  void oneOfManyWeightsIsWrittenOut() {
    assertThat(derive(PROGRAMS.get("list"), List.of("W[3]")).deep()).isEmpty();
    assertThat(derive(PROGRAMS.get("list"), List.of("W")).deep()).hasSize(1);
  }

  @Test
  void aLoopThatIsNoLayersStillNeedsItsSize() {
    String program = "x: (n,)\nh = x\nfor l in range(L):\n    h = h / (l + 1)\nloss = np.sum(h)";
    assertThatThrownBy(() -> derive(program, List.of()))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("L has no value");
  }

  @Test
  void javaCompiles(@TempDir Path folder) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("-d", folder.toString(), "-encoding", "UTF-8", "-proc:none"));
    words.addAll(List.of("-Xlint:all", "-Werror"));
    int k = 0;
    for (String name : programs().toList()) {
      String text = derive(name).deep().getFirst().code(Language.JAVA);
      Path file = folder.resolve("Deep" + k + ".java");
      words.add(Files.writeString(file, "package deep" + k++ + ";\n\n" + text).toString());
    }
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int result =
        ToolProvider.findFirst("javac").orElseThrow().run(out, out, words.toArray(String[]::new));
    assertThat(result).as(said.toString()).isZero();
  }

  @ParameterizedTest
  @MethodSource("programs")
  @Tag("numpy")
  void numpyRuns(String name, @TempDir Path folder) throws Exception {
    runs(Language.NUMPY, name, "array = np.array", folder);
  }

  @ParameterizedTest
  @MethodSource("programs")
  @Tag("torch")
  void torchRuns(String name, @TempDir Path folder) throws Exception {
    runs(Language.TORCH, name, "import torch\narray = torch.tensor", folder);
  }

  @ParameterizedTest
  @MethodSource("programs")
  @Tag("jax")
  void jaxRuns(String name, @TempDir Path folder) throws Exception {
    String set = "import jax\njax.config.update('jax_enable_x64', True)\n";
    runs(Language.JAX, name, set + "import jax.numpy as jnp\narray = jnp.array", folder);
  }

  /// The printed loop against differences of the program itself, run by Python, at two depths.
  private static void runs(Language language, String name, String array, Path folder)
      throws IOException, InterruptedException {
    Derivation derivation = derive(name);
    for (CodeStyle style : CodeStyle.values()) {
      String script =
          Files.readString(Path.of("src", "test", "resources", "deep.py"))
              .replace("ARRAY", array)
              .replace("FUNCTION", derivation.deep().getFirst().code(language, style))
              .replace("PROGRAM", body(PROGRAMS.get(name)).indent(4))
              .replace("DECLARED", declared(PROGRAMS.get(name)));
      Path file = Files.writeString(folder.resolve("deep_" + style + ".py"), script);
      String python = System.getProperty("leibniz.python", "python3");
      Process process =
          new ProcessBuilder(python, file.toString()).redirectErrorStream(true).start();
      String said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said.strip()).isEqualTo("agrees");
    }
  }

  private static String body(String program) {
    StringBuilder body = new StringBuilder();
    program
        .lines()
        .filter(line -> declared(line).isEmpty())
        .forEach(line -> body.append(line).append('\n'));
    return body.toString();
  }

  /// The declarations of a program as a dict of shapes; a list of shapes for a list.
  private static String declared(String program) {
    StringBuilder declared = new StringBuilder();
    for (String line : program.lines().toList()) {
      for (String part : line.split(";")) {
        String text = part.strip();
        if (text.matches("\\w+: [\\[(].*")) {
          declared.append("'" + text.replaceFirst(": ", "': ") + ", ");
        }
      }
    }
    return declared.toString();
  }
}
