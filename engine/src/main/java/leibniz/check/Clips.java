package leibniz.check;

import leibniz.trace.Event;

/// What cuts gradients off before a step: `np.clip(dW, -5, 5, out=dW)`.
final class Clips {
  private final Run run;
  private final Text source;

  Clips(Run run) {
    this.run = run;
    this.source = new Text(run.program().source());
  }

  /// Whether an event cuts off.
  boolean clips(Event event) {
    return source.at(event.statement()).matches("(?s).*(?i)clip.*");
  }

  /// Whether a value was cut off where it had another name: `for d in [dW, db]: np.clip(d, -5, 5,
  /// out=d)`.
  boolean isClipped(Event last) {
    return run.events().subList(0, last.index()).stream()
        .anyMatch(e -> e.value().equals(last.value()) && clips(e));
  }
}
