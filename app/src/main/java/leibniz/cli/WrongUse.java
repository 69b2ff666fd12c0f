package leibniz.cli;

/// What is wrong with the words of a command or with a file, in the user's terms.
final class WrongUse extends Exception {
  private static final long serialVersionUID = 1L;

  private final String help;
  private final int exit;

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
}
