package leibniz.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import leibniz.calculus.Differentiate;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Product;
import leibniz.ir.Values;

/// Gradients that go on under their name behind the function that makes their variable: `dg = dg *
/// (1 - g**2)` where `g = np.tanh(a[:, n:])` is by what `g` is made of, which has no name.
final class Inner {
  private static final int MOST = 16; // parts of the function that are looked at

  private final Chain chain;
  private final Judge judge;

  Inner(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// Whether it was the gradient by its variable before, and is the one by a part of that now.
  ///
  /// @param onTheWay whether no other gradient tells whether that is meant, and it is not the last
  ///   thing its function computes: `dh = … * (1 - h**2)` that goes on to what has no gradient's
  ///   name
  boolean is(Judgement j, boolean onTheWay) {
    Claim.Pair pair = j.pair();
    Chain.Link link = pair == null ? null : chain.link(pair.event().value());
    if (link == null || j.reading() == null || j.claim().isStep()) {
      return false;
    }
    Expr function = link.function();
    if (!onTheWay && !ByLogarithm.isExponential(function) && !judge.wasRight(j.claim())) {
      return false; // a scale that is kept positive has a logarithm without a name
    }
    Calm calm = new Calm(chain, judge.losses());
    return isBy(j, function, judge)
        || calm.hasEpsilon(j) && isBy(j, function, calm.judge(j.claim()));
  }

  private static boolean isBy(Judgement j, Expr function, Judge judge) {
    return function.inOrder().stream()
        .filter(part -> !part.equals(function) && part.constant() == null)
        .filter(part -> Judge.squeezed(part.shape()).equals(Judge.squeezed(function.shape())))
        .limit(MOST)
        .anyMatch(part -> isBy(j, function, part, judge));
  }

  /// Whether it is the gradient times the derivative of the function by a part, entry by entry.
  private static boolean isBy(Judgement j, Expr function, Expr part, Judge judge) {
    Optional<List<Values>> local = local(function, part, judge);
    if (local.isEmpty()) {
      return false;
    }
    List<Values> written = judge.written(j.claim());
    List<Values> right = judge.right(j);
    for (int k = 0; k < written.size(); k++) {
      double[] product = right.get(k).re().clone();
      double[] by = local.get().get(k).re();
      for (int n = 0; n < product.length; n++) {
        product[n] *= by[n % by.length]; // axes of the output may stand in front
      }
      if (!(Judge.distance(product, written.get(k).re()) < Judge.EQUAL)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<List<Values>> local(Expr function, Expr part, Judge judge) {
    Expr stand = Build.var("inner·", part.shape());
    Expr outer = function.substitute(Map.of(part, stand));
    if (!outer.contains(stand)) {
      return Optional.empty();
    }
    List<Integer> letters = Build.range(0, outer.rank() + part.rank());
    List<Integer> own = letters.subList(outer.rank(), letters.size());
    Expr summed = Product.one().times(Differentiate.of(outer, stand), letters).out(own);
    try {
      return Optional.of(judge.scene().values(summed.substitute(Map.of(stand, part))));
    } catch (LeibnizException e) {
      return Optional.empty(); // it has no value there
    }
  }
}
