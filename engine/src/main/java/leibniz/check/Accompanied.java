package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// What functions return that is the gradient of a loss beside it.
final class Accompanied {
  private final Chain chain;
  private final Run run;
  private final Losses losses;
  private final Variables variables;
  private final StepsOfCalls steps;
  private final Set<String> derivatives; // functions that are looked at for themselves

  Accompanied(Chain chain, Losses losses, Variables variables) {
    this.chain = chain;
    this.run = chain.base();
    this.losses = losses;
    this.variables = variables;
    this.steps = new StepsOfCalls(run.program());
    this.derivatives =
        Derivatives.of(run.program()).stream()
            .map(n -> n.derivative().frame())
            .collect(Collectors.toSet());
  }

  /// What functions return that are called like gradients, or along which something goes a step
  /// down, where a loss beside them was called for them ([Companions]), or is returned with them,
  /// or other gradients of theirs are of one: `return S.T @ d` by the one input of its shape, or by
  /// what goes a step along it.
  List<Claim> of(List<Claim> found, Set<Expr> claimed) {
    List<Claim> all = new ArrayList<>();
    Set<String> functions = new HashSet<>();
    for (Event event : run.events()) {
      boolean returned = event.kind() == Event.Kind.RETURN;
      boolean keyed = returned && Nameless.KEPT.matcher(event.target()).matches();
      String function = run.frame(event).function();
      if (!(keyed || returned && Nameless.RESULT.matcher(event.target()).matches())
          || chain.link(event.value()) == null
          || claimed.contains(event.value())
          || !DerivativeNames.isGradients(function) && !isGoneDown(event)) {
        continue;
      }
      Loss of = beside(event.frame(), found);
      if (of == null || isValue(event, of) || !functions.add(function + event.target())) {
        continue;
      }
      Group group = new Group(event.frame(), event.target(), List.of(event));
      List<Claim.Pair> pairs = new ArrayList<>();
      String field = GradientName.Key.of(event.target()).field();
      if (!keyed && handed(group, of).isEmpty()) {
        pairs.addAll(new EachSample(chain).of(event, of, handed(event.frame(), of)));
      }
      boolean rows = !pairs.isEmpty();
      for (Event by : keyed ? variables.called(field, group, of) : stepped(group, of, rows)) {
        Expr variable = chain.variable(by.value());
        pairs.add(new Claim.Pair(of, by.target(), by, variable));
      }
      if (!pairs.isEmpty()) {
        claimed.add(event.value());
        GradientName said = new GradientName("", List.of(pairs.getFirst().name()), true);
        all.add(new Claim(group, said, pairs, Nameless.name(function, event), null));
      }
    }
    return all;
  }

  /// Whether it is the loss, or may be it: a number beside gradients that no step goes along. What
  /// the loss is made of, as the last state that is handed on to the next call, is no gradient,
  /// too.
  private boolean isValue(Event returned, Loss loss) {
    boolean number = Judge.squeezed(returned.value().shape()).isEmpty();
    boolean beside = !returned.target().equals("return");
    Chain.Link link = chain.link(returned.value());
    boolean onTheWay =
        link != null
            && loss.parts().stream().anyMatch(part -> chain.isMadeOf(part.function(), link));
    return returned.value().equals(loss.event().value())
        || onTheWay
        || number && beside && by(returned.frame(), returned.target()) == null;
  }

  /// What goes a step along what a call returns; null if nothing is known to.
  private @Nullable String by(int frame, String target) {
    return steps.by(run.following().frames().get(frame).name(), target);
  }

  /// The loss that what a call returns is the gradient of; null if there is none.
  private @Nullable Loss beside(int frame, List<Claim> found) {
    Event loss = companion(frame);
    if (loss != null) {
      Set<Expr> handed = new HashSet<>(); // however that was made
      chain.occurrences().in(loss.frame()).stream()
          .filter(e -> e.kind() == Event.Kind.ARGUMENT)
          .forEach(e -> handed.add(chain.variable(e.value())));
      return Loss.of(run.frame(loss).function(), loss, chain).behind(handed);
    }
    return found.stream()
        .filter(c -> c.event().frame() == frame && !c.pairs().isEmpty())
        .map(c -> c.pairs().getFirst().loss())
        .filter(l -> !l.isWeighted() && l.shape().rank() == 0)
        .findFirst()
        .or(() -> Optional.ofNullable(before(frame)))
        .orElseGet(() -> value(frame));
  }

