package leibniz.check;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// What is made of the variable of a gradient, and is held constant all the same: what temporal
/// differences step towards, by a copy of the parameters or at the next state, what the function of
/// a loss is handed beside the variable, and what it calls the right answer: data made up of other
/// data.
final class HeldTargets {
  private static final int MOST = 8; // values that are tried

  private static final Pattern LEARNING =
      Pattern.compile(
          "(?i)\\b(?:rewards?|discount\\w*|bellman|bootstrap\\w*|dqn|td|td_\\w+|q_?(?:net\\w*"
              + "|learning|values?|next|targets?)|next_q\\w*|sarsa)\\b");
  private static final Pattern TARGET =
      Pattern.compile(
          "(?i)\\b(?:\\w*target\\w*|\\w*next\\w*|gamma|discount\\w*|bootstrap\\w*|s2)\\b");

  private static final Pattern ANSWER =
      Pattern.compile("(?i)(?:targets?|labels?|truth|gt|t|y|y_?true|y_?target|true_?y)");

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
    if (j.outcome() != Judgement.Outcome.DIFFERENT) {
      return null;
    }
    String handed = handed(j);
    String held = handed == null ? observed(j) : handed;
    held = held == null ? sampled(j) : held;
    return held == null && learns ? learned(j) : held;
  }

  private static final Pattern OBSERVED =
      Pattern.compile("(?i)(?:\\w+_)?(?:obs\\w*|targets?|ref|reference|measured|truth|data)");

  /// `obs` of `J = cost(u, obs)`, where the program simulated what it compares with from the same
  /// state.
  private @Nullable String observed(Judgement j) {
    for (Claim.Pair pair : j.claim().pairs()) {
      for (Event result : chain.occurrences().of(pair.loss().event().value())) {
        boolean returned = result.kind() == Event.Kind.RETURN && !pair.loss().isWeighted();
        for (Event event : returned ? chain.occurrences().in(result.frame()) : List.<Event>of()) {
          if (event.isHanded()
              && OBSERVED.matcher(event.target()).matches()
              && isMadeOf(event, pair)
              && isRight(j, pair, chain.variable(event.value()))) {
            return event.target();
          }
        }
      }
    }
    return null;
  }

  /// The samples of a model whose energy is compared with that of the data: they are made with its
  /// parameters, be it as probabilities.
  private @Nullable String sampled(Judgement j) {
    for (Claim.Pair pair : j.claim().pairs()) {
      Set<Chain.Link> parts =
          pair.loss().isWeighted()
              ? Set.of()
              : chain.parents(pair.loss().parts().getFirst().function());
      for (Chain.Link part : parts) {
        boolean energy = ENERGY.matcher(chain.base().frame(part.event()).function()).matches();
        for (Event event :
            energy ? chain.occurrences().in(part.event().frame()) : List.<Event>of()) {
          if (event.isHanded()
              && isMadeOf(event, pair)
              && isRight(j, pair, chain.variable(event.value()))) {
            return event.target();
          }
        }
      }
    }
    return null;
  }

  private static final Pattern ENERGY = Pattern.compile("(?i).*energy");

  /// Whether the program made it of the variable.
  private boolean isMadeOf(Event event, Claim.Pair pair) {
    Chain.Link link = chain.link(event.value());
    return link != null
        && !link.variable().equals(pair.variable())
        && chain.reached(link.function(), Set.of()).contains(pair.variable());
  }

  /// `target` of `loss_and_grads(x, target)`, where the program made that of `x`; or of what the
  /// function computes of `x` once more, which it is handed nothing of.
  private @Nullable String handed(Judgement j) {
    for (Claim.Pair pair : j.claim().pairs()) {
      List<Event> handed =
          chain.occurrences().in(pair.loss().event().frame()).stream()
              .filter(Event::isHanded)
              .toList();
      boolean within =
          pair.event().frame() == pair.loss().event().frame()
              || handed.stream().anyMatch(e -> chain.variable(e.value()).equals(pair.variable()));
      for (Event event : pair.loss().isWeighted() ? List.<Event>of() : handed) {
        if ((within || ANSWER.matcher(event.target()).matches())
            && isMadeOf(event, pair)
            && isRight(j, pair, chain.variable(event.value()))) {
          return event.target();
        }
      }
    }
    return null;
  }

  private @Nullable String learned(Judgement j) {
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
        if (target && tried++ < MOST && isRight(j, pair, link.variable())) {
          return link.event().target();
        }
      }
    }
    return null;
  }

  private boolean isRight(Judgement j, Claim.Pair pair, Expr held) {
    Loss loss = pair.loss().behind(Set.of(held));
    Claim.Pair other = new Claim.Pair(loss, pair.name(), pair.event(), pair.variable());
    return loss.reached(chain).contains(pair.variable())
        && judge.of(j.claim(), List.of(other)).isEqual();
  }
}
