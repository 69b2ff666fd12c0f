package leibniz.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import leibniz.ir.Source;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// The fenced blocks of a Markdown text that say they are Python. Where no block says what it is,
/// all of them are taken.
final class Markdown {
  private static final Set<String> PYTHON =
      Set.of(
          "python",
          "py",
          "python3",
          "python2",
          "numpy",
          "ipython",
          "ipython3",
          "pycon",
          "code-cell",
          "pyodide");
  private static final String PROMPT = ">>> ";
  private static final String MORE = "... ";

  private Markdown() {}

  static List<Block> blocks(String raw) {
    Node root = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build().parse(raw);
    List<FencedCodeBlock> fences = new ArrayList<>();
    root.accept(
        new AbstractVisitor() {
          @Override
          public void visit(FencedCodeBlock block) {
            fences.add(block);
          }
        });
    boolean said = fences.stream().anyMatch(f -> !word(f).isEmpty());
    List<Integer> starts = Block.starts(raw);
    return fences.stream()
        .filter(f -> said ? PYTHON.contains(word(f)) : true)
        .map(f -> block(f, raw, starts))
        .filter(b -> !b.lines().isEmpty())
        .toList();
  }

  /// The language of a block: `python`, also as `{python}`, `{.python}` and `{code-cell} ipython3`.
  private static String word(FencedCodeBlock block) {
    String info = block.getInfo() == null ? "" : block.getInfo().strip();
    return info.split("[\\s,}]", 2)[0].replaceAll("[{.]", "").toLowerCase(Locale.ROOT);
  }

  private static Block block(FencedCodeBlock fence, String raw, List<Integer> starts) {
    List<String> texts = fence.getLiteral().lines().toList();
    boolean prompts = texts.stream().anyMatch(t -> t.startsWith(PROMPT));
    int first = fence.getSourceSpans().getFirst().getLineIndex() + 1;
    List<Block.Line> lines = new ArrayList<>();
    for (int k = 0; k < texts.size(); k++) {
      int start = starts.get(first + k);
      String whole = Block.lineAt(raw, start);
      String text = texts.get(k);
      if (prompts) { // what is typed, without what is answered
        boolean typed = text.startsWith(PROMPT) || text.startsWith(MORE);
        text = typed ? text.substring(PROMPT.length()) : "";
      }
      int shift = whole.endsWith(text) ? whole.length() - text.length() : 0;
      int number = first + k + 1;
      lines.add(
          new Block.Line(
              text,
              new Source.Place(0, number, number, shift),
              character -> start + shift + character,
              false));
    }
    return new Block(0, lines);
  }
}
