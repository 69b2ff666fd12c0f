package leibniz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every entry of the page: what is printed for it, in full. `-Dgolden=update` rewrites the files.
final class ExamplesTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  static Stream<Path> files() {
    return Examples.all().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isPrintedAsItWas(Path file) throws IOException {
    Derivation derivation = Examples.derive(file);
    String text = text(derivation);
    String name = file.getParent().getFileName() + "-" + file.getFileName();
    Path golden = GOLDEN.resolve(name.replace(".py", ".txt"));
    if ("update".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, text, StandardCharsets.UTF_8);
    }
    assertThat(text).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("files")
  void isVerified(Path file) {
    for (Answer answer : Examples.derive(file).answers()) {
      assertThat(answer.verified().ok()).as("%s", answer).isTrue();
    }
  }

  /// The terminal's text without the verdict, whose digits are not the same everywhere; then, if
  /// they are few, each answer in every form.
  private static String text(Derivation derivation) {
    StringBuilder out = new StringBuilder();
    for (String line : derivation.toString().lines().toList()) {
      if (line.startsWith("ok")) {
        break;
      }
      out.append(line).append('\n');
    }
    for (Answer answer : derivation.isMany() ? List.<Answer>of() : derivation.answers()) {
      out.append("\n=== ").append(answer.wrt()).append(' ').append(answer.axes()).append('\n');
      out.append(answer.text(true)).append('\n');
      out.append(answer.text(false)).append('\n');
      out.append(answer.latex()).append('\n');
      answer.matrix().ifPresent(m -> out.append(m).append('\n'));
      out.append(answer.code().function());
    }
    return out.toString();
  }
}
