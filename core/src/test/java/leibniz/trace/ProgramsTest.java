package leibniz.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.ir.Source;
import leibniz.python.Module;
import leibniz.python.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of programs: each is read, and every shape it claims is the shape it has.
final class ProgramsTest {

  static Stream<Source> programs() throws IOException {
    try (InputStream in = ProgramsTest.class.getResourceAsStream("programs.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("(?m)^---\n"))
          .skip(1)
          .map(p -> new Source(p.lines().findFirst().orElse("").substring(2), p));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void isReadAsItClaims(Source source) {
    Module module = Parser.parse(source);
    Script script = Trace.of(module, Options.NONE);
    List<String> claimed = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (Script.Line line : script.lines()) {
      int row = line.span().endLine();
      module.comments().stream()
          .filter(c -> c.span().line() == row && c.text().startsWith("# ("))
          .forEach(c -> {
            claimed.add(row + ": " + c.text().substring(2));
            found.add(
                row
                    + ": "
                    + line.definitions().stream()
                        .map(d -> d.value().shape().toString())
                        .collect(Collectors.joining(", ")));
          });
    }
    assertThat(found).isEqualTo(claimed);
  }
}
