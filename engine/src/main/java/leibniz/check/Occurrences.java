package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Expr;
import leibniz.trace.Event;

/// The events of a run by what they bind and by the call they are in, each in the order of the run:
/// loops bind thousands of values, and it is asked for each of them where else it is.
final class Occurrences {
  private final Map<Expr, List<Event>> byValue = new HashMap<>();
  private final Map<Integer, List<Event>> byFrame = new HashMap<>();

  Occurrences(List<Event> events) {
    for (Event event : events) {
      byValue.computeIfAbsent(event.value(), _ -> new ArrayList<>()).add(event);
      byFrame.computeIfAbsent(event.frame(), _ -> new ArrayList<>()).add(event);
    }
  }

  /// Where a value is bound.
  List<Event> of(Expr value) {
    return byValue.getOrDefault(value, List.of());
  }

  /// What a call binds.
  List<Event> in(int frame) {
    return byFrame.getOrDefault(frame, List.of());
  }
}
