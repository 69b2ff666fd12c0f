package leibniz.ir;

import org.jspecify.annotations.Nullable;

/// A stretch of a source text. Lines and columns count from 1, columns in UTF-16 units; the end is
/// exclusive.
///
/// @param file the name the text was read under, as the user gave it
public record Span(String file, int line, int column, int endLine, int endColumn) {

  /// The stretch from the start of this one to the end of `last`.
  public Span to(Span last) {
    return new Span(file, line, column, last.endLine, last.endColumn);
  }

  // Written out, for spans are keys wherever a program is followed, and what a record has by itself
  // is slow where a run is short.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span s
        && line == s.line
        && column == s.column
        && endLine == s.endLine
        && endColumn == s.endColumn
        && file.equals(s.file);
  }

  @Override
  public int hashCode() {
    return ((line * 31 + column) * 31 + endLine) * 31 + endColumn;
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
