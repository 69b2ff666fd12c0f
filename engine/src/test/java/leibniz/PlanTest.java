package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.ir.Name;
import leibniz.ir.Names;
import leibniz.ir.Values;
import leibniz.kernel.Crew;
import leibniz.kernel.Type;
import leibniz.plan.Compiled;
import leibniz.program.Linearize;
import leibniz.program.Program;
import leibniz.run.Evaluate;
import leibniz.verify.Sizes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every derivative of the corpus: a plan gives what the reference evaluation gives.
final class PlanTest {

  static Stream<Corpus> problems() {
    return Corpus.all().stream();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void givesWhatTheReferenceGives(Corpus problem) {
    Derivation derivation = problem.derive();
    List<Expr> values = derivation.answers().stream().map(Answer::value).toList();
    if (!values.isEmpty()) {
      check(values, Type.F64, 1e-9);
    }
  }

  static void check(List<Expr> values, Type type, double tolerance) {
    List<Program.Root> roots = new ArrayList<>();
    for (int k = 0; k < values.size(); k++) {
      roots.add(new Program.Root(Name.of("result" + k), values.get(k)));
    }
    Map<String, Long> sizes = new HashMap<>();
    Sizes.of(values, Map.of()).first().forEach((name, size) -> sizes.put(name, (long) size));
    Program program = Linearize.of(List.of(), roots, new Names(Map.of()), sizes);
    Map<Expr, Values> inputs = new HashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    for (Program.Input input : program.inputs()) {
      Values drawn = Values.zeros(input.shape().at(sizes::get));
      for (int k = 0; k < drawn.count(); k++) {
        drawn.re()[k] =
            input.isWhole() ? random.nextInt(2) : (float) (0.1 + 0.9 * random.nextDouble());
      }
      inputs.put(input.node(), drawn);
    }
    Map<Expr, Values> expected = Evaluate.of(values, inputs, sizes::get);
    Compiled compiled = Compiled.of(program, type, sizes, Crew.alone());
    Object[] given =
        program.inputs().stream().map(i -> array(inputs.get(i.node()), type)).toArray();
    Object[] results = compiled.results();
    for (Object result : results) {
      fill(result);
    }
    for (int run = 0; run < 2; run++) {
      compiled.run(given, results);
      for (int k = 0; k < results.length; k++) {
        compare(expected.get(values.get(k)).re(), results[k], tolerance);
      }
    }
  }

  /// So that nothing passes that was not written.
  private static void fill(Object array) {
    if (array instanceof double[] d) {
      Arrays.fill(d, 1e30);
    } else {
      Arrays.fill((float[]) array, 1e30f);
    }
  }

  private static Object array(Values values, Type type) {
    if (type == Type.F64) {
      return values.re().clone();
    }
    float[] floats = new float[values.count()];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = (float) values.re()[k];
    }
    return floats;
  }

  private static void compare(double[] expected, Object result, double tolerance) {
    double scale = Arrays.stream(expected).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    for (int k = 0; k < expected.length; k++) {
      double is = result instanceof double[] d ? d[k] : ((float[]) result)[k];
      double should = expected[k];
      boolean same =
          Double.isFinite(should)
              ? Math.abs(is - should) <= tolerance * (scale + 1e-3)
              : Double.compare(is, should) == 0;
      assertThat(same).as("entry %d is %s and should be %s", k, is, should).isTrue();
    }
  }
}
