package leibniz.cli;

import java.util.List;
import leibniz.report.Style;

/// What is wrong with the words of a command, with a file or with the machine, in the user's terms.
final class WrongUse extends Exception {
  private static final long serialVersionUID = 1L;

  private final String help;
  private final int exit;

  /// The run failed, through no fault of the words.
  static WrongUse run(String headline) {
    return new WrongUse(headline, "", Exit.RUN);
  }

  private WrongUse(String headline, String help, int exit) {
    super(headline, null, false, false);
    this.help = help;
    this.exit = exit;
  }

  /// The words are wrong.
  static WrongUse because(String headline) {
    return new WrongUse(headline, "", Exit.USE);
  }

  /// A file is there but cannot be read as a program.
  static WrongUse unreadable(String headline) {
    return new WrongUse(headline, "", Exit.PROGRAM);
  }

  /// This with what can be done.
  WrongUse help(String text) {
    return new WrongUse(headline(), text, exit);
  }

  /// One line without a full stop.
  String headline() {
    return String.valueOf(getMessage());
  }

  /// What can be done, or nothing.
  String help() {
    return help;
  }

  int exit() {
    return exit;
  }

  /// `error: there is no command derve`, and what can be done.
  List<String> lines(Style style) {
    String error = style.bold(style.error("error") + ": " + style.text(headline()));
    if (help.isEmpty() || style.detail() == Style.Detail.QUIET) {
      return List.of(error);
    }
    String margin = "   " + style.frame("=") + " " + style.help("help") + ": ";
    return List.of(error, margin + style.text(help));
  }
}
