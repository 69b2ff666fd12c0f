package leibniz.check;

import java.util.Optional;
import java.util.Set;
import leibniz.ir.Rational;
import leibniz.trace.Event;

/// Objects that hold a value and the gradient by it, as the nodes of small autograd engines do:
/// `self.data`, `self.grad`.
final class Cells {
  private static final Set<String> GRADIENTS = Set.of("grad", "gradient", "_grad");
  private static final Set<String> VALUES =
      Set.of("data", "value", "val", "_data", "array", "arr", "item", "out", "output");

  private Cells() {}

  /// What a target is called inside the object, list or dict that it is a part of: `.grad` of
  /// `self.grad`, whatever name the object has there.
  static String part(Event event) {
    String target = event.target();
    if (event.owner() == 0) {
      return target;
    }
    int dot = target.lastIndexOf('.');
    return target.substring(Math.max(0, target.endsWith("]") ? target.lastIndexOf('[') : dot));
  }

  /// Whether it is the gradient that an object holds.
  static boolean isGradient(Event event) {
    return event.owner() != 0 && GRADIENTS.contains(name(event));
  }

  /// The value that the object of a gradient holds.
  static Optional<Event> value(Run run, Event gradient) {
    return isGradient(gradient)
        ? run.events().stream()
            .filter(e -> e.owner() == gradient.owner() && VALUES.contains(name(e)))
            .filter(e -> e.value().shape().equals(gradient.value().shape()))
            .reduce((_, last) -> last)
        : Optional.empty();
  }

  /// What such gradients are of: the value of the object whose gradient is set to 1.
  static Optional<Event> loss(Run run) {
    return run.events().stream()
        .filter(e -> isGradient(e) && Rational.ONE.equals(e.value().constant()))
        .findFirst() // it hands ones on to others
        .flatMap(e -> value(run, e));
  }

  private static String name(Event event) {
    return Spelled.last(event.target());
  }
}
