package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Code;
import leibniz.ir.Problem;
import leibniz.ir.Span;
import leibniz.trace.Frame;

/// Gradients that are wrong where they call a derivative that is wrong by itself: that is told, and
/// what follows from it is not.
final class Blamed {
  private Blamed() {}

  /// Leaves out what is said of statements that call a function in which another gradient is wrong.
  static void of(Run run, List<Finding> findings) {
    List<Span> wrong = new ArrayList<>();
    findings.stream()
        .filter(f -> isWrong(f.problem()))
        .forEach(f -> wrong.add(f.problem().marks().getFirst().span()));
    findings.removeIf(
        f -> isWrong(f.problem()) && isBlamed(run, f.problem().marks().getFirst().span(), wrong));
  }

  private static boolean isWrong(Problem problem) {
    return problem.code() == Code.LBZ201 && !problem.marks().isEmpty();
  }

  private static boolean isBlamed(Run run, Span at, List<Span> wrong) {
    for (Frame frame : run.following().frames()) {
      Span call = frame.call();
      boolean here = call != null && call.line() >= at.line() && call.endLine() <= at.endLine();
      if (here
          && !isIn(at, frame.definition())
          && wrong.stream().anyMatch(w -> isIn(w, frame.definition()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(Span inner, Span outer) {
    return outer.line() <= inner.line() && inner.endLine() <= outer.endLine();
  }
}
