package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Source;
import leibniz.ir.Values;
import leibniz.python.Parser;
import leibniz.run.Evaluate;
import leibniz.trace.Definition;
import leibniz.trace.Options;
import leibniz.trace.Script;
import leibniz.trace.Trace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of programs is run by a real NumPy: every value must be what the reader makes of it.
@Tag("numpy")
final class ProgramsTest {
  private static final Path TRACE = Path.of("..", "core", "src", "test", "resources", "leibniz");
  private static final Path PRELUDE =
      Path.of("..", "core", "src", "main", "resources", "leibniz", "trace", "prelude.py");

  @TempDir Path folder;

  @Test
  void programsMeanWhatNumPyMakesOfThem() throws IOException, InterruptedException {
    assumeTrue(numpy(), "python3 with numpy is not there");
    String table = Files.readString(TRACE.resolve("trace").resolve("programs.txt"));
    String cases =
        Stream.of(table.split("(?m)^---\n"))
            .skip(1)
            .map(ProgramsTest::instance)
            .collect(Collectors.joining(",\n", "[", "]"));
    Path file = folder.resolve("programs.json");
    Files.writeString(file, cases);
    Path script = folder.resolve("programs.py");
    try (InputStream in = ProgramsTest.class.getResourceAsStream("programs.py")) {
      Files.write(script, in.readAllBytes());
    }
    Process python =
        new ProcessBuilder("python3", script.toString(), file.toString(), PRELUDE.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(output).isZero();
  }

  private static boolean numpy() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import numpy, scipy").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String instance(String text) {
    Script script = Trace.of(Parser.parse(new Source("program.py", text)), Options.NONE);
    Map<String, Long> sizes = new TreeMap<>(script.sizes());
    for (Definition definition : script.definitions()) {
      for (String symbol : definition.value().shape().symbols()) {
        sizes.putIfAbsent(symbol, 2L + sizes.size() % 4);
      }
    }
    SplittableRandom random = new SplittableRandom(text.hashCode());
    Map<Expr, Values> point = new HashMap<>();
    List<String> inputs = new ArrayList<>();
    for (Definition input : script.inputs()) {
      Values values = draw(input.value(), sizes, random);
      point.put(input.value(), values);
      inputs.add(entry(input.name().toString(), values));
    }
    List<String> expected = new ArrayList<>();
    List<Expr> roots = script.definitions().stream().map(Definition::value).toList();
    Map<Expr, Values> found =
        Evaluate.of(roots, point, s -> Objects.requireNonNull(sizes.get(s), s));
    for (Definition definition : script.definitions()) {
      if (definition.last() && !definition.name().base().startsWith("random")) {
        expected.add(
            entry(
                definition.name().toString(),
                Objects.requireNonNull(found.get(definition.value()))));
      }
    }
    String given =
        sizes.entrySet().stream()
            .map(e -> "\"" + e.getKey() + "\": " + e.getValue())
            .collect(Collectors.joining(", "));
    return "{\"source\": %s, \"sizes\": {%s}, \"inputs\": [%s], \"expected\": [%s]}"
        .formatted(quoted(text), given, String.join(", ", inputs), String.join(", ", expected));
  }

  private static Values draw(Expr input, Map<String, Long> sizes, SplittableRandom random) {
    Values values = Values.zeros(input.shape().at(s -> Objects.requireNonNull(sizes.get(s), s)));
    boolean positive = input.head() instanceof Head.Var v && !v.properties().isEmpty();
    for (int k = 0; k < values.count(); k++) {
      values.re()[k] = positive ? random.nextDouble(0.1, 0.9) : random.nextGaussian();
    }
    return values;
  }

  private static String entry(String name, Values values) {
    return "[\"%s\", %s, %s]"
        .formatted(name, Arrays.toString(values.shape()), Arrays.toString(values.re()));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
