package leibniz.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Values;
import leibniz.program.Linearize;
import leibniz.program.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is printed is run by the real library and must return what the definitions say.
final class PythonFuzzTest {
  private static final int CASES = Integer.getInteger("leibniz.cases", 2_000);
  private static final String PYTHON = System.getProperty("leibniz.python", "python3");
  private static final long SEED = Long.getLong("leibniz.seed", 1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("numpy")
  void numpyComputesWhatItShould(boolean efficient) throws IOException, InterruptedException {
    compare("numpy", new NumPy(Set.of(), efficient));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("torch")
  void torchComputesWhatItShould(boolean efficient) throws IOException, InterruptedException {
    compare("torch", new Torch(Set.of(), efficient));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("jax")
  void jaxComputesWhatItShould(boolean efficient) throws IOException, InterruptedException {
    compare("jax", new Jax(Set.of(), efficient));
  }

  private void compare(String library, Dialect dialect) throws IOException, InterruptedException {
    assumeTrue(has(library), PYTHON + " with " + library + " is not there");
    Path cases = folder.resolve("cases.json");
    String text =
        LongStream.range(SEED, SEED + CASES)
            .mapToObj(seed -> instance(seed, dialect))
            .collect(Collectors.joining(",\n", "[", "]"));
    Files.writeString(cases, text);
    Path script = folder.resolve("compare.py");
    try (InputStream in = PythonFuzzTest.class.getResourceAsStream("compare.py")) {
      Files.write(script, in.readAllBytes());
    }
    Path errors = folder.resolve("errors.txt"); // a library may complain of a slow machine there
    Process python =
        new ProcessBuilder(PYTHON, script.toString(), cases.toString(), library)
            .redirectError(errors.toFile())
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(output + Files.readString(errors)).isZero();
    assertThat(output).isEqualToIgnoringNewLines(CASES + " cases\n");
  }

  private static boolean has(String library) throws InterruptedException {
    try {
      return new ProcessBuilder(PYTHON, "-c", "import " + library).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String instance(long seed, Dialect dialect) {
    RandomExpressions random = new RandomExpressions(seed);
    List<Program.Root> roots = random.roots();
    boolean sized = new Random(seed).nextBoolean();
    Program program =
        Linearize.of(
            random.inputs,
            roots,
            new Names(random.names),
            sized ? RandomExpressions.SIZES : Map.of());
    String source = dialect.function("f", program);
    List<String> arguments = new ArrayList<>();
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (Program.Input input : program.inputs()) {
      Name name = input.name();
      String value = array(random.values.get(input.node()));
      if (name.index().isEmpty()) {
        arguments.add(value);
      } else {
        List<String> list = lists.get(name.base());
        if (list == null) {
          list = new ArrayList<>();
          lists.put(name.base(), list);
          arguments.add("\0" + name.base());
        }
        while (list.size() <= name.positions().get(0)) {
          list.add("null");
        }
        list.set(name.positions().get(0), value);
      }
    }
    arguments.replaceAll(a -> a.startsWith("\0") ? lists.get(a.substring(1)).toString() : a);
    String expected =
        roots.stream()
            .map(r -> array(random.values.get(r.node())))
            .collect(Collectors.joining(", "));
    String sizes =
        RandomExpressions.SIZES.entrySet().stream()
            .map(e -> "\"" + e.getKey() + "\": " + e.getValue())
            .collect(Collectors.joining(", "));
    return """
    {"id": %d, "name": "f", "source": %s, "arguments": %s, "expected": [%s], "sizes": {%s}}\
    """
        .formatted(seed, quoted(source), arguments, expected, sizes);
  }

  private static String array(Values values) {
    return "{\"shape\": %s, \"data\": %s}"
        .formatted(Arrays.toString(values.shape()), Arrays.toString(values.re()));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
