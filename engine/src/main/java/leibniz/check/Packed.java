package leibniz.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.op.Concatenate;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Replacement;
import leibniz.trace.Walk;

/// Parameters that are packed of data, and taken apart again: behind `theta = pack(logits, X[:2])`
/// the `mu` of `unpack(theta)` has the value that these rows have, and a derivative by it would not
/// be one by `theta`. So what goes steps is put a little away from where it begins. So is what is
/// made of data and of numbers that are written out: at the 0 of `np.array([x.mean(), 0.0])` its
/// `exp` is 1, and whether something is divided by that cannot be told.
final class Packed {
  private static final int MOST = 4;

  private Packed() {}

  /// The run with these put apart.
  ///
  /// @param wanted the names of what gradients are by, and of what goes steps
  static Run apart(Run run, Set<String> wanted) {
    Run apart = run;
    for (int k = 0; k < MOST; k++) {
      Run last = apart;
      List<Event> all = last.events().stream().filter(e -> isPacked(last, e, wanted)).toList();
      Event packed =
          all.stream()
              .filter(e -> isMixed(e.value()))
              .findFirst()
              .orElse(all.isEmpty() ? null : all.getFirst());
      Run next = packed == null ? null : last.replacing(List.of(replaced(packed, k)));
      if (next == null) {
        break;
      }
      apart = next;
    }
    return apart;
  }

  private static boolean isPacked(Run run, Event event, Set<String> wanted) {
    String name = Variables.plain(GradientName.Key.of(event.target()).last());
    return event.kind() == Event.Kind.ASSIGN
        && wanted.contains("step of " + name)
        && isData(event.value())
        && !event.target().contains("[") // a part of what is kept together, as in a cache
        && isMade(run, event)
        && !isOfOther(run, event)
        && (isMixed(event.value()) || comesBack(run, event));
  }

  /// Whether what goes steps by its name is what a loop calls so: of `for p, g in zip(params,
  /// grads)` `self.p` is no parameter, nor is `p` in another function, nor one beside `P`.
  private static boolean isOfOther(Run run, Event event) {
    String name = Variables.plain(GradientName.Key.of(event.target()).last());
    boolean[] found = {false};
    for (Statement s : new Statements(run.program()).all()) {
      if (s instanceof Statement.For f) {
        Walk.expression(
            f.target(),
            e ->
                found[0] |=
                    e instanceof Expression.Name(String id, _) && Variables.plain(id).equals(name));
      }
    }
    return found[0];
  }

  /// Whether it is made there, or in a call: `cache = Z` is `Z` by another name, and nothing else
  /// than `Z` goes on.
  private static boolean isMade(Run run, Event packed) {
    List<Event> before = run.events().subList(0, packed.index());
    return before.stream()
        .noneMatch(e -> e.frame() <= packed.frame() && e.value().equals(packed.value()));
  }

  /// Whether something is bound later to what was known before by another statement.
  private static boolean comesBack(Run run, Event packed) {
    Map<Expr, Span> before = new HashMap<>();
    run.events().subList(0, packed.index()).stream()
        .filter(e -> isData(e.value()) && !e.value().equals(packed.value()))
        .forEach(e -> before.putIfAbsent(e.value(), e.statement()));
    return run.events().subList(packed.index() + 1, run.events().size()).stream()
        .filter(e -> e.kind() == Event.Kind.ASSIGN)
        .anyMatch(e -> {
          Span known = before.get(e.value());
          return known != null && !known.equals(e.statement());
        });
  }

  private static boolean isMixed(Expr value) {
    return value.head() instanceof Head.Special(Concatenate _)
        && value.args().stream().anyMatch(e -> e.constant() != null);
  }

  private static boolean isData(Expr value) {
    return value.rank() > 0 && value.constant() == null && !(value.head() instanceof Head.Var);
  }

  private static Replacement replaced(Event packed, int k) {
    Expr away = Build.var("packed" + k + "·" + packed.target(), packed.value().shape());
    return new Replacement(
        packed.index(), Build.plus(packed.value(), Build.scale(Rational.of(1, 4), away)));
  }
}
