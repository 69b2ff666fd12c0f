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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.spi.ToolProvider;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.run.Evaluate;
import leibniz.trace.Definition;
import leibniz.verify.Counts;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java classes that are printed for the examples and for the corpus, compiled, loaded and run
/// as they stand.
final class JavaTest {
  private static final double TOLERANCE = 1e-10;
  private static final int RANDOM = 60;

  @TempDir Path folder;

  private record Case(String name, Answer answer) {}

  @Test
  void everyClassAgreesWithTheEvaluation() throws IOException, ReflectiveOperationException {
    Map<String, Derivation> derived = new LinkedHashMap<>();
    Examples.all().forEach(f -> derived.put(f.getFileName().toString(), Examples.derive(f)));
    Corpus.all().forEach(c -> derived.put(c.name(), c.derive()));
    derived.putAll(RandomPrograms.derived(RANDOM));
    List<Case> cases = new ArrayList<>();
    derived.forEach((name, derivation) ->
        derivation.answers().forEach(answer -> cases.add(new Case(name, answer))));
    assertThat(cases).hasSizeGreaterThan(100);
    compile(cases);
    List<String> wrong = new ArrayList<>();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (int k = 0; k < cases.size(); k++) {
        String gap = gap(cases.get(k), k, loader);
        gap = gap == null ? deviation(cases.get(k), k, loader) : gap;
        if (gap != null) {
          wrong.add(cases.get(k).name + " " + cases.get(k).answer.code().name() + " " + gap);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// The file that is printed runs as it stands, and its exit status tells right from wrong.
  @Test
  void aSelfCheckTellsRightFromWrong() throws IOException, InterruptedException {
    Answer answer = Leibniz.derive(Request.of("x: (n,); f = sum(x**2)")).answers().getFirst();
    String text = answer.selfCheck(Language.JAVA, CodeStyle.EINSUM);
    String wrong = text.replace("df_dx[i] = 2 * x[i];", "df_dx[i] = 2.001 * x[i];");
    assertThat(wrong).isNotEqualTo(text);
    assertThat(exit(text)).isZero();
    assertThat(exit(wrong)).isEqualTo(1);
  }

  private int exit(String text) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("DfDx.java"), text);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(java, file.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start()
        .waitFor();
  }

  private void compile(List<Case> cases) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("-d", folder.toString(), "-encoding", "UTF-8", "-proc:none"));
    words.addAll(List.of("-Xlint:all", "-Werror"));
    for (int k = 0; k < cases.size(); k++) {
      Path file = folder.resolve("Case" + k + ".java");
      String text = cases.get(k).answer.code(Language.JAVA).function();
      words.add(Files.writeString(file, "package case" + k + ";\n\n" + text).toString());
      if (cases.get(k).answer.whyNoSelfCheck().isEmpty()) {
        String check = cases.get(k).answer.selfCheck(Language.JAVA, CodeStyle.EINSUM);
        Path other = folder.resolve("Check" + k + ".java");
        words.add(Files.writeString(other, "package check" + k + ";\n\n" + check).toString());
      }
    }
    StringWriter said = new StringWriter();
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    int status =
        javac.run(new PrintWriter(said), new PrintWriter(said), words.toArray(String[]::new));
    assertThat(status).as(said.toString()).isZero();
  }

  /// What is wrong by its own check, or null.
  private static @Nullable String deviation(Case made, int number, ClassLoader loader)
      throws ReflectiveOperationException {
    if (made.answer.whyNoSelfCheck().isPresent()) {
      return null;
    }
    String text = made.answer.code(Language.JAVA).function();
    String name = text.substring("final class ".length(), text.indexOf(" {"));
    Method check =
        Class.forName("check" + number + "." + name, true, loader).getDeclaredMethod("check");
    check.setAccessible(true);
    double deviation = (Double) check.invoke(null);
    return deviation < 1e-6 ? null : "checks itself and is off by " + deviation;
  }

  /// What is wrong with the result, or null.
  private static @Nullable String gap(Case made, int number, ClassLoader loader)
      throws ReflectiveOperationException {
    Answer answer = made.answer;
    List<Definition> inputs = answer.inputs();
    List<Expr> roots = new ArrayList<>(inputs.stream().map(Definition::value).toList());
    roots.add(answer.value());
    Map<String, Integer> sizes = new HashMap<>(Sizes.of(roots, Map.of()).first());
    sizes.putAll(answer.verified().sizes().get(0));
    ToLongFunction<String> size = name -> Objects.requireNonNull(sizes.get(name), name);
    SplittableRandom random = new SplittableRandom(7);
    Map<Expr, Values> point = new HashMap<>();
    Map<String, Object> arguments = new HashMap<>();
    for (Definition input : inputs) {
      Values values = Values.zeros(input.value().shape().at(size));
      Arrays.setAll(values.re(), k -> random.nextDouble(0.1, 0.9));
      if (Counts.is(input.value())) {
        values = new Counts(roots).draw(input.value(), size, random, false);
      }
      awayFromSingular(values);
      point.put(input.value(), values);
      give(input, values, arguments);
    }
    Values expected =
        Objects.requireNonNull(
            Evaluate.of(List.of(answer.value()), point, size).get(answer.value()));
    Object result = call(answer.code(Language.JAVA), number, loader, arguments, sizes);
    double[] found = result instanceof Double one ? new double[] {one} : (double[]) result;
    if (found.length != expected.count()) {
      return found.length + " entries, not " + expected.count();
    }
    double most = 0;
    for (int k = 0; k < found.length; k++) {
      double wanted = expected.re()[k];
      most = Math.max(most, Math.abs(found[k] - wanted) / Math.max(1, Math.abs(wanted)));
    }
    return most <= TOLERANCE ? null : "off by " + most;
  }

  private static void give(Definition input, Values values, Map<String, Object> arguments) {
    List<Integer> index = input.name().positions();
    if (index.isEmpty()) {
      boolean number = input.value().rank() == 0;
      arguments.put(
          input.name().unindexed().identifier(), number ? (Object) values.re()[0] : values.re());
    } else {
      double[][] list =
          (double[][])
              arguments.computeIfAbsent(
                  input.name().unindexed().identifier(), _ -> new double[64][]);
      list[index.getFirst()] = values.re();
    }
  }

  private static Object call(
      PrintedCode code,
      int number,
      ClassLoader loader,
      Map<String, Object> arguments,
      Map<String, Integer> sizes)
      throws ReflectiveOperationException {
    String text = code.function();
    String name = text.substring("final class ".length(), text.indexOf(" {"));
    for (Method method :
        Class.forName("case" + number + "." + name, true, loader).getDeclaredMethods()) {
      if (method.getName().equals(code.name())) {
        method.setAccessible(true);
        List<Object> given = new ArrayList<>();
        code.arguments().forEach(a -> given.add(Objects.requireNonNull(arguments.get(a), a)));
        String head = text.substring(text.indexOf(code.name() + "("), text.indexOf(") {"));
        for (String part : head.split("[(,]")) {
          if (part.strip().startsWith("int ")) {
            String symbol = part.strip().substring("int ".length());
            given.add(Objects.requireNonNull(sizes.get(symbol), symbol));
          }
        }
        return method.invoke(null, given.toArray());
      }
    }
    throw new AssertionError(text);
  }

  /// Matrices become more like the identity, so that inverting them costs no digits.
  private static void awayFromSingular(Values values) {
    int[] shape = values.shape();
    if (shape.length == 2 && shape[0] == shape[1]) {
      for (int k = 0; k < shape[0]; k++) {
        values.re()[k * shape[1] + k] += 1;
      }
    }
  }
}
