package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.trace.Event;

/// What goes a step along a gradient: that is by it, whatever its name says.
final class StepsAlong {
  private final Chain chain;
  private final Run run;
  private final Map<Chain.Link, List<Event>> uses = new HashMap<>(); // once they are asked for

  StepsAlong(Chain chain) {
    this.chain = chain;
    this.run = chain.base();
  }

  /// Whether a value becomes another one that is made of it and of the gradient: `s -= rate * gs`.
  boolean isStepped(Event old, Group group) {
    Chain.Link gradient = chain.link(group.last().value());
    Expr variable = chain.variable(old.value());
    return uses().getOrDefault(gradient, List.of()).stream()
        .filter(e -> e.target().equals(old.target()))
        .anyMatch(e -> chain.variables(chain.function(e)).contains(variable));
  }

  /// What is changed by the gradient: `w -= lr * grad`.
  ///
  /// @param strong whether it is surely a gradient, so that more may stand beside it in the step
  List<Event> updated(Group group, boolean strong) {
    Chain.Link gradient = chain.link(group.last().value());
    List<Event> found = new ArrayList<>();
    if (gradient == null) {
      return found;
    }
    List<Dim> shape = Judge.squeezed(group.last().value().shape());
    for (Event event : uses().getOrDefault(gradient, List.of())) {
      boolean uses = strong || chain.parents(chain.function(event)).size() == 1;
      boolean later = event.index() > group.last().index() && event.kind() != Event.Kind.RETURN;
      if (later
          && uses
          && Judge.squeezed(event.value().shape()).equals(shape)
          && GradientName.of(event.target()) == null) {
        before(event).ifPresent(found::add);
      }
    }
    return found;
  }

  /// What goes a step along the gradient, be it that the step is handed to another call or has a
  /// name of its own: `w = shrink(w - lr * grad)`.
  List<Event> stepped(Group group, boolean strong) {
    List<Event> found = updated(group, strong).stream().filter(e -> isStepped(e, group)).toList();
    Chain.Link gradient = chain.link(group.last().value());
    return !found.isEmpty() || gradient == null
        ? found
        : uses().getOrDefault(gradient, List.of()).stream()
            .filter(step -> step.index() > group.last().index())
            .flatMap(step -> behind(step, gradient).stream())
            .toList();
  }

  /// What a step begins at, if that becomes what is made of the step.
  private Optional<Event> behind(Event step, Chain.Link gradient) {
    Set<Expr> parts = chain.variables(chain.function(step));
    return run.events().subList(0, step.index()).reversed().stream()
        .filter(e -> e.value().shape().equals(gradient.value().shape()))
        .filter(e -> e.kind() != Event.Kind.RETURN && GradientName.of(e.target()) == null)
        .filter(e -> parts.contains(chain.variable(e.value())) && isWhole(e, step))
        .filter(e -> becomes(e, step, gradient))
        .findFirst();
  }

  /// Whether something goes on from there: of `c = f * c + i * g` nothing does.
  private boolean isWhole(Event old, Event step) {
    Expr variable = chain.variable(old.value());
    Expr function = chain.function(step);
    return function.shape().equals(variable.shape())
        && !Build.minus(function, variable).contains(variable);
  }

  private boolean becomes(Event old, Event step, Chain.Link gradient) {
    return run.events().subList(step.index() + 1, run.events().size()).stream()
        .filter(e -> e.target().equals(old.target()) && e.owner() == old.owner())
        .filter(e -> e.frame() == old.frame() || e.owner() != 0)
        .findFirst()
        .filter(e -> chain.isMadeOf(chain.function(e), gradient))
        .isPresent();
  }

  /// What is directly made of each link.
  private Map<Chain.Link, List<Event>> uses() {
    if (uses.isEmpty()) {
      for (Event event : run.events()) {
        for (Chain.Link link : chain.parents(chain.function(event))) {
          uses.computeIfAbsent(link, _ -> new ArrayList<>()).add(event);
        }
      }
    }
    return uses;
  }

  /// What the target of an update was before.
  Optional<Event> before(Event update) {
    return run.events().subList(0, update.index()).reversed().stream()
        .filter(e -> e.target().equals(update.target()))
        .filter(e -> e.owner() == update.owner() || e.frame() == update.frame())
        .findFirst();
  }
}
