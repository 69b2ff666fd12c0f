package leibniz.code;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.spi.ToolProvider;
import leibniz.ir.Expr;
import leibniz.ir.Names;
import leibniz.ir.Values;
import leibniz.program.Linearize;
import leibniz.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is printed is compiled, loaded and run, and must return what the definitions say.
final class JavaTest {
  private static final int CASES = Integer.getInteger("leibniz.cases", 400);
  private static final long SEED = Long.getLong("leibniz.seed", 1);
  private static final double TOLERANCE = 1e-10;

  @TempDir Path folder;

  private record Case(String source, Program program, RandomExpressions random) {}

  @Test
  void printedClassesComputeWhatTheyShould() throws IOException, ReflectiveOperationException {
    Map<String, Case> cases = new HashMap<>();
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      RandomExpressions random = new RandomExpressions(seed);
      List<Program.Root> roots = random.roots();
      Map<String, Long> sizes = new Random(seed).nextBoolean() ? RandomExpressions.SIZES : Map.of();
      Program program = Linearize.of(random.inputs, roots, new Names(random.names), sizes);
      String name = "f" + seed;
      cases.put(name, new Case(new Java().function(name, program), program, random));
    }
    compile(cases);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      for (Map.Entry<String, Case> entry : cases.entrySet()) {
        check(entry.getKey(), entry.getValue(), loader);
      }
    }
  }

  private void compile(Map<String, Case> cases) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("-d", folder.toString(), "-encoding", "UTF-8", "-proc:none", "-Xlint:all"));
    words.add("-Werror");
    for (Map.Entry<String, Case> entry : cases.entrySet()) {
      Path file = folder.resolve(JavaLayers.className(entry.getKey()) + ".java");
      words.add(Files.writeString(file, entry.getValue().source).toString());
    }
    StringWriter said = new StringWriter();
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    int status =
        javac.run(new PrintWriter(said), new PrintWriter(said), words.toArray(String[]::new));
    assertThat(status).as(said.toString()).isZero();
  }

  private static void check(String name, Case made, ClassLoader loader)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(JavaLayers.className(name), true, loader);
    Method method = null;
    for (Method each : type.getDeclaredMethods()) {
      method = each.getName().equals(name) ? each : method;
    }
    method.setAccessible(true);
    Object result = method.invoke(null, arguments(made).toArray());
    List<Program.Root> roots = made.program.results();
    for (int k = 0; k < roots.size(); k++) {
      Object one = roots.size() == 1 ? result : ((double[][]) result)[k];
      double[] found = one instanceof Double number ? new double[] {number} : (double[]) one;
      double[] expected = made.random.values.get(expected(made, k)).re();
      assertThat(found).as(made.source).hasSameSizeAs(expected);
      for (int i = 0; i < found.length; i++) {
        double gap = Math.abs(found[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
        assertThat(gap).as(made.source).isLessThanOrEqualTo(TOLERANCE);
      }
    }
  }

  private static Expr expected(Case made, int k) {
    return made.random.asked.get(k).node();
  }

  /// Inputs, those of a list in one array of arrays, then the sizes.
  private static List<Object> arguments(Case made) {
    List<Object> arguments = new ArrayList<>();
    double[][] list = null;
    for (Program.Input input : made.program.inputs()) {
      Values value = made.random.values.get(input.node());
      if (input.name().index().isEmpty()) {
        arguments.add(input.shape().rank() == 0 ? (Object) value.re()[0] : value.re());
        continue;
      }
      if (list == null) {
        list = new double[8][];
        arguments.add(list);
      }
      list[input.name().positions().getFirst()] = value.re();
    }
    for (String symbol : made.program.symbols()) {
      arguments.add(Math.toIntExact(RandomExpressions.SIZES.get(symbol)));
    }
    return arguments;
  }
}
