package leibniz.ir;

import java.util.List;

/// A text with the name it was read under: what every [Span] points into.
///
/// @param name the file as the user gave it, `-e` for a program on the command line, `-` for
///   standard input
public record Source(String name, String text) {

  /// The lines without their ends; `\n`, `\r\n` and `\r` end a line, as in Python.
  public List<String> lines() {
    return text.lines().toList();
  }
}
