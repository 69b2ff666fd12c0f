package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import leibniz.ir.Rational;
import leibniz.trace.Event;

/// The numbers that objects are made with, as the stride of a convolution: what a method computes
/// may be a gradient for some of them alone, so it is looked at once for each.
final class Settings {
  /// Of how many ways to make an object one method is looked at.
  private static final int WAYS = 3;

  private final Run run;
  private final Map<Integer, Map<String, Rational>> made = new HashMap<>();
  private final Map<Integer, Integer> selves = new HashMap<>(); // the object of a frame
  private final Map<String, Set<Map<String, Rational>>> seen = new HashMap<>();

  Settings(Run run) {
    this.run = run;
    for (Event event : run.events()) {
      if (event.owner() == 0 || !event.target().startsWith("self.")) {
        continue;
      }
      selves.putIfAbsent(event.frame(), event.owner());
      Rational number = event.value().constant();
      if (number != null
          && event.value().shape().rank() == 0
          && run.frame(event).name().equals("__init__")) {
        made.computeIfAbsent(event.owner(), _ -> new TreeMap<>()).put(event.target(), number);
      }
    }
  }

  /// Those of the object whose method an event happens in; empty for a function, and from the
  /// fourth on that differ.
  Map<String, Rational> of(Event event) {
    Map<String, Rational> own = made.getOrDefault(selves.getOrDefault(event.frame(), 0), Map.of());
    Set<Map<String, Rational>> others =
        seen.computeIfAbsent(run.frame(event).function(), _ -> new HashSet<>());
    return others.contains(own) || others.size() < WAYS && others.add(own) ? own : Map.of();
  }
}
