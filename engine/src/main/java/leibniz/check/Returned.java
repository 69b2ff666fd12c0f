package leibniz.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Parts of what functions of the program return: what these start with has a name there, as the
/// state of a recurrence that is kept for each step.
final class Returned {
  private Returned() {}

  /// Not so what stands beside a call, as `'b': np.zeros(n)` of `{'W': init(m, n), 'b':
  /// np.zeros(n)}`.
  static boolean isPart(Run run, Event event) {
    return event.kind() == Event.Kind.ASSIGN
        && event.target().contains("[")
        && run.events().stream()
            .filter(e -> e.kind() == Event.Kind.RETURN && e.value().equals(event.value()))
            .map(e -> run.frame(e).call())
            .anyMatch(call -> call != null && isInside(call, event.expression()));
  }

  /// Whether such a part is handed on, or a part of it: `cache[2]` of `out, cache = forward(x)`.
  static boolean isPartHandedOn(Run run, Event event) {
    return event.kind() == Event.Kind.ARGUMENT
        && event.target().contains("[")
        && comesBack(run, 0, event);
  }

  /// Whether a function returned the value of a part between two events, so that it may be what was
  /// there before.
  static boolean comesBack(Run run, int from, Event part) {
    return part.target().contains("[")
        && run.events().subList(from, part.index()).stream()
            .anyMatch(e ->
                e.kind() == Event.Kind.RETURN
                    && e.target().contains("[")
                    && e.value().equals(part.value()));
  }

  /// Whether it is put into a container after something was computed of it: of `c = m * g` and
  /// `cache = (g, m)` the program goes back with the `m` that it went forward with. So it does
  /// where the container comes out of a call: of `out, cache = forward(x)`.
  static boolean isKeptAfterUse(Run run, Event part) {
    if (!part.target().contains("[") || part.value().constant() != null) {
      return false; // a constant would be in everything
    }
    List<Event> before = run.events().subList(0, part.index());
    Set<Integer> frames =
        before.stream()
            .filter(e -> e.kind() == Event.Kind.RETURN && e.target().contains("["))
            .filter(e -> e.value().equals(part.value()))
            .map(Event::frame)
            .collect(Collectors.toSet());
    frames.add(part.frame());
    return before.stream()
        .anyMatch(e ->
            frames.contains(e.frame())
                && !e.value().equals(part.value())
                && hasIn(e.value(), part.value()));
  }

  /// Whether a value is made of another, or of what that is but for axes of size 1: `n =
  /// mask.sum(axis=1, keepdims=True)`.
  private static boolean hasIn(Expr made, Expr of) {
    List<Expr> nodes = made.inOrder();
    return nodes.contains(of)
        || of.isView()
            && of.args().size() == 1
            && axes(of).equals(axes(of.arg(0)))
            && nodes.contains(of.arg(0));
  }

  private static List<Dim> axes(Expr value) {
    return value.shape().dims().stream().filter(d -> !d.isOne()).toList();
  }

  /// Whether what is returned beside a loss has the shape of an argument, where a gradient was
  /// made: `return loss, grad.ravel()`.
  static boolean isBeside(Run run, Event argument, Event gradient) {
    return run.events().stream()
        .anyMatch(e ->
            e.kind() == Event.Kind.RETURN
                && e.frame() == gradient.frame()
                && e.target().equals("return[1]")
                && e.value().shape().equals(argument.value().shape()));
  }

  /// Whether what is returned has a name of its own as a gradient: `dx`, which is made of `dx_hat`.
  private static boolean isAnother(Chain chain, Event returned, Event gradient) {
    return chain.occurrences().of(returned.value()).stream()
        .anyMatch(e ->
            e.frame() == gradient.frame()
                && e.kind() == Event.Kind.ASSIGN
                && !e.target().equals(gradient.target())
                && GradientName.of(e.target()) != null);
  }

  /// What the function of a gradient returns that is made of it in its shape, and no step is cut
  /// off by: `return loss, grad / r.size`. Null if there is no such thing.
  static @Nullable Event madeOf(Chain chain, Event gradient, Clips clips) {
    Chain.Link link = chain.link(gradient.value());
    return gradient.frame() == 0
        ? null
        : chain.occurrences().in(gradient.frame()).stream()
            .filter(e -> e.kind() == Event.Kind.RETURN)
            .filter(e -> !e.value().equals(gradient.value()))
            .filter(e -> e.value().shape().equals(gradient.value().shape()))
            .filter(e ->
                link == null // as a slope that is 0 or 1 is none
                    ? e.value().contains(gradient.value())
                    : chain.parents(chain.function(e)).contains(link))
            .filter(e -> !clips.isClipped(e) && !isAnother(chain, e, gradient))
            .findFirst()
            .orElse(null);
  }

  /// `return dy`: it was what the function was handed.
  static boolean isHandedBack(Chain chain, Event event) {
    return event.kind() == Event.Kind.RETURN
        && chain.occurrences().in(event.frame()).stream()
            .anyMatch(e -> e.kind() == Event.Kind.ARGUMENT && e.value().equals(event.value()));
  }

  private static boolean isInside(Span inner, Span outer) {
    return inner.file().equals(outer.file())
        && outer.line() <= inner.line()
        && inner.endLine() <= outer.endLine();
  }
}
