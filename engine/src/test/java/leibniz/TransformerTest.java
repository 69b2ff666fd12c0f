package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.Source;
import org.junit.jupiter.api.Test;

/// The large example: what is derived and printed grows with the number of layers, and no faster.
final class TransformerTest {
  private static final int EACH = 12; // weights of a layer
  private static final int OTHERS = 4; // gain, bias, out; and the mask, which has no batch axis

  @Test
  void expressionsAndCodeGrowAsTheLayersDo() throws IOException {
    Derivation two = derive(2);
    Derivation four = derive(4);
    Derivation eight = derive(8);
    assertThat(two.answers()).hasSize(2 * EACH + OTHERS);
    assertThat(eight.answers()).hasSize(8 * EACH + OTHERS).allMatch(a -> a.verified().ok());
    // as much again would be 2, and 4 if each layer looked at every other
    assertThat(ratio(nodes(two), nodes(four), nodes(eight))).isBetween(1.6, 2.5);
    assertThat(ratio(lines(two), lines(four), lines(eight))).isBetween(1.6, 2.5);
  }

  /// How much four layers add, by how much two do.
  private static double ratio(int two, int four, int eight) {
    return (eight - four) / (double) (four - two);
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
    assertThat(fewer).isNotEqualTo(text);
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
