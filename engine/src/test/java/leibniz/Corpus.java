package leibniz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import leibniz.ir.Source;

/// The problems of the folder `corpus`: a program, what is asked of it, and what is answered.
///
/// A file begins with the program. Its first comments may say `# of: q`, `# wrt: v, W`, `# batch:
/// none` or `# batch: N`, `# layout: like-input`, `# order: 2`, and `# vjp:`, `# jvp:` or `# hvp:`
/// with the names of the directions, if they have any. After a line of equals signs come the
/// answers.
///
/// @param name folder and name of the file
/// @param file where it is
/// @param program the text before the answers
/// @param expected the answers
record Corpus(String name, Path file, String program, String expected) {
  private static final Path ROOT = Path.of("..", "corpus");
  private static final String LINE = "=".repeat(88) + "\n";

  static List<Corpus> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().map(Corpus::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Those that ask for whole first derivatives, of which there are others of every order.
  static List<Corpus> whole() {
    return all().stream()
        .filter(c -> c.request().order() == 1 && c.request().direction().equals(Direction.NONE))
        .toList();
  }

  static Corpus read(Path file) {
    try {
      String text = Files.readString(file);
      int end = text.indexOf(LINE);
      String name = file.getParent().getFileName() + "/" + file.getFileName();
      return end < 0
          ? new Corpus(name, file, text, "")
          : new Corpus(name, file, text.substring(0, end), text.substring(end + LINE.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Rewrites the answers in the file.
  void update(String answers) throws IOException {
    Files.writeString(file, program + LINE + answers);
  }

  Derivation derive() {
    return Leibniz.derive(request());
  }

  /// What its header asks for.
  Request request() {
    String of = "";
    List<String> wrt = new ArrayList<>();
    Layout layout = Layout.GENERAL;
    Set<String> batch = Request.BATCH;
    int order = 1;
    Direction direction = Direction.NONE;
    for (String line : program.lines().takeWhile(l -> l.startsWith("#")).toList()) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      switch (line.substring(0, line.indexOf(':') + 1)) {
        case "# of:" -> of = value;
        case "# wrt:" -> wrt.addAll(List.of(value.split(", *")));
        case "# layout:" ->
            layout = value.equals("like-input") ? Layout.LIKE_INPUT : Layout.GENERAL;
        case "# batch:" -> batch = value.equals("none") ? Set.of() : Set.of(value.split(", *"));
        case "# order:" -> order = Integer.parseInt(value);
        case "# vjp:" -> direction = direction(Direction.Kind.VJP, value);
        case "# jvp:" -> direction = direction(Direction.Kind.JVP, value);
        case "# hvp:" -> direction = direction(Direction.Kind.HVP, value);
        default -> {}
      }
    }
    Source source = new Source(name, program);
    return new Request(source, of, wrt, order, layout, batch, Map.of(), direction);
  }

  private static Direction direction(Direction.Kind kind, String names) {
    return new Direction(kind, names.isEmpty() ? List.of() : List.of(names.split(", *")));
  }

  /// Each answer in every form.
  static String answers(Derivation derivation) {
    StringBuilder out = new StringBuilder();
    for (Answer answer : derivation.answers()) {
      if (answer.product() == Direction.Kind.NONE) {
        out.append("# d ").append(answer.of()).append(" / d ").append(answer.wrt());
      } else {
        out.append("# ").append(answer.title());
      }
      out.append("  ").append(answer.axes()).append("\n\n");
      out.append(answer.text(true)).append("\n\n");
      out.append(answer.text(false)).append("\n\n");
      out.append(answer.latex()).append("\n\n");
      out.append(answer.code().statement()).append("\n\n");
      out.append(answer.code().function()).append('\n');
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
