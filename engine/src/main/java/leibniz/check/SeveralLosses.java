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
    String added = beside(claim, loss);
    if (!added.isEmpty()) {
      return added;
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

  /// The function of another loss than the one it is compared with, where each is returned by a
  /// call that returns its gradient beside it, and both go into this one: `l1, d1 = ce(z, y)`, `l2,
  /// d2 = kl(z, t)` and `dz = a * d1 + b * d2`. Empty if there is none.
  private String beside(Claim claim, Loss loss) {
    Run run = chain.base();
    List<Event> own =
        run.events().stream()
            .filter(e -> e.kind() == Event.Kind.RETURN && e.target().equals("return[0]"))
            .filter(e -> e.value().rank() == 0 && chain.link(e.value()) != null)
            .filter(e -> run.frame(e).caller() == claim.event().frame())
            .filter(e -> goesInto(e, claim, loss))
            .toList();
    boolean one = own.stream().anyMatch(e -> isOf(loss, e));
    return own.stream()
        .filter(e -> one && !isOf(loss, e) && !isIn(loss, e))
        .map(e -> run.frame(e).function())
        .findFirst()
        .orElse("");
  }

  /// Whether a gradient is made of what a call returns beside a number, and the loss is not, as
  /// where that was a step before.
  private boolean goesInto(Event number, Claim claim, Loss loss) {
    return chain.occurrences().in(number.frame()).stream()
        .filter(e -> e.kind() == Event.Kind.RETURN && !e.target().equals("return[0]"))
        .filter(e -> e.value().rank() > 0 && chain.link(e.value()) != null && !isIn(loss, e))
        .anyMatch(e -> claim.isMadeOf(e.value(), chain));
  }

  /// Whether a loss is what a call returns, or is in the call.
  private static boolean isOf(Loss loss, Event returned) {
    return loss.event().frame() == returned.frame()
        || loss.event().value().equals(returned.value());
  }

  private boolean isIn(Loss loss, Event event) {
    Chain.Link link = chain.link(event.value());
    return link != null
        && loss.parts().stream().anyMatch(part -> chain.isMadeOf(part.function(), link));
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
