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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.run.Evaluate;
import leibniz.trace.Definition;
import leibniz.verify.Sizes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The functions that are printed for the examples and for the corpus, run by a real NumPy as they
/// stand.
@Tag("numpy")
final class NumPyTest {

  @TempDir Path folder;

  @Test
  void everyFunctionOfTheExamplesAgreesWithTheEvaluation() throws Exception {
    Map<String, Derivation> derived = new LinkedHashMap<>();
    Examples.all().forEach(f -> derived.put(f.getFileName().toString(), Examples.derive(f)));
    agree(derived, 30);
  }

  @Test
  void everyFunctionOfTheCorpusAgreesWithTheEvaluation() throws Exception {
    Map<String, Derivation> derived = new LinkedHashMap<>();
    Corpus.all().forEach(c -> derived.put(c.name(), c.derive()));
    agree(derived, 100);
  }

  private void agree(Map<String, Derivation> derived, int least) throws Exception {
    StringBuilder script = new StringBuilder("import numpy as np\nwrong = []\n");
    int functions = 0;
    for (Map.Entry<String, Derivation> one : derived.entrySet()) {
      for (Answer answer : one.getValue().answers()) {
        functions++;
        script.append(run(one.getKey(), answer));
      }
    }
    script.append("print('\\n'.join(wrong))\n");
    assertThat(functions).isGreaterThan(least);
    assertThat(python(script.toString(), folder)).isBlank();
  }

  private static String run(String file, Answer answer) {
    List<Definition> inputs = answer.inputs();
    List<Expr> roots = new ArrayList<>(inputs.stream().map(Definition::value).toList());
    roots.add(answer.value());
    Map<String, Integer> chosen = new HashMap<>(Sizes.of(roots, Map.of()).first());
    chosen.putAll(answer.verified().sizes().get(0));
    ToLongFunction<String> sizes = name -> Objects.requireNonNull(chosen.get(name), name);
    SplittableRandom random = new SplittableRandom(7);
    Map<Expr, Values> point = new HashMap<>();
    Map<String, List<String>> arguments = new LinkedHashMap<>();
    for (Definition input : inputs) {
      Values values = Values.zeros(input.value().shape().at(sizes));
      Arrays.setAll(values.re(), k -> random.nextDouble(0.1, 0.9));
      if (answer.code().function().contains("np.linalg.")) {
        awayFromSingular(values);
      }
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
    call += keywords(answer.code().function(), sizes);
    return answer.code().function()
        + "got = np.asarray("
        + answer.code().name()
        + "("
        + call
        + "))\nexpected = "
        + array(expected)
        + "\nif got.shape != expected.shape or not np.all(np.abs(got - expected)"
        + " <= 1e-12 * np.maximum(1, np.abs(expected))):\n    wrong.append('"
        + file
        + " "
        + answer.code().name()
        + " ' + str(got.shape) + ' ' + str(expected.shape) + ' '\n"
        + "        + str(np.max(np.abs(got - expected)) if got.shape == expected.shape else ''))\n";
  }

  /// `, n=3` for each size that the function takes because no argument shows it.
  private static String keywords(String function, ToLongFunction<String> sizes) {
    Matcher taken = Pattern.compile("(?s)def \\w+\\([^)]*\\*, ([^)]*)\\)").matcher(function);
    return taken.find()
        ? Arrays.stream(taken.group(1).split(",\\s*"))
            .map(name -> ", " + name + "=" + sizes.applyAsLong(name))
            .collect(Collectors.joining())
        : "";
  }

  /// Matrices become more like the identity, so that inverting them costs no digits.
  private static void awayFromSingular(Values values) {
    int[] shape = values.shape();
    if (shape.length == 2) {
      for (int k = 0; k < Math.min(shape[0], shape[1]); k++) {
        values.re()[k * shape[1] + k] += 1;
      }
    }
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
