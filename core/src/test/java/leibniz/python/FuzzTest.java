package leibniz.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Seeds and what becomes of them under random changes: nothing but a [LeibnizException] comes out
/// of the parser, and its marks lie in the text.
final class FuzzTest {
  static final Path SEEDS = Path.of("src/test/resources/python-seeds");
  private static final int ROUNDS = 4_000;
  private static final String[] PIECES = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "=",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    " ",
    "\\\n",
    "'",
    "\"",
    "\"\"\"",
    "f'",
    "f'{",
    "}'",
    "#",
    ";",
    "\0",
    "\f",
    "\uFEFF",
    "é",
    "y\u0302",
    "\uD835",
    "\uDC31",
    "“",
    "0x",
    "1_",
    "1.",
    "1e",
    "9999999999",
    "lambda ",
    "if ",
    "else",
    "for ",
    "in ",
    "not ",
    "yield ",
    "def ",
    "class ",
    "import ",
    "from ",
    "with ",
    "as ",
    "try:",
    "except ",
    "print ",
    "match ",
    "async ",
    "**",
    "*",
    "//",
    "->",
    ":=",
    "!=",
    "!r",
    "...",
    "@",
    "\\N{",
  };

  /// The shape that a coverage-guided fuzzer calls.
  static void fuzzerTestOneInput(byte[] data) {
    check(new String(data, StandardCharsets.UTF_8));
  }

  private static void check(String text) {
    try {
      Module module = Parser.parse(new Source("t.py", text));
      assertThat(module.source().text()).isEqualTo(text);
    } catch (LeibnizException e) {
      List<String> lines = new Source("t.py", text + "\n ").lines();
      assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(Bounds.PROBLEMS);
      for (Problem problem : e.problems()) {
        assertThat(problem.headline()).isNotBlank().doesNotContain("\n");
        problem.marks().forEach(mark -> assertThat(isIn(lines, mark.span())).isTrue());
      }
    }
  }

  private static boolean isIn(List<String> lines, Span s) {
    return s.line() >= 1
        && s.column() >= 1
        && s.endLine() <= lines.size()
        && (s.line() < s.endLine() || s.column() <= s.endColumn())
        && s.column() <= lines.get(s.line() - 1).length() + 1
        && s.endColumn() <= lines.get(s.endLine() - 1).length() + 1;
  }

  @Test
  @Timeout(60)
  void changedSeedsAreReadOrRefused() {
    List<String> seeds = seeds();
    Random random = new Random(20260101);
    for (int round = 0; round < ROUNDS; round++) {
      String text = seeds.get(random.nextInt(seeds.size()));
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        text = change(text, seeds, random);
      }
      try {
        check(text);
      } catch (Throwable e) {
        throw new AssertionError("round " + round + ":\n" + text, e);
      }
    }
  }

  @Test
  void anyBytesAreReadOrRefused() {
    Random random = new Random(20260102);
    for (int round = 0; round < 500; round++) {
      byte[] data = new byte[random.nextInt(200)];
      random.nextBytes(data);
      fuzzerTestOneInput(data);
    }
  }

  private static String change(String text, List<String> seeds, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(10));
    String between =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> piece(seeds.get(random.nextInt(seeds.size())), random);
          case 2 -> PIECES[random.nextInt(PIECES.length)].repeat(random.nextInt(300));
          default -> PIECES[random.nextInt(PIECES.length)];
        };
    return text.substring(0, from) + between + text.substring(random.nextBoolean() ? from : to);
  }

  private static String piece(String seed, Random random) {
    int from = random.nextInt(seed.length());
    return seed.substring(from, Math.min(seed.length(), from + random.nextInt(60)));
  }

  static List<String> seeds() {
    try (Stream<Path> files = Files.list(SEEDS)) {
      return files.sorted().map(FuzzTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
