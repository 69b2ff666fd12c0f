package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Where a training ends: a loop that does nothing but step along gradients is followed for one
/// round, and its other rounds are computed in numbers. Only a round that is the same each time is:
/// nothing is drawn in it, nothing depends on which round it is, and nothing but what the steps
/// change goes from one to the next.
final class Trained {
  private static final int MOST = 400; // rounds
  private static final double STILL =
      1e-12; // what a step changes at most where it has come to rest

  private static final Pattern ROUNDS =
      Pattern.compile("x?range\\((?:\\d+\\s*,\\s*)?(\\d{1,6})\\)");

  /// @param variable its input
  /// @param start what it starts as, of the input
  /// @param update what a round makes of it
  record Step(Expr variable, Expr start, Expr update) {}

  private final Chain chain;
  private final Text text;
  private final List<Step> steps = new ArrayList<>();
  private Statement.@Nullable For loop;

  /// @param variables the inputs of what is put in the place of events
  Trained(Chain chain, Map<Event, Expr> variables) {
    this.chain = chain;
    this.text = new Text(chain.base().program().source());
    variables.forEach((start, variable) -> {
      Event update = update(start);
      if (update != null) {
        steps.add(new Step(variable, start.value(), update.value()));
      }
    });
    boolean all = steps.size() == variables.size() && loop != null;
    Set<String> names = new HashSet<>();
    variables.keySet().forEach(e -> names.add(e.target()));
    if (!all || !isSame(names)) {
      steps.clear();
    }
  }

  boolean isKnown() {
    return !steps.isEmpty();
  }

  /// What all of it is made of.
  List<Expr> roots() {
    List<Expr> roots = new ArrayList<>();
    steps.forEach(s -> {
      roots.add(s.start);
      roots.add(s.update);
    });
    return roots;
  }

  /// The last value of a start in the loop that all of them change; null if there is none.
  private @Nullable Event update(Event start) {
    Event last = null;
    for (Event e : chain.base().events().subList(start.index() + 1, chain.base().events().size())) {
      boolean bound = e.kind() == Event.Kind.ASSIGN || e.kind() == Event.Kind.CHANGE;
      boolean own = e.frame() == start.frame() || e.target().startsWith("self.");
      Statement.For around = bound && own && e.target().equals(start.target()) ? around(e) : null;
      if (around != null && (loop == null || loop.span().equals(around.span()))) {
        loop = around;
        last = e;
      }
    }
    return last;
  }

  private Statement.@Nullable For around(Event event) {
    Statement.For found = null;
    for (Statement s : new Statements(chain.base().program()).all()) {
      if (s instanceof Statement.For f
          && f.body().stream().anyMatch(b -> b.span().equals(event.statement()))) {
        found = f;
      }
    }
    return found;
  }

  /// Whether each round does the same.
  private boolean isSame(Set<String> stepped) {
    Statement.For f = loop;
    if (f == null) {
      return false;
    }
    Set<String> bound = new HashSet<>();
    f.body().forEach(s -> bound.addAll(targets(s)));
    bound.removeAll(stepped);
    String round = Spelled.text(f.target());
    for (Statement s : f.body()) {
      boolean same =
          switch (s) {
            case Statement.Assign a -> reads(a.value(), bound) && !Spelled.names(a.value(), round);
            case Statement.AugmentedAssign a ->
                !bound.contains(Spelled.text(a.target()))
                    && reads(a.value(), bound)
                    && !Spelled.names(a.value(), round);
            case Statement.If i ->
                i.orElse().isEmpty()
                    && i.branches().stream()
                        .allMatch(b -> b.body().stream().allMatch(this::isNoted));
            default -> isNoted(s);
          };
      if (!same) {
        return false;
      }
      bound.removeAll(targets(s));
    }
    return chain.base().events().stream().noneMatch(e -> isCarried(e, stepped));
  }

  /// Whether nothing is read that an earlier round has bound.
  private boolean reads(Expression value, Set<String> bound) {
    String written = text.at(value.span());
    return bound.stream()
        .noneMatch(n -> written.matches("(?s).*(?<![\\w.])" + Pattern.quote(n) + "(?!\\w).*"));
  }

  private boolean isNoted(Statement s) {
    return s instanceof Statement.Evaluate(Expression.Call call, _)
        && Spelled.text(call.function()).matches("print|[\\w.]+\\.append");
  }

  private static Set<String> targets(Statement s) {
    Set<String> names = new HashSet<>();
    if (s instanceof Statement.Assign a) {
      a.targets()
          .forEach(t -> {
            List<Expression> each = t instanceof Expression.Tuple(var all, _) ? all : List.of(t);
            each.forEach(e -> names.add(Spelled.text(e)));
          });
    } else if (s instanceof Statement.AugmentedAssign a) {
      names.add(Spelled.text(a.target()));
    }
    return names;
  }

  /// Whether something is drawn in a round, or an object keeps something else for the next one.
  private boolean isCarried(Event event, Set<String> stepped) {
    Statement.For f = loop;
    if (f == null || !CutLoops.isMadeIn(chain.base(), event, f.span())) {
      return false;
    }
    return event.kind() == Event.Kind.INPUT
        || event.target().startsWith("self.")
            && event.kind() != Event.Kind.ARGUMENT
            && !stepped.contains(event.target())
            && chain.base().events().subList(0, event.index()).stream()
                .anyMatch(e ->
                    e.target().equals(event.target())
                        && !CutLoops.isMadeIn(chain.base(), e, f.span()));
  }

  /// The point with the variables as they are in the last round that is finite; null if the program
  /// may go on where this has to stop.
  ///
  /// @param first with the variables as they start
  @Nullable Point end(Point first) {
    OptionalInt rounds = rounds();
    Point now = first;
    for (int k = 1; k < rounds.orElse(MOST); k++) {
      if (k == MOST) {
        return null;
      }
      Map<Expr, Values> numbers = new LinkedHashMap<>();
      double moved = 0;
      for (Step step : steps) {
        Values before = now.value(step.start);
        Values after = now.value(step.update);
        Values input = now.number(step.variable);
        if (input == null || !Point.isFinite(after)) {
          return input == null ? null : now; // it stays so
        }
        Values next = Values.zeros(input.shape());
        double times = step.start.equals(step.variable) ? 1 : Start.NEAR;
        for (int i = 0; i < next.count(); i++) {
          double by = after.re()[i] - before.re()[i];
          next.re()[i] = input.re()[i] + by / times;
          moved = Math.max(moved, Math.abs(by) / Math.max(1, Math.abs(before.re()[i])));
        }
        numbers.put(step.variable, next);
      }
      if (moved < STILL) {
        return now;
      }
      now = now.with(numbers);
    }
    return rounds.isPresent() ? now : null;
  }

  private OptionalInt rounds() {
    Matcher m = loop == null ? null : ROUNDS.matcher(text.at(loop.iterable().span()));
    return m != null && m.matches()
        ? OptionalInt.of(Integer.parseInt(m.group(1)))
        : OptionalInt.empty();
  }
}
