package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Span;
import leibniz.trace.Event;
import leibniz.trace.Frame;

/// Where the first wrong statement may be.
final class Suspects {
  private final Chain chain;
  private final Losses losses;
  private final List<Judgement> judgements;

  Suspects(Chain chain, Losses losses, List<Judgement> judgements) {
    this.chain = chain;
    this.losses = losses;
    this.judgements = judgements;
  }

  /// The statements that may be wrong where a gradient is: those it is made of that are no part of
  /// the loss and not seen to be right, the last first.
  List<Event> of(Judgement j, List<Judgement> wrong) {
    Set<Chain.Link> forward = new LinkedHashSet<>();
    j.claim().pairs().forEach(p -> p.loss().parts().forEach(part -> forward.addAll(before(part))));
    Set<Chain.Link> sound = new LinkedHashSet<>();
    for (Judgement other : judgements) {
      Chain.Link link = chain.link(other.claim().event().value());
      if (other.isEqual() && link != null) {
        sound.add(link);
      }
    }
    if (Returned.isHandedBack(chain, j.claim().event())) {
      return j.claim().group().events();
    }
    Set<Chain.Link> open = new LinkedHashSet<>();
    List<Chain.Link> left = new ArrayList<>(chain.parents(j.claim().function(chain)));
    while (!left.isEmpty()) {
      Chain.Link link = left.removeLast();
      if (!forward.contains(link) && !sound.contains(link) && open.add(link)) {
        left.addAll(chain.parents(link.function()));
      }
    }
    List<Event> events = new ArrayList<>();
    Chain.Link own = chain.link(j.claim().event().value());
    boolean bound = chain.function(j.claim().event()).head() instanceof Head.Var;
    if (bound && own != null && own.event().index() < j.claim().event().index()) {
      events.add(own.event()); // where the value is made; the claim only names it
    }
    events.addAll(j.claim().group().events().reversed());
    events.removeIf(Suspects::isOurs);
    returned(j, events);
    List<Chain.Link> links = new ArrayList<>(open);
    List<Judgement> others =
        wrong.stream()
            .filter(w -> !w.equals(j) && !(own != null && w.claim().isMadeOf(own, chain)))
            .toList(); // what is made of this one is wrong for it, and points nowhere else
    links.sort(
        Comparator.comparingLong((Chain.Link l) -> -users(l, others))
            .thenComparingInt(l -> -l.event().index()));
    List<Event> shared = new ArrayList<>();
    for (Chain.Link link : links) {
      (users(link, others) > 0 ? shared : events).add(link.event());
    }
    if (own != null && !others.isEmpty() && others.stream().allMatch(o -> isMadeBy(own, o))) {
      shared.addFirst(own.event()); // one statement makes all that is wrong
    }
    shared.addAll(events);
    callers(shared);
    shared.addAll(renamed(shared));
    shared.addAll(calls(shared));
    shared.addAll(masks(shared));
    for (Chain.Link link : chain.parents(j.claim().function(chain))) {
      if (sound.contains(link) && !forward.contains(link)) {
        shared.add(link.event()); // right by another reading, perhaps
      }
    }
    shared.addAll(carriedAlong(j, open));
    shared.addAll(named(shared, e -> e.value().rank() == 0));
    shared.addAll(named(shared, e -> GradientName.of(e.target()) != null));
    return shared;
  }

  /// Where the loss itself is made, of a gradient that goes through no loop of its own.
  private List<Event> carriedAlong(Judgement j, Set<Chain.Link> open) {
    CarriedAlong carried = new CarriedAlong(chain, losses);
    return j.pair() == null || open.stream().anyMatch(carried::isInLoop)
        ? List.of()
        : carried.of(j.claim(), j.pair());
  }

  private boolean isMadeBy(Chain.Link link, Judgement other) {
    Chain.Link made = chain.link(other.claim().event().value());
    return made != null && made.event().statement().equals(link.event().statement());
  }

  /// Whether it is a call of ours, behind the program.
  private static boolean isOurs(Event event) {
    return event.target().endsWith("__");
  }

  private long users(Chain.Link link, List<Judgement> wrong) {
    return wrong.stream().filter(w -> w.claim().isMadeOf(link, chain)).count();
  }

