package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import leibniz.ir.Expr;
import leibniz.run.Tensor;
import leibniz.trace.Definition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The classes that ask this library: compiled as they are printed, loaded and run.
final class LibraryCodeTest {

  @TempDir Path folder;

  static List<Request> requests() {
    String weights =
        "n = 3\nx: (n,)\nW = [np.random.randn(n, n) for _ in range(2)]\nf = sum(W[1] @ tanh(W[0] @ x))";
    return List.of(
        Request.of("v: (B, D); q = softmax(v)").output("q").wrt("v"),
        Request.of("x: (n,); A: (n, n); f = x @ A @ x").order(2),
        Request.of("v: (B, D); q = v**3").output("q").wrt("v:v").in(Layout.LIKE_INPUT),
        Request.of("v: (B, D); q = v / v.sum()").output("q").wrt("v").sharing(),
        Request.of("x: (n,); y = exp(x) * 2  # a \"quote\" and a \\\\ stroke").vjp(),
        Request.of("x: (k, n); y = np.cumsum(x, axis=1)").at(Map.of("k", 3L)).jvp(),
        Request.of("double: (n,); f = sum(double**4)").hvp(),
        Request.of(weights));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void theClassGivesTheDerivatives(Request request)
      throws IOException, ReflectiveOperationException {
    Derivation derivation = Leibniz.derive(request);
    String text = derivation.library().orElseThrow();
    String name = text.replaceAll("(?s).*final class (\\w+) \\{.*", "$1");
    compile(name, text);
    URL[] here = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(here, Leibniz.class.getClassLoader())) {
      Class<?> made = loader.loadClass(name);
      for (Answer answer : derivation.answers()) {
        Map<String, Tensor> arrays = arrays(answer);
        Tensor expected = derivation.value(answer, arrays);
        Method method =
            Arrays.stream(made.getDeclaredMethods())
                .filter(m -> m.getName().equals(answer.code().name()))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        Tensor found = (Tensor) method.invoke(null, arrays.values().toArray());
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.values()).isEqualTo(expected.values());
      }
    }
  }

  @Test
  void aRecurrenceAloneHasNone() {
    Derivation deep = Examples.derive(Path.of("..", "examples", "deep_any.py"));
    assertThat(deep.answers()).isEmpty();
    assertThat(deep.library()).isEmpty();
  }

  private void compile(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), text);
    String path = String.join(java.io.File.pathSeparator, home(Leibniz.class), home(Expr.class));
    StringWriter said = new StringWriter();
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(said),
                new PrintWriter(said),
                "-d",
                folder.toString(),
                "-encoding",
                "UTF-8",
                "-proc:none",
                "-cp",
                path,
                file.toString());
    assertThat(status).as(said + text).isZero();
  }

  private static String home(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
  }

  /// An array for each input, none with two equal entries.
  private static Map<String, Tensor> arrays(Answer answer) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (Definition input : answer.inputs()) {
      int[] shape = input.value().shape().at(_ -> 3);
      int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      double[] values = new double[count];
      for (int k = 0; k < count; k++) {
        values[k] = 0.3 + 0.1 * k + 0.01 * arrays.size();
      }
      arrays.put(input.name().toString(), new Tensor(shape, values));
    }
    return arrays;
  }
}
