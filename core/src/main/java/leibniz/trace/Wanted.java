package leibniz.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// Calls of functions of the program that could not be made, since some of their arguments could
/// not be read.
final class Wanted {
  private final Map<Span, Map<String, Value>> known = new HashMap<>();
  private final Map<Span, Made> made = new HashMap<>();

  /// What a function was called with, and what it made of that.
  record Made(Map<String, Value> arguments, Value result) {}

  /// A function of the program was called.
  void made(Span definition, Map<String, Value> arguments, Value result) {
    made.putIfAbsent(definition, new Made(arguments, result));
  }

  /// The first call that the program makes of a function; null if it makes none.
  @Nullable Made made(Span definition) {
    return made.get(definition);
  }

  /// A function would have been called with these arguments, if it had all of them.
  void call(Span definition, Map<String, Value> arguments) {
    known.putIfAbsent(definition, arguments);
  }

  /// The arguments that a function is known to be called with, by its parameters' names.
  Map<String, Value> arguments(Span definition) {
    return known.getOrDefault(definition, Map.of());
  }

  /// What was known at some time.
  ///
  /// @param known the functions whose calls could not be made
  /// @param made those that were called
  record Mark(Set<Span> known, Set<Span> made) {}

  Mark mark() {
    return new Mark(Set.copyOf(known.keySet()), Set.copyOf(made.keySet()));
  }

  /// Forgets what came since.
  void back(Mark mark) {
    known.keySet().retainAll(mark.known);
    made.keySet().retainAll(mark.made);
  }

  /// The functions.
  Set<Span> functions() {
    return known.keySet();
  }
}
