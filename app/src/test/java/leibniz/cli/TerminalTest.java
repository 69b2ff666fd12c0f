package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole sessions, line by line: the programs, the commands, and all they print and leave.
///
/// A file begins with what is to be said of it. `=== NAME` begins a program, `$` a command: of
/// ours, or `cat` for what became of a program; what it prints follows, and how it ends.
/// `-Dgolden=update` writes what is printed now; the difference is read like code.
final class TerminalTest {
  private static final Path SESSIONS = Path.of("src", "test", "resources", "terminal");

  @TempDir private Path folder;

  static List<Path> sessions() throws IOException {
    try (Stream<Path> files = Files.list(SESSIONS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void printsWhatIsWritten(Path session) throws IOException {
    String expected = Files.readString(session);
    String actual = play(expected.lines().toList());
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(session, actual);
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  /// The session with what its commands print now.
  private String play(List<String> lines) throws IOException {
    List<String> out = new ArrayList<>();
    for (int k = 0; k < lines.size(); ) {
      String line = lines.get(k++);
      out.add(line);
      int end = k;
      while (end < lines.size() && !lines.get(end).matches("(=== |\\$ ).*")) {
        end++;
      }
      if (line.startsWith("=== ")) {
        List<String> program = lines.subList(k, end);
        Files.writeString(folder.resolve(line.substring(4)), String.join("\n", program) + "\n");
        out.addAll(program);
        k = end;
      } else if (line.startsWith("$ cat ")) {
        out.addAll(Files.readAllLines(folder.resolve(line.substring(6))));
        k = end;
      } else if (line.startsWith("$ leibniz ")) {
        out.addAll(ran(line.substring(10).split(" ")));
        k = end;
      }
    }
    return String.join("\n", out) + "\n";
  }

  private List<String> ran(String[] words) {
    for (int k = 1; k < words.length; k++) {
      boolean file = words[k].endsWith(".py") || words[k].equals(".");
      words[k] = file ? folder.resolve(words[k]).normalize().toString() : words[k];
    }
    Ran ran = Ran.of(words);
    String text =
        (ran.out() + ran.err())
            .replace(folder + "/", "")
            .replaceAll("\\d+\\.\\d s\\n", "0.0 s\n") // however long it took
            .replaceAll("\\d\\.\\d+e-(?!0[0-4])\\d+", "0.0e-00"); // what rounding makes of it
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.add("exit " + ran.exit());
    return lines;
  }
}
