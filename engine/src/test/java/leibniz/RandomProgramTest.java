package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import leibniz.run.Tensor;
import leibniz.trace.Definition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Programs at random: what is derived of them, simplified on the way, is what the program as it
/// was read does when its inputs move. The same programs are run in Java by [JavaTest] and in
/// Python by [LibrariesTest]. `-Dleibniz.seed=…` and `-Dleibniz.cases=…` draw others.
final class RandomProgramTest {
  private static final long SEED = Long.getLong("leibniz.seed", 1);
  private static final int CASES = Integer.getInteger("leibniz.cases", 150);
  private static final Map<String, Integer> SIZES = Map.of("n", 3, "m", 2);
  private static final double STEP = 1e-3;
  private static final double TOLERANCE = 1e-7;

  @Test
  void whatIsDerivedIsWhatDifferencesMeasure() {
    List<String> wrong = new ArrayList<>();
    for (String program : RandomPrograms.from(SEED, CASES)) {
      String gap = gap(program);
      if (gap != null) {
        String least = RandomPrograms.shrunk(program, p -> gap(p) != null);
        wrong.add(least + "\n" + gap(least));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aMistakeIsFoundInTheSmallestProgramThatHasIt() {
    String program = "x: (n,)\ny: (n,)\nu0 = x * y\nu1 = np.tanh(u0)\nu2 = np.sin(u1) * y\n";
    assertThat(
            RandomPrograms.shrunk(
                program, p -> p.contains("np.tanh(") && RandomPrograms.reads(p.lines().toList())))
        .isEqualTo("x: (n,)\nu1 = np.tanh(x)");
  }

  /// What is wrong with what is derived of a program, or null.
  private static @Nullable String gap(String program) {
    Derivation derivation = RandomPrograms.derive(program).orElse(null);
    if (derivation == null) {
      return null;
    }
    for (Answer answer : derivation.answers()) {
      var found = answer.verified();
      assertThat(answer.toString()).isNotBlank();
      if (found.counterexample() != null) {
        return answer + "\n" + found;
      }
      String off = found.ok() ? off(derivation, answer) : null;
      if (off != null) {
        return answer + "\n" + off;
      }
    }
    return null;
  }

  /// Entries where five points of the program, on a line along one input, say something else. Where
  /// two widths disagree with one another there is a kink between, and nothing is said.
  private static @Nullable String off(Derivation derivation, Answer answer) {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, Tensor> arrays = new HashMap<>();
    for (Definition input : derivation.script().inputs()) {
      int[] shape = input.value().shape().at(name -> SIZES.getOrDefault(name, 0));
      double[] values = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      Arrays.setAll(values, _ -> random.nextDouble(-1.5, 1.5));
      arrays.put(input.name().toString(), new Tensor(shape, values));
    }
    double[] derived = derivation.value(answer, arrays).values();
    String name = answer.wrt();
    int entries = arrays.get(name).values().length;
    for (int k = 0; k < entries; k++) {
      double[] wide = slope(derivation, arrays, name, k, STEP);
      double[] narrow = slope(derivation, arrays, name, k, STEP / 2);
      for (int i = 0; i < wide.length; i++) {
        double scale = Math.max(1, Math.abs(narrow[i]));
        boolean smooth = Math.abs(wide[i] - narrow[i]) <= TOLERANCE * scale;
        double error = Math.abs(derived[i * entries + k] - narrow[i]);
        if (smooth && !(error <= TOLERANCE * scale)) {
          return String.format(
              "entry %d by entry %d of %s: derived %s, measured %s at %s",
              i, k, name, derived[i * entries + k], narrow[i], shown(arrays));
        }
      }
    }
    return null;
  }

  private static String shown(Map<String, Tensor> arrays) {
    return arrays.entrySet().stream()
        .map(e -> e.getKey() + " = " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  /// By five points, for each entry of the output.
  private static double[] slope(
      Derivation derivation, Map<String, Tensor> arrays, String name, int entry, double step) {
    double[] sum = new double[0];
    double[] weights = {1, -8, 8, -1};
    double[] places = {-2, -1, 1, 2};
    for (int p = 0; p < places.length; p++) {
      Tensor at = arrays.get(name);
      double[] moved = at.values().clone();
      moved[entry] += places[p] * step;
      Map<String, Tensor> there = new HashMap<>(arrays);
      there.put(name, new Tensor(at.shape(), moved));
      double[] value = derivation.value(there).values();
      sum = p == 0 ? new double[value.length] : sum;
      for (int i = 0; i < value.length; i++) {
        sum[i] += weights[p] * value[i] / (12 * step);
      }
    }
    return sum;
  }
}
