package leibniz.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Source;
import leibniz.ir.Span;
import leibniz.python.Expression;

/// Pieces of the source, as written.
final class Excerpts {
  private final Map<String, List<String>> lines = new HashMap<>();

  void add(Source source) {
    lines.put(source.name(), source.lines());
  }

  /// The text of a stretch; lines are joined by line feeds.
  String of(Span span) {
    List<String> all = lines.getOrDefault(span.file(), List.of());
    StringBuilder text = new StringBuilder();
    for (int n = span.line(); n <= span.endLine() && n <= all.size(); n++) {
      String line = all.get(n - 1);
      int from = n == span.line() ? span.column() - 1 : 0;
      int to = n == span.endLine() ? span.endColumn() - 1 : line.length();
      if (n > span.line()) {
        text.append('\n');
      }
      text.append(line, Math.clamp(from, 0, line.length()), Math.clamp(to, from, line.length()));
    }
    return text.toString();
  }

  /// How an operand is called in a message: as written if that is short, else empty.
  String brief(Expression e) {
    return switch (e) {
      case Expression.Name(String id, _) -> id;
      case Expression.Attribute _, Expression.Subscript _, Expression.Call _ -> {
        Span span = e.span();
        boolean fits = span.line() == span.endLine() && span.endColumn() - span.column() <= 24;
        yield fits ? of(span) : "";
      }
      default -> "";
    };
  }
}
