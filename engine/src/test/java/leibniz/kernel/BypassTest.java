package leibniz.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BypassTest {

  @BeforeEach
  void only() {
    assumeTrue(Bypass.USED);
  }

  @Test
  void everyPlaceAndLengthIsCopied() {
    for (int at = 0; at < 40; at++) {
      for (int n = 0; n < 100; n++) {
        double[] block = new double[100];
        Arrays.setAll(block, k -> k + 1);
        double[] to = new double[160];
        int written = Bypass.write(block, n, to, at, false);
        assertThat(written).isBetween(Math.max(0, n - 7), n);
        assertThat(block[0]).isEqualTo(written < n ? written + 1.0 : 1.0);
        written += Bypass.write(block, n - written, to, at + written, true);
        assertThat(written).isEqualTo(n);
        for (int k = 0; k < to.length; k++) {
          assertThat(to[k]).isEqualTo(k >= at && k < at + n ? k - at + 1 : 0);
        }
      }
    }
  }

  @Test
  void floatsToo() {
    float[] block = new float[1000];
    for (int k = 0; k < block.length; k++) {
      block[k] = k + 1;
    }
    float[] to = new float[1100];
    assertThat(Bypass.write(block, 999, to, 50, true)).isEqualTo(999);
    for (int k = 0; k < to.length; k++) {
      assertThat(to[k]).isEqualTo(k >= 50 && k < 1049 ? k - 49 : 0);
    }
  }

  @Test
  void whatLiesOutsideIsRefused() {
    double[] block = new double[10];
    double[] to = new double[20];
    assertThatThrownBy(() -> Bypass.write(block, 10, to, 11, true))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Bypass.write(block, 11, to, 0, true))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Bypass.write(block, 1, to, -1, true))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
