package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leibniz.check.Checked;
import leibniz.check.Finding;
import leibniz.ir.Problem;
import leibniz.report.Frame;
import leibniz.report.Style;

/// Findings for people: every finding with the lines it is about, and one line on what was found to
/// hold. When quiet, a line for each finding and nothing else.
final class FullFindings implements Findings {
  private final Output out;
  private final Output err;
  private final boolean many;
  private final Optional<Problem.Level> failOn;
  private final Tally tally = new Tally();
  private boolean shown;

  /// @param many whether there are several files, so that those without a finding are but counted
  /// @param failOn the mildest level that makes the run fail; empty for none
  FullFindings(Output out, Output err, boolean many, Optional<Problem.Level> failOn) {
    this.failOn = failOn;
    this.out = out;
    this.err = err;
    this.many = many;
  }

  @Override
  public void file(Examined one) {
    tally.add(one);
    Style style = out.style();
    boolean quiet = style.detail() == Style.Detail.QUIET;
    boolean verbose = style.detail() == Style.Detail.VERBOSE;
    List<Problem> problems = one.report().findings().stream().map(Finding::problem).toList();
    List<String> lines = new ArrayList<>(Frame.lines(problems, one.source(), style));
    if (!quiet && (!many || verbose || !lines.isEmpty())) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      if (shown) {
        lines.addFirst("");
      }
      lines.addAll(details(one, verbose));
      lines.add(style.text(one.name() + ": " + Tally.told(one, failOn)));
    }
    shown |= !lines.isEmpty();
    out.lines(lines);
  }

  /// What could not be decided; when asked for, everything that was looked at.
  private List<String> details(Examined one, boolean verbose) {
    List<String> lines = new ArrayList<>();
    for (Checked checked : one.report().checked()) {
      if (verbose || checked.status() == Checked.Status.UNVERIFIED) {
        String line = Tally.told(checked, one.source());
        lines.add("  " + out.style().text(line));
      }
    }
    if (verbose) {
      for (Problem problem : one.report().unread()) {
        lines.add("  not read: " + Frame.headline(problem, one.source(), out.style()));
      }
    }
    return lines;
  }

  @Override
  public void failed(String file, WrongUse why) {
    tally.unread++;
    err.lines(why.lines(err.style()));
  }

  @Override
  public void failed(String file, Bug bug) {
    tally.unread++;
    List<String> lines = new ArrayList<>(bug.lines(err.style()));
    lines.add(1, "   " + err.style().text(file));
    err.lines(lines);
  }

  @Override
  public void end(double seconds) {
    if (many && out.style().detail() != Style.Detail.QUIET) {
      List<String> lines = new ArrayList<>();
      if (shown) {
        lines.add("");
      }
      lines.add(out.style().text(tally + String.format(Locale.ROOT, "        %.1f s", seconds)));
      if (tally.silent > 0) {
        String hint = out.style().detail() == Style.Detail.VERBOSE ? "" : " (list them with -v)";
        lines.add(
            out.style()
                .text(
                    Tally.count(tally.silent, "file")
                        + " skipped: no shape stated, no gradient named"
                        + hint));
      }
      out.lines(lines);
    }
  }
}
