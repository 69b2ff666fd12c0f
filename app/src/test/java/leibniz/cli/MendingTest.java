package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `--fix` writes: the fix, and every other byte as it was.
final class MendingTest {
  private static final String WRONG =
      "import numpy as np\nB, D = 5, 3\nv = np.ones((B, D))  # (B, D)\n"
          + "s = np.sum(v, axis=1)  # (B, 1)\n";
  private static final String RIGHT = WRONG.replace("(B, 1)", "(B,)");

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("f.py"), bytes);
  }

  private void mends(byte[] before, byte[] after) throws IOException {
    Path file = file(before);
    Ran first = Ran.of("check", "--fix", file.toString());
    assertThat(first.out()).contains("1 fix made");
    assertThat(Files.readAllBytes(file)).isEqualTo(after);
    assertThat(Ran.of("check", "--fix", file.toString()).out()).doesNotContain("made");
    assertThat(Files.readAllBytes(file)).isEqualTo(after);
    assertThat(folder.toFile().list()).containsExactly("f.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latin-1", "iso-8859-15", "cp1252", "utf-8"})
  void theEncodingStays(String name) throws IOException {
    Charset charset = Charset.forName(name.equals("latin-1") ? "ISO-8859-1" : name);
    String head = "#!/usr/bin/env python\n# -*- coding: " + name + " -*-\n# maître, Größe\n";
    mends((head + WRONG).getBytes(charset), (head + RIGHT).getBytes(charset));
  }

  @Test
  void theEncodingIsSaidAsPythonReadsIt() throws IOException {
    String vim = "# vim: set fileencoding=latin1 :\n# é\n";
    mends(
        (vim + WRONG).getBytes(StandardCharsets.ISO_8859_1),
        (vim + RIGHT).getBytes(StandardCharsets.ISO_8859_1));
    refused("import numpy\n\n# coding: latin-1\n# é\n", "is not UTF-8: it has the byte 0xe9");
    refused("x = 1\n# coding: latin-1\n# é\n", "is not UTF-8");
    refused("# coding: klingon\n", "says it is klingon, which is no encoding known here");
    refused("# coding: utf-16\n", "says it is utf-16, which is no encoding known here");
    refused("\u00EF\u00BB\u00BF# coding: latin-1\n", "begins with the mark of UTF-8");
  }

  private void refused(String latin, String why) throws IOException {
    Path file = file(latin.getBytes(StandardCharsets.ISO_8859_1));
    Ran ran = Ran.of("check", file.toString());
    assertThat(ran.err()).contains(why);
    assertThat(ran.exit()).isEqualTo(Exit.PROGRAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lineEndsStay(String end) throws IOException {
    mends(bytes(WRONG.replace("\n", end)), bytes(RIGHT.replace("\n", end)));
    mends(bytes("\uFEFF" + WRONG.replace("\n", end)), bytes("\uFEFF" + RIGHT.replace("\n", end)));
    mends(
        bytes(WRONG.replace("\n", end).stripTrailing()),
        bytes(RIGHT.replace("\n", end).stripTrailing()));
  }

  @Test
  void mixedLineEndsAndTabsStay() throws IOException {
    String wrong =
        "import numpy as np\r\nB, D = 5, 3\n\n\ndef f(v):\r\n\tassert v.shape == (B, D)\n"
            + "\ts = np.sum(v, axis=1)\t# (B, 1)\r\n\treturn s\n\n\r\nf(np.ones((B, D)))";
    mends(bytes(wrong), bytes(wrong.replace("(B, 1)", "(B,)")));
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = file(bytes(WRONG));
    Path link = Files.createSymbolicLink(folder.resolve("link.py"), file);
    assertThat(Ran.of("check", "--fix", link.toString()).out()).contains("1 fix made");
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).isEqualTo(RIGHT);
  }

  @Test
  void rightsStayAndWhatIsReadOnlyIsLeftAlone() throws IOException {
    Path file = file(bytes(WRONG));
    var readOnly = EnumSet.of(PosixFilePermission.OWNER_READ);
    Files.setPosixFilePermissions(file, readOnly);
    Ran ran = Ran.of("check", "--fix", file.toString());
    assertThat(ran.err()).contains("f.py: cannot be written: it is read-only");
    assertThat(ran.exit()).isEqualTo(Exit.RUN);
    assertThat(Files.readString(file)).isEqualTo(WRONG);

    var own =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
    Files.setPosixFilePermissions(file, own);
    assertThat(Ran.of("check", "--fix", file.toString()).exit()).isEqualTo(Exit.OK);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(own);
    assertThat(folder.toFile().list()).containsExactly("f.py");
  }

  @Test
  void missingShapesAreWritten() throws IOException {
    String before =
        """
        import numpy as np

        B, D, n = 5, 3, 4
        x = np.random.randn(B, D)
        W = np.random.randn(n, D)  # weights
        h = np.tanh(
            x @ W.T
        )
        r = h[:3]; k = 2
        loss = np.sum(h**2)
        dW = (2 * h * (1 - h**2)).T @ x
        """;
    String after =
        before
            .replace("randn(B, D)\n", "randn(B, D)  # (B, D)\n")
            .replace("\n)\n", "\n)  # (B, n)\n")
            .replace(".T @ x\n", ".T @ x  # (n, D)\n");
    Path file = file(bytes(before));
    Ran shown = Ran.of("check", "--fix", "--add-shapes", "--diff", file.toString());
    assertThat(shown.out()).contains("+x = np.random.randn(B, D)  # (B, D)");
    assertThat(Files.readString(file)).isEqualTo(before);
    for (String word : List.of("3 fixes made", "3 stated shapes hold")) {
      Files.writeString(file, before);
      assertThat(Ran.of("check", "--fix", "--add-shapes", file.toString()).out()).contains(word);
    }
    assertThat(Files.readString(file)).isEqualTo(after);
    assertThat(Ran.of("check", "--fix", "--add-shapes", file.toString()).out())
        .doesNotContain("made");
    assertThat(Files.readString(file)).isEqualTo(after);
    assertThat(Ran.of("check", "--add-shapes", file.toString()).err())
        .contains("--add-shapes goes with --fix");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
