package leibniz.check;

import java.util.List;
import java.util.regex.Pattern;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// A term of a loss and its gradient that a call returns together, `ls, gs = style_loss(F, A)`:
/// what both names end with is the term, and no variable.
final class TermNames {
  private TermNames() {}

  /// What the name of a gradient says, without the variable if that is the term.
  static GradientName of(GradientName said, Event event, @Nullable Statement statement) {
    boolean term =
        said.wrt().size() == 1
            && statement instanceof Statement.Assign(var targets, Expression.Call _, _)
            && targets.getFirst() instanceof Expression.Tuple(var names, _)
            && names.stream().anyMatch(n -> isLoss(Spelled.text(n), said.wrt().getFirst()))
            && names.stream().anyMatch(n -> Spelled.text(n).equals(event.target()));
    return term ? new GradientName(said.of(), List.of(), said.strong()) : said;
  }

  private static boolean isLoss(String name, String term) {
    String own = Pattern.quote(term);
    return name.matches("(?i)(?:l|loss|cost|obj|nll)_?" + own + "|" + own + "_?(?:loss|cost|nll)");
  }
}
