package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// Gradients that have no name: what is returned by functions that are handed cotangents, and the
/// steps that are made along one.
final class Nameless {
  private final Chain chain;
  private final Run run;
  private final Losses losses;
  private final Statements statements;
  private final StepsAlong stepsAlong;
  private final Set<String> velocities;

  Nameless(Chain chain, Losses losses, Statements statements) {
    this.chain = chain;
    this.run = chain.base();
    this.losses = losses;
    this.statements = statements;
    this.stepsAlong = new StepsAlong(chain);
    this.velocities = Steps.velocities(run.program());
  }

  static final Pattern RESULT = Pattern.compile("return(?:\\[\\d+\\])?");

  /// One of several that are returned under their names: `return {"W": …, "b": …}`.
  static final Pattern KEPT = Pattern.compile("return(?:\\[\\d+\\])?\\['\\w+'\\]");

  /// What functions return that are handed cotangents: `return dout * (x > 0)`.
  List<Claim> returned(Set<Expr> claimed) {
    List<Claim> all = new ArrayList<>();
    Set<String> functions = new HashSet<>();
    for (Event event : run.events()) {
      if (event.kind() != Event.Kind.RETURN
          || !RESULT.matcher(event.target()).matches() && !KEPT.matcher(event.target()).matches()
          || chain.link(event.value()) == null) {
        continue;
      }
      Loss loss = losses.weighted(event.frame());
      String function = run.frame(event).function();
      if (loss == null || claimed.contains(event.value()) && !Returned.isHandedBack(chain, event)) {
        continue;
      }
      Event argument = argument(event, loss);
      if (argument == null) {
        continue;
      }
      Expr variable = chain.variable(argument.value());
      if (losses.reached(loss).contains(variable) && functions.add(function + event.target())) {
        Claim.Pair pair = new Claim.Pair(loss, argument.target(), argument, variable);
        claimed.add(event.value());
        Group group = new Group(event.frame(), event.target(), List.of(event));
        GradientName said = new GradientName("", List.of(pair.name()), true);
        all.add(new Claim(group, said, List.of(pair), name(function, event), null));
      }
    }
    return all;
  }

  /// What one calls what a function returns.
  static String name(String function, Event returned) {
    String key = GradientName.Key.of(returned.target()).field();
    return "what " + function + " returns" + (key.isEmpty() ? "" : " as '" + key + "'");
  }

  /// By what a returned gradient is: what the other function is handed in its place, or the one
  /// thing of its shape that this makes of it: `np.hstack((h, x))`, of `x` and `h`.
  private @Nullable Event argument(Event returned, Loss loss) {
    String key = GradientName.Key.of(returned.target()).field();
    if (!key.isEmpty()) {
      GradientName said = GradientName.of(key);
      List<String> names = said == null ? List.of(key) : said.wrt();
      return run.events().subList(0, returned.index()).stream()
          .filter(e -> isHeld(e, loss) && names.contains(GradientName.Key.of(e.target()).last()))
          .filter(e -> losses.reached(loss).contains(chain.variable(e.value())))
          .filter(e -> Judge.isLike(e, returned))
          .findFirst()
          .orElse(null);
    }
    List<Event> arguments = losses.arguments(returned.frame());
    String place = returned.target().replaceAll("\\D", "");
    int k = place.isEmpty() ? 0 : Integer.parseInt(place);
    Event argument = k < arguments.size() ? arguments.get(k) : null;
    if (argument == null || Judge.isLike(argument, returned)) {
      return argument;
    }
    List<Event> made =
        chain.occurrences().in(loss.event().frame()).stream()
            .filter(e -> e.kind() == Event.Kind.ASSIGN && Judge.isLike(e, returned))
            .filter(e -> losses.reached(loss).contains(chain.variable(e.value())))
            .toList();
    long several = made.stream().map(Event::value).distinct().count();
    return several == 1 ? made.getFirst() : argument;
  }

  /// Whether it is an attribute, or what the function was handed whose result is gone back from.
  private static boolean isHeld(Event event, Loss loss) {
    return event.isHanded() && event.frame() == loss.event().frame()
        || event.kind() != Event.Kind.RETURN && event.target().matches("(?:\\w+\\.)+\\w+");
  }

