package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// A source text by places.
final class Text {
  private final String name;
  private final String text;
  private final List<Integer> starts = new ArrayList<>(List.of(0));

  Text(Source source) {
    this.name = source.name();
    this.text = source.text();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if ((c == '\n' || c == '\r') && !pair) {
        starts.add(i + 1);
      }
    }
  }

  /// What stands at a place; nothing of what stands in another text, as that of our own functions.
  String at(Span span) {
    return span.file().equals(name) ? text.substring(start(span), end(span)) : "";
  }

  int start(Span span) {
    return starts.get(span.line() - 1) + span.column() - 1;
  }

  int end(Span span) {
    return starts.get(span.endLine() - 1) + span.endColumn() - 1;
  }

  /// The text with edits made, which are apart from one another.
  String with(List<Fix.Edit> edits) {
    List<Fix.Edit> backwards = new ArrayList<>(edits);
    backwards.sort(Comparator.comparingInt((Fix.Edit e) -> start(e.span())).reversed());
    StringBuilder out = new StringBuilder(text);
    for (Fix.Edit edit : backwards) {
      out.replace(start(edit.span()), end(edit.span()), edit.text());
    }
    return out.toString();
  }

  /// A stretch with edits made in it, on one line.
  String at(Span span, List<Fix.Edit> edits) {
    return in(span, edits).replaceAll("\\s*\\R\\s*", " ").strip();
  }

  /// A stretch with edits made in it.
  String in(Span span, List<Fix.Edit> edits) {
    List<Fix.Edit> backwards = new ArrayList<>(edits);
    backwards.sort(Comparator.comparingInt((Fix.Edit e) -> start(e.span())).reversed());
    StringBuilder out = new StringBuilder(at(span));
    int from = start(span);
    for (Fix.Edit edit : backwards) {
      out.replace(start(edit.span()) - from, end(edit.span()) - from, edit.text());
    }
    return out.toString();
  }
}
