package leibniz.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import leibniz.Derivatives;
import leibniz.Request;
import leibniz.ir.LeibnizException;
import leibniz.kernel.Crew;
import leibniz.kernel.Type;
import org.junit.jupiter.api.Test;

final class OpenSizesTest {
  private final OpenSizes open =
      OpenSizes.of(
          Derivatives.value(Request.of("A: (m, n); x: (n,); y = A @ x")).program(),
          Map.of(),
          Type.F64,
          Crew.alone());

  @Test
  void everySizeIsPlannedOnce() {
    Compiled wide = open.at(new int[] {1, 3}, new int[] {3});
    Compiled tall = open.at(new int[] {3, 1}, new int[] {1});
    assertThat(open.at(new int[] {1, 3}, new int[] {3})).isSameAs(wide);
    assertThat(open.at(Map.of("m", 3L, "n", 1L))).isSameAs(tall).isNotSameAs(wide);
    double[] y = new double[3];
    tall.run(new Object[] {new double[] {1, 2, 3}, new double[] {2}}, new Object[] {y});
    assertThat(y).containsExactly(2, 4, 6);
    double[] one = new double[1];
    wide.run(new Object[] {new double[] {1, 2, 3}, new double[] {1, 0, 1}}, new Object[] {one});
    assertThat(one).containsExactly(4);
  }

  @Test
  void shapesThatAreChangedLaterAreOthers() {
    int[] shape = {1, 3};
    Compiled before = open.at(shape, new int[] {3});
    shape[0] = 2;
    assertThat(open.at(shape, new int[] {3})).isNotSameAs(before);
  }

  @Test
  void threadsGetTheSamePlan() {
    assertThat(
            IntStream.range(0, 100)
                .parallel()
                .mapToObj(_ -> open.at(new int[] {5, 4}, new int[] {4}))
                .distinct())
        .hasSize(1);
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatThrownBy(() -> open.at(new int[] {2, 3}, new int[] {4}))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("x is (n,) with m=2, n=3, and the array has the shape (4,)");
    assertThatThrownBy(() -> open.at(new int[] {2, 3}, new int[] {3, 1}))
        .isInstanceOf(LeibnizException.class)
        .hasMessageContaining("x is (n,), and the array has the shape (3, 1)");
    assertThatThrownBy(() -> open.at(new int[] {2, 3})).isInstanceOf(RuntimeException.class);
  }
}
