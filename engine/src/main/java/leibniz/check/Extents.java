package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import leibniz.ir.Span;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;

/// What happens while a statement runs.
final class Extents {
  private static final int COSTLY = 20; // events that are worth leaving out

  private final Run run;
  private final IntPredicate needed;
  private final List<Statement> statements;
  private final List<Set<Integer>> extents = new ArrayList<>(); // by the number of a statement
  private final List<Set<Integer>> runs = new ArrayList<>(); // the calls that each of them is in
  private final Set<Span> called = new HashSet<>(); // functions that the program calls

  /// @param needed the events that something is made of
  Extents(Run run, IntPredicate needed) {
    this.run = run;
    this.needed = needed;
    this.statements = Pruned.statements(run.program());
    statements.forEach(_ -> extents.add(new LinkedHashSet<>()));
    statements.forEach(_ -> runs.add(new HashSet<>()));
    List<Frame> frames = run.following().frames();
    frames.stream().filter(f -> f.call() != null).forEach(f -> called.add(f.definition()));
    Map<Span, List<Integer>> around = new HashMap<>();
    for (Event event : run.events()) {
      add(event, event.frame(), event.statement(), around);
      for (int f = event.frame(); f != 0; f = frames.get(f).caller()) {
        Span call = frames.get(f).call();
        Span place = call == null ? frames.get(f).definition() : call;
        add(event, frames.get(f).caller(), place, around);
      }
    }
  }

  private void add(Event event, int frame, Span place, Map<Span, List<Integer>> around) {
    for (int n : around.computeIfAbsent(place, this::around)) {
      extents.get(n).add(event.index());
      runs.get(n).add(frame);
    }
  }

  private List<Integer> around(Span place) {
    List<Integer> numbers = new ArrayList<>();
    for (int n = 0; n < statements.size(); n++) {
      if (isInside(place, statements.get(n).span())) {
        numbers.add(n);
      }
    }
    return numbers;
  }

  static boolean isInside(Span inner, Span outer) {
    return inner.file().equals(outer.file())
        && outer.line() <= inner.line()
        && inner.endLine() <= outer.endLine();
  }

  /// Whether much happens each time it runs. What a statement binds itself costs little, however
  /// often it runs; and others may fill the zeros that it makes.
  private boolean isCostly(int n) {
    Span own = statements.get(n).span();
    long inside =
        extents.get(n).stream().filter(k -> !run.event(k).statement().equals(own)).count();
    return inside >= COSTLY * (long) Math.max(1, runs.get(n).size());
  }

  /// The statements to leave out.
  Set<Integer> left(boolean functions) {
    Set<Integer> left = new HashSet<>();
    for (int n = 0; n < statements.size(); n++) {
      Set<Integer> extent = extents.get(n);
      boolean goes =
          switch (statements.get(n)) {
            case Statement.Function f -> functions && !called.contains(f.span());
            case Statement.For _, Statement.While _ -> true; // however little it binds
            case Statement.ClassDefinition _ -> false;
            default -> isCostly(n);
          };
      if (goes && extent.stream().noneMatch(needed::test)) {
        left.add(n);
      }
    }
    return left;
  }
}
