package leibniz.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import leibniz.op.Maps;

/// Looks again at what is wrong, where it has a value and nothing saturates.
final class Calm {
  static final double NOISE = 1e-3; // rounding makes no more, where functions saturate
  static final double SMALL = 0.05; // of the usual numbers: layers do not saturate

  private final Chain chain;
  private final Losses losses;

  Calm(Chain chain, Losses losses) {
    this.chain = chain;
    this.losses = losses;
  }

  /// What is wrong only where it has no value is right, or for matrices that are never as they were
  /// drawn; and what hardly differs is looked at again where inputs are small, and nothing
  /// saturates, or is no multiple only by what hardly differs; and what has an epsilon, which is
  /// all there is left of a logarithm of what has saturated; and what differences do not agree
  /// with: where a sigmoid is 1 but for rounding, `1 - s` has no digits left.
  Judgement of(Judge judge, Judgement j) {
    if (Shut.isReason(j)) {
      return small(j);
    }
    Judgement bound = bound(j);
    if (bound.isEqual()) {
      return bound;
    }
    Judgement generic = generic(j);
    if (generic.isEqual()) {
      return generic;
    }
    Judgement symmetric = new Symmetric(chain, losses).of(judge, j);
    if (symmetric.isEqual()) {
      return symmetric;
    }
    if (new Probabilities(chain, losses).need(j)) {
      return Judgement.open(j.claim(), Probabilities.NEEDED);
    }
    if (j.outcome() != Judgement.Outcome.DIFFERENT) {
      return j;
    }
    boolean near = j.rho() <= NOISE || hasEpsilon(j) || isClipped(j);
    if (!near && isNearMultiple(judge, j)) {
      Judgement calm = judge(j.claim()).of(j.claim());
      return calm.outcome() == Judgement.Outcome.SCALED ? calm : j;
    }
    Differences.Apart apart =
        near ? null : Effort.atMost(WORK, () -> new Differences(chain, judge).of(j));
    if (apart != null && apart.isSure()) {
      return j;
    }
    Judgement calm = judge(j.claim()).of(j.claim());
    if (!calm.isEqual()) {
      return j;
    }
    return near || apart != null ? calm : Judgement.open(j.claim(), UNMEASURED);
  }

  /// What is 0 where nothing but large inputs has finite values, as behind a layer that has
  /// saturated, may be right where they are small.
  private Judgement small(Judgement j) {
    Judgement calm = judge(j.claim()).of(j.claim());
    return calm.isEqual() ? calm : j;
  }

  /// Whether it is a multiple of the derivative wherever it was looked at, but for what rounding
  /// makes.
  private static boolean isNearMultiple(Judge judge, Judgement j) {
    if (j.reading() == null) {
      return false;
    }
    List<Values> written = judge.written(j.claim());
    List<Values> right = judge.right(j);
    return IntStream.range(0, written.size())
        .allMatch(k -> {
          double[] w = written.get(k).re();
          double[] d = right.get(k).re();
          double scale = Judge.scale(w, d);
          return Judge.distance(w, Arrays.stream(d).map(x -> scale * x).toArray()) <= NOISE;
        });
  }

  private static final long WORK = 200_000; // units to measure one
  private static final String UNMEASURED =
      "it is right for small values, and not measured for others";

  /// What is wrong is looked at again where everything it may be made of has a value: what is bound
  /// under a condition only has none elsewhere.
  private Judgement bound(Judgement j) {
    List<Expr> needed = chain.base().following().needed();
    if (!j.isWrong() || needed.isEmpty()) {
      return j;
    }
    Scene all = Judge.of(chain, losses, List.of(j.claim()), 1).scene();
    return new Judge(chain, losses, all.where(needed)).of(j.claim());
  }

  /// What goes back through one function is right whatever that function is handed: behind a layer
  /// whose zeros tie, a maximum has no derivative, and those who write one have a choice.
  private Judgement generic(Judgement j) {
    Claim.Pair pair = j.pair();
    if (pair == null || !pair.loss().isWeighted() || j.outcome() != Judgement.Outcome.DIFFERENT) {
      return j;
    }
    Scene scene = Judge.of(chain, losses, List.of(j.claim()), 1).scene();
    return new Judge(chain, losses, scene.free(chain, pair.variable())).of(j.claim());
  }

  /// Whether what it is the gradient of is kept between two numbers: beyond these it has no slope,
  /// and who writes the gradient leaves them out.
  private boolean isClipped(Judgement j) {
    Claim.Pair pair = j.pair();
    return pair != null
        && pair.loss().parts().stream()
            .flatMap(part -> chain.ancestors(part.function()).stream())
            .flatMap(link -> link.function().inOrder().stream())
            .anyMatch(Calm::isClip);
  }

  private static boolean isClip(Expr node) {
    return node.head() instanceof Head.Map outer
        && outer.op().equals(Maps.MINIMUM)
        && node.args().get(0).head() instanceof Head.Map inner
        && inner.op().equals(Maps.MAXIMUM)
        && node.args().get(1).constant() != null
        && node.args().get(0).args().get(1).constant() != null;
  }

  /// Where inputs are small.
  Judge judge(Claim claim) {
    return Judge.of(chain, losses, List.of(claim), SMALL);
  }

  /// Whether there is an epsilon in what it is the gradient of.
  boolean hasEpsilon(Judgement j) {
    Claim.Pair pair = j.pair();
    Expr full = pair == null ? null : losses.derivatives(pair.loss()).get(pair.variable());
    return full != null && !Epsilons.without(full).equals(full);
  }
}