  /// What functions return beside a value, where a search takes it for the gradient by what it goes
  /// along: the first that the function is handed. One that has a name but nothing it is by has it.
  List<Claim> minimized(List<Claim> found, Set<Expr> claimed) {
    Set<String> functions = Minimized.in(run.program());
    Set<String> done = new HashSet<>();
    List<Claim> all = new ArrayList<>();
    for (Event event : run.events()) {
      String function = run.frame(event).function();
      if (event.kind() != Event.Kind.RETURN
          || !event.target().equals("return[1]")
          || chain.link(event.value()) == null
          || !functions.contains(run.frame(event).name())) {
        continue;
      }
      Event value = first(event, e -> e.kind() == Event.Kind.RETURN);
      Event by = first(event, e -> e.kind() != Event.Kind.RETURN);
      if (value == null || by == null || value.value().rank() > 0) {
        continue;
      }
      Loss loss = Loss.of(function, value, chain);
      Expr variable = chain.variable(by.value());
      boolean open =
          found.stream()
              .filter(c -> c.event().value().equals(event.value()))
              .allMatch(c -> c.pairs().isEmpty());
      if (open && losses.reached(loss).contains(variable) && done.add(function)) {
        claimed.add(event.value());
        GradientName said = new GradientName("", List.of(by.target()), true);
        Claim.Pair pair = new Claim.Pair(loss, by.target(), by, variable);
        all.add(named(event, found, said, pair, function));
      }
    }
    return all;
  }

  /// What is returned, by the name it has in its function, if that is one of a gradient's.
  ///
  /// @param function which returns it
  static Claim named(
      Event returned, List<Claim> found, GradientName said, Claim.Pair pair, String function) {
    for (Claim c : found) {
      if (c.event().value().equals(returned.value())) {
        return new Claim(c.group(), said, List.of(pair), c.name(), c.before());
      }
    }
    Group group = new Group(returned.frame(), returned.target(), List.of(returned));
    return new Claim(group, said, List.of(pair), name(function, returned), null);
  }

  /// The first event of a kind in the call that another one is in.
  private @Nullable Event first(Event of, Predicate<Event> kind) {
    return run.events().stream()
        .filter(e -> e.frame() == of.frame() && kind.test(e))
        .findFirst()
        .orElse(null);
  }

  /// `V[:, k] -= lr * gV`: the step of a part along a gradient by that part; null if it is by all.
  @Nullable Claim partly(Claim claim) {
    Chain.Link gradient = chain.link(claim.event().value());
    List<Dim> shape = Judge.squeezed(claim.event().value().shape());
    boolean fits =
        claim.pairs().stream().anyMatch(p -> Judge.squeezed(p.variable().shape()).equals(shape));
    if (gradient == null || fits) {
      return null;
    }
    for (Claim.Pair pair : claim.pairs()) {
      for (Event event : run.events().subList(claim.event().index(), run.events().size())) {
        boolean stepped =
            event.kind() == Event.Kind.CHANGE
                && isPart(event)
                && event.target().equals(pair.name())
                && chain.parents(chain.function(event)).contains(gradient);
        Event before = stepped ? stepsAlong.before(event).orElse(null) : null;
        boolean alike = before != null && before.value().shape().equals(event.value().shape());
        if (before != null && alike && chain.variable(before.value()).equals(pair.variable())) {
          Group group = new Group(event.frame(), event.target(), List.of(event));
          return new Claim(group, claim.said(), List.of(pair), claim.name(), before);
        }
      }
    }
    return null;
  }

  /// Steps along gradients that have no name: `W -= lr * X.T @ (p - y)`.
  List<Claim> steps(List<Claim> named) {
    Set<String> done = new HashSet<>();
    named.forEach(c -> {
      c.pairs().forEach(p -> done.add(Variables.plain(GradientName.Key.of(p.name()).last())));
      c.said().wrt().forEach(w -> done.add(Variables.plain(w)));
    });
    List<Claim> all = new ArrayList<>();
    for (Event event : run.events()) {
      String target = event.target();
      boolean along = isBound(event) && Steps.isAlongAnother(statements.at(event.statement()));
      boolean known = done.contains(Variables.plain(GradientName.Key.of(target).last()));
      Event start = isBound(event) && known ? before(event) : null;
      boolean up = start != null && isUphill(event, start, named);
      Event before = up ? start : along ? before(event) : stepped(event);
      boolean other = up || before != null && known && isAlongAnother(event, named);
      if (before == null || (known || along) && !other) {
        continue;
      }
      Group group = parts(event);
      GradientName said = new GradientName("", List.of(GradientName.Key.of(target).last()), false);
      List<Claim.Pair> pairs = new ArrayList<>();
      for (Loss loss : losses.of(group, said)) {
        Expr variable = chain.variable(before.value());
        if (pairs.isEmpty()
            && isGoneDown(loss, event)
            && !loss.event().value().equals(before.value()) // as `Q` of two factors may be called
            && losses.reached(loss).contains(variable)) {
          pairs.add(new Claim.Pair(loss, target, before, variable));
        }
      }
      boolean first = done.add(Variables.plain(GradientName.Key.of(target).last()));
      if (!pairs.isEmpty() && (first || other)) {
        all.add(new Claim(group, said, pairs, "the step of " + target, before));
      }
    }
    return all;
  }

  /// Whether a step may go down it: what is only called for it, and is called like a measure, has
  /// no penalty; and `e` of `P[u] += lr * e * Q[i]` is an error, and no loss.
  private boolean isGoneDown(Loss loss, Event step) {
    Statement statement = statements.at(step.statement());
    Expression along = statement == null ? null : Steps.change(statement);
    boolean error = along != null && Spelled.names(along, loss.name());
    boolean called = Companions.calls(run.frame(loss.event()));
    return !error && (!called || LossNames.isGoneDown(loss.name()));
  }

