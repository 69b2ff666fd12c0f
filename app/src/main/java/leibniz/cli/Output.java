package leibniz.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import leibniz.report.Style;

/// A stream of lines in a style. Whoever reads it may stop: the rest is then dropped in silence.
final class Output {
  private final OutputStream stream;
  private final Charset charset;
  private final Style style;
  private String failure = "";
  private boolean closed;

  Output(OutputStream stream, Charset charset, Style style) {
    this.stream = stream;
    this.charset = charset;
    this.style = style;
  }

  Style style() {
    return style;
  }

  /// Prints lines, all at once.
  void lines(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append('\n');
    }
    if (closed || text.isEmpty()) {
      return;
    }
    try {
      stream.write(text.toString().getBytes(charset));
      stream.flush();
    } catch (IOException e) {
      closed = true;
      String message = String.valueOf(e.getMessage());
      if (!message.contains("ipe")) { // a broken pipe is no failure: whoever read it has enough
        failure = message;
      }
    }
  }

  void line(String line) {
    lines(List.of(line));
  }

  /// Why not everything was written, or nothing.
  String failure() {
    return failure;
  }
}
