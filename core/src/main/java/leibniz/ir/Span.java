package leibniz.ir;

/// A stretch of a source text. Lines and columns count from 1, columns in UTF-16 units; the end is
/// exclusive.
///
/// @param file the name the text was read under, as the user gave it
public record Span(String file, int line, int column, int endLine, int endColumn) {

  /// The stretch from the start of this one to the end of `last`.
  public Span to(Span last) {
    return new Span(file, line, column, last.endLine, last.endColumn);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
