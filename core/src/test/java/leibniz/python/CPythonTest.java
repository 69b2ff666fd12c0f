package leibniz.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import leibniz.ir.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Our trees against CPython's, nodes and places, over all seeds that are Python 3.
@Tag("numpy")
final class CPythonTest {
  @Test
  void theTreesAreThoseOfCPython() throws IOException, InterruptedException {
    List<Path> files;
    try (Stream<Path> seeds = Files.list(FuzzTest.SEEDS)) {
      files = seeds.filter(f -> !f.endsWith("old.py")).sorted().toList();
    }
    List<String> theirs = python(files);
    assertThat(theirs).hasSameSizeAs(files);
    for (int i = 0; i < files.size(); i++) {
      Source source = new Source(files.get(i).toString(), Files.readString(files.get(i)));
      assertThat(Dump.of(Parser.parse(source), true)).as(source.name()).isEqualTo(theirs.get(i));
    }
  }

  private static List<String> python(List<Path> files) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("python3", "-W", "ignore", "src/test/resources/python-ast.py")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = process.getOutputStream()) {
      for (Path file : files) {
        in.write((file + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }
}
