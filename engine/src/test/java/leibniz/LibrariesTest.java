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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import leibniz.run.Evaluate;
import leibniz.trace.Definition;
import leibniz.verify.Counts;
import leibniz.verify.Sizes;
import leibniz.verify.Structure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The functions that are printed for the examples and for the corpus, in both styles, run by the
/// real libraries as they stand.
final class LibrariesTest {
  private static final String PYTHON = System.getProperty("leibniz.python", "python3");

  /// A printed function is defined by itself, called, and compared. How many are called at once is
  /// up to the library.
  private static final String CHECKS =
      """
      import numpy as np
      wrong = []
      pending = []
      def check(what, name, source, arguments, keywords, expected):
          space = {}
          exec(source, space)
          pending.append((what, space[name], arguments, keywords, np.asarray(expected)))
          if len(pending) == AT_ONCE:
              compare()
      def compare():
          for (what, _, _, _, expected), got in zip(pending, evaluate(pending)):
              got = np.asarray(got)
              if got.shape != expected.shape:
                  wrong.append(f"{what}: shape {got.shape}, not {expected.shape}")
              elif not np.all(np.abs(got - expected) <= 1e-12 * np.maximum(1, np.abs(expected))):
                  wrong.append(f"{what}: off by {np.max(np.abs(got - expected))}")
          pending.clear()
      """;

  private static final String NUMPY =
      CHECKS
          + """
          AT_ONCE = 1
          def evaluate(jobs):
              return [f(*arguments, **keywords) for _, f, arguments, keywords, _ in jobs]
          def array(data, shape):
              return np.array(data).reshape(shape)
          def whole(x):
              return x.astype(int)
          def truth(x):
              return x.astype(bool)
          """;

  private static final String TORCH =
      CHECKS
          + """
          import torch
          AT_ONCE = 1
          def evaluate(jobs):
              return [f(*arguments, **keywords) for _, f, arguments, keywords, _ in jobs]
          def array(data, shape):
              return torch.tensor(data, dtype=torch.float64).reshape(shape)
          def whole(x):
              return x.long()
          def truth(x):
              return x.bool()
          """;

  /// What JAX is run for once need not be fast: compiling it is what takes the time.
  private static final String QUICKLY =
      """
      import os
      os.environ["XLA_FLAGS"] = (os.environ.get("XLA_FLAGS", "")
          + " --xla_backend_optimization_level=0 --xla_llvm_disable_expensive_passes=true")
      """;

  /// Many functions are compiled together, which is what users of JAX do with theirs, and takes a
  /// small part of the time that every operation by itself does.
  private static final String JAX =
      QUICKLY
          + CHECKS
          + """
          import jax
          jax.config.update("jax_enable_x64", True)
          import jax.numpy as jnp
          AT_ONCE = 32
          def evaluate(jobs):
              def all_of_them(given):
                  return [job[1](*arguments, **job[3]) for job, arguments in zip(jobs, given)]
              return jax.jit(all_of_them)([job[2] for job in jobs])
          def array(data, shape):
              return np.array(data).reshape(shape)
          def whole(x):
              return x.astype(int)
          def truth(x):
              return x.astype(bool)
          """;

  private static final Map<String, Derivation> CORPUS = new LinkedHashMap<>();

  private static final int RANDOM = 60;
  private static final int ATTEMPTS = 50;

  @TempDir Path folder;

  @Test
  @Tag("numpy")
  void numpyRunsEveryFunction() throws Exception {
    agree(Language.NUMPY, NUMPY);
  }

  @Test
  @Tag("torch")
  void torchRunsEveryFunction() throws Exception {
    agree(Language.TORCH, TORCH);
  }

  @Test
  @Tag("jax")
  void jaxRunsEveryFunction() throws Exception {
    agree(Language.JAX, JAX);
  }

  @Test
  @Tag("numpy")
  void numpyPassesEverySelfCheck() throws Exception {
    selfChecks(Language.NUMPY);
  }

  @Test
  @Tag("torch")
  void torchPassesEverySelfCheck() throws Exception {
    selfChecks(Language.TORCH);
  }

  @Test
  @Tag("jax")
  void jaxPassesEverySelfCheck() throws Exception {
    selfChecks(Language.JAX);
  }

  /// Each file is run as it stands, every other one in the efficient style. One that deviates ends
  /// with an exit status.
  private void selfChecks(Language language) throws Exception {
    int files = 0;
    for (Map.Entry<String, Derivation> problem : corpus().entrySet()) {
      for (Answer answer : problem.getValue().answers()) {
        if (answer.whyNoSelfCheck().isEmpty()) {
          String name = "check_%04d_%s.py".formatted(files, answer.code().name());
          CodeStyle style = CodeStyle.values()[files++ % CodeStyle.values().length];
          Files.writeString(folder.resolve(name), answer.selfCheck(language, style));
        }
      }
    }
    assertThat(files).isGreaterThan(500);
    String all =
        QUICKLY
            + """
            import contextlib, glob, io, os, runpy
            for file in sorted(glob.glob(os.path.join(os.path.dirname(__file__), "check_*.py"))):
                said = io.StringIO()
                try:
                    with contextlib.redirect_stdout(said):
                        runpy.run_path(file, run_name="__main__")
                except SystemExit:
                    print(file, said.getvalue())
            """;
    assertThat(python(all, folder, language)).isBlank();
  }

