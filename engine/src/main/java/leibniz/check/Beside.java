package leibniz.check;

import java.util.List;
import leibniz.trace.Event;

/// What a function returns beside a gradient: of `l, g = cost(w)` it is `l`, and most likely the
/// loss.
///
/// @param results of functions, that may be losses
/// @param groups of the values that are called like losses
record Beside(Chain chain, List<Event> results, List<Group> groups) {

  /// Whether what another call returned is added to, and the whole is returned: `l, g = tv(x); g +=
  /// …; return l + …, g`.
  boolean goesOn(Group gradient) {
    return gradient.events().size() > 1
        && results.stream()
            .anyMatch(
                r -> chain.base().frame(r).caller() == gradient.frame() && isReturned(r, gradient))
        && chain.occurrences().in(gradient.frame()).stream()
            .anyMatch(
                e -> e.kind() == Event.Kind.RETURN && e.value().equals(gradient.last().value()));
  }

  /// Whether the gradient was returned with it: of `l, g = cost(w)` it is `l`. That a state begins
  /// with the zeros that a gradient begins with says nothing.
  boolean isReturned(Event result, Group gradient) {
    return gradient.frame() == chain.base().frame(result).caller()
        && gradient.first().value().constant() == null
        && isScalar(result)
        && !isGradient(result)
        && chain.occurrences().in(result.frame()).stream()
            .anyMatch(e ->
                e.kind() == Event.Kind.RETURN
                    && e.index() != result.index()
                    && e.value().equals(gradient.first().value()));
  }

  /// Whether the program adds to both: `loss, g = cost(w); loss += penalty; g += lam * w`.
  boolean isAddedTo(Event result, Group gradient) {
    return gradient.events().size() > 1
        && groups.stream()
            .anyMatch(g ->
                g.frame() == gradient.frame()
                    && g.events().size() > 1
                    && g.first().value().equals(result.value()));
  }

  /// Whether what is returned has a name of a gradient.
  boolean isGradient(Event returned) {
    return chain.occurrences().of(returned.value()).stream()
        .anyMatch(e ->
            e.index() < returned.index()
                && e.frame() == returned.frame()
                && GradientName.of(e.target()) != null);
  }

  static boolean isScalar(Event event) {
    return event.value().shape().dims().stream().allMatch(d -> d.isOne());
  }
}