  /// Whether a step is made of the gradient of something else, and of none by what is changed:
  /// `b_out -= lr * db`.
  private boolean isAlongAnother(Event step, List<Claim> named) {
    String target = Variables.plain(GradientName.Key.of(step.target()).last());
    Set<Chain.Link> made = chain.parents(chain.function(step));
    boolean another = false;
    for (Claim claim : named) {
      Chain.Link link = chain.link(claim.event().value());
      if (link == null || claim.isStep() || claim.pairs().isEmpty() || !made.contains(link)) {
        continue;
      }
      boolean own =
          claim.said().wrt().isEmpty()
              || claim.said().wrt().stream().anyMatch(w -> Variables.plain(w).equals(target));
      if (own) {
        return false;
      }
      another = true;
    }
    return another;
  }

  /// Whether a step adds a gradient by what is changed, of something that is gone down: `W += lr *
  /// dW`.
  private boolean isUphill(Event step, Event before, List<Claim> named) {
    Expr variable = chain.variable(before.value());
    if (!variable.shape().equals(step.value().shape())) {
      return false;
    }
    return named.stream()
        .filter(c -> !c.isStep() && !c.pairs().isEmpty())
        .filter(c -> c.pairs().getFirst().variable().equals(variable))
        .filter(c -> LossNames.isGoneDown(c.pairs().getFirst().loss().name()))
        .anyMatch(c -> isAdded(c, Build.minus(chain.function(step), variable)));
  }

  private boolean isAdded(Claim gradient, Expr along) {
    Chain.Link link = chain.link(gradient.event().value());
    return link != null && Clips.isMultiple(along, link.variable(), new ArrayList<>());
  }

  /// A step that is made part by part, as of `w[1:]` and of `w[0]`, is one.
  private Group parts(Event first) {
    List<Event> all = new ArrayList<>(List.of(first));
    for (Event event : run.events().subList(first.index() + 1, run.events().size())) {
      boolean same = event.target().equals(first.target()) && event.frame() == first.frame();
      boolean other = !event.statement().equals(first.statement());
      if (same && event.kind() == Event.Kind.CHANGE && other && isPart(event) && isPart(first)) {
        all.add(event);
      } else if (same) {
        break;
      }
    }
    return new Group(first.frame(), first.target(), all);
  }

  private boolean isPart(Event event) {
    return statements.at(event.statement()) instanceof Statement.AugmentedAssign a
        && a.target() instanceof Expression.Subscript;
  }

  /// What may be steps along gradients of whatever loss, to see what they are made of.
  List<Claim> anySteps() {
    List<Claim> all = new ArrayList<>();
    for (Event event : chain.base().events()) {
      Event before = stepped(event);
      if (before != null) {
        Group group = new Group(event.frame(), event.target(), List.of(event));
        GradientName said = new GradientName("", List.of(), false);
        all.add(new Claim(group, said, List.of(), event.target(), before));
      }
    }
    return all;
  }

  /// What a variable was before a step along a gradient without a name; null if it makes none.
  private @Nullable Event stepped(Event event) {
    Statement statement = isBound(event) ? statements.at(event.statement()) : null;
    return statement == null
            || GradientName.of(event.target()) != null
            || !Steps.isStep(statement, velocities)
            || isSolved(Steps.change(statement))
        ? null
        : before(event);
  }

  /// Whether it goes along what was solved for: a step of Newton's is no gradient.
  private boolean isSolved(@Nullable Expression along) {
    return along != null
        && (along instanceof Expression.Call call && Steps.isSolving(call)
            || statements.all().stream()
                .filter(Steps::isSolved)
                .anyMatch(s -> Spelled.names(along, Spelled.text(Steps.target(s)))));
  }

  /// Whether a statement changes it or binds it. What a comprehension in a step binds to one thing
  /// after the other makes none: `t` of `cost += sum((t ** 2).sum() for t in (P, Q))`.
  private boolean isBound(Event event) {
    Statement s = statements.at(event.statement());
    Expression changed = s == null ? null : Steps.changed(s);
    return event.kind() == Event.Kind.CHANGE
        || event.kind() == Event.Kind.ASSIGN
            && (changed == null || base(event.target()).equals(base(Spelled.text(changed))));
  }

  private static String base(String target) {
    return target.replaceFirst("\\W.*", "");
  }

  /// What it was before, in the same shape: a step changes no shape.
  private @Nullable Event before(Event event) {
    Event before = stepsAlong.before(event).orElse(null);
    return before == null
            || chain.link(before.value()) != null
            || before.value().constant() != null
            || !before.value().shape().equals(event.value().shape())
        ? null
        : before;
  }
}
