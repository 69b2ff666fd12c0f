package leibniz.check;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What temporal differences step towards: it is made of the same parameters, by a copy of them or
/// at the next state, and is held constant all the same.
final class HeldTargets {
  private static final int MOST = 8; // values that are tried

  private static final Pattern LEARNING =
      Pattern.compile(
          "(?i)\\b(?:rewards?|discount\\w*|bellman|bootstrap\\w*|dqn|td|td_\\w+|q_?(?:net\\w*"
              + "|learning|values?|next|targets?)|next_q\\w*|sarsa)\\b");
  private static final Pattern TARGET =
      Pattern.compile(
          "(?i)\\b(?:\\w*target\\w*|\\w*next\\w*|gamma|discount\\w*|bootstrap\\w*|s2)\\b");

  private final Chain chain;
  private final Judge judge;
  private final boolean learns;

  HeldTargets(Chain chain, Judge judge) {
    this.chain = chain;
    this.judge = judge;
    this.learns = LEARNING.matcher(chain.base().program().source().text()).find();
  }

  /// What a gradient holds constant that is right so; null if there is nothing.
  @Nullable String of(Judgement j) {
    if (!learns || j.outcome() != Judgement.Outcome.DIFFERENT) {
      return null;
    }
    Text text = new Text(chain.base().program().source());
    int tried = 0;
    for (Claim.Pair pair : j.claim().pairs()) {
      if (pair.loss().isWeighted()) {
        continue;
      }
      for (Chain.Link link : chain.ancestors(pair.loss().parts().getFirst().function())) {
        boolean target =
            TARGET.matcher(text.at(link.event().statement())).find()
                && chain.reached(link.function(), Set.of()).contains(pair.variable());
        if (target && tried++ < MOST && isRight(j, pair, link)) {
          return link.event().target();
        }
      }
    }
    return null;
  }

  private boolean isRight(Judgement j, Claim.Pair pair, Chain.Link held) {
    Loss loss = pair.loss().behind(Set.of(held.variable()));
    Claim.Pair other = new Claim.Pair(loss, pair.name(), pair.event(), pair.variable());
    return loss.reached(chain).contains(pair.variable())
        && judge.of(j.claim(), List.of(other)).isEqual();
  }
}
