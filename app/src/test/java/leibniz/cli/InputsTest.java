package leibniz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are there, or not, or are no programs.
final class InputsTest {
  private static final String PROGRAM = "v: (B, D)\nq = v * v\n";

  @TempDir Path folder;

  private Ran expected;

  @BeforeEach
  void theAnswer() {
    expected = Ran.of("derive", "-q", "-e", PROGRAM);
    assertThat(expected.exit()).as(expected.err()).isEqualTo(Exit.OK);
    assertThat(expected.out()).isNotEmpty();
  }

  @Test
  void aProgramComesFromWordsFilesOrStdin() throws IOException {
    String file = write("p.py", PROGRAM.getBytes(StandardCharsets.UTF_8));
    assertThat(Ran.of("derive", "-q", file)).isEqualTo(expected);
    assertThat(Ran.of("derive", "-q", "-e", "v: (B, D)", "-e", "q = v * v")).isEqualTo(expected);
    assertThat(Ran.of("derive", "-q", "-ev: (B, D); q = v * v")).isEqualTo(expected);
    assertThat(Ran.of("derive", "-q", "--", file)).isEqualTo(expected);
    assertThat(Ran.in(new Ran.Setting().in(PROGRAM), "derive", "-q", "-")).isEqualTo(expected);
    byte[] marked = ("\uFEFF" + PROGRAM.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
    assertThat(Ran.of("derive", "-q", write("marked.py", marked))).isEqualTo(expected);
  }

  @Test
  void aProgramMayBeginWithAMinus() {
    assertThat(Ran.of("derive", "-e", "-v").err()).contains("v").doesNotContain("option");
    assertThat(Ran.of("derive", "-e", "--of").err()).doesNotContain("option");
  }

  @Test
  void aFolderStandsForItsFiles() throws IOException {
    write("a.py", PROGRAM.getBytes(StandardCharsets.UTF_8));
    write("sub/b.py", PROGRAM.getBytes(StandardCharsets.UTF_8));
    write("sub/__pycache__/c.py", "1 +".getBytes(StandardCharsets.UTF_8));
    write(".hidden/d.py", "1 +".getBytes(StandardCharsets.UTF_8));
    write("readme.txt", "1 +".getBytes(StandardCharsets.UTF_8));
    Ran both = Ran.of("derive", "-q", folder.toString());
    both.leaves(Exit.OK, expected.out().repeat(2), "");

    write("other.py", "w: (n,)\nz = w + 1\n".getBytes(StandardCharsets.UTF_8));
    Ran some = Ran.of("derive", "--steps=none", folder.toString(), "--of", "q", "--wrt", "v");
    assertThat(some.err()).isEqualTo("1 file skipped: nothing there of what was asked for\n");
    assertThat(some.exit()).isEqualTo(Exit.OK);
    Ran none = Ran.of("derive", folder.toString(), "--of", "nothing");
    none.leaves(
        Exit.PROGRAM,
        "",
        "error: " + folder + ": none of its .py files defines what was asked for\n");
  }

  @Test
  void oneWrongFileDoesNotHideTheOthers() throws IOException {
    write("a.py", "1 +".getBytes(StandardCharsets.UTF_8));
    write("b.py", PROGRAM.getBytes(StandardCharsets.UTF_8));
    Ran ran = Ran.of("derive", "-q", folder.toString(), folder + "/nosuch.py");
    assertThat(ran.out()).isEqualTo(expected.out());
    assertThat(ran.err()).contains("a.py:1:").contains("nosuch.py: no such file");
    assertThat(ran.exit()).isEqualTo(Exit.PROGRAM);
  }

  @Test
  void whatIsMissing() {
    Ran.of("derive", folder.toString())
        .leaves(Exit.USE, "", "error: " + folder + ": there is no .py file in this folder\n");
    Ran.of("derive", folder + "/no/such.py")
        .leaves(Exit.USE, "", "error: " + folder + "/no/such.py: no such file\n");
    Ran.of("derive", "").leaves(Exit.USE, "", "error: an empty word is no file\n");
    assertThat(Ran.of("derive", "a\u0000b").exit()).isEqualTo(Exit.USE);
  }

  @Test
  void whatIsNoProgram() throws IOException {
    refused("<!DOCTYPE html>\n<p>hello", StandardCharsets.UTF_8, "it is an HTML page");
    refused(PROGRAM, StandardCharsets.UTF_16, "is UTF-16, not UTF-8");
    refused(
        "# ma\u00eftre\n" + PROGRAM,
        StandardCharsets.ISO_8859_1,
        "x.py:1: is not UTF-8: it has the byte 0xef");
    refused("# \u65e5\u672c\n" + PROGRAM, Charset.forName("Shift_JIS"), "is not UTF-8");
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    refused(noise, "is binary, no program");
  }

  @Test
  void whatIsTooLarge() throws IOException {
    long started = System.nanoTime();
    refused("x = '" + "garbage! ".repeat(1_200_000) + "\n", StandardCharsets.UTF_8, "LBZ001");
    refused("%$&! ".repeat(2_000_000), StandardCharsets.UTF_8, "LBZ00");
    refused("\n".repeat(10_000_000) + "x = (", StandardCharsets.UTF_8, "LBZ001");
    refused(new byte[Inputs.LARGEST + 1], "is larger than 20 MB, which is all that is read");
    assertThat(System.nanoTime() - started).isLessThan(30_000_000_000L);
  }

  @Test
  void whatNestsTooDeeply() throws IOException {
    refused(
        "x = " + "(".repeat(10_000) + "1" + ")".repeat(10_000), StandardCharsets.UTF_8, "LBZ007");
    refused("x = " + "[".repeat(10_000), StandardCharsets.UTF_8, "LBZ007");
    refused("x = " + "-".repeat(100_000) + "1", StandardCharsets.UTF_8, "LBZ007");
  }

  @Test
  void stdinMayFail() {
    Ran.Setting setting = new Ran.Setting();
    setting.in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] into, int from, int most) throws IOException {
            throw new IOException("gone");
          }
        };
    Ran.in(setting, "derive", "-").leaves(Exit.USE, "", "error: -: cannot be read: gone\n");
  }

  private void refused(String text, Charset charset, String why) throws IOException {
    refused(text.getBytes(charset), why);
  }

  private void refused(byte[] bytes, String why) throws IOException {
    String file = write("x.py", bytes);
    Ran ran = Ran.of("derive", file);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(why).contains("x.py").hasSizeLessThan(8_000);
    assertThat(ran.exit()).isEqualTo(Exit.PROGRAM);
    Ran json = Ran.of("derive", "--json", file);
    assertThat(json.json().get("errors")).asInstanceOf(LIST).isNotEmpty();
    assertThat(json.exit()).isEqualTo(Exit.PROGRAM);
  }

  private String write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return file.toString();
  }
}
