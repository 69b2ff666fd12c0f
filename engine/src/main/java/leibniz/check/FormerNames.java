package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Gradients that are called by what only an earlier section of a text has, `dloss_dyhat` where the
/// present one writes no `yhat`, or nothing at all. That they are by the only input of their shape
/// is a guess, which can be right by what is made of them, and does not make them wrong.
final class FormerNames {
  private final Chain chain;
  private final Losses losses;
  private @Nullable Variables variables; // once they are asked for

  FormerNames(Chain chain, Losses losses) {
    this.chain = chain;
    this.losses = losses;
  }

  List<Judgement> of(List<Judgement> all) {
    return all.stream().map(j -> isGuess(j) && !isUsedRightly(j, all) ? open(j) : j).toList();
  }

  private static Judgement open(Judgement j) {
    String name = j.claim().said().wrt().getFirst();
    return Judgement.open(j.claim(), "there is no " + name + " here that its loss is made of");
  }

  /// Whether it is compared with the derivative by something that is not what its name says, though
  /// the same call had that before, or with one by something of its shape.
  private boolean isGuess(Judgement j) {
    Claim.Pair pair = j.pair();
    Set<String> said = new HashSet<>();
    j.claim().said().wrt().forEach(name -> said.addAll(Variables.names(name)));
    return j.isWrong()
        && pair != null
        && !pair.loss().isWeighted()
        && !said.isEmpty()
        && !isCalled(pair.event(), said)
        && (chain.occurrences().in(j.claim().event().frame()).stream()
                .anyMatch(e -> e.index() < pair.loss().event().index() && isCalled(e, said))
            || variables().isByShapeAlone(j.claim(), pair));
  }

  private Variables variables() {
    Variables now = variables == null ? new Variables(chain, losses) : variables;
    variables = now;
    return now;
  }

  private static boolean isCalled(Event event, Set<String> names) {
    return names.contains(Variables.plain(GradientName.Key.of(event.target()).last()));
  }

  private boolean isUsedRightly(Judgement j, List<Judgement> all) {
    return all.stream()
        .filter(Judgement::isEqual)
        .anyMatch(o -> o.claim().isMadeOf(j.claim().event().value(), chain));
  }
}
