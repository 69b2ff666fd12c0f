package leibniz.check;

import java.util.List;

/// Gradients that are made beside others in the same call: what those are right for is what they
/// are of, too, rather than an array on the way whose derivative happens to have their shape, as
/// where `db = 2 / n * error` is not summed.
final class SameLoss {
  private final Judge judge;

  SameLoss(Judge judge) {
    this.judge = judge;
  }

  List<Judgement> of(List<Judgement> all) {
    List<Judgement> right = all.stream().filter(Judgement::isEqual).toList();
    return all.stream().map(j -> of(j, right)).toList();
  }

  private Judgement of(Judgement j, List<Judgement> right) {
    Claim.Pair pair = j.pair();
    if (j.outcome() != Judgement.Outcome.DIFFERENT
        || pair == null
        || pair.loss().isWeighted()
        || pair.loss().shape().rank() == 0
        || !j.claim().said().of().isEmpty()) {
      return j;
    }
    List<Claim.Pair> same =
        j.claim().pairs().stream()
            .filter(p -> p.loss().shape().rank() == 0 && isOf(p.loss(), j.claim(), right))
            .toList();
    Judgement other = same.isEmpty() ? j : judge.of(j.claim(), same);
    return other.outcome() == Judgement.Outcome.MISSHAPED ? other : j;
  }

  /// Whether another gradient of the call is right for a loss.
  private static boolean isOf(Loss loss, Claim claim, List<Judgement> right) {
    return right.stream()
        .filter(j -> j.claim().event().frame() == claim.event().frame())
        .map(Judgement::pair)
        .anyMatch(p -> p != null && p.loss().event().equals(loss.event()));
  }
}
