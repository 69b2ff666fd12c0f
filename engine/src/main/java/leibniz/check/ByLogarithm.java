package leibniz.check;

import java.util.List;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import leibniz.op.Maps;

/// Gradients that are derivatives by the logarithm of a number that the program makes by `exp`: of
/// `s = np.exp(theta[0])`, `s` times the derivative by `s`.
final class ByLogarithm {
  private final Chain chain;
  private final Judge judge;

  ByLogarithm(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// Whether a gradient is one.
  boolean is(Judgement j, Claim.Pair pair) {
    Chain.Link link = chain.link(pair.event().value());
    if (link == null
        || j.outcome() != Judgement.Outcome.SCALED
        || !isExponential(link.function())) {
      return false;
    }
    List<Values> values = judge.scene().values(link.variable());
    for (int k = 0; k < values.size(); k++) {
      double x = values.get(k).count() == 1 ? values.get(k).re()[0] : Double.NaN;
      if (!(Math.abs(j.scales().get(k) - x) <= 1e-6 * Math.abs(x))) {
        return false;
      }
    }
    return true;
  }

  /// Whether it is `np.exp` of something, or a part of that.
  static boolean isExponential(Expr function) {
    return switch (function.head()) {
      case Head.Map m -> m.op().equals(Maps.EXP);
      case Head.Einsum _, Head.Special _ -> // a part of it
          function.args().size() == 1 && isExponential(function.arg(0));
      case Head.Var _, Head.Num _, Head.Sum _ -> false;
    };
  }
}
