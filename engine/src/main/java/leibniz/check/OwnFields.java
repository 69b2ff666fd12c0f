package leibniz.check;

import java.util.LinkedHashMap;
import java.util.Map;
import leibniz.trace.Event;

/// What an object holds that a method and its derivative are of: `grad_entropy(phi)` is by
/// `self.theta`, where it has the shape of that.
final class OwnFields {
  private static final String SELF = "self.";

  private OwnFields() {}

  /// What a derivative may be by, the likeliest first: an argument of its shape, or what is held in
  /// that shape when both are called, or another argument.
  ///
  /// @param arguments what both are handed, the likeliest first
  /// @param value what the function returns
  static Map<String, Event> with(
      Map<String, Event> arguments,
      Derivatives.Named named,
      Run run,
      Event value,
      Event derivative) {
    Map<String, Event> all = new LinkedHashMap<>();
    arguments.forEach((name, argument) -> {
      if (Judge.isLike(argument, derivative)) {
        all.put(name, argument);
      }
    });
    String scope = named.derivative().scope();
    for (Event event : run.events().subList(0, value.index())) {
      if (!scope.isEmpty()
          && event.target().startsWith(SELF)
          && run.frame(event).scope().equals(scope)
          && Judge.isLike(event, derivative)) {
        all.put(event.target(), event); // the last is what it holds by then
      }
    }
    arguments.forEach(all::putIfAbsent);
    return all;
  }
}
