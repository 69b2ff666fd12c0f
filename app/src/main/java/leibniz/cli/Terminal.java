package leibniz.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/// What a run is connected to.
///
/// @param environment the variables of the environment
/// @param outIsSeen whether someone watches stdout, and not a pipe or a file
/// @param errIsSeen the same of stderr
/// @param utf8 whether the locale is UTF-8
record Terminal(
    InputStream in,
    OutputStream out,
    OutputStream err,
    Map<String, String> environment,
    boolean outIsSeen,
    boolean errIsSeen,
    boolean utf8) {

  /// The one this process has. Java cannot tell stdout from stderr here, so the launcher says which
  /// of 1 and 2 are terminals.
  @SuppressWarnings("SystemConsoleNull") // it is null again in 25, where nobody can type or read
  static Terminal system() {
    String seen = System.getProperty("leibniz.terminal");
    if (seen == null) {
      Console console = System.console();
      seen = console == null || !console.isTerminal() ? "" : "12";
    }
    return new Terminal(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        System.getenv(),
        seen.indexOf('1') >= 0,
        seen.indexOf('2') >= 0,
        System.getProperty("native.encoding", "").equalsIgnoreCase("UTF-8"));
  }
}
