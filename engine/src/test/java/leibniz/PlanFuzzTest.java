package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.kernel.Crew;
import leibniz.kernel.Form;
import leibniz.kernel.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Programs at random, and their derivatives: a plan gives what the reference evaluation gives, at
/// sizes that fit no vector and at sizes of nothing, in every form. `-Dleibniz.seed=…` and
/// `-Dleibniz.cases=…` draw others.
final class PlanFuzzTest {
  private static final long SEED = Long.getLong("leibniz.seed", 1);
  private static final int CASES = Integer.getInteger("leibniz.cases", 60);
  private static final List<Map<String, Long>> SIZES =
      List.of(
          Map.of("n", 3L, "m", 2L),
          Map.of("n", 13L, "m", 7L),
          Map.of("n", 1L, "m", 17L),
          Map.of("n", 33L, "m", 1L));

  @Test
  void plansGiveWhatTheReferenceGives() {
    List<String> wrong = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(SEED);
    for (String program : RandomPrograms.from(SEED, CASES)) {
      Map<String, Long> sizes = SIZES.get(random.nextInt(SIZES.size()));
      Form form = Form.values()[random.nextInt(Form.values().length)];
      Type type = random.nextInt(3) == 0 ? Type.F32 : Type.F64;
      if (gap(program, sizes, form, type) != null) {
        String least = RandomPrograms.shrunk(program, p -> gap(p, sizes, form, type) != null);
        wrong.add(
            sizes + " " + form + " " + type + "\n" + least + "\n" + gap(least, sizes, form, type));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// What is wrong, or null.
  private static @Nullable String gap(
      String program, Map<String, Long> sizes, Form form, Type type) {
    Derivation derivation = RandomPrograms.derive(program).orElse(null);
    if (derivation == null || derivation.answers().isEmpty()) {
      return null;
    }
    List<Expr> values = derivation.answers().stream().map(Answer::value).toList();
    try {
      Plans.check(values, sizes, type, form, Crew.alone());
      return null;
    } catch (AssertionError e) {
      return e.getMessage();
    }
  }
}
