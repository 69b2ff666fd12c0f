package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Span;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.trace.Replacement;

/// Where the events of a run are in one of a text that is nearly the same.
final class Alignment {
  private Alignment() {}

  private record Where(List<Span> calls, Span statement, Event.Kind kind, String target) {
    static Where of(Run run, Event event) {
      List<Span> calls = new ArrayList<>();
      for (int f = event.frame(); f != 0; f = run.following().frames().get(f).caller()) {
        Frame frame = run.following().frames().get(f);
        calls.add(frame.call() == null ? frame.definition() : frame.call());
      }
      return new Where(calls, event.statement(), event.kind(), event.target());
    }
  }

  /// Where the events of a run are in another one: those that are there as often.
  static Map<Integer, Integer> of(Run run, Run other) {
    return of(run, other, false);
  }

  /// The same where loops of the other run may end before: what they bind is what they bind first
  /// here.
  static Map<Integer, Integer> ofFirst(Run run, Run other) {
    return of(run, other, true);
  }

  private static Map<Integer, Integer> of(Run run, Run other, boolean first) {
    Map<Where, List<Integer>> there = new HashMap<>();
    other.events().forEach(e -> at(there, other, e).add(e.index()));
    Map<Where, List<Integer>> here = new HashMap<>();
    run.events().forEach(e -> at(here, run, e).add(e.index()));
    Map<Integer, Integer> indices = new HashMap<>();
    here.forEach((where, own) -> {
      List<Integer> others = there.getOrDefault(where, List.of());
      boolean fits = own.size() == others.size() || first && own.size() > others.size();
      for (int k = 0; k < others.size() && fits; k++) {
        indices.put(own.get(k), others.get(k));
      }
    });
    return indices;
  }

  private static List<Integer> at(Map<Where, List<Integer>> all, Run run, Event event) {
    return all.computeIfAbsent(Where.of(run, event), _ -> new ArrayList<>());
  }

  /// Values put in place of the same events.
  static List<Replacement> moved(List<Replacement> values, Map<Integer, Integer> indices) {
    List<Replacement> moved = new ArrayList<>();
    for (Replacement value : values) {
      Integer index = indices.get(value.event());
      if (index != null) {
        moved.add(new Replacement(index, value.value()));
      }
    }
    return moved;
  }
}
