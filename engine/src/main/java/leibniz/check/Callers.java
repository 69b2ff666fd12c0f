package leibniz.check;

import java.util.List;
import leibniz.ir.Span;
import leibniz.python.Module;
import leibniz.python.Statement;

/// What is wrong where a derivative is called that is wrong itself: `g` of `g += X.T @ dice_dp(p,
/// m)` follows from that, if no change where it is computed makes it right.
final class Callers {
  private final List<Span> functions;

  Callers(Module program, FunctionPair pair) {
    this.functions =
        new Statements(program)
            .all().stream()
                .filter(s ->
                    s instanceof Statement.Function f
                        && Derivatives.calls(f, pair.named().derivative().name()))
                .map(Statement::span)
                .toList();
  }

  /// Takes back what was told of them.
  ///
  /// @param own what is told of the derivative
  void silence(Outcome own, List<Finding> findings, List<Checked> checked) {
    Finding first = own.findings().stream().filter(Finding::isError).findFirst().orElse(null);
    if (first == null) {
      return;
    }
    boolean more =
        findings.removeIf(f ->
            f.kind() == Finding.Kind.GRADIENT
                && f.isError()
                && f.fix() == null
                && !own.findings().contains(f)
                && isCaller(line(f)));
    checked.replaceAll(c ->
        more && c.status() == Checked.Status.REFUTED && isCaller(c.span().line())
            ? c.following(line(first))
            : c);
  }

  private boolean isCaller(int line) {
    return functions.stream().anyMatch(f -> f.line() < line && line <= f.endLine());
  }

  private static int line(Finding finding) {
    return finding.problem().marks().getFirst().span().line();
  }
}
