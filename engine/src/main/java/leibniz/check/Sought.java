package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.trace.Walk;
import org.jspecify.annotations.Nullable;

/// What functions return that are made in another function, `def make(X, y): def fun(beta): …`, and
/// handed to a search with their value: nobody can call them behind the end of the program, as
/// [Partners] calls others, and the search has called both at one point.
final class Sought {
  private final Chain chain;
  private final Run run;
  private final Losses losses;

  Sought(Chain chain, Losses losses) {
    this.chain = chain;
    this.run = chain.base();
    this.losses = losses;
  }

  /// @param known the functions that are looked at for themselves
  /// @param found claims so far: one by nothing that is returned is it
  List<Claim> of(List<Claim> found, List<Derivatives.Named> known) {
    Set<Span> searches = searches();
    if (searches.isEmpty()) {
      return List.of();
    }
    Set<Span> apart =
        known.stream().map(n -> n.derivative().function().span()).collect(Collectors.toSet());
    List<Claim> all = new ArrayList<>();
    Set<Span> done = new HashSet<>();
    for (Frame derivative : run.following().frames()) {
      Frame function = searches.contains(derivative.call()) ? first(derivative) : null;
      if (function != null && !apart.contains(derivative.definition())) {
        Claim claim = claim(function, derivative, found);
        if (claim != null && done.add(derivative.definition())) {
          all.add(claim);
        }
      }
    }
    return all;
  }

  private Set<Span> searches() {
    Set<Span> searches = new HashSet<>();
    Walk.expressions(
        run.program().body(),
        e -> {
          if (e instanceof Expression.Call(var function, _, Span span)
              && DerivativeNames.MINIMIZE.matcher(Spelled.text(function)).matches()) {
            searches.add(span);
          }
        });
    return searches;
  }

  /// What the same search called before: the function itself; null if this is it.
  private @Nullable Frame first(Frame derivative) {
    Span search = derivative.call();
    return run.following().frames().stream()
        .takeWhile(f -> f.id() < derivative.id())
        .filter(f -> f.caller() == derivative.caller())
        .filter(f -> search != null && search.equals(f.call()))
        .filter(f -> !f.definition().equals(derivative.definition())) // no search of the program's
        .findFirst()
        .orElse(null);
  }

  private @Nullable Claim claim(Frame function, Frame derivative, List<Claim> found) {
    Event value = returned(function);
    Event slope = returned(derivative);
    Event by =
        chain.occurrences().in(function.id()).stream()
            .filter(Event::isHanded)
            .findFirst()
            .orElse(null);
    if (value == null
        || slope == null
        || by == null
        || value.value().rank() > 0
        || by.value().rank() == 0
        || !slope.value().shape().equals(by.value().shape())
        || isDecided(slope, found)) {
      return null;
    }
    Loss loss = Loss.of(function.name(), value, chain);
    Expr variable = chain.variable(by.value());
    GradientName said = new GradientName("", List.of(by.target()), true);
    Claim.Pair pair = new Claim.Pair(loss, by.target(), by, variable);
    return losses.reached(loss).contains(variable)
        ? Nameless.named(slope, found, said, pair, derivative.name())
        : null;
  }

  private static boolean isDecided(Event slope, List<Claim> found) {
    return found.stream()
        .anyMatch(c -> c.event().value().equals(slope.value()) && !c.pairs().isEmpty());
  }

  /// The one thing that a call returns; null if it is several.
  private @Nullable Event returned(Frame call) {
    return chain.occurrences().in(call.id()).stream()
        .filter(e -> e.kind() == Event.Kind.RETURN && e.target().equals("return"))
        .filter(e -> chain.link(e.value()) != null)
        .reduce((_, last) -> last)
        .orElse(null);
  }
}
