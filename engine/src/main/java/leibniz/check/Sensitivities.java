package leibniz.check;

import java.util.List;
import leibniz.trace.Event;

/// Derivatives that go forward with the values: of a number `P`, `dP` has an entry for each
/// parameter, so it is by what its function is handed, and not the gradient of a loss by `P`.
final class Sensitivities {
  private Sensitivities() {}

  /// Whether something with axes is named after what its call has as numbers only.
  static boolean is(Run run, Event event, GradientName said) {
    if (said.wrt().isEmpty() || event.value().rank() != 1 || event.kind() == Event.Kind.RETURN) {
      return false;
    }
    List<Event> named =
        run.events().stream()
            .filter(e -> e.frame() == event.frame() && said.wrt().contains(e.target()))
            .toList();
    return !named.isEmpty() && named.stream().allMatch(e -> e.value().rank() == 0);
  }
}
