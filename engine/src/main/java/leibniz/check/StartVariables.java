package leibniz.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.trace.Event;

/// What stands for other starts: each has its own variable, but a function that is handed the same
/// twice begins with the same twice.
final class StartVariables {
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<Call, Expr> known = new HashMap<>();

  /// @param before how often the statement was reached in that call
  private record Call(Span statement, String target, long before, List<Expr> handed) {}

  Expr of(Run run, Event event) {
    boolean own = event.frame() == 0 || event.owner() != 0 || event.kind() != Event.Kind.ASSIGN;
    return own ? fresh(event) : known.computeIfAbsent(call(run, event), _ -> fresh(event));
  }

  private Expr fresh(Event event) {
    int count = counts.merge(event.target(), 1, Integer::sum);
    return Build.var("start" + count + "·" + event.target(), event.value().shape());
  }

  private static Call call(Run run, Event event) {
    List<Event> inside =
        run.events().subList(0, event.index()).stream()
            .filter(e -> e.frame() == event.frame())
            .toList();
    List<Expr> handed = inside.stream().filter(Event::isHanded).map(Event::value).toList();
    long before = inside.stream().filter(e -> e.statement().equals(event.statement())).count();
    return new Call(event.statement(), event.target(), before, handed);
  }
}
