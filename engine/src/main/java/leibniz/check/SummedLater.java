package leibniz.check;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Values;
import leibniz.trace.Event;

/// Gradients by parameters that have a term for each sample still, and are added up where they are
/// used: of `dr = digamma(y + r) - digamma(r)` it is `dlogr = dr.sum()` that says whether they are
/// right. A likelihood's have the other sign than those of what is minimised.
final class SummedLater {
  private final Chain chain;
  private final Judge judge;

  SummedLater(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
  }

  /// Whether the terms of a gradient that has an axis too many add up to it or to minus it, and the
  /// program adds them up.
  boolean is(Judgement j) {
    Claim.Pair pair = j.pair();
    Chain.Link link = chain.link(j.claim().event().value());
    if (j.outcome() != Judgement.Outcome.MISSHAPED || pair == null || link == null) {
      return false;
    }
    List<Dim> own = Judge.squeezed(link.variable().shape());
    List<Dim> by = Judge.squeezed(pair.variable().shape());
    boolean more = own.size() == by.size() + 1 && own.subList(1, own.size()).equals(by);
    return more && isSummed(link, by) && areTerms(j, pair);
  }

  private boolean isSummed(Chain.Link terms, List<Dim> shape) {
    return chain.occurrences().in(terms.event().frame()).stream()
        .filter(e -> e.index() > terms.event().index() && e.kind() != Event.Kind.RETURN)
        .filter(e -> Judge.squeezed(e.value().shape()).equals(shape))
        .map(chain::function)
        .anyMatch(f -> f.head() instanceof Head.Einsum && f.args().contains(terms.variable()));
  }

  private boolean areTerms(Judgement j, Claim.Pair pair) {
    Expr derivative = derivative(pair);
    if (pair.loss().shape().rank() > 0 || !judge.affords(derivative)) {
      return false;
    }
    try {
      List<double[]> sums = judge.written(j.claim()).stream().map(SummedLater::sums).toList();
      List<Values> right = judge.scene().values(derivative);
      return areEqual(sums, right, 1) || areEqual(sums, right, -1);
    } catch (LeibnizException e) {
      return false; // it has no value there, so nothing is known of it
    }
  }

  private Expr derivative(Claim.Pair pair) {
    return Objects.requireNonNull(judge.losses().derivatives(pair.loss()).get(pair.variable()));
  }

  private static boolean areEqual(List<double[]> sums, List<Values> right, int sign) {
    return IntStream.range(0, sums.size())
        .allMatch(k -> {
          double[] wanted = Arrays.stream(right.get(k).re()).map(x -> sign * x).toArray();
          return Judge.distance(sums.get(k), wanted) < Judge.EQUAL;
        });
  }

  /// Over the first axis that is not 1.
  private static double[] sums(Values terms) {
    int rows = Arrays.stream(terms.shape()).filter(n -> n > 1).findFirst().orElse(1);
    double[] sums = new double[terms.count() / rows];
    for (int k = 0; k < terms.count(); k++) {
      sums[k % sums.length] += terms.re()[k];
    }
    return sums;
  }
}
