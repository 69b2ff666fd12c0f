package leibniz.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Values;

/// Gradients by something that a loss holds twice, as `p` and as the `logp` that both come from:
/// they go through the logarithm, too, though the program does not make that of `p`.
final class TwinLogarithm {
  private static final double SAME = 1e-9;

  private final Chain chain;
  private final Judge judge;

  TwinLogarithm(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// Whether a gradient is right so.
  boolean is(Judgement j) {
    Claim.Pair pair = j.pair();
    Chain.Link own = pair == null ? null : chain.link(pair.event().value());
    if (pair == null
        || own == null
        || j.outcome() != Judgement.Outcome.DIFFERENT
        || pair.loss().shape().rank() > 0
        || j.claim().isStep()) {
      return false;
    }
    try {
      Map<Expr, Expr> derivatives = judge.losses().derivatives(pair.loss());
      return chain.links().stream()
          .filter(l -> !l.equals(own) && l.variable().shape().equals(own.variable().shape()))
          .filter(l -> derivatives.containsKey(l.variable()))
          .filter(l -> isLogarithm(l, own) && !chain.isMadeOf(l.function(), own))
          .anyMatch(l -> isThrough(j, own, l, derivatives));
    } catch (LeibnizException e) {
      return false; // something has no value
    }
  }

  private boolean isLogarithm(Chain.Link other, Chain.Link own) {
    for (Point point : judge.scene().points()) {
      Values log = point.number(other.variable());
      Values of = point.number(own.variable());
      if (log == null || of == null) {
        return false;
      }
      double[] logs = Arrays.stream(of.re()).map(Math::log).toArray();
      if (!(Judge.distance(logs, log.re()) < SAME)) {
        return false;
      }
    }
    return true;
  }

  /// Whether it is the derivative through both, as far as one is not made of the other.
  private boolean isThrough(
      Judgement j, Chain.Link own, Chain.Link log, Map<Expr, Expr> derivatives) {
    List<Values> written = judge.written(j.claim());
    List<Values> through = values(derivatives, log);
    List<Values> plain = values(derivatives, own);
    boolean whole = chain.isMadeOf(own.function(), log);
    for (int k = 0; k < written.size(); k++) {
      Point point = judge.scene().points().get(k);
      double[] by = Objects.requireNonNull(point.number(own.variable())).re();
      double[] both = through.get(k).re().clone();
      double[] alone = plain.get(k).re();
      Arrays.setAll(both, i -> both[i] / by[i] + (whole ? 0 : alone[i]));
      if (!(Judge.distance(both, written.get(k).re()) < Judge.EQUAL)) {
        return false;
      }
    }
    return true;
  }

  private List<Values> values(Map<Expr, Expr> derivatives, Chain.Link by) {
    return judge.scene().values(Objects.requireNonNull(derivatives.get(by.variable())));
  }
}
