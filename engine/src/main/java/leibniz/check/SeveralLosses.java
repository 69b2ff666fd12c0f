package leibniz.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Gradients that add up what several derivatives return: `style_grad(x) + content_grad(x)` is of
/// the sum of both losses, not of one.
final class SeveralLosses {
  private final Chain chain;
  private @Nullable List<Derivatives.Named> named; // once they are asked for

  SeveralLosses(Chain chain) {
    this.chain = chain;
  }

  /// The loss whose derivative goes into a gradient beside that of another, and that what it is
  /// compared with is not made of; empty if there is none.
  String missing(Claim claim, Loss loss) {
    if (named == null) {
      named =
          Derivatives.of(chain.base().program()).stream()
              .filter(n -> !n.isTogether() && DerivativeNames.isLoss(n.function().name()))
              .toList();
    }
    Set<String> made = functions(chain.ancestors(claim.function(chain)), claim.event());
    List<Derivatives.Named> into =
        named.stream()
            .filter(n -> made.contains(n.derivative().frame()))
            .filter(
                n -> !chain.base().frame(claim.event()).function().equals(n.derivative().frame()))
            .toList();
    if (into.stream().map(n -> n.function().name()).distinct().count() < 2) {
      return "";
    }
    Set<String> held = new LinkedHashSet<>();
    loss.parts()
        .forEach(part -> held.addAll(functions(chain.ancestors(part.function()), loss.event())));
    return into.stream()
        .filter(n -> !held.contains(n.function().frame()))
        .map(n -> n.function().name())
        .findFirst()
        .orElse("");
  }

  /// The functions in which something is made, and what it ends in.
  private Set<String> functions(Set<Chain.Link> links, Event last) {
    Set<String> all =
        links.stream()
            .map(link -> chain.base().frame(link.event()).function())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    all.add(chain.base().frame(last).function());
    return all;
  }
}
