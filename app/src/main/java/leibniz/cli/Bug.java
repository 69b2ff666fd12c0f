package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Code;
import leibniz.report.Style;

/// A failure of Leibniz itself, in one line; the details only for who asks for them.
///
/// @param what what happened
/// @param details where, a line each
record Bug(String what, List<String> details) {
  private static final int DEEP = 30;

  /// Takes a copy of the list.
  Bug {
    details = List.copyOf(details);
  }

  static Bug of(Throwable thrown) {
    List<String> details = new ArrayList<>();
    StackTraceElement[] frames = thrown.getStackTrace();
    for (int i = 0; i < Math.min(DEEP, frames.length); i++) {
      details.add("at " + frames[i]);
    }
    if (thrown.getCause() != null) {
      details.add("because of " + thrown.getCause());
    }
    return new Bug(what(thrown), details);
  }

  private static String what(Throwable thrown) {
    if (thrown instanceof StackOverflowError) {
      return "the program nests deeper than Leibniz can follow";
    }
    if (thrown instanceof ExceptionInInitializerError && thrown.getCause() != null) {
      return what(thrown.getCause());
    }
    String said = thrown.getMessage();
    String kind = thrown.getClass().getSimpleName();
    return said == null || said.isBlank()
        ? kind
        : kind + ": " + said.lines().findFirst().orElse("");
  }

  List<String> lines(Style style) {
    String bar = "   " + style.frame(style.unicode() ? "│" : "|") + " ";
    List<String> lines = new ArrayList<>();
    lines.add(
        style.bold(style.error("internal error[" + Code.LBZ900 + "]") + ": " + style.text(what)));
    lines.add(bar + "this is a bug in Leibniz, not in your program");
    if (style.detail() == Style.Detail.VERBOSE) {
      details.forEach(detail -> lines.add(bar + style.text(detail)));
    }
    String more = style.detail() == Style.Detail.VERBOSE ? "this" : "what -v prints";
    lines.add(
        "   "
            + style.frame("=")
            + " "
            + style.help("report")
            + ": send the command, the program and "
            + more
            + " to where you got Leibniz from");
    return lines;
  }
}
