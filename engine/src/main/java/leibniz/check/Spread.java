package leibniz.check;

import java.util.List;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.trace.Event;

/// Gradients that have the right entries in a shape in which a step would make a matrix of what it
/// is by: `(n,)` for `(n, 1)`, `(1, n)` for `(n,)`.
final class Spread {
  private final Chain chain;

  Spread(Chain chain) {
    this.chain = chain;
  }

  /// What is right, or has another shape than what it is by.
  Judgement of(Judgement j) {
    Claim.Pair pair = j.pair();
    if (pair == null
        || !j.isEqual()
        || j.claim().isStep()
        || pair.loss().shape().rank() > 0
        || !isStart(pair.variable())
        || !is(pair.variable().shape(), j.claim().event().value().shape())
        || isTurned(j, pair.variable().shape())) {
      return j;
    }
    return new Judgement(j.claim(), pair, null, Judgement.Outcome.MISSHAPED, List.of(), 0, "");
  }

  /// Whether nothing of the program is computed on the way to it.
  private boolean isStart(Expr variable) {
    return chain.links().stream()
        .filter(l -> l.variable().equals(variable))
        .allMatch(l -> chain.parents(l.function()).isEmpty());
  }

  /// Whether it gets the right shape where it is used.
  private boolean isTurned(Judgement j, Shape shape) {
    Chain.Link link = chain.link(j.claim().event().value());
    return link == null
        || chain.base().events().stream()
            .filter((Event e) -> chain.parents(chain.function(e)).contains(link))
            .anyMatch(e -> e.value().shape().equals(shape));
  }

  /// Whether a column and a vector would be spread along one another, or a vector get the axis of a
  /// row. A vector goes into a row as it is. So with more axes: `(1, c, 1, 1)` and `(c,)`.
  static boolean is(Shape variable, Shape gradient) {
    boolean row =
        variable.rank() == 1
            && gradient.rank() == 2
            && gradient.get(0).isOne()
            && !gradient.get(1).isOne();
    return row || variable.rank() != gradient.rank() && grows(variable, gradient);
  }

  /// Whether they have entries along other axes, counted from the last.
  private static boolean grows(Shape one, Shape other) {
    boolean first = one.rank() > other.rank();
    Shape longer = first ? one : other;
    Shape shorter = first ? other : one;
    int more = longer.rank() - shorter.rank();
    return IntStream.range(0, shorter.rank())
            .anyMatch(k -> longer.get(more + k).isOne() != shorter.get(k).isOne())
        && Judge.squeezed(one).equals(Judge.squeezed(other));
  }
}
