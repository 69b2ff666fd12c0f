package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Span;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;

/// Loops of which the first round alone makes what is needed, as that of a training: what comes
/// after it is the same with other numbers.
final class Rounds {
  private static final int COSTLY = 20; // events that are worth leaving out

  private final Run run;
  private final Set<Integer> needed;
  private final Map<Integer, Loop> loops = new LinkedHashMap<>();

  /// @param needed the events that something is made of
  Rounds(Run run, Set<Integer> needed) {
    this.run = run;
    this.needed = needed;
    List<Statement> statements = Pruned.statements(run.program());
    for (int n = 0; n < statements.size(); n++) {
      switch (statements.get(n)) {
        case Statement.For f when f.orElse().isEmpty() ->
            loops.put(n, new Loop(f.header(), f.body()));
        case Statement.While w when w.orElse().isEmpty() ->
            loops.put(n, new Loop(w.header(), w.body()));
        default -> {}
      }
    }
  }

  /// The numbers of the statements that are such loops.
  Set<Integer> once() {
    List<Frame> frames = run.following().frames();
    Map<Span, List<Loop>> around = new HashMap<>();
    for (Event event : run.events()) {
      Span place = event.statement();
      String what = event.kind() + event.target();
      int inside = event.frame();
      while (true) {
        for (Loop loop : around.computeIfAbsent(place, this::around)) {
          loop.passes(inside, place, what, needed.contains(event.index()));
        }
        if (inside == 0) {
          break;
        }
        Frame frame = frames.get(inside);
        place = frame.call() == null ? frame.definition() : frame.call();
        what = "call " + inside;
        inside = frame.caller();
      }
    }
    Set<Integer> once = new LinkedHashSet<>();
    loops.forEach((n, loop) -> {
      if (loop.later >= COSTLY && !loop.goesOn) {
        once.add(n);
      }
    });
    return once;
  }

  private List<Loop> around(Span place) {
    return loops.values().stream().filter(l -> l.child(place) >= 0).toList();
  }

  /// A loop, and what happens in its rounds.
  private static final class Loop {
    private final Span header;
    private final List<Statement> body;
    private final Map<Integer, Round> rounds = new HashMap<>(); // by the call it runs in
    private long later; // events after the first round
    private boolean goesOn;

    private Loop(Span header, List<Statement> body) {
      this.header = header;
      this.body = new ArrayList<>(body);
    }

    /// Which statement of its body a place is in; -1 if it is in none.
    private int child(Span place) {
      if (place.file().equals(header.file())) {
        for (int k = 0; k < body.size(); k++) {
          if (Extents.isInside(place, body.get(k).span())) {
            return k;
          }
        }
      }
      return -1;
    }

    private static boolean isLoop(Statement statement) {
      return statement instanceof Statement.For || statement instanceof Statement.While;
    }

    private void passes(int frame, Span place, String what, boolean needed) {
      Round round = rounds.computeIfAbsent(frame, _ -> new Round());
      int child = child(place);
      boolean simple = Pruned.statements(List.of(body.get(child))).stream().noneMatch(Loop::isLoop);
      if (child < round.child || child == round.child && simple && round.isAgain(place, what)) {
        round.first = false;
        round.seen.clear();
      }
      if (child != round.child) {
        round.seen.clear();
      }
      round.child = child;
      round.see(place, what);
      if (!round.first) {
        later++;
        goesOn |= needed;
      }
    }
  }

  /// Where a loop is.
  private static final class Round {
    private int child = -1;
    private boolean first = true;
    private final Map<Span, Set<String>> seen = new HashMap<>(); // in that statement

    /// Whether it was there: the same is bound again, or called again.
    private boolean isAgain(Span place, String what) {
      Set<String> before = seen.getOrDefault(place, Set.of());
      return what.startsWith("call ")
          ? !before.isEmpty() && !before.contains(what)
          : before.contains(what);
    }

    private void see(Span place, String what) {
      seen.computeIfAbsent(place, _ -> new HashSet<>()).add(what);
    }
  }
}
