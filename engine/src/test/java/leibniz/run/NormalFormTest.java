package leibniz.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Whatever the constructors of expressions simplify, the value stays: random expressions against
/// the loops that were written down with them.
final class NormalFormTest {

  @Test
  void theNormalFormHasTheValueOfWhatWasWritten() {
    int compared = 0;
    for (int seed = 0; seed < 8_000; seed++) {
      Twin.Maker maker = new Twin.Maker(seed, false);
      Twin twin = maker.make(maker.shape(3), 1 + seed % 4);
      double[] value =
          Objects.requireNonNull(
                  Evaluate.of(List.of(twin.expr()), maker.inputs, maker.sizes::get)
                      .get(twin.expr()))
              .re();
      if (Arrays.stream(twin.value()).allMatch(v -> Math.abs(v) < 1e6)) { // not NaN either
        for (int k = 0; k < value.length; k++) {
          double written = twin.value()[k];
          assertThat(Math.abs(value[k] - written))
              .as(() -> twin.text() + "\n" + twin.expr() + "\n" + maker.sizes)
              .isLessThanOrEqualTo(1e-7 * (1 + Math.abs(written)));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(15_000);
  }
}
