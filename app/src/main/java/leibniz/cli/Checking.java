package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import leibniz.check.Check;
import leibniz.check.Checked;
import leibniz.check.Finding;
import leibniz.check.Options;
import leibniz.check.Report;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.report.Frame;
import leibniz.report.Style;

/// The command `check`: looks at each program, and tells what is wrong and what was verified.
final class Checking {
  private final Command.DoCheck asked;
  private final Terminal terminal;
  private final Output out;
  private final Output err;
  private int exit = Exit.OK;
  private boolean shown;

  Checking(Command.DoCheck asked, Terminal terminal, Output out, Output err) {
    this.asked = asked;
    this.terminal = terminal;
    this.out = out;
    this.err = err;
  }

  int run() {
    for (String word : asked.files()) {
      try {
        for (String file : Inputs.files(word)) {
          read(file);
        }
      } catch (WrongUse e) {
        fail(e);
      }
    }
    return exit;
  }

  private void read(String file) {
    try {
      check(Inputs.read(file, terminal.in()));
    } catch (WrongUse e) {
      fail(e);
    }
  }

  private void fail(WrongUse wrong) {
    err.lines(wrong.lines(err.style()));
    exit = Math.max(exit, wrong.exit());
  }

  private void check(Source source) {
    try {
      show(Check.of(source, Options.NONE));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      err.lines(Bug.of(e).lines(err.style()));
      exit = Exit.BUG;
    }
  }

  private void show(Report report) {
    boolean quiet = out.style().detail() == Style.Detail.QUIET;
    List<Problem> problems = report.findings().stream().map(Finding::problem).toList();
    List<String> lines = new ArrayList<>(Frame.lines(problems, report.source(), out.style()));
    if (!quiet) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      if (shown) {
        lines.addFirst("");
      }
      lines.addAll(details(report));
      lines.add(out.style().text(summary(report)));
    }
    out.lines(lines);
    shown = true;
    if (!report.understood()) {
      exit = Math.max(exit, Exit.PROGRAM);
    } else if (report.findings().stream().anyMatch(Finding::isError)) {
      exit = Math.max(exit, Exit.FINDINGS);
    }
  }

  /// What could not be decided; when asked for, everything that was looked at.
  private List<String> details(Report report) {
    boolean verbose = out.style().detail() == Style.Detail.VERBOSE;
    List<String> lines = new ArrayList<>();
    for (Checked checked : report.checked()) {
      if (verbose || checked.status() == Checked.Status.UNVERIFIED) {
        lines.add(out.style().text(report.source().name() + ": " + checked));
      }
    }
    if (verbose) {
      for (Problem problem : report.unread()) {
        lines.add(Frame.headline(problem, report.source(), out.style()));
      }
    }
    return lines;
  }

  /// `f.py: ok, 4 shapes hold, 1 gradient verified`.
  private static String summary(Report report) {
    long errors = report.count(Problem.Level.ERROR);
    long warnings = report.count(Problem.Level.WARNING);
    List<String> parts = new ArrayList<>();
    if (errors > 0) {
      parts.add(count(errors, "error"));
    }
    if (warnings > 0) {
      parts.add(count(warnings, "warning"));
    }
    if (parts.isEmpty()) {
      parts.add("ok");
    }
    long shapes = report.count(Checked.Kind.SHAPE, Checked.Status.VERIFIED);
    if (shapes > 0) {
      parts.add(count(shapes, "shape") + (shapes == 1 ? " holds" : " hold"));
    }
    long gradients = report.count(Checked.Kind.GRADIENT, Checked.Status.VERIFIED);
    if (gradients > 0) {
      parts.add(count(gradients, "gradient") + " verified");
    }
    long open = report.count(Checked.Kind.GRADIENT, Checked.Status.UNVERIFIED);
    if (open > 0) {
      parts.add(count(open, "gradient") + " not decided");
    }
    if (report.checked().isEmpty() && report.findings().isEmpty()) {
      parts.add("no shape stated and no gradient named");
    }
    return report.source().name() + ": " + String.join(", ", parts);
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }
}
