package leibniz.check;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.trace.Event;

/// Gradients by what was drawn as a number for a function that nobody calls, and may as well be a
/// vector: `z = x @ W + c` says nothing of the shape of `c`, and `dc = dz.sum(axis=0)` has one.
final class DrawnScalar {
  private final Chain chain;
  private final Losses losses;
  private final Judge judge;

  DrawnScalar(Chain chain, Losses losses, Judge judge) {
    this.chain = chain;
    this.losses = losses;
    this.judge = judge;
  }

  /// What has another shape is right if its entries add up to the derivative.
  Judgement of(Judgement j) {
    Claim.Pair pair = j.pair();
    if (j.outcome() != Judgement.Outcome.MISSHAPED
        || pair == null
        || pair.variable().rank() > 0
        || pair.event().kind() != Event.Kind.INPUT
        || !chain.base().isOurs(chain.base().frame(pair.event()))
        || Judge.squeezed(j.claim().event().value().shape()).size() != 1
        || !judge.affords(derivative(pair))) {
      return j;
    }
    List<Values> derived = judge.scene().values(derivative(pair));
    List<Values> written = judge.written(j.claim());
    for (int k = 0; k < derived.size(); k++) {
      double[] sum = {Arrays.stream(written.get(k).re()).sum()};
      if (!(Judge.distance(sum, derived.get(k).re()) < Judge.EQUAL)) {
        return j;
      }
    }
    Reading reading = Reading.all(pair.loss().shape(), pair.variable().shape()).getFirst();
    return new Judgement(j.claim(), pair, reading, Judgement.Outcome.EQUAL, List.of(), 0, "");
  }

  private Expr derivative(Claim.Pair pair) {
    return Objects.requireNonNull(losses.derivatives(pair.loss()).get(pair.variable()));
  }
}
