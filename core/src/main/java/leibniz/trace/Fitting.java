package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Span;

/// Where shapes do not fit: the one name in scope that would fit in place of an operand. It is said
/// only after it was tried, and only if it is the only one.
final class Fitting {
  private static final Set<Code> SHAPES = Set.of(Code.LBZ102, Code.LBZ103);
  private static final int TRIES = 100;

  private Fitting() {}

  private record Fit(Value.Operand instead, Value.Operand with) {}

  /// The problems, with a suggestion if there is one.
  ///
  /// @param again the same operation with other operands
  static LeibnizException suggest(
      LeibnizException failure,
      List<Value.Operand> operands,
      Scope scope,
      Span whole,
      Excerpts excerpts,
      Function<List<Value.Operand>, Value> again) {
    Problem problem = failure.problems().get(0);
    boolean helped = problem.notes().stream().anyMatch(n -> n.kind() == Problem.Note.Kind.HELP);
    if (failure.problems().size() > 1 || helped || !SHAPES.contains(problem.code())) {
      return failure;
    }
    Fit fit = Suggest.only(fits(operands, scope, again));
    if (fit == null || !(fit.with.value() instanceof Value.Tensor tensor)) {
      return failure;
    }
    String text = replaced(whole, fit, excerpts);
    return text.isEmpty()
        ? failure
        : problem
            .help(
                fit.with.text()
                    + " has shape "
                    + tensor.shape()
                    + " and fits: did you mean  "
                    + text)
            .raise();
  }

  private static List<Fit> fits(
      List<Value.Operand> operands, Scope scope, Function<List<Value.Operand>, Value> again) {
    List<Fit> fits = new ArrayList<>();
    int tries = 0;
    for (int k = 0; k < operands.size(); k++) {
      Value.Operand old = operands.get(k);
      if (old.origin() == null || !(old.value() instanceof Value.Tensor)) {
        continue; // only what is a name may be a slip for another name
      }
      for (Map.Entry<String, Scope.Binding> known : scope.all().entrySet()) {
        Scope.Binding binding = known.getValue();
        boolean other =
            !known.getKey().startsWith(Options.TRIED)
                && operands.stream().noneMatch(o -> o.text().equals(known.getKey()));
        if (other && binding.value() instanceof Value.Tensor && ++tries <= TRIES) {
          Value.Operand with =
              new Value.Operand(binding.value(), old.span(), known.getKey(), binding.span());
          List<Value.Operand> tried = new ArrayList<>(operands);
          tried.set(k, with);
          if (works(tried, again)) {
            fits.add(new Fit(old, with));
          }
        }
      }
    }
    return fits;
  }

  private static boolean works(
      List<Value.Operand> operands, Function<List<Value.Operand>, Value> again) {
    try {
      var _ = again.apply(operands);
      return true;
    } catch (LeibnizException | Sizes.Unify | Faults.Silenced e) {
      return false;
    }
  }

  /// The line's expression with the other name in it, if it stands on one line.
  private static String replaced(Span whole, Fit fit, Excerpts excerpts) {
    Span at = fit.instead.span();
    if (whole.line() != whole.endLine()) {
      return "";
    }
    String text = excerpts.of(whole);
    int from = at.column() - whole.column();
    int to = at.endColumn() - whole.column();
    return from < 0 || to > text.length()
        ? ""
        : text.substring(0, from) + fit.with.text() + text.substring(to);
  }
}
