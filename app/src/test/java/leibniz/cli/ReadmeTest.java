package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What README shows is what is printed, but for what rounding makes of it. The plan is left out:
/// it depends on the vectors of the machine.
final class ReadmeTest {
  private static final Pattern SHOWN =
      Pattern.compile("(?s)```\\n\\$ (?:\\./)?leibniz ((?!plan)[^\\n>]*)\\n(.*?)```");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  record Example(String command, String output) {
    @Override
    public String toString() {
      return command;
    }
  }

  static List<Example> examples() throws IOException {
    return SHOWN
        .matcher(Files.readString(Path.of("..", "README.md")))
        .results()
        .map(m -> new Example(m.group(1), m.group(2)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isWhatIsPrinted(Example example) {
    String[] words =
        WORD.matcher(example.command)
            .results()
            .map(ReadmeTest::word)
            .map(w -> w.matches("(examples|corpus)/.*") ? "../" + w : w)
            .toArray(String[]::new);
    Ran ran = Ran.of(words);
    assertThat(rounded(ran.out() + ran.err())).isEqualTo(rounded(example.output));
  }

  private static String word(MatchResult word) {
    String single = word.group(1);
    String quoted = word.group(2);
    return single != null ? single : quoted != null ? quoted : word.group(3);
  }

  /// Without the sizes of errors; a verdict's lines may break elsewhere where one is longer.
  private static String rounded(String text) {
    String plain = text.replace("../", "").replaceAll("ρ\\s+(?:≤ )?\\d[\\d.e+-]*", "ρ");
    int verdict = plain.lastIndexOf("\nok ");
    return verdict < 0
        ? plain.strip()
        : plain.substring(0, verdict) + plain.substring(verdict).strip().replaceAll("\\s+", " ");
  }
}
