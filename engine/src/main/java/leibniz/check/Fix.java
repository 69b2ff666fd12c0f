package leibniz.check;

import java.util.List;
import leibniz.ir.Span;

/// A change of the text.
///
/// @param safe whether it changes no value of the program but those that are wrong, so that it may
///   be made unseen
/// @param edits in the order of the text, apart from one another
/// @param ways how many ways there are to mend it; where there are several, this is one of them,
///   and somebody has to choose
public record Fix(boolean safe, List<Edit> edits, int ways) {

  /// Other text for a stretch of it.
  public record Edit(Span span, String text) {}

  /// Takes a copy of the list.
  public Fix {
    edits = List.copyOf(edits);
  }

  Fix(boolean safe, List<Edit> edits) {
    this(safe, edits, 1);
  }

  static Fix safe(Span span, String text) {
    return new Fix(true, List.of(new Edit(span, text)));
  }

  static Fix unsafe(Span span, String text) {
    return new Fix(false, List.of(new Edit(span, text)));
  }
}
