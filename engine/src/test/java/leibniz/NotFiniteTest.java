package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.program.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Not a number and infinity come out of a plan as out of NumPy, in every form: entry by entry, in
/// sums, in extremes, and in products, where 0 times infinity is not a number. What NumPy answers
/// is recorded in `not-finite.txt`; with `-Pnumpy` the one that is installed is asked.
final class NotFiniteTest {
  private static final String FILE = "/leibniz/not-finite.txt";

  @TempDir Path folder;

  /// @param shape of the inputs
  private record Recorded(
      Map<String, int[]> shapes, Map<String, double[]> inputs, Map<String, double[]> values) {

    static Recorded read() throws IOException {
      Map<String, int[]> shapes = new LinkedHashMap<>();
      Map<String, double[]> inputs = new LinkedHashMap<>();
      Map<String, double[]> values = new LinkedHashMap<>();
      for (String line : text().lines().filter(l -> !l.startsWith("#")).toList()) {
        int arrow = line.indexOf(" -> ");
        if (arrow >= 0) {
          values.put(line.substring(0, arrow), numbers(line.substring(arrow + 4)));
        } else {
          int equal = line.indexOf(" = ");
          String[] head = line.substring(0, equal).split(" ");
          shapes.put(head[0], Arrays.stream(head).skip(1).mapToInt(Integer::parseInt).toArray());
          inputs.put(head[0], numbers(line.substring(equal + 3)));
        }
      }
      return new Recorded(shapes, inputs, values);
    }

    static String text() throws IOException {
      try (var in = Objects.requireNonNull(NotFiniteTest.class.getResourceAsStream(FILE))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    private static double[] numbers(String text) {
      return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    String program(String expression) {
      StringBuilder program = new StringBuilder();
      shapes.forEach((name, shape) -> {
        if (expression.matches("(?s).*\\b" + name + "\\b.*")) {
          String sizes = Arrays.toString(shape).replace("[", "(").replace("]", ",)");
          program.append(name).append(": ").append(sizes).append('\n');
        }
      });
      return program + "r = " + expression;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Form.class,
      names = {"VECTOR", "SCALAR", "INTERPRETED"})
  void comesOutAsInNumpy(Form form) throws IOException {
    Recorded recorded = Recorded.read();
    List<String> wrong = new ArrayList<>();
    recorded
        .values()
        .forEach((expression, expected) -> {
          Program program = Derivatives.value(Request.of(recorded.program(expression))).program();
          Compiled compiled = Compiled.of(program, Type.F64, Map.of(), Crew.alone(), form);
          Object[] results = compiled.results();
          Object[] given =
              program.inputs().stream()
                  .map(i -> recorded.inputs().get(i.name().toString()))
                  .toArray();
          compiled.run(given, results);
          double[] is = (double[]) results[0];
          for (int k = 0; k < expected.length; k++) {
            if (!isSame(is[k], expected[k])) {
              wrong.add(expression + " at " + k + " is " + is[k] + " and not " + expected[k]);
            }
          }
        });
    assertThat(recorded.values()).hasSizeGreaterThan(60);
    assertThat(wrong).isEmpty();
  }

  private static boolean isSame(double is, double should) {
    return Double.isFinite(should)
        ? Math.abs(is - should) <= 1e-12 * Math.max(1, Math.abs(should))
        : Double.compare(is, should) == 0;
  }

  @Test
  @Tag("numpy")
  void whatIsRecordedIsWhatNumpySays() throws Exception {
    Path file = Files.writeString(folder.resolve("recorded.txt"), Recorded.text());
    Path script =
        Files.writeString(
            folder.resolve("ask.py"),
            """
            import sys
            import numpy as np
            np.seterr(all="ignore")
            def numbers(text):
                return np.array([float(word) for word in text.split()])
            for line in open(sys.argv[1]):
                if line.startswith("#"):
                    continue
                if " -> " in line:
                    expression, values = line.split(" -> ")
                    is_ = np.asarray(eval(expression), dtype=float).reshape(-1)
                    same = np.isclose(is_, numbers(values), rtol=1e-12, atol=0, equal_nan=True)
                    if not same.all():
                        print(expression, is_[~same], numbers(values)[~same])
                else:
                    head, values = line.split(" = ")
                    name, *shape = head.split()
                    globals()[name] = numbers(values).reshape([int(n) for n in shape])
            """);
    String python = System.getProperty("leibniz.python", "python3");
    Process process =
        new ProcessBuilder(python, script.toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }
}
