package leibniz.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// How far a run over many files is, on one line of a terminal that is overwritten. Where nobody
/// watches, nothing is written.
final class Progress {
  private static final int FEW = 5;

  private final Terminal terminal;
  private final int files;

  Progress(Terminal terminal, int files) {
    this.terminal = terminal;
    this.files = files;
  }

  void at(int done) {
    if (files > FEW) {
      write("\r" + done + "/" + files + " files");
    }
  }

  /// Makes room for what is to be printed.
  void clear() {
    if (files > FEW) {
      write("\r" + " ".repeat(2 * Integer.toString(files).length() + 7) + "\r");
    }
  }

  private void write(String text) {
    if (!terminal.errIsSeen()) {
      return;
    }
    try {
      terminal.err().write(text.getBytes(StandardCharsets.US_ASCII));
      terminal.err().flush();
    } catch (IOException e) {
      return; // whoever closed it does not want to see it
    }
  }
}
