package leibniz.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leibniz.check.Fix;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// A file and the program in it.
public final class Document {
  /// The endings of the names of files that may hold a program.
  public static final List<String> ENDINGS = List.of(".py", ".md", ".markdown", ".ipynb");

  private final String name;
  private final String raw;
  private final List<Block> blocks;
  private final Source program;

  private Document(String name, String raw, List<Block> blocks) {
    this(name, raw, blocks, isPython(name) ? new Source(name, raw) : joined(name, blocks));
  }

  private Document(String name, String raw, List<Block> blocks, Source program) {
    this.name = name;
    this.raw = raw;
    this.blocks = List.copyOf(blocks);
    this.program = program;
  }

  /// What a file of that name holds; its ending says how it is read. A notebook that is none is a
  /// [leibniz.ir.LeibnizException].
  public static Document of(String name, String raw) {
    String ending = name.toLowerCase(Locale.ROOT);
    if (ending.endsWith(".md") || ending.endsWith(".markdown")) {
      return new Document(name, raw, Markdown.blocks(raw));
    }
    if (ending.endsWith(".ipynb")) {
      return new Document(name, raw, Notebook.blocks(name, raw));
    }
    return new Document(name, raw, List.of(Block.whole(raw)));
  }

  /// Whether the program stands in pieces between other things.
  public boolean hasPieces() {
    return !isPython(name);
  }

  private static boolean isPython(String name) {
    String ending = name.toLowerCase(Locale.ROOT);
    return ending.endsWith(".py") || ENDINGS.stream().noneMatch(ending::endsWith);
  }

  /// Whether there is any program in it.
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /// The program: the pieces one after the other. That of a Markdown text keeps its line numbers.
  public Source program() {
    return program;
  }

  private static Source joined(String name, List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    List<Source.Place> places = new ArrayList<>();
    for (Block block : blocks) {
      for (Block.Line line : block.lines()) {
        while (line.place().cell() == 0 && places.size() < line.place().row() - 1) {
          text.append('\n');
          places.add(new Source.Place(0, places.size() + 1, places.size() + 1, 0));
        }
        text.append(line.text()).append('\n');
        places.add(line.place());
      }
    }
    return new Source(name, text.toString(), places);
  }

  /// The document without the piece that holds a line of the program, or empty if none does. Of a
  /// file that is one piece, a line that is for IPython and not for Python is left out: such files
  /// come of notebooks.
  public Optional<Document> without(int line) {
    if (isPython(name)) {
      return plain(line);
    }
    Source.Place place = program.place(line);
    List<Block> left = new ArrayList<>(blocks);
    boolean found = left.removeIf(b -> b.lines().stream().anyMatch(l -> l.place().equals(place)));
    return found && hasPieces() ? Optional.of(new Document(name, raw, left)) : Optional.empty();
  }

  private Optional<Document> plain(int line) {
    List<String> lines = new ArrayList<>(program.text().lines().toList());
    if (line > lines.size() || !Notebook.isCommand(lines.get(line - 1).strip())) {
      return Optional.empty();
    }
    lines.set(line - 1, "");
    return Optional.of(
        new Document(name, raw, blocks, new Source(name, String.join("\n", lines) + "\n")));
  }

  /// The text of the file with changes of its program. Everything else stays as it is, to the byte.
  ///
  /// @param edits in lines and columns of the program; those that overlap an earlier one are left
  ///   out
  public String edited(List<Fix.Edit> edits) {
    List<Change> changes = new ArrayList<>();
    for (Fix.Edit edit : edits) {
      changes.add(change(edit));
    }
    changes.sort(Comparator.comparingInt(Change::from));
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Change change : changes) {
      if (change.from >= at) {
        out.append(raw, at, change.from).append(change.text);
        at = change.to;
      }
    }
    return out.append(raw.substring(at)).toString();
  }

  private record Change(int from, int to, String text) {}

  private Change change(Fix.Edit edit) {
    Span span = edit.span();
    Block.Line first = line(span.line());
    Block.Line last = line(span.endLine());
    return new Change(
        first.offset(span.column() - 1),
        last.offset(span.endColumn() - 1),
        first.encoded(edit.text()));
  }

  private Block.Line line(int number) {
    Source.Place place = program.place(number);
    return blocks.stream()
        .flatMap(b -> b.lines().stream())
        .filter(l -> l.place().cell() == place.cell() && l.place().line() == place.line())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no line " + number + " in " + name));
  }
}