  /// In both styles, and in one run: what a library compiles for one problem serves others.
  private void agree(Language language, String start) throws Exception {
    Map<String, Derivation> derived = new LinkedHashMap<>();
    Examples.all().forEach(f -> derived.put(f.getFileName().toString(), Examples.derive(f)));
    derived.putAll(corpus());
    derived.putAll(RandomPrograms.derived(RANDOM));
    StringBuilder script = new StringBuilder(start);
    int functions = 0;
    for (Map.Entry<String, Derivation> one : derived.entrySet()) {
      for (Answer answer : one.getValue().answers()) {
        for (CodeStyle style : CodeStyle.values()) {
          functions++;
          script.append(check(one.getKey() + " " + style, answer, answer.code(language, style)));
        }
      }
    }
    script.append("compare()\nprint('\\n'.join(wrong))\n");
    assertThat(functions).isGreaterThan(200);
    assertThat(python(script.toString(), folder, language)).isBlank();
  }

  /// The problems of the corpus, derived once for all tests.
  private static synchronized Map<String, Derivation> corpus() {
    if (CORPUS.isEmpty()) {
      Corpus.all().forEach(c -> CORPUS.put(c.name(), c.derive()));
    }
    return CORPUS;
  }

  /// The call of `check` for one function.
  private static String check(String what, Answer answer, PrintedCode code) {
    List<Definition> inputs = answer.inputs();
    List<Expr> roots = new ArrayList<>(inputs.stream().map(Definition::value).toList());
    roots.add(answer.value());
    Map<String, Integer> chosen = new HashMap<>(Sizes.of(roots, Map.of()).first());
    chosen.putAll(answer.verified().sizes().get(0));
    ToLongFunction<String> sizes = name -> Objects.requireNonNull(chosen.get(name), name);
    Map<Expr, Values> point = point(answer, code, roots, sizes);
    Map<String, List<String>> given = new LinkedHashMap<>();
    Set<String> listed = new HashSet<>();
    for (Definition input : inputs) {
      String base = input.name().unindexed().identifier();
      given
          .computeIfAbsent(base, b -> new ArrayList<>())
          .add(typed(input.value(), array(Objects.requireNonNull(point.get(input.value())))));
      if (!input.name().index().isEmpty()) {
        listed.add(base);
      }
    }
    String arguments =
        code.arguments().stream()
            .map(base -> {
              List<String> values = Objects.requireNonNull(given.get(base), base);
              return listed.contains(base) ? values.toString() : values.get(0);
            })
            .collect(Collectors.joining(", "));
    return "check("
        + text(what + " " + code.name())
        + ", "
        + text(code.name())
        + ", "
        + text(code.function())
        + ", ["
        + arguments
        + "], dict("
        + keywords(code.function(), sizes)
        + "), "
        + array(value(answer, point, sizes))
        + ")\n";
  }

  /// As a string of Python.
  private static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }

  private static Values value(
      Answer answer, Map<Expr, Values> point, ToLongFunction<String> sizes) {
    return Objects.requireNonNull(
        Evaluate.of(List.of(answer.value()), point, sizes).get(answer.value()));
  }

  /// Numbers for the inputs: the first that are drawn at which the answer has a value.
  private static Map<Expr, Values> point(
      Answer answer, PrintedCode code, List<Expr> roots, ToLongFunction<String> sizes) {
    for (int seed = 7; seed < 7 + ATTEMPTS; seed++) {
      Map<Expr, Values> point = drawn(answer, code, roots, sizes, new SplittableRandom(seed));
      if (Arrays.stream(value(answer, point, sizes).re()).allMatch(Double::isFinite)) {
        return point;
      }
    }
    throw new AssertionError("no point at which it has a value: " + code.function());
  }

  private static Map<Expr, Values> drawn(
      Answer answer,
      PrintedCode code,
      List<Expr> roots,
      ToLongFunction<String> sizes,
      SplittableRandom random) {
    Map<Expr, Values> point = new HashMap<>();
    for (Definition input : answer.inputs()) {
      Values values = Values.zeros(input.value().shape().at(sizes));
      Arrays.setAll(values.re(), k -> random.nextDouble(0.1, 0.9));
      if (Counts.is(input.value())) {
        values = new Counts(roots).draw(input.value(), sizes, random, false);
      }
      if (code.function().contains(".linalg.")) {
        awayFromSingular(values);
      }
      if (input.value().head() instanceof Head.Var v) {
        Structure.impose(v, values);
      }
      point.put(input.value(), values);
    }
    return point;
  }

  /// `n=3` for each size that the function takes because no argument shows it.
  private static String keywords(String function, ToLongFunction<String> sizes) {
    Matcher taken = Pattern.compile("(?s)def \\w+\\([^)]*\\*, ([^)]*)\\)").matcher(function);
    return taken.find()
        ? Arrays.stream(taken.group(1).split(",\\s*"))
            .map(word -> word.split("=")[0])
            .map(name -> name + "=" + sizes.applyAsLong(name))
            .collect(Collectors.joining(", "))
        : "";
  }

  /// Indices are arrays of whole numbers, masks of truth values.
  private static String typed(Expr input, String array) {
    boolean truth =
        input.head() instanceof Head.Var v && v.properties().contains(Head.Property.TRUTH);
    return truth ? "truth(" + array + ")" : Counts.is(input) ? "whole(" + array + ")" : array;
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
    return "array([" + numbers + "], " + shape + ")";
  }

  private static boolean has(Language library) throws IOException, InterruptedException {
    return new ProcessBuilder(PYTHON, "-c", "import " + library).start().waitFor() == 0;
  }

  private static String python(String script, Path folder, Language library)
      throws IOException, InterruptedException {
    Path file = folder.resolve("examples.py");
    Files.writeString(file, script);
    Process process;
    try {
      assumeTrue(has(library), PYTHON + " has no " + library);
      process = new ProcessBuilder(PYTHON, file.toString()).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "there is no " + PYTHON + " here: " + e.getMessage());
      throw e;
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
