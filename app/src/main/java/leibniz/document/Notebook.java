package leibniz.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The code cells of a Jupyter notebook. What is for IPython and not Python (`%matplotlib`, `!pip`)
/// is left out.
final class Notebook {
  /// Commands for a whole cell, whose rest is Python all the same.
  private static final Set<String> AROUND = Set.of("%%time", "%%timeit", "%%capture", "%%prun");

  private final String name;
  private final String raw;
  private final List<Integer> starts;
  private final List<Block> blocks = new ArrayList<>();
  private int cells;
  private String language = "python";

  private Notebook(String name, String raw) {
    this.name = name;
    this.raw = raw;
    this.starts = Block.starts(raw);
  }

  static List<Block> blocks(String name, String raw) {
    Notebook notebook = new Notebook(name, raw);
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), raw)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notebook.wrong("it is no JSON object").raise();
      }
      notebook.object(parser, "");
    } catch (JacksonException e) {
      throw notebook.wrong(e.getOriginalMessage()).raise();
    }
    if (notebook.cells == 0) {
      throw notebook.wrong("it has no cells").raise();
    }
    if (!notebook.language.startsWith("python")) {
      throw notebook.wrong("its language is " + notebook.language).raise();
    }
    return notebook.blocks;
  }

  private Problem wrong(String why) {
    return Problem.error(Code.LBZ006, name + " is no notebook of Python: " + why);
  }

  /// Reads an object to its end.
  ///
  /// @param key what the object is called
  private void object(JsonParser parser, String key) {
    String type = "";
    List<Quoted> source = List.of();
    boolean cell = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("cell_type") && value == JsonToken.VALUE_STRING) {
        type = parser.getString();
        cell = true;
      } else if (key.equals("cells") && (field.equals("source") || field.equals("input"))) {
        source = strings(parser, value);
      } else if (key.equals("language_info") && field.equals("name")) {
        language = parser.getString().toLowerCase(Locale.ROOT);
      } else if (value == JsonToken.START_OBJECT) {
        object(parser, field);
      } else if (value == JsonToken.START_ARRAY) {
        array(parser, field);
      }
    }
    if (cell) {
      cells++;
      if (type.equals("code")) {
        blocks.add(block(source));
      }
    }
  }

  private void array(JsonParser parser, String key) {
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t == JsonToken.START_OBJECT) {
        object(parser, key);
      } else if (t == JsonToken.START_ARRAY) {
        array(parser, key);
      }
    }
  }

  /// A string, or a list of them.
  private List<Quoted> strings(JsonParser parser, JsonToken value) {
    List<Quoted> strings = new ArrayList<>();
    if (value == JsonToken.VALUE_STRING) {
      strings.add(quoted(parser));
    } else if (value == JsonToken.START_ARRAY) {
      for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
        if (t == JsonToken.VALUE_STRING) {
          strings.add(quoted(parser));
        } else {
          parser.skipChildren();
        }
      }
    } else {
      parser.skipChildren();
    }
    return strings;
  }

  private Quoted quoted(JsonParser parser) {
    var _ = parser.getString(); // it ends, and has no escape that is none
    return Quoted.at(raw, (int) parser.currentTokenLocation().getCharOffset());
  }

  private Block block(List<Quoted> source) {
    List<Block.Line> lines = new ArrayList<>();
    int cell = cells;
    for (Quoted quoted : source) {
      int row = row(quoted.offsets().getFirst());
      int from = 0;
      while (from < quoted.text().length() || lines.isEmpty()) {
        int end = quoted.text().indexOf('\n', from);
        int to = end < 0 ? quoted.text().length() : end;
        int start = from;
        lines.add(
            new Block.Line(
                quoted.text().substring(from, to).replace("\r", ""),
                new Source.Place(cell, lines.size() + 1, row, 0),
                character -> quoted.offsets().get(start + character),
                true));
        from = to + 1;
      }
    }
    return new Block(cell, python(lines));
  }

  private int row(int offset) {
    int at = Collections.binarySearch(starts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /// The lines with what is for IPython made blank.
  private static List<Block.Line> python(List<Block.Line> lines) {
    String first =
        lines.stream()
            .map(Block.Line::text)
            .filter(t -> !t.isBlank())
            .findFirst()
            .orElse("")
            .strip();
    boolean other = first.startsWith("%%") && !AROUND.contains(first.split("\\s")[0]);
    return lines.stream().map(l -> other || isCommand(l.text().strip()) ? blank(l) : l).toList();
  }

  /// Whether a line is for IPython, and not Python.
  static boolean isCommand(String line) {
    return line.startsWith("!")
        || line.startsWith("?")
        || line.matches("%{1,2}[a-zA-Z].*")
        || line.matches("[\\w.]+\\?{1,2}");
  }

  private static Block.Line blank(Block.Line line) {
    return new Block.Line("", line.place(), line.offsets(), line.quoted());
  }
}
