package leibniz.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Span;

/// Calls of functions of the program that could not be made, since some of their arguments could
/// not be read.
final class Wanted {
  private final Map<Span, Map<String, Value>> known = new HashMap<>();

  /// A function would have been called with these arguments, if it had all of them.
  void call(Span definition, Map<String, Value> arguments) {
    known.putIfAbsent(definition, arguments);
  }

  /// The arguments that a function is known to be called with, by its parameters' names.
  Map<String, Value> arguments(Span definition) {
    return known.getOrDefault(definition, Map.of());
  }

  /// The functions.
  Set<Span> functions() {
    return known.keySet();
  }
}
