package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Source;
import leibniz.ir.Span;
import leibniz.python.Module;
import leibniz.python.Parser;

/// Reads what someone wrote by hand and says what is wrong with it.
public final class Check {
  private Check() {}

  /// The check of one program. What is wrong with the program is in the report, never an exception.
  public static Report of(Source source, Options options) {
    Module program;
    try {
      program = Parser.parse(source);
    } catch (LeibnizException e) {
      List<Finding> findings =
          e.problems().stream().map(p -> new Finding(p, Finding.Kind.READING, null)).toList();
      return new Report(source, findings, List.of(), List.of(), List.of(), false);
    }
    Start start = Start.of(program, options.sizes());
    List<Finding> findings = new ArrayList<>();
    List<Checked> checked = new ArrayList<>();
    List<Problem> unread = new ArrayList<>();
    for (Problem problem : start.run().following().problems()) {
      if (breaks(problem) && !start.run().isDrawn(problem)) {
        findings.add(new Finding(problem, Finding.Kind.READING, null));
      } else {
        unread.add(problem);
      }
    }
    ShapeClaims.of(start.named(), findings, checked);
    Squared.of(start, findings);
    AllGradients.of(start, findings, checked);
    Domains.of(start, findings);
    silence(findings);
    findings = new ArrayList<>(Ignores.apply(program, findings));
    findings.sort(Comparator.comparingInt(f -> line(f.problem())));
    checked.sort(Comparator.comparingInt(c -> c.span().line()));
    List<Fix.Edit> missing = MissingShapes.of(start.named());
    return new Report(source, findings, checked, unread, missing, true);
  }

  /// Whether a problem is one that Python would have, too.
  private static boolean breaks(Problem problem) {
    return switch (problem.code()) {
      case LBZ102, LBZ103, LBZ105, LBZ106 -> true;
      default -> false;
    };
  }

  /// What does not fit further down does not, because a gradient has the wrong shape.
  private static void silence(List<Finding> findings) {
    int first = Integer.MAX_VALUE;
    for (Finding f : findings) {
      if (f.problem().code() == Code.LBZ203) {
        first = Math.min(first, line(f.problem()));
      }
    }
    int from = first;
    findings.removeIf(f -> f.kind() == Finding.Kind.READING && line(f.problem()) > from);
  }

  private static int line(Problem problem) {
    List<Problem.Mark> marks = problem.marks();
    Span span = marks.isEmpty() ? new Span("", 0, 0, 0, 0) : marks.getFirst().span();
    return span.line();
  }
}
