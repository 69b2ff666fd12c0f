package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Gradients that were compared with an array on the way, as with the `e` of one step that the way
/// back gives a name again, beside others that are: where one of these is right for a loss that
/// something in the same call is right for, all are of that.
final class TheirLoss {
  private final Chain chain;
  private final Losses losses;
  private final List<Judgement> judgements;
  private final BiPredicate<Claim, List<Claim.Pair>> isRight;

  /// @param judgements of all gradients, by what they were compared with
  /// @param isRight whether a claim is right by other pairs
  TheirLoss(
      Chain chain,
      Losses losses,
      List<Judgement> judgements,
      BiPredicate<Claim, List<Claim.Pair>> isRight) {
    this.chain = chain;
    this.losses = losses;
    this.judgements = judgements;
    this.isRight = isRight;
  }

  static boolean isAsked(Judgement j) {
    return j.reason().startsWith(Doubts.ELSE)
        && !j.claim().isStep()
        && !j.claim().pairs().isEmpty();
  }

  /// The claim by that loss; null if there is none.
  @Nullable Claim of(Claim claim) {
    for (Loss loss : sure(claim)) {
      List<Claim.Pair> own = by(claim, loss);
      boolean others =
          !own.isEmpty()
              && !isOnTheWay(claim, loss)
              && beside(claim).stream().anyMatch(c -> isOf(c, loss));
      if (others) {
        return new Claim(claim.group(), claim.said(), own, claim.name(), claim.before());
      }
    }
    return null;
  }

  /// Whether the loss is made of what has no more than a letter's name: the `g` of a gate.
  private boolean isOnTheWay(Claim claim, Loss loss) {
    Chain.Link own = chain.link(claim.event().value());
    return claim.said().wrt().isEmpty()
        && own != null
        && loss.parts().stream().anyMatch(part -> chain.isMadeOf(part.function(), own));
  }

  private boolean isOf(Claim claim, Loss loss) {
    List<Claim.Pair> pairs = by(claim, loss);
    return !pairs.isEmpty() && isRight.test(claim, pairs.subList(0, 1));
  }

  /// The losses that something in the same call is right for.
  private Set<Loss> sure(Claim claim) {
    Set<Loss> sure = new LinkedHashSet<>();
    for (Judgement j : judgements) {
      Claim.Pair pair = j.pair();
      boolean here = j.isEqual() && j.claim().event().frame() == claim.event().frame();
      if (here && pair != null && !pair.loss().isWeighted() && pair.loss().shape().rank() == 0) {
        sure.add(pair.loss());
      }
    }
    return sure;
  }

  /// The other gradients of the call that were compared with the same array.
  private List<Claim> beside(Claim claim) {
    List<Claim> others = new ArrayList<>();
    Loss array = claim.pairs().getFirst().loss();
    for (Judgement j : judgements) {
      Claim other = j.claim();
      boolean here = other.event().frame() == claim.event().frame() && !other.equals(claim);
      if (here && isAsked(j) && other.pairs().getFirst().loss().event().equals(array.event())) {
        others.add(other);
      }
    }
    return others;
  }

  private List<Claim.Pair> by(Claim claim, Loss loss) {
    return claim.pairs().stream()
        .map(p -> new Claim.Pair(loss, p.name(), p.event(), p.variable()))
        .filter(p -> losses.derivatives(loss).containsKey(p.variable()))
        .toList();
  }
}
