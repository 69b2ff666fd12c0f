package leibniz.report;

import leibniz.ir.Axes;

/// How text is shown: asked for by what it is, never by a colour's name.
///
/// @param colour whether there is colour
/// @param unicode whether there is more than ASCII
/// @param width the most cells of a line
/// @param detail how much is told
public record Style(boolean colour, boolean unicode, int width, Detail detail) {

  /// How much is told.
  public enum Detail {
    QUIET,
    NORMAL,
    VERBOSE
  }

  /// Without colour, in Unicode, 100 cells wide.
  public static final Style PLAIN = new Style(false, true, 100, Detail.NORMAL);

  private static final int RED = 31;
  private static final int GREEN = 32;
  private static final int YELLOW = 33;
  private static final int BLUE = 34;
  private static final int MAGENTA = 35;
  private static final int CYAN = 36;

  // ------------------------------------------------------------------------------- what it says

  /// What is wrong.
  public String error(String text) {
    return paint(RED, text);
  }

  /// What may be wrong.
  public String warning(String text) {
    return paint(YELLOW, text);
  }

  /// What holds.
  public String ok(String text) {
    return paint(GREEN, text);
  }

  /// What can be done.
  public String help(String text) {
    return paint(CYAN, text);
  }

  /// Lines around things, and the numbers of lines.
  public String frame(String text) {
    return paint(BLUE, text);
  }

  /// What is read first: a headline, the number of a step.
  public String bold(String text) {
    return wrap(1, text, 22);
  }

  /// What is read last.
  public String dim(String text) {
    return wrap(2, text, 22);
  }

  // ---------------------------------------------------------------------------------------- axes

  /// An axis of a derivative, or its letter.
  public String axis(Axes.Role role, String text) {
    return paint(
        switch (role) {
          case BATCH -> BLUE;
          case OUTPUT -> YELLOW;
          case INPUT -> GREEN;
        },
        text);
  }

  /// An axis that is summed over, or its letter.
  public String summed(String text) {
    return paint(MAGENTA, text);
  }

  /// `(B | D ++ D)`, each size in the colour of its role.
  public String axes(Axes axes) {
    return axes.text((role, size) -> axis(role, text(size)));
  }

  // ---------------------------------------------------------------------------------------- text

  /// Text of others on one line: no control characters, and ASCII alone if that is all there is.
  public String text(String foreign) {
    String visible = Visible.of(foreign, unicode);
    return unicode ? visible : Ascii.of(visible);
  }

  /// The sign for what was left out.
  String cut() {
    return unicode ? "…" : "...";
  }

  private String paint(int colourCode, String text) {
    return wrap(colourCode, text, 39);
  }

  private String wrap(int on, String text, int off) {
    return colour && !text.isEmpty() ? "\u001b[" + on + "m" + text + "\u001b[" + off + "m" : text;
  }
}
