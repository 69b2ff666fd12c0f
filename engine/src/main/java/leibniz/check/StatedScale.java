package leibniz.check;

import java.util.regex.Pattern;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import leibniz.trace.Frame;

/// Functions that say that what they compute is of the sum where the loss is a mean: `# gradients
/// of num_examples * loss`, `# of the summed loss, the step divides by m`.
final class StatedScale {
  private static final String LOSS = "(?:loss(?:es)?|cost|objective|error|nll|J|L)\\b";
  private static final Pattern SUM =
      Pattern.compile(
          "(?i)\\b(?:summed|unnormali[sz]ed|unaveraged|total)\\s+(?:\\w+\\s+)?"
              + LOSS
              + "|\\bsum of (?:the |all )?(?:\\w+[- ])?"
              + LOSS
              + "|\\b(?:num_\\w+|n_\\w+|batch_size|[nm])\\s*(?:\\*|times)\\s*(?:\\w*_)?"
              + LOSS
              + "|\\bnot (?:yet )?(?:averaged|normali[sz]ed|divided)");

  private StatedScale() {}

  /// Whether a gradient is a multiple, and its function says so.
  static boolean is(Chain chain, Judgement j) {
    return j.outcome() == Judgement.Outcome.SCALED
        && j.scales().stream().allMatch(s -> s > 1 && Math.abs(s - Math.round(s)) < NEAR)
        && says(chain.base().program(), chain.base().frame(j.claim().event()));
  }

  private static final double NEAR = 1e-6;

  private static boolean says(Module program, Frame frame) {
    Span all = frame.definition();
    boolean comment =
        program.comments().stream()
            .anyMatch(c -> Extents.isInside(c.span(), all) && SUM.matcher(c.text()).find());
    boolean doc =
        new Statements(program).at(all) instanceof Statement.Function f
            && f.body().getFirst() instanceof Statement.Evaluate(Expression.Str(var text, _, _), _)
            && SUM.matcher(text).find();
    return frame.id() != 0 && (comment || doc);
  }
}
