package leibniz.check;

import java.util.List;
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
  /// row. A vector goes into a row as it is.
  static boolean is(Shape variable, Shape gradient) {
    if (variable.rank() + gradient.rank() != 3 || variable.rank() * gradient.rank() != 2) {
      return false;
    }
    boolean spread = gradient.rank() == 2;
    Shape matrix = spread ? gradient : variable;
    boolean row = matrix.get(0).isOne();
    boolean column = matrix.get(1).isOne();
    return column && !row || spread && row && !column;
  }
}
