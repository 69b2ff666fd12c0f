package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.trace.Event;

/// Evidence that a gradient is of what it is compared with, though nothing else says so: a small
/// change of a line that is no factor and no term makes it exactly that.
final class Evidence {
  private static final int MOST = 4; // gradients that are looked at

  private final Chain chain;
  private final Losses losses;
  private final Doubts doubts;
  private final Trial trial;
  private final OtherReadings readings;

  Evidence(Chain chain, Losses losses, Doubts doubts, Trial trial, OtherReadings readings) {
    this.chain = chain;
    this.losses = losses;
    this.doubts = doubts;
    this.trial = trial;
    this.readings = readings;
  }

  /// Those of which there is evidence are wrong; the others as they are told.
  ///
  /// @param found before it was asked whether they are sure
  /// @param told afterwards
  List<Judgement> of(List<Judgement> found, List<Judgement> told) {
    List<Judgement> all = new ArrayList<>(told);
    List<Judgement> right = told.stream().filter(Judgement::isEqual).toList();
    int looked = 0;
    int numbers = 0;
    for (int k = 0; k < all.size(); k++) {
      Judgement wrong = found.get(k);
      if (doubts.isGuessed(wrong, told.get(k)) && isOfSame(wrong, right)) {
        all.set(k, wrong);
      } else if (!told.get(k).isDecided()
          && doubts.isOfAnother(wrong)
          && !wrong.claim().isStep() // a multiple is the gradient of any function of a number
          && looked < MOST) {
        looked++;
        Suspects suspects = new Suspects(chain, losses, told);
        if (trial.isOneSlipAway(wrong, right, suspects.of(wrong, List.of(wrong)))) {
          all.set(k, wrong);
        }
      }
      if (!all.get(k).isDecided() && numbers < MOST) {
        List<Judgement> ways = readings.ofNumber(wrong.claim());
        numbers += ways.size();
        all.set(k, ofNumber(all.get(k), ways, right, told));
      }
    }
    return all;
  }

  private Judgement ofNumber(
      Judgement open, List<Judgement> ways, List<Judgement> right, List<Judgement> told) {
    for (Judgement way : ways) {
      List<Event> suspects = new Suspects(chain, losses, told).of(way, List.of(way));
      if (trial.isOneSignAway(way, right, suspects)) {
        return way;
      }
    }
    return open;
  }

  /// Whether only the use of names said of what it is, and what is right is of the same.
  private boolean isOfSame(Judgement wrong, List<Judgement> right) {
    Claim.Pair pair = wrong.pair();
    return wrong.isWrong()
        && pair != null
        && right.stream()
            .map(Judgement::pair)
            .anyMatch(p -> p != null && p.loss().event().equals(pair.loss().event()));
  }
}
