package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.trace.Event;

/// Gradients of a sum of losses where the function that adds them up returns their mean over the
/// samples, to be shown: `return (bce + kl) / n` at the end of `forward`, and `da = y - x`. The
/// loss is the sum then.
final class ReportedSum {
  private static final double NEAR = 1e-6;

  private final Map<Event, Loss> sums = new HashMap<>();

  /// @param found all gradients, by what they were compared with: if one is right for the mean,
  ///   that is meant, and half of them are to be a multiple
  ReportedSum(Chain chain, List<Judgement> found) {
    SummedLosses summed = new SummedLosses(chain);
    Set<Event> seen = new HashSet<>();
    for (Judgement j : found) {
      Claim.Pair pair = j.pair();
      if (pair != null
          && j.outcome() == Judgement.Outcome.SCALED
          && seen.add(pair.loss().event())
          && areMultiples(found, pair.loss().event())) {
        Event mean = pair.loss().event();
        Expr sum = summed.are(mean) ? summed.sum(mean) : null;
        if (sum != null) {
          sums.put(mean, new Loss(pair.loss().name(), mean, List.of(new Loss.Part(sum, null))));
        }
      }
    }
  }

  private static boolean areMultiples(List<Judgement> found, Event mean) {
    List<Judgement> own =
        found.stream()
            .filter(j -> j.pair() != null && j.pair().loss().event().equals(mean))
            .filter(j -> j.isEqual() || j.isWrong())
            .toList();
    long multiples = own.stream().filter(ReportedSum::isMultiple).count();
    return 2 * multiples >= own.size() && own.stream().noneMatch(Judgement::isEqual);
  }

  private static boolean isMultiple(Judgement j) {
    return j.outcome() == Judgement.Outcome.SCALED
        && j.scales().stream().allMatch(s -> s > 1 && Math.abs(s - Math.rint(s)) < NEAR * s);
  }

  /// The same gradient of the sum, where that is the loss.
  Claim of(Claim claim) {
    return claim.of(loss -> sums.getOrDefault(loss.event(), loss));
  }
}