  /// Where numbers get their names that statements go by: `start` of `dx[start:stop] += d`; and
  /// what is nothing in this call, as what comes from the next step is in the last one.
  ///
  /// @param which what is looked for among constants
  private List<Event> named(List<Event> users, Predicate<Event> which) {
    Text text = new Text(chain.base().program().source());
    List<Event> found = new ArrayList<>();
    Set<Span> seen = new HashSet<>();
    List<Event> left = new ArrayList<>(users);
    while (!left.isEmpty()) {
      Event user = left.removeFirst();
      if (!seen.add(user.statement())) {
        continue;
      }
      Set<String> names = new HashSet<>();
      NAME.matcher(text.at(user.statement())).results().forEach(m -> names.add(m.group()));
      for (Event event : chain.base().events().subList(0, user.index()).reversed()) {
        boolean number =
            event.kind() == Event.Kind.ASSIGN
                && event.frame() == user.frame()
                && event.value().constant() != null
                && which.test(event)
                && names.remove(event.target());
        if (number) {
          found.add(event);
          left.add(event);
        }
      }
    }
    return found;
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  /// What a loss is made of; and what a function is handed, whose gradients are right by whatever
  /// that is.
  private Set<Chain.Link> before(Loss.Part part) {
    Set<Chain.Link> all = new LinkedHashSet<>(chain.ancestors(part.function()));
    if (part.cotangent() != null) {
      all.addAll(chain.ancestors(part.cotangent()));
    }
    return all;
  }

  /// A value that a function returns is made where it says `return`.
  private void returned(Judgement j, List<Event> events) {
    Expr value = j.claim().event().value();
    for (Event event : chain.base().events()) {
      boolean same = event.kind() == Event.Kind.RETURN && event.value().equals(value);
      if (same && !events.contains(event)) {
        events.add(event);
      }
    }
  }

  /// Puts behind what functions return where they are called: they may be handed the wrong thing,
  /// as `sigmoid_prime(a)` for `sigmoid_prime(z)`.
  private void callers(List<Event> suspects) {
    for (Event suspect : List.copyOf(suspects)) {
      if (suspect.kind() == Event.Kind.RETURN) {
        int caller = chain.base().frame(suspect).caller();
        chain.occurrences().of(suspect.value()).stream()
            .filter(e -> e.index() > suspect.index() && e.frame() == caller)
            .filter(e -> e.kind() == Event.Kind.ASSIGN && !isOurs(e) && !suspects.contains(e))
            .findFirst()
            .ifPresent(e -> suspects.add(suspects.indexOf(suspect) + 1, e));
      }
    }
  }

  /// Calls for what they change of what they are handed, `back(layers, states, d, grads)`: they may
  /// be handed the wrong thing.
  private List<Event> calls(List<Event> suspects) {
    List<Event> found = new ArrayList<>();
    Set<Span> seen = new HashSet<>();
    for (Event suspect : suspects) {
      Frame frame = chain.base().frame(suspect);
      if (suspect.kind() == Event.Kind.CHANGE && frame.call() != null && seen.add(frame.call())) {
        chain.occurrences().in(frame.id()).stream()
            .filter(e -> e.kind() == Event.Kind.ARGUMENT && e.value().constant() == null)
            .findFirst()
            .ifPresent(e -> found.add(called(e, frame.caller())));
      }
    }
    return found;
  }

  /// What a call is handed, as of where it is called.
  private static Event called(Event e, int caller) {
    return new Event(
        e.index(),
        caller,
        e.kind(),
        e.target(),
        e.owner(),
        e.value(),
        e.computed(),
        e.statement(),
        e.expression());
  }

  /// Where masks are made that values are made of: no derivative passes through them, but they may
  /// be wrong.
  private List<Event> masks(List<Event> users) {
    Set<Expr> parts = new LinkedHashSet<>();
    Discrete discrete = new Discrete(); // `(r > b) | (r < a)` is a sum of comparisons
    for (Event user : users) {
      chain.function(user).inOrder().stream()
          .filter(e -> e.constant() == null)
          .filter(e -> e.head() instanceof Head.Map || discrete.isTruth(e))
          .forEach(parts::add);
    }
    List<Event> found = new ArrayList<>();
    for (Event event : chain.base().events().reversed()) {
      boolean bound =
          switch (event.kind()) {
            case ASSIGN, CHANGE -> chain.link(event.value()) == null;
            case INPUT, ARGUMENT, RETURN -> false;
          };
      if (bound && parts.contains(chain.function(event))) {
        found.add(event);
      }
    }
    return found;
  }

  private static final Pattern SECOND = Pattern.compile("\\w+ = [\\w.]+(?:\\[[^\\[\\]]*])?");
  private static final Pattern CALL = Pattern.compile("(?s)\\w+ = [\\w.]+\\(.*\\)");

  /// Statements that give what is there already a second name, which others use: `dxhat = dout`, or
  /// where a function makes a gradient `m = edge`, `z = zs[-l]`; and what computes again what is
  /// there: calls, as `s = sigmoid(z)` for a derivative, and gradients that have the value of
  /// another.
  private List<Event> renamed(List<Event> users) {
    List<Event> found = new ArrayList<>();
    Text source = new Text(chain.base().program().source());
    for (Event user : users) {
      String text = source.at(user.statement());
      for (Event event : chain.base().events().subList(0, user.index())) {
        boolean second =
            event.kind() == Event.Kind.ASSIGN
                && event.frame() == user.frame()
                && (GradientName.of(event.target()) != null
                        && chain.function(event).head() instanceof Head.Var
                    || event.frame() != 0 && SECOND.matcher(source.at(event.statement())).matches()
                    || isAgain(event)
                        && (GradientName.of(event.target()) != null
                            || CALL.matcher(source.at(event.statement())).matches()))
                && text.matches("(?s).*\\b" + Pattern.quote(event.target()) + "\\b.*");
        if (second && !found.contains(event)) {
          found.add(event);
        }
      }
    }
    return found;
  }

  /// Whether its value was computed before, and not by a call in the same statement.
  private boolean isAgain(Event event) {
    Chain.Link link = chain.link(event.value());
    if (link == null || link.event().index() >= event.index()) {
      return false;
    }
    Span call = chain.base().frame(link.event()).call();
    boolean here = call != null && Extents.isInside(call, event.statement());
    return !here && !link.event().statement().equals(event.statement());
  }
}
