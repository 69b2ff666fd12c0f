package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import leibniz.trace.Event;

/// A target from where it gets a value to where it gets one that does not depend on the last: `dW =
/// …`, `dW += …`, `dW /= m` are one.
///
/// @param events at least one, in the order of the run
record Group(int frame, String target, List<Event> events) {

  /// Takes a copy of the list.
  Group {
    events = List.copyOf(events);
  }

  Event first() {
    return events.getFirst();
  }

  Event last() {
    return events.getLast();
  }

  private record Where(int frame, String target, int owner) {}

  /// The groups of all targets of these names, in the order in which they begin.
  @SuppressWarnings("ReferenceEquality") // expressions are interned
  static List<Group> of(Chain chain, Predicate<String> wanted) {
    Map<Where, List<Event>> open = new HashMap<>();
    Map<Where, List<Event>> named = new HashMap<>();
    List<List<Event>> all = new ArrayList<>();
    for (Event event : chain.base().events()) {
      boolean bound =
          switch (event.kind()) {
            case ASSIGN, CHANGE, INPUT -> true;
            case ARGUMENT, RETURN -> false;
          };
      if (!bound || !wanted.test(event.target())) {
        continue;
      }
      int frame = event.owner() == 0 ? event.frame() : 0;
      Where where = new Where(frame, Cells.part(event), event.owner());
      Where called = new Where(event.frame(), event.target(), 0); // in whatever list
      List<Event> current = open.getOrDefault(where, named.get(called));
      if (current == null || !continues(chain, current.getLast(), event)) {
        current = new ArrayList<>();
        all.add(current);
      }
      open.put(where, current);
      named.put(called, current);
      if (current.isEmpty() || current.getLast().value() != event.value()) {
        current.add(event); // what is only bound again, as what a call returns, is no new value
      }
    }
    return all.stream()
        .map(events -> new Group(events.getFirst().frame(), events.getFirst().target(), events))
        .toList();
  }

  private static boolean continues(Chain chain, Event before, Event event) {
    if (event.kind() == Event.Kind.CHANGE) {
      return true;
    }
    boolean starts = before.value().constant() != null;
    boolean augmented = starts && event.statement().equals(event.expression());
    Chain.Link link = chain.link(before.value());
    return augmented || link != null && chain.parents(chain.function(event)).contains(link);
  }
}
