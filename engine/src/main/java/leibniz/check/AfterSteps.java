package leibniz.check;

import java.util.List;
import leibniz.trace.Event;

/// Losses that are partly computed at another place, as one that is printed with the penalty of the
/// weights that there are by then: what hardly differs from their derivatives may be right.
final class AfterSteps {
  private static final String WHY = " is computed after steps along gradients";

  private final Chain chain;

  AfterSteps(Chain chain) {
    this.chain = chain;
  }

  /// Whether that is why nothing is decided.
  static boolean isReason(Judgement j) {
    return j.reason().endsWith(WHY);
  }

  /// Why nothing is decided; empty if it is not for that.
  String of(Judgement j, Claim.Pair pair) {
    boolean close = j.rho() <= Calm.NOISE;
    return close && isAfter(j.claim().event().index(), pair.loss()) || isOfLater(j.claim())
        ? pair.loss().name() + WHY
        : "";
  }

  /// Whether all losses that it may be of are made of what the same call makes of gradients: of the
  /// two nets of a game one has gone a step by then.
  private boolean isOfLater(Claim claim) {
    int call = claim.event().frame();
    List<Chain.Link> gradients =
        chain.links().stream()
            .filter(l -> call != 0 && l.event().frame() == call)
            .filter(l -> GradientName.of(l.event().target()) != null)
            .toList();
    int made = claim.group().last().index();
    return claim.pairs().stream()
        .allMatch(p -> p.loss().event().index() > made && isMadeOf(p.loss(), gradients));
  }

  private boolean isMadeOf(Loss loss, List<Chain.Link> links) {
    return !loss.isWeighted()
        && links.stream()
            .anyMatch(l -> loss.parts().stream().anyMatch(p -> chain.isMadeOf(p.function(), l)));
  }

  private boolean isAfter(int made, Loss loss) {
    return !loss.isWeighted()
        && chain.links().stream()
            .filter(l -> l.event().index() > made && GradientName.of(l.event().target()) == null)
            .filter(l -> chain.parents(l.function()).stream().anyMatch(chain::isGradient))
            .filter(l -> isBoundBefore(l.event(), made))
            .anyMatch(l -> loss.parts().stream().anyMatch(p -> chain.isMadeOf(p.function(), l)));
  }

  private boolean isBoundBefore(Event step, int index) {
    return chain.base().events().stream()
        .takeWhile(e -> e.index() < index)
        .anyMatch(e ->
            e.target().equals(step.target())
                && e.kind() != Event.Kind.RETURN
                && e.value().shape().equals(step.value().shape()));
  }
}
