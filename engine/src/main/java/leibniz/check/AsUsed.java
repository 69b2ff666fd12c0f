package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Values;

/// Gradients that are wrong by their names and right by what is made of them, though more is wrong
/// there: of `grad = [f(dK_da), f(dK_db)]` the second entry may be right, and `dK_db` with it, as
/// where it is by the logarithm of `b`.
final class AsUsed {
  private static final double EQUAL = 1e-6;

  private final Chain chain;
  private final Judge judge;

  AsUsed(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// @param ends the gradients that are made of it last
  boolean is(Judgement j, List<Judgement> ends) {
    Chain.Link link = chain.link(j.claim().event().value());
    if (link == null || j.reading() == null || j.claim().isStep() || ends.isEmpty()) {
      return false;
    }
    try {
      return ends.stream().allMatch(end -> isRightThere(j, link.variable(), end));
    } catch (LeibnizException e) {
      return false; // something has no value with another one
    }
  }

  /// Whether all entries that would change with it are right as they are, and some would.
  private boolean isRightThere(Judgement j, Expr variable, Judgement end) {
    if (end.outcome() != Judgement.Outcome.DIFFERENT || end.reading() == null) {
      return false;
    }
    List<Values> written = judge.written(end.claim());
    List<Values> right = judge.right(end);
    List<Map<Expr, Values>> other = new ArrayList<>();
    List<Values> own = judge.right(j);
    for (int k = 0; k < own.size(); k++) {
      Values now = judge.scene().points().get(k).number(variable);
      if (now == null || now.count() != own.get(k).count()) {
        return false;
      }
      other.add(Map.of(variable, Values.real(now.shape(), own.get(k).re())));
    }
    Expr function = end.claim().function(chain);
    List<Values> changed = Scene.values(chain, function, judge.scene().points(), other);
    int count = 0;
    for (int k = 0; k < written.size(); k++) {
      double[] before = written.get(k).re();
      double[] after = changed.get(k).re();
      double[] wanted = right.get(k).re();
      for (int i = 0; i < before.length; i++) {
        boolean moves = !isNear(before[i], after[i]);
        if (moves && !isNear(before[i], wanted[i])) {
          return false;
        }
        count += moves ? 1 : 0;
      }
    }
    return count > 0;
  }

  private static boolean isNear(double a, double b) {
    return Math.abs(a - b) <= EQUAL * Math.max(1e-3, Math.max(Math.abs(a), Math.abs(b)));
  }
}
