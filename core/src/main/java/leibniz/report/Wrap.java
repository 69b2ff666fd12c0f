package leibniz.report;

import java.util.ArrayList;
import java.util.List;

/// Breaks a sentence at blanks.
public final class Wrap {
  private Wrap() {}

  /// The lines of a text, each of at most `room` cells unless a word is longer; a text that fits is
  /// left as it is.
  public static List<String> lines(String text, int room) {
    if (Cells.of(text) <= room) {
      return List.of(text);
    }
    List<String> out = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && Cells.of(line.toString()) + 1 + Cells.of(word) > room) {
        out.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.add(line.toString());
    return out;
  }
}
