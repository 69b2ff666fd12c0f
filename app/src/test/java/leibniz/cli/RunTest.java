package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.file.Npy;
import leibniz.file.Npz;
import leibniz.file.Saved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/// The commands `run` and `plan`: values for given arrays, and what they cost.
final class RunTest {
  private static final String SOFTMAX = "v: (B, D); q = softmax(v)";

  @TempDir Path folder;

  private Path saved(String name, int[] shape, double... values) throws IOException {
    Path file = folder.resolve(name);
    Npy.write(file, new Saved(shape, values));
    return file;
  }

  @Test
  void valuesAndDerivativesStandInATable() {
    Ran ran = Ran.of("run", "-e", SOFTMAX, "--grad", "q:v", "--size", "B=256,D=10");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out())
        .contains(" name   shape ", " v      (256, 10) ", "drawn from N(0, 1), seed 0")
        .contains(" dq_dv  (256 | 10 ++ 10) ")
        .contains(" ok     ∂q/∂v verified: central differences");
    assertThat(Ran.of("run", "-e", SOFTMAX, "--grad", "q:v", "--size", "B=256,D=10").out())
        .isEqualTo(ran.out());
    assertThat(Ran.of("run", "-e", SOFTMAX, "--seed", "1").out())
        .contains("seed 1", " note: B = 32, D = 8 taken")
        .isNotEqualTo(Ran.of("run", "-e", SOFTMAX).out());
  }

  @Test
  void arraysAreReadAndWritten() throws IOException {
    Path v = saved("v.npy", new int[] {2, 3}, 0, 0, 0, 1, 1, 1);
    Path out = folder.resolve("out.npz");
    Ran ran =
        Ran.of("run", "-e", SOFTMAX, "--grad", "q:v", "--data", "v=" + v, "-o", out.toString());
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("from " + v);
    Map<String, Saved> values = Npz.read(out);
    assertThat(values.keySet()).containsExactly("q", "dq_dv");
    assertThat(values.get("q").doubles())
        .containsExactly(new double[] {1 / 3., 1 / 3., 1 / 3., 1 / 3., 1 / 3., 1 / 3.}, within());
    assertThat(values.get("dq_dv").shape()).containsExactly(2, 3, 3);
    assertThat(values.get("dq_dv").doubles()[0]).isEqualTo(2 / 9., within());
    assertThat(values.get("dq_dv").doubles()[1]).isEqualTo(-1 / 9., within());
    Ran again =
        Ran.of("run", "-e", "q: (B, D); r = 2 * q", "--data", out.toString(), "--dtype", "float32");
    assertThat(again.exit()).isEqualTo(3);
    assertThat(again.err()).contains("error[LBZ010]: the program has no input dq_dv");
    Ran one = Ran.of("run", "-e", "q: (B, D); r = 2 * q", "--data", "q=" + out);
    assertThat(one.out()).contains(" r     (2, 3)  0.6667  0.6667  0.6667");
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  @Test
  void whatDoesNotFitIsTold() throws IOException {
    Path v = saved("v.npy", new int[] {2, 3}, 0, 0, 0, 1, 1, 1);
    Ran rank = Ran.of("run", "-e", "v: (D,); q = 2 * v", "--data", "v=" + v);
    assertThat(rank.exit()).isEqualTo(3);
    assertThat(rank.err()).contains("v is (D,), and the array from " + v + " is float64 (2, 3)");
    Ran size = Ran.of("run", "-e", SOFTMAX, "--size", "D=4", "--data", "v=" + v);
    assertThat(size.err()).contains("v is (B, D) with B=2, D=4, and the array");
    Files.writeString(v, "v");
    Ran none = Ran.of("run", "-e", SOFTMAX, "--data", "v=" + v);
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.err()).contains("is no array that can be read");
    Ran labels = Ran.of("run", "-e", "v: (B, D); t: (B,); f = np.sum(v[np.arange(B), t])");
    assertThat(labels.exit()).isEqualTo(3);
    assertThat(labels.err()).contains("t holds whole numbers").contains("--data t=FILE.npy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run                             | leibniz run needs one program
          run -e x:(n,);y=x --grad y      | --grad takes OUTPUT:INPUT, not y
          run -e x:(n,);y=x --data x      | --data takes NAME=FILE.npy or FILE.npz, not x
          run -e x:(n,);y=x --data x=z.npy| there is no file z.npy
          run -e x:(n,);y=x --seed -1     | --seed -1: a whole number
          run -e x:(n,);y=x --repeat 0    | --repeat 0: a whole number
          run -e x:(n,);y=x --dtype f8    | --dtype takes float64 or float32, not f8
          plan                            | needs a program
          """)
  void wrongUseIsTold(String words, String message) {
    Ran ran = Ran.of(words.strip().split(" "));
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains(message);
  }

  @Test
  void aValueThatIsNoNumberIsTold() {
    Ran ran = Ran.of("run", "-e", "v: (n,); w = v * v; y = np.log(-1 - w); z = y + 1");
    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.out()).contains("8 NaN");
    assertThat(ran.err())
        .contains("error[LBZ302]: np.log of negative numbers: 8 of 8 samples of y are NaN");
  }

  @Test
  void whatIsTooLargeIsTold() {
    String outer = "x: (n,); y: (n,); f = np.outer(x, y)";
    Ran ran = Ran.of("run", "-e", outer, "--size", "n=50000");
    assertThat(ran.exit()).isEqualTo(4);
    assertThat(ran.err()).contains("more than 2³¹ entries");
  }

  @Test
  void runsAreTimedAndProfiled() throws IOException {
    Ran ran = Ran.of("run", "-e", SOFTMAX, "--repeat", "5", "--profile", "--threads", "2");
    assertThat(ran.out()).contains(" time   median ", " of 5 runs; the first took ");
    assertThat(ran.out()).contains(" step  computes ", "  time ", "  share ", " loops: ");
    Ran json = Ran.of("run", "-e", SOFTMAX, "--repeat", "5", "--profile", "--json");
    Map<String, Object> object = new LinkedHashMap<>(JSON.std.mapFrom(json.out()));
    assertThat(object).containsKeys("schema", "values", "seconds", "plan", "sizes", "errors");
    assertThat((List<?>) object.get("values")).hasSize(2);
  }

  @Test
  void aPlanSaysWhatTheOrderIsWorth() throws IOException {
    String chain = "A: (300, 300); B: (300, 300); x: (300,); y = A @ B @ x";
    Ran ran = Ran.of("plan", "-e", chain, "--of", "y", "--wrt", "x", "--vjp");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("x_bar", "memory between inputs and results", "left to right");
    Ran small = Ran.of("plan", "-e", SOFTMAX, "--json");
    Map<String, Object> object = JSON.std.mapFrom(small.out());
    assertThat(object.get("sizes")).isEqualTo(Map.of("B", 32, "D", 8));
    assertThat((List<?>) object.get("steps")).isNotEmpty();
    Ran wrong = Ran.of("plan", "-e", SOFTMAX, "--of", "z");
    assertThat(wrong.exit()).isEqualTo(3);
  }
}
