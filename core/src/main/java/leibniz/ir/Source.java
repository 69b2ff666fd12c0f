package leibniz.ir;

import java.util.List;

/// A text with the name it was read under: what every [Span] points into.
///
/// @param name the file as the user gave it, `-e` for a program on the command line, `-` for
///   standard input
/// @param places for each line of the text where it stands in the file it was taken from; empty
///   where the text is the file
public record Source(String name, String text, List<Place> places) {

  /// Where a line of a program stands in the document that holds it.
  ///
  /// @param cell the cell of a notebook, from 1; 0 where there are no cells
  /// @param line the line in the cell, or in the document, from 1
  /// @param row the line in the file, from 1: in a notebook that of the JSON text
  /// @param shift how many characters stand before the line
  public record Place(int cell, int line, int row, int shift) {}

  /// Takes a copy of the list.
  public Source {
    places = List.copyOf(places);
  }

  /// A text that is the whole file.
  public Source(String name, String text) {
    this(name, text, List.of());
  }

  /// The lines without their ends; `\n`, `\r\n` and `\r` end a line, as in Python.
  public List<String> lines() {
    return text.lines().toList();
  }

  /// Where a line of the text stands in the file, for the eyes of the user.
  public Place place(int line) {
    return line >= 1 && line <= places.size() ? places.get(line - 1) : new Place(0, line, line, 0);
  }

  /// A stretch of the text, in lines and columns of the document; in a notebook in those of its
  /// cell, which the name then tells.
  public Span shown(Span span) {
    if (places.isEmpty() || !span.file().equals(name)) {
      return span;
    }
    Place from = place(span.line());
    Place to = place(span.endLine());
    return new Span(
        from.cell == 0 ? name : name + ":cell " + from.cell,
        from.line,
        span.column() + from.shift,
        to.line,
        span.endColumn() + to.shift);
  }
}
