package leibniz.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.ir.Source;

/// The scripts of `corpus/check`, as people write them; half of them with one slip.
///
/// The first comments of a script say what is expected: `# expect: clean`, or a line for each
/// finding, `# expect: LBZ201 line 12 of dW` (`line` and `of` may be left out; `or` separates codes
/// or lines that are equally right), and `# verified: dW, db` for what must be decided.
///
/// @param source the script
/// @param expected the findings; none for a clean one
/// @param verified the names of gradients that must be verified
record CheckCorpus(Source source, List<Expected> expected, List<String> verified) {
  private static final Path ROOT = Path.of("..", "corpus", "check");
  private static final Pattern EXPECT =
      Pattern.compile(
          "# expect: (LBZ\\d+(?: or LBZ\\d+)*)(?: line (\\d+(?: or \\d+)*))?(?: of (.*))?");

  /// A finding.
  ///
  /// @param codes any of them
  /// @param lines any of them; empty if the place does not matter
  /// @param of the name in the headline; empty if it does not matter
  record Expected(List<String> codes, List<Integer> lines, String of) {
    boolean isKind(Finding finding) {
      return codes.contains(finding.problem().code().name());
    }

    boolean isPlace(Finding finding) {
      int line = finding.problem().marks().getFirst().span().line();
      return lines.isEmpty() || lines.contains(line);
    }
  }

  private static final Path SLIPS = Path.of("..", "corpus", "slips");
  private static final Pattern SLIP = Pattern.compile("(\\s*)(.*?)\\s*#!! (.*)");
  private static final List<String> WRONG =
      List.of("LBZ101", "LBZ103", "LBZ201", "LBZ202", "LBZ203", "LBZ302");

  /// The scripts of `corpus/slips`: each without its slips, and once with each of them.
  static List<CheckCorpus> slips() {
    List<CheckCorpus> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SLIPS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".py")).sorted().toList()) {
        all.addAll(slips(file.getFileName().toString(), Files.readAllLines(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static List<CheckCorpus> slips(String name, List<String> lines) {
    List<String> right = lines.stream().map(l -> l.replaceFirst("\\s*#!!.*$", "")).toList();
    List<CheckCorpus> all = new ArrayList<>();
    all.add(new CheckCorpus(new Source(name, String.join("\n", right)), List.of(), List.of()));
    for (int k = 0; k < lines.size(); k++) {
      Matcher m = SLIP.matcher(lines.get(k));
      if (m.matches()) {
        List<String> wrong = new ArrayList<>(right);
        wrong.set(k, m.group(1) + m.group(3));
        Source source = new Source(name + ":" + (k + 1), String.join("\n", wrong));
        Expected expected = new Expected(WRONG, List.of(k + 1), "");
        all.add(new CheckCorpus(source, List.of(expected), List.of()));
      }
    }
    return all;
  }

  static List<CheckCorpus> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(f -> f.toString().endsWith(".py"))
          .sorted()
          .map(CheckCorpus::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CheckCorpus read(Path file) {
    try {
      String text = Files.readString(file);
      List<Expected> expected = new ArrayList<>();
      List<String> verified = new ArrayList<>();
      for (String line : text.lines().takeWhile(l -> l.startsWith("#")).toList()) {
        Matcher m = EXPECT.matcher(line);
        if (m.matches()) {
          expected.add(
              new Expected(
                  List.of(m.group(1).split(" or ")),
                  m.group(2) == null
                      ? List.of()
                      : Stream.of(m.group(2).split(" or ")).map(Integer::valueOf).toList(),
                  m.group(3) == null ? "" : m.group(3)));
        } else if (line.startsWith("# verified: ")) {
          verified.addAll(List.of(line.substring(12).split(", *")));
        } else if (!line.equals("# expect: clean") && line.startsWith("# expect")) {
          throw new IllegalArgumentException(file + ": " + line);
        }
      }
      return new CheckCorpus(new Source(file.getFileName().toString(), text), expected, verified);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isClean() {
    return expected.isEmpty();
  }

  @Override
  public String toString() {
    return source.name();
  }
}