  /// What another method of the object returned last, where this one is handed nothing and goes
  /// back from what that kept: `loss = net.loss(x, y); net.W -= rate * net.grad()`.
  private @Nullable Loss before(int frame) {
    Frame own = run.following().frames().get(frame);
    if (own.scope().isEmpty() || chain.occurrences().in(frame).stream().anyMatch(Event::isHanded)) {
      return null;
    }
    return run.events().stream()
        .takeWhile(e -> e.frame() != frame)
        .filter(e -> e.kind() == Event.Kind.RETURN && e.target().equals("return"))
        .filter(e -> e.value().rank() == 0 && chain.link(e.value()) != null)
        .filter(e -> run.frame(e).caller() == own.caller())
        .filter(e -> run.frame(e).scope().equals(own.scope()))
        .filter(e -> LossNames.isFunction(run.frame(e).function()))
        .reduce((_, last) -> last)
        .map(e -> Loss.of(run.frame(e).function(), e, chain))
        .orElse(null);
  }

  /// The number that a call returns before all else, along which nothing goes a step.
  private @Nullable Loss value(int frame) {
    return chain.occurrences().in(frame).stream()
        .filter(e -> e.kind() == Event.Kind.RETURN && e.target().equals("return[0]"))
        .filter(e -> e.value().rank() == 0 && chain.link(e.value()) != null)
        .filter(e -> by(frame, e.target()) == null)
        .findFirst()
        .map(e -> Loss.of(run.frame(e).function(), e, chain))
        .orElse(null);
  }

  /// Whether the program goes a step down along what a function returns there.
  private boolean isGoneDown(Event returned) {
    Frame frame = run.frame(returned);
    return !derivatives.contains(frame.function()) && steps.isDown(frame.name(), returned.target());
  }

  /// What goes a step along what a function returns; else the only thing of its shape.
  ///
  /// @param rows whether the function is handed what it may have a row of for each sample: then
  ///   what else happens to have its shape is data
  private List<Event> stepped(Group group, Loss of, boolean rows) {
    String by = by(group.frame(), group.target());
    String last = by == null ? "" : GradientName.Key.of(by).last();
    List<Event> handed = handed(group, of);
    List<Event> called = handed.stream().filter(e -> e.target().equals(last)).toList();
    if (called.isEmpty() && by != null) {
      called = variables.called(last, group, of);
    }
    List<Event> found = called.isEmpty() && !rows ? variables.only(group, of, true) : called;
    return found.isEmpty() && handed.size() == 1 ? handed : found;
  }

  /// What the function is handed of the shape of what it returns.
  private List<Event> handed(Group group, Loss of) {
    List<Dim> shape = Judge.squeezed(group.last().value().shape());
    return handed(group.frame(), of).stream()
        .filter(e -> e.kind() == Event.Kind.ARGUMENT)
        .filter(e -> Judge.squeezed(e.value().shape()).equals(shape))
        .toList();
  }

  /// What the function is handed that the loss is made of.
  private List<Event> handed(int frame, Loss of) {
    Set<Expr> reached = losses.reached(of);
    return chain.occurrences().in(frame).stream()
        .filter(Event::isHanded)
        .filter(e -> reached.contains(chain.variable(e.value())))
        .toList();
  }

  /// What a loss returns that is called for a gradient's function.
  private @Nullable Event companion(int frame) {
    for (Event event : run.events()) {
      Frame own = run.frame(event);
      if (event.kind() == Event.Kind.RETURN
          && event.target().equals("return")
          && own.caller() == frame
          && Companions.calls(own)) {
        return event;
      }
    }
    return null;
  }
}
