package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Source;
import org.junit.jupiter.api.Test;

/// The large example: what is derived and printed grows with the number of layers, and no faster.
final class TransformerTest {
  private static final int EACH = 12; // weights of a layer
  private static final int OTHERS = 4; // gain, bias, out; and the mask, which has no batch axis

  @Test
  void expressionsAndCodeGrowAsTheLayersDo() throws IOException {
    Derivation six = derive(6);
    Derivation twelve = derive(12);
    Derivation all = derive(24);
    assertThat(six.answers()).hasSize(6 * EACH + OTHERS);
    assertThat(all.answers()).hasSize(24 * EACH + OTHERS).allMatch(a -> a.verified().ok());
    // as much again would be 2, and 4 if each layer looked at every other
    assertThat(ratio(nodes(six), nodes(twelve), nodes(all))).isBetween(1.8, 2.2);
    assertThat(ratio(lines(six), lines(twelve), lines(all))).isBetween(1.8, 2.2);
    // terms and factors are ordered by their names, so that equal layers do not look so at once
    assertThat(all.deep().getFirst().count()).isEqualTo(Dim.of(24));
    assertThat(all.deep().getFirst().ok()).isTrue();
  }

  /// How much the second half of the layers adds, by how much the second quarter does.
  private static double ratio(int quarter, int half, int whole) {
    return (whole - half) / (double) (half - quarter);
  }

  private static int nodes(Derivation derivation) {
    return Expr.inOrder(derivation.answers().stream().map(Answer::value).toList()).size();
  }

  private static int lines(Derivation derivation) {
    PrintedCode all = derivation.function(Language.NUMPY, CodeStyle.EINSUM).orElseThrow();
    return (int) all.function().lines().count();
  }

  private static Derivation derive(int layers) throws IOException {
    String text = Files.readString(Path.of("..", "examples", "transformer.py"));
    String fewer = text.replace("layers = 24", "layers = " + layers);
    assertThat(text).contains("layers = 24");
    return Leibniz.derive(
        new Request(
            new Source("transformer.py", fewer),
            "",
            List.of("params"),
            1,
            Layout.GENERAL,
            Request.BATCH,
            Map.of()));
  }
}
