package leibniz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.run.Evaluate;
import leibniz.trace.Definition;
import leibniz.verify.Sizes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The functions that are printed for the examples, run by a real NumPy as they stand.
@Tag("numpy")
final class NumPyTest {

  @Test
  void everyFunctionOfTheExamplesAgreesWithTheEvaluation(@TempDir Path folder) throws Exception {
    StringBuilder script = new StringBuilder("import numpy as np\nwrong = []\n");
    int functions = 0;
    for (Path file : Examples.all()) {
      for (Answer answer : Examples.derive(file).answers()) {
        functions++;
        script.append(run(file, Examples.derive(file), answer));
      }
    }
    script.append("print('\\n'.join(wrong))\n");
    assertThat(functions).isGreaterThan(30);
    assertThat(python(script.toString(), folder)).isBlank();
  }

  private static String run(Path file, Derivation derivation, Answer answer) {
    List<Definition> inputs = derivation.script().inputs();
    List<Expr> roots = new ArrayList<>(inputs.stream().map(Definition::value).toList());
    roots.add(answer.value());
    Map<String, Integer> chosen = Sizes.of(roots, Map.of()).first();
    ToLongFunction<String> sizes = name -> Objects.requireNonNull(chosen.get(name), name);
    SplittableRandom random = new SplittableRandom(7);
    Map<Expr, Values> point = new HashMap<>();
    Map<String, List<String>> arguments = new LinkedHashMap<>();
    for (Definition input : inputs) {
      Values values = Values.zeros(input.value().shape().at(sizes));
      Arrays.setAll(values.re(), k -> random.nextDouble(0.1, 0.9));
      point.put(input.value(), values);
      arguments.computeIfAbsent(input.name().base(), b -> new ArrayList<>()).add(array(values));
    }
    Values expected =
        Objects.requireNonNull(
            Evaluate.of(List.of(answer.value()), point, sizes).get(answer.value()));
    boolean[] listed = new boolean[1];
    String call =
        answer.code().arguments().stream()
            .map(base -> {
              List<String> given = Objects.requireNonNull(arguments.get(base), base);
              listed[0] =
                  inputs.stream()
                      .anyMatch(d -> d.name().base().equals(base) && !d.name().index().isEmpty());
              return listed[0] ? given.toString() : given.get(0);
            })
            .collect(Collectors.joining(", "));
    return answer.code().function()
        + "got = np.asarray("
        + answer.code().name()
        + "("
        + call
        + "))\nexpected = "
        + array(expected)
        + "\nif got.shape != expected.shape or not np.all(np.abs(got - expected)"
        + " <= 1e-12 * np.maximum(1, np.abs(expected))):\n    wrong.append('"
        + file.getFileName()
        + " "
        + answer.code().name()
        + " ' + str(got.shape) + ' ' + str(expected.shape))\n";
  }

  private static String array(Values values) {
    String numbers =
        Arrays.stream(values.re()).mapToObj(Double::toString).collect(Collectors.joining(","));
    String shape =
        Arrays.stream(values.shape())
            .mapToObj(n -> n + ",")
            .collect(Collectors.joining("", "(", ")"));
    return "np.array([" + numbers + "]).reshape(" + shape + ")";
  }

  private static String python(String script, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("examples.py");
    Files.writeString(file, script);
    Process process;
    try {
      process = new ProcessBuilder("python3", file.toString()).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "there is no python3 here: " + e.getMessage());
      throw e;
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
