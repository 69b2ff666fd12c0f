package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Values;

/// Gradients that are right, and what that says of what they are made of: nothing, if they would be
/// right as well with what that should be. The gradient by an offset before a normalisation is 0
/// whatever goes back to it.
final class Witness {
  private final Chain chain;
  private final Judge judge;

  Witness(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// Whether one would be another, and wrong, if what it is made of was what its name says.
  ///
  /// @param j a gradient that is not what its name says
  /// @param right one that is made of it
  boolean speaks(Judgement j, Judgement right) {
    Chain.Link link = chain.link(j.claim().event().value());
    if (link == null || j.reading() == null || isOfTheSame(j, right)) {
      return true;
    }
    try {
      List<Map<Expr, Values>> named = new ArrayList<>();
      List<Values> own = judge.right(j);
      for (int k = 0; k < own.size(); k++) {
        Values now = judge.scene().points().get(k).number(link.variable());
        if (now == null || now.count() != own.get(k).count()) {
          return true;
        }
        named.add(Map.of(link.variable(), Values.real(now.shape(), own.get(k).re())));
      }
      Expr function = right.claim().function(chain);
      List<Values> written = judge.written(right.claim());
      List<Values> other = Scene.values(chain, function, judge.scene().points(), named);
      for (int k = 0; k < written.size(); k++) {
        if (Judge.distance(written.get(k).re(), other.get(k).re()) > Judge.EQUAL) {
          return true;
        }
      }
      return false;
    } catch (LeibnizException e) {
      return true; // something has no value with it
    }
  }

  /// Whether both are called the gradient of one loss by one variable: one of them is on the way to
  /// the other, as `grad * s` is before its mean is taken off, and the last one is meant.
  private static boolean isOfTheSame(Judgement j, Judgement right) {
    Claim.Pair own = j.pair();
    Claim.Pair other = right.pair();
    return own != null
        && other != null
        && own.variable().equals(other.variable())
        && own.loss().equals(other.loss());
  }
}
