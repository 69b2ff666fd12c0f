package leibniz.document;

import java.util.ArrayList;
import java.util.List;

/// A string of a JSON text, character by character.
///
/// @param text what it stands for
/// @param offsets where each character begins in the JSON text, and where the last one ends
record Quoted(String text, List<Integer> offsets) {

  /// The string whose opening quote stands at an offset of a text that is valid JSON.
  static Quoted at(String json, int quote) {
    StringBuilder text = new StringBuilder();
    List<Integer> offsets = new ArrayList<>();
    int i = quote + 1;
    while (json.charAt(i) != '"') {
      offsets.add(i);
      if (json.charAt(i) != '\\') {
        text.append(json.charAt(i++));
        continue;
      }
      char kind = json.charAt(i + 1);
      text.append(
          switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> (char) Integer.parseInt(json.substring(i + 2, i + 6), 16);
            default -> kind; // a quote, a slash, a backslash
          });
      i += kind == 'u' ? 6 : 2;
    }
    offsets.add(i);
    return new Quoted(text.toString(), offsets);
  }

  /// A text as it stands between quotes.
  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    return out.toString();
  }
}
