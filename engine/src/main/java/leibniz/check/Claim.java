package leibniz.check;

import java.util.List;
import java.util.function.UnaryOperator;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// A gradient that a program computes by hand.
///
/// @param group the values of its name; the last one is it
/// @param said what its name says
/// @param pairs of what and by what it may be, the likeliest first; empty if nothing fits
/// @param name what to call it
/// @param before where the gradient is only the step that a variable makes, the variable before it
record Claim(
    Group group, GradientName said, List<Pair> pairs, String name, @Nullable Event before) {

  /// Of what, by what.
  ///
  /// @param name what the program calls the variable
  /// @param event where the variable is bound
  /// @param variable what stands for it in the chain
  record Pair(Loss loss, String name, Event event, Expr variable) {}

  Claim {
    pairs = List.copyOf(pairs);
  }

  Event event() {
    return group.last();
  }

  /// The same gradient of other losses.
  Claim of(UnaryOperator<Loss> other) {
    List<Pair> of =
        pairs.stream()
            .map(p -> new Pair(other.apply(p.loss()), p.name(), p.event(), p.variable()))
            .toList();
    return new Claim(group, said, of, name, before);
  }

  boolean isStep() {
    return before != null;
  }

  /// The gradient in terms of variables of the chain.
  Expr function(Chain chain) {
    Expr value = chain.function(event());
    return before == null ? value : Build.minus(value, chain.variable(before.value()));
  }

  /// The gradient in another run, where an event has this value.
  Expr value(Event event) {
    return before == null ? event.value() : Build.minus(event.value(), before.value());
  }

  /// Whether a value is on the way to it.
  boolean isMadeOf(Chain.Link link, Chain chain) {
    return chain.isMadeOf(function(chain), link);
  }

  /// The same of a value that may be no link, as one of zeros and ones is none.
  boolean isMadeOf(Expr value, Chain chain) {
    Chain.Link link = chain.link(value);
    return link == null
        ? value.rank() > 0 && event().value().contains(value)
        : isMadeOf(link, chain);
  }
}
