package leibniz.check;

import java.util.List;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.trace.Event;

/// Functions that make a gradient that they are handed shorter by as much as its length asks for,
/// and nothing else of it.
final class Shortened {
  private final Chain chain;
  private final List<Judgement> judgements;

  Shortened(Chain chain, List<Judgement> judgements) {
    this.chain = chain;
    this.judgements = judgements;
  }

  boolean is(Judgement j) {
    return j.outcome() == Judgement.Outcome.SCALED
        && j.scales().stream().allMatch(s -> s > 0)
        && judgements.stream().anyMatch(o -> o.isEqual() && isHanded(j, o) && isByLength(j, o));
  }

  private boolean isHanded(Judgement j, Judgement right) {
    int frame = j.claim().event().frame();
    Expr value = right.claim().event().value();
    return right.claim().event().frame() != frame
        && value.shape().equals(j.claim().event().value().shape())
        && chain.base().events().stream()
            .anyMatch(e ->
                e.kind() == Event.Kind.ARGUMENT && e.frame() == frame && e.value().equals(value));
  }

  /// Whether the factor is made of the gradient itself, or is another one for other data.
  private boolean isByLength(Judgement j, Judgement right) {
    Chain.Link link = chain.link(right.claim().event().value());
    if (link == null) {
      return false;
    }
    List<Chain.Link> parts = List.copyOf(chain.parents(j.claim().function(chain)));
    boolean length = parts.stream().anyMatch(p -> chain.isMadeOf(p.function(), link));
    boolean other =
        IntStream.range(1, j.scales().size())
            .filter(k -> k % 2 == 1) // another draw of the same sizes
            .anyMatch(k -> Math.abs(j.scales().get(k) - j.scales().get(k - 1)) > 1e-6);
    return parts.contains(link) && (length || other);
  }
}
