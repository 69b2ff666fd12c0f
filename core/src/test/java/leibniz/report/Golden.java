package leibniz.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whole outputs, kept as files beside the tests; `-Dgolden=update` writes them anew, and the
/// difference is reviewed like code.
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/leibniz/report");

  private Golden() {}

  static void check(String name, String actual) {
    Path file = FOLDER.resolve(name + ".txt");
    try {
      if ("update".equals(System.getProperty("golden"))) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, actual);
      }
      assertThat(actual).as(name).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
