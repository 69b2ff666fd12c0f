package leibniz.check;

import java.util.List;

/// Gradients that are named once more where a call returns them: `da` of an anchor, which is right
/// where it is computed, is not by `A`.
final class NamedAgain {
  private NamedAgain() {}

  /// Whether one is right under the name it was made with, and is taken to be by what is not called
  /// just as its other name says, or by what has that name in another function.
  static boolean is(Judgement j, List<Judgement> judgements) {
    Claim.Pair pair = j.pair();
    return pair != null
        && j.outcome() == Judgement.Outcome.MISSHAPED
        && (pair.event().frame() != j.claim().event().frame()
            || j.claim().said().wrt().stream().noneMatch(Spelled.last(pair.name())::equals))
        && judgements.stream()
            .anyMatch(o ->
                o.isEqual()
                    && o.claim().event().index() < j.claim().event().index()
                    && o.claim().event().value().equals(j.claim().event().value()));
  }
}
