package leibniz.document;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Source;

/// A piece of a program in a document.
///
/// @param cell the cell of a notebook, from 1; 0 elsewhere
record Block(int cell, List<Line> lines) {

  Block {
    lines = List.copyOf(lines);
  }

  /// A line of it.
  ///
  /// @param text as the reader of the program sees it, without its end
  /// @param place where it stands in the document
  /// @param offsets where each of its characters begins in the text of the file, and where the last
  ///   one ends
  /// @param quoted whether it stands inside a JSON string
  record Line(String text, Source.Place place, Offsets offsets, boolean quoted) {
    int offset(int character) {
      return offsets.at(Math.min(character, text.length()));
    }

    /// A text as it must be written there.
    String encoded(String replacement) {
      return quoted ? Quoted.escape(replacement) : replacement;
    }
  }

  /// Where characters begin in the file.
  @FunctionalInterface
  interface Offsets {
    int at(int character);
  }

  /// A file that is a program.
  static Block whole(String raw) {
    List<Line> lines = new ArrayList<>();
    List<Integer> starts = starts(raw);
    for (int k = 0; k < starts.size(); k++) {
      int start = starts.get(k);
      int number = k + 1;
      lines.add(
          new Line(
              lineAt(raw, start),
              new Source.Place(0, number, number, 0),
              character -> start + character,
              false));
    }
    return new Block(0, lines);
  }

  /// Where each line of a text begins; `\n`, `\r\n` and `\r` end a line.
  static List<Integer> starts(String raw) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\n' || c == '\r' && (i + 1 == raw.length() || raw.charAt(i + 1) != '\n')) {
        starts.add(i + 1);
      }
    }
    return starts;
  }

  /// The line that begins there, without its end.
  static String lineAt(String raw, int start) {
    int end = start;
    while (end < raw.length() && raw.charAt(end) != '\n' && raw.charAt(end) != '\r') {
      end++;
    }
    return raw.substring(start, end);
  }
}
