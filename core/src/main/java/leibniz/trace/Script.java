package leibniz.trace;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// A program as expressions.
///
/// @param definitions one for every input and every assignment of a tensor to a top-level name, in
///   the order of the program
/// @param sizes the values the program or the options give to size symbols
/// @param result what the last statement defines or is, the default output; null if there is none
/// @param lines the top-level statements
/// @param problems what could not be read; empty when the program came from [Trace#of]
public record Script(
    Source source,
    List<Definition> definitions,
    SortedMap<String, Long> sizes,
    @Nullable Definition result,
    List<Line> lines,
    List<Problem> problems) {

  /// A top-level statement with what it defines.
  ///
  /// @param text its source, as written
  public record Line(Span span, String text, List<Definition> definitions) {
    /// Takes a copy of the list.
    public Line {
      definitions = List.copyOf(definitions);
    }

    /// The text, and the shapes as a comment.
    @Override
    public String toString() {
      return definitions.isEmpty()
          ? text
          : text
              + "  # "
              + definitions.stream()
                  .map(d -> d.value().shape().toString())
                  .collect(Collectors.joining(", "));
    }
  }

  /// Takes copies.
  public Script {
    definitions = List.copyOf(definitions);
    sizes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /// What a reference stands for: `q` the last value of the name, `h@2` the second, `W[0]` one
  /// tensor of a list, `W` all of them, `params['W1']` or `params_W1` one of a dict. Empty if the
  /// program defines nothing of that name.
  public List<Definition> find(String reference) {
    String wanted = Reference.plain(reference);
    List<Definition> exact =
        definitions.stream().filter(d -> d.name().toString().equals(wanted)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    return definitions.stream()
        .filter(d -> d.last() && d.name().toString().startsWith(wanted + "["))
        .toList();
  }

  /// What comes from outside, in the order of the program.
  public List<Definition> inputs() {
    return definitions.stream().filter(d -> d.kind() == Definition.Kind.INPUT).toList();
  }

  /// The program with the shape of every line.
  @Override
  public String toString() {
    String values =
        sizes.isEmpty()
            ? ""
            : sizes.entrySet().stream()
                .map(Map.Entry::toString)
                .collect(Collectors.joining(", ", "# ", "\n"));
    return values + lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
  }
}
