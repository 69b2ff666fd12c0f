package leibniz.cli;

import leibniz.report.Style;

/// What the user said about how output looks; with what the terminal can do it becomes a [Style].
///
/// @param color when there is colour
/// @param ascii whether ASCII was asked for
record Look(Color color, boolean ascii, boolean json, Style.Detail detail) {
  private static final int WIDTH = 100;

  /// When there is colour.
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /// What can be told from the words before they are understood: also what is wrong with them is
  /// told in the way that was asked for.
  static Look first(String[] args) {
    Color color = Color.AUTO;
    boolean ascii = false;
    boolean json = false;
    Style.Detail detail = Style.Detail.NORMAL;
    for (String arg : args) {
      switch (arg) {
        case "--color=always" -> color = Color.ALWAYS;
        case "--color=never" -> color = Color.NEVER;
        case "--ascii" -> ascii = true;
        case "--json" -> json = true;
        case "-v", "--verbose" -> detail = Style.Detail.VERBOSE;
        default -> {}
      }
    }
    return new Look(color, ascii, json, detail);
  }

  /// The style of stdout.
  Style out(Terminal terminal) {
    return style(terminal, terminal.outIsSeen());
  }

  /// The style of stderr.
  Style err(Terminal terminal) {
    return style(terminal, terminal.errIsSeen());
  }

  /// The style of a file: in Unicode and without colour.
  Style file(Terminal terminal) {
    return new Style(color == Color.ALWAYS, !ascii, width(terminal), detail);
  }

  private Style style(Terminal terminal, boolean seen) {
    boolean colour =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              seen
                  && terminal.environment().getOrDefault("NO_COLOR", "").isEmpty()
                  && !terminal.environment().getOrDefault("TERM", "").equals("dumb");
        };
    return new Style(colour, unicode(terminal), width(terminal), detail);
  }

  /// Whether more than ASCII may be written.
  boolean unicode(Terminal terminal) {
    return terminal.utf8() && !ascii;
  }

  private static int width(Terminal terminal) {
    String columns = terminal.environment().getOrDefault("COLUMNS", "");
    boolean digits = !columns.isEmpty() && columns.length() <= 4;
    for (int i = 0; i < columns.length(); i++) {
      digits &= columns.charAt(i) >= '0' && columns.charAt(i) <= '9';
    }
    return digits ? Math.clamp(Integer.parseInt(columns), 60, WIDTH) : WIDTH;
  }
}
