package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import leibniz.check.Finding;
import leibniz.report.Frame;
import leibniz.report.Style;

/// One line a finding, and a count at the end.
final class ConciseFindings implements Findings {
  private final Output out;
  private final Output err;
  private final Tally tally = new Tally();

  ConciseFindings(Output out, Output err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void file(Examined one) {
    tally.add(one);
    List<String> lines = new ArrayList<>();
    for (Finding finding : one.report().findings()) {
      lines.add(Frame.headline(finding.problem(), one.source(), out.style()));
    }
    out.lines(lines);
  }

  @Override
  public void failed(String file, WrongUse why) {
    err.lines(why.lines(err.style()));
  }

  @Override
  public void failed(String file, Bug bug) {
    err.line(file + ": " + bug.lines(err.style()).getFirst());
  }

  @Override
  public void end(double seconds) {
    List<String> parts = new ArrayList<>();
    if (tally.errors > 0) {
      parts.add(Tally.count(tally.errors, "error"));
    }
    if (tally.warnings > 0) {
      parts.add(Tally.count(tally.warnings, "warning"));
    }
    if (tally.remarks > 0) {
      parts.add(Tally.count(tally.remarks, "remark"));
    }
    if (!parts.isEmpty() && out.style().detail() != Style.Detail.QUIET) {
      out.line(String.join(", ", parts));
    }
  }
}
