package leibniz.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TensorTest {

  @Test
  void printsAsNumPyNests() {
    assertThat(Tensor.scalar(2)).hasToString("2.0");
    assertThat(Tensor.matrix(new double[] {1, 2}, new double[] {3, 4}))
        .hasToString("[[1.0, 2.0], [3.0, 4.0]]");
    assertThat(new Tensor(new int[] {9}, new double[9]).toString()).endsWith("0.0, …]");
    assertThat(new Tensor(new int[] {0, 3}, new double[0])).hasToString("[]");
  }

  @Test
  void indexesAndChecks() {
    Tensor t = Tensor.matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    assertThat(t.at(1, 0)).isEqualTo(4);
    assertThat(Tensor.of(t.toValues()).at(0, 2)).isEqualTo(3);
    assertThatThrownBy(() -> t.at(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Tensor.matrix(new double[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tensor(new int[] {2}, new double[3])).hasMessageContaining("[2]");
  }
}
