package leibniz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import leibniz.ir.Source;

/// The examples of the repository, derived.
final class Examples {
  private static final Path ROOT = Path.of("..", "examples");

  private Examples() {}

  /// The files that hold the entries of the page.
  static List<Path> page() {
    return in(ROOT.resolve("page"));
  }

  /// Every example but the transformer, which is too long to be printed answer by answer.
  static List<Path> all() {
    return Stream.concat(page().stream(), in(ROOT).stream()).toList();
  }

  private static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".py") && !f.endsWith("transformer.py"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// By what the lines `# wrt:` and `# order:` say, else by all its inputs; without a shared batch
  /// axis where samples are mixed.
  static Derivation derive(Path file) {
    boolean mixed = file.getFileName().toString().equals("batch_norm.py");
    try {
      Source source = new Source(file.getFileName().toString(), Files.readString(file));
      Set<String> batch = mixed ? Set.of() : Request.BATCH;
      String wrt = said(source, "wrt", "");
      List<String> names = wrt.isEmpty() ? List.of() : List.of(wrt.split(", "));
      int order = Integer.parseInt(said(source, "order", "1"));
      return Leibniz.derive(
          new Request(source, "", names, order, Layout.GENERAL, batch, java.util.Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String said(Source source, String word, String otherwise) {
    String start = "# " + word + ": ";
    return source
        .text()
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> line.substring(start.length()))
        .orElse(otherwise);
  }
}
