package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.trace.Event;

/// What a program hands to functions that go back without a name: `net.backward((y - t) / n)` is
/// handed the gradient of the loss by what `net.forward` returned.
final class Cotangents {
  private final Chain chain;
  private final Run run;
  private final Losses losses;
  private final ResultNames named;

  Cotangents(Chain chain, Losses losses) {
    this.chain = chain;
    this.run = chain.base();
    this.losses = losses;
    this.named = new ResultNames(run.program());
  }

  /// Those that are not looked at by their names.
  List<Claim> of(Set<Expr> claimed) {
    List<Claim> all = new ArrayList<>();
    Set<Span> done = new HashSet<>();
    for (Event event : run.events()) {
      Loss back = event.kind() == Event.Kind.ARGUMENT ? losses.weighted(event.frame()) : null;
      if (back == null || !isCotangent(event, back) || claimed.contains(event.value())) {
        continue;
      }
      Group group = new Group(event.frame(), event.target(), List.of(event));
      Event output = output(event, back);
      GradientName said = new GradientName("", List.of(output.target()), true);
      Expr variable = chain.variable(output.value());
      List<Claim.Pair> pairs =
          losses.of(group, said).stream()
              .filter(loss -> isLoss(loss) && losses.reached(loss).contains(variable))
              .map(loss -> new Claim.Pair(loss, output.target(), output, variable))
              .limit(1)
              .toList();
      if (!pairs.isEmpty() && done.add(event.expression())) {
        claimed.add(event.value());
        String name = event.target() + " of " + run.frame(event).function();
        all.add(new Claim(group, said, pairs, name, null));
      }
    }
    return all;
  }

  /// Whether it is computed where it is handed on, and not what another function gave back.
  private boolean isCotangent(Event event, Loss back) {
    Chain.Link link = chain.link(event.value());
    return link != null
        && back.parts().stream().anyMatch(p -> link.variable().equals(p.cotangent()))
        && chain.occurrences().of(event.value()).stream()
            .filter(e -> e.index() < event.index())
            .noneMatch(e -> e.kind() == Event.Kind.RETURN || GradientName.of(e.target()) != null);
  }

  /// A number that is called a loss, or that a function returns which is.
  private boolean isLoss(Loss loss) {
    int rank = LossNames.rank(loss.name());
    return !loss.isWeighted()
        && Judge.squeezed(loss.shape()).isEmpty()
        && (rank == 0
            || rank == 1
            || LossNames.isFunction(loss.name())
            || named.areLosses(loss.name()));
  }

  /// What the loss is by: what the forward call returned, by its name where it was called.
  private Event output(Event handed, Loss back) {
    int caller = run.frame(handed).caller();
    Event returned = back.event();
    return chain.occurrences().of(returned.value()).stream()
        .filter(e -> e.frame() == caller && e.kind() == Event.Kind.ASSIGN)
        .findFirst()
        .orElse(returned);
  }
}
