package leibniz.file;

import java.io.Serial;

/// Why bytes are no array: half a sentence about the file.
final class FormatException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  FormatException(String message) {
    super(message);
  }

  /// The sentence.
  String sentence() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
