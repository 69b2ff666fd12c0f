package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import leibniz.ir.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every code is explained, its wrong example brings it about, its right one does not.
final class ExplainTest {

  static Stream<String> codes() {
    return Arrays.stream(Code.values()).map(Code::name);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theExamplesDoWhatThePageSays(String code) {
    List<String> page = Explain.pages().get(code);
    assertThat(page).as(code).isNotNull();
    for (String line : page) {
      if (line.startsWith("wrong ")) {
        Ran ran = Ran.of("derive", "-e", line.substring(6).strip());
        assertThat(ran.err()).as(line).contains("error[" + code + "]");
        assertThat(ran.exit()).as(line).isEqualTo(3);
      } else if (line.startsWith("right ")) {
        Ran ran = Ran.of("derive", "-e", line.substring(6).strip());
        assertThat(ran.err()).as(line).isEmpty();
        assertThat(ran.exit()).as(line).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void theProgramsThatAreCheckedDoWhatThePageSays(String code) {
    List<String> page = Explain.pages().get(code);
    StringBuilder program = new StringBuilder();
    String kind = "";
    List<String> ended = new ArrayList<>(page);
    ended.add("");
    for (String line : ended) {
      if (!line.startsWith("    ") && !kind.isEmpty()) {
        Ran ran = Ran.in(new Ran.Setting().in(program.toString()), "check", "-q", "-");
        if (kind.equals("wrong")) {
          assertThat(ran.out()).as(program.toString()).contains("[" + code + "]");
        } else {
          assertThat(ran.out()).as(program.toString()).isEmpty();
          assertThat(ran.exit()).as(program.toString()).isZero();
        }
      }
      if (line.startsWith("    ")) {
        program.append(line, 4, line.length()).append('\n');
      } else {
        kind = line.equals("wrong") || line.equals("right") ? line : "";
        program.setLength(0);
      }
    }
  }

  @Test
  void theFunctionsAreListed() {
    Ran ran = Ran.of("explain", "functions");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out().lines().count()).isGreaterThan(100);
    assertThat(ran.out()).contains("einsum").contains("softmax");
  }

  @Test
  void whatIsNotKnownIsSaidSo() {
    assertThat(Ran.of("explain", "LBZ199").err()).contains("there is nothing to explain under");
    assertThat(Ran.of("explain").exit()).isEqualTo(2);
    assertThat(Ran.of("explain", "lbz103").out()).contains("two shapes do not fit an operation");
  }

  @Test
  void aFunctionIsDerived() {
    assertThat(Ran.of("explain", "softmax").out())
        .contains("∂q_bi/∂x_bj = q_bi (δ_ij − q_bj)")
        .contains("x_bar = t1 - q * np.sum(t1, axis=1, keepdims=True)")
        .contains("ok  verified");
    assertThat(Ran.of("explain", "slogdet").out()).contains("∂q/∂A = A⁻ᵀ");
    assertThat(Ran.of("explain", "np.linalg.solve").out()).contains("∂q/∂b = A⁻¹");
    Ran none = Ran.of("explain", "np.zeros");
    assertThat(none.out()).contains("np.zeros(shape").contains("no derivative");
    assertThat(none.exit()).isZero();
  }

  @Test
  void aStepIsToldByItself() {
    Ran ran = Ran.of("explain", "../examples/softmax.py:3", "--of", "q", "--wrt", "v");
    assertThat(ran.out())
        .contains("[quotient rule]")
        .contains("the numerator varies, and the denominator does")
        .contains("uses     ds_dv of step 2")
        .contains("sharing B = (B, D, D)");
    Ran same = Ran.of("derive", "../examples/softmax.py", "--of", "q", "--wrt", "v", "--steps=3");
    assertThat(same.out()).isEqualTo(ran.out());
    Ran beyond = Ran.of("explain", "../examples/softmax.py:9", "--of", "q", "--wrt", "v");
    assertThat(beyond.err()).contains("there is no step 9: the derivation has 4 steps");
    assertThat(beyond.exit()).isEqualTo(2);
    assertThat(Ran.of("explain", "nosuch.py:1").err()).contains("nosuch.py: no such file");
    assertThat(Ran.of("derive", "-e", "x: (n,); x", "--steps", "7").err()).contains("no step 7");
    assertThat(Ran.of("derive", "-e", "x: (n,); x", "--steps=0").exit()).isEqualTo(2);
  }
}
