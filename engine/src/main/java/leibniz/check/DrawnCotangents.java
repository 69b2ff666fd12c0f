package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Cotangents that a program draws for results that it computes in the same call, to go back from
/// them without a loss: `y = x @ W; dy = np.random.randn(*y.shape); dW = x.T @ dy`.
final class DrawnCotangents {
  private final Chain chain;
  private final Run run;
  private final Text text;

  DrawnCotangents(Chain chain) {
    this.chain = chain;
    this.run = chain.base();
    this.text = new Text(run.program().source());
  }

  /// What the gradients of a call are of, if they go back from what is drawn there, or in the call
  /// that hands it on; else null.
  @Nullable Loss of(int frame) {
    Loss own = own(frame);
    Frame called = run.following().frames().get(frame);
    if (own != null || frame == 0) {
      return own;
    }
    Loss around = own(called.caller());
    return around != null && isHanded(around, frame) ? around : null;
  }

  private boolean isHanded(Loss loss, int frame) {
    Set<Expr> cotangents = new HashSet<>();
    loss.parts().forEach(p -> cotangents.add(Objects.requireNonNull(p.cotangent())));
    return chain.occurrences().in(frame).stream()
        .anyMatch(e -> e.kind() == Event.Kind.ARGUMENT && cotangents.contains(e.value()));
  }

  private @Nullable Loss own(int frame) {
    List<Event> events = chain.occurrences().in(frame);
    List<Loss.Part> parts = new ArrayList<>();
    Event last = null;
    for (Event event : events) {
      Event result = isDrawn(event) ? result(event, events) : null;
      if (result != null) {
        parts.add(new Loss.Part(chain.variable(result.value()), event.value()));
        last = result;
      }
    }
    return last == null ? null : new Loss(last.target(), last, parts);
  }

  private boolean isDrawn(Event event) {
    return event.kind() == Event.Kind.INPUT
        && !run.frame(event).drawn()
        && event.value().rank() > 0
        && GradientName.of(event.target()) != null;
  }

  /// What a cotangent is of: the last result before it that its name says, or the only one that is
  /// named where it is drawn, as in `g = rng.normal(size=y.shape)`.
  private @Nullable Event result(Event cotangent, List<Event> events) {
    GradientName said = Objects.requireNonNull(GradientName.of(cotangent.target()));
    Event named = null;
    Set<String> shaped = new HashSet<>();
    Event like = null;
    for (Event event : events) {
      boolean fits =
          event.index() < cotangent.index()
              && event.kind() == Event.Kind.ASSIGN
              && event.value().shape().equals(cotangent.value().shape())
              && chain.link(event.value()) != null;
      if (fits && said.wrt().contains(GradientName.Key.of(event.target()).last())) {
        named = event;
      } else if (fits && text.at(cotangent.expression()).contains(event.target() + ".shape")) {
        shaped.add(event.target());
        like = event;
      }
    }
    return named == null && shaped.size() == 1 ? like : named;
  }
}
