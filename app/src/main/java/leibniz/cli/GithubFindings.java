package leibniz.cli;

import java.util.ArrayList;
import java.util.List;
import leibniz.check.Finding;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;

/// Workflow commands, which GitHub shows beside the lines of a change.
final class GithubFindings implements Findings {
  private final Output out;
  private final Output err;

  GithubFindings(Output out, Output err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void file(Examined one) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : one.report().findings()) {
      lines.add(line(finding.problem(), one.source()));
    }
    out.lines(lines);
  }

  private static String line(Problem problem, Source source) {
    String kind =
        switch (problem.level()) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case REMARK -> "notice";
        };
    StringBuilder at = new StringBuilder("file=").append(property(source.name()));
    if (!problem.marks().isEmpty()) {
      Span span = problem.marks().getFirst().span();
      Source.Place place = source.place(span.line());
      at.append(",line=").append(place.row());
      if (place.cell() == 0 && span.line() == span.endLine()) { // a notebook's columns are JSON's
        at.append(",col=").append(span.column() + place.shift());
        at.append(",endColumn=").append(span.endColumn() + place.shift());
      } else {
        at.append(",endLine=").append(source.place(span.endLine()).row());
      }
    }
    return "::" + kind + " " + at + ",title=" + problem.code() + "::" + data(problem.headline());
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  @Override
  public void failed(String file, WrongUse why) {
    err.lines(why.lines(err.style()));
    out.line("::error file=" + property(file) + "::" + data(why.headline()));
  }

  @Override
  public void failed(String file, Bug bug) {
    err.line(file + ": " + bug.lines(err.style()).getFirst());
  }

  @Override
  public void end(double seconds) {}
}
