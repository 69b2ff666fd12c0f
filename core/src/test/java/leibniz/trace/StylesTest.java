package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import leibniz.ir.Source;
import leibniz.python.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Gradient code in the styles people write it in is followed to its end.
@Timeout(120)
final class StylesTest {
  private static final Path ROOT = Path.of("..", "corpus", "check");

  /// A library in one file: parts of it are only reached with arguments that are drawn.
  private static final String LIBRARY = "nn_library.py";

  /// What these hold cannot be followed to its end, and is checked all the same.
  private static final String UNREAD = "_unread.py";

  /// The scripts of the corpus that are right, and run as they are.
  static List<Path> scripts() throws IOException {
    List<Path> clean = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".py"))
              .filter(f -> !f.endsWith(LIBRARY))
              .filter(f -> !f.toString().endsWith(UNREAD))
              .sorted()
              .toList()) {
        if (Files.readString(file).startsWith("# expect: clean")) {
          clean.add(file);
        }
      }
    }
    return clean;
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(scripts()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyScriptIsFollowed(Path script) throws IOException {
    Source source = new Source(script.getFileName().toString(), Files.readString(script));
    Following f = Trace.following(Parser.parse(source), Options.NONE);
    // what would run Python is told, and the rest is followed
    assertThat(f.problems()).filteredOn(p -> !p.headline().endsWith("never runs Python")).isEmpty();
    assertThat(f.events()).isNotEmpty();
  }
}
