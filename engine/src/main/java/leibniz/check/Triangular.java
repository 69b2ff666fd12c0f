package leibniz.check;

import java.util.List;
import java.util.regex.Pattern;
import leibniz.ir.Shape;
import leibniz.ir.Values;

/// Gradients by matrices that start with nothing on one side of the diagonal, and are kept so: of
/// `L = np.eye(d)` the gradient `np.tril(…)` has no entries where `L` has none.
final class Triangular {
  private static final Pattern STARTS =
      Pattern.compile("(?s).*\\b(?:eye|identity|diag|tril|triu|cholesky)\\(.*");

  private final Chain chain;
  private final Judge judge;
  private final Text text;

  Triangular(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
    this.text = new Text(chain.base().program().source());
  }

  /// Whether a gradient is 0 on one side of the diagonal, and right everywhere else.
  boolean is(Judgement j) {
    Claim.Pair pair = j.pair();
    if (j.outcome() != Judgement.Outcome.DIFFERENT || pair == null || j.reading() == null) {
      return false;
    }
    Shape shape = pair.variable().shape();
    return shape.rank() == 2
        && shape.get(0).equals(shape.get(1))
        && chain.occurrences().of(pair.event().value()).stream()
            .anyMatch(e -> STARTS.matcher(text.at(e.statement())).matches())
        && (isKept(j, true) || isKept(j, false));
  }

  private boolean isKept(Judgement j, boolean lower) {
    List<Values> written = judge.written(j.claim());
    List<Values> right = judge.right(j);
    for (int k = 0; k < written.size(); k++) {
      Differing entries = Differing.of(written.get(k), right.get(k));
      for (int i = 0; i < entries.differ().length; i++) {
        List<Integer> at = entries.index(i);
        boolean outside = lower ? at.get(0) < at.get(1) : at.get(0) > at.get(1);
        if (outside ? written.get(k).re()[i] != 0 : entries.differ()[i]) {
          return false;
        }
      }
    }
    return true;
  }
}
