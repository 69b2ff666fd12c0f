package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Finds what a program computes as a gradient, and of what and by what it may be.
final class Finder {
  private final Chain chain;
  private final Run run;
  private final Losses losses;
  private final Statements statements;
  private final Clips clips;
  private final Map<String, GradientName> declared;
  private final Variables variables;
  private final Nameless nameless;
  private final Set<String> containers; // of what gradients are by
  private final Keyed keyed;
  private final Set<String> by = new HashSet<>(); // what names of gradients say they are by
  private final List<Derivatives.Named> pairs; // of functions
  private final Set<String> derivatives; // functions
  private final Set<String> activations; // the functions that are derivatives of such

  private Finder(Chain chain, Losses losses) {
    this.chain = chain;
    this.run = chain.base();
    this.losses = losses;
    this.statements = new Statements(run.program());
    this.clips = new Clips(chain);
    this.declared = Declared.of(run.program());
    this.variables = new Variables(chain, losses);
    this.nameless = new Nameless(chain, losses, statements);
    this.containers = Steps.containers(run.program());
    this.keyed = new Keyed(run);
    run.events().stream()
        .map(e -> GradientName.of(e.target()))
        .filter(Objects::nonNull)
        .forEach(name -> by.addAll(name.wrt()));
    this.pairs = Derivatives.of(run.program());
    this.derivatives =
        pairs.stream()
            .filter(n -> !n.isTogether())
            .map(n -> n.derivative().frame())
            .collect(Collectors.toSet());
    this.activations =
        pairs.stream()
            .filter(n -> !DerivativeNames.isLoss(n.function().name()))
            .map(n -> n.derivative().frame())
            .collect(Collectors.toSet());
  }

  /// All gradients, in the order in which they are complete.
  static List<Claim> claims(Chain chain, Losses losses) {
    return new Finder(chain, losses).claims();
  }

  /// What may be steps along gradients of whatever loss, to see what they are made of.
  static List<Claim> steps(Chain chain) {
    return new Finder(chain, new Losses(chain)).nameless.anySteps();
  }

  /// What a gradient is by and of, if it is of no result that its function is handed the cotangent
  /// of, but of a loss with all that is in it: a penalty is often added where the layers go back.
  static List<Claim.Pair> inAll(Chain chain, Losses losses, Claim claim) {
    Variables variables = new Variables(chain, losses);
    return losses.of(claim.group(), claim.said()).stream()
        .filter(loss -> !loss.isWeighted() && loss.shape().rank() == 0)
        .flatMap(loss -> variables.of(claim.group(), claim.said(), loss).stream())
        .toList();
  }

  /// @param cell the object that holds the gradient, where each has its own
  /// @param settings the numbers that the object was made with whose method it is
  private record Where(
      String function, String target, int line, int cell, Map<String, Rational> settings) {}

  private static final int ROUNDS = 12; // of a loop: what is of nothing in these is of nothing

  private List<Claim> claims() {
    Map<Where, Claim> found = new LinkedHashMap<>();
    Set<Expr> claimed = new HashSet<>();
    Set<Expr> passed = new HashSet<>(); // from layer to layer
    Set<Expr> unknown = new HashSet<>(); // of what, or by what
    Map<Where, Integer> tries = new HashMap<>();
    Known known = new Known(losses);
    Settings settings = new Settings(run);
    for (Group whole : Group.of(chain, t -> said(t) != null)) {
      Group group = unclipped(whole);
      Expr value = group.last().value();
      boolean running = isRunning(group);
      GradientName named = running ? RUNNING : said(group.target());
      Event end = group.last();
      GradientName said =
          named == null ? null : TermNames.of(named, end, statements.at(end.statement()));
      boolean plain =
          value.constant() != null || value.head() instanceof Head.Var && !isPassed(group);
      boolean again = said != null && said.wrt().isEmpty() && claimed.contains(value);
      if (said == null
          || plain
          || again
          || DerivativeNames.isNumerical(run.frame(group.first()).name())
          || clips.isClipped(group.last())
          || isPiece(group)
          || isAverage(group)
          || Steps.isNewton(statements.at(group.last().statement()))
          || isUnnamed(group) && isWay(group)
          || Ways.isDifference(statements.at(group.last().statement()))
          || Ways.isFromRest(chain, end, statements.at(end.statement()))
          || Ways.isSolvedFor(group.target(), statements.at(group.last().statement()), statements)
          || isHanded(group.last())
          || isLocal(group)
          || isRenamed(group.last())
          || isChosen(group.last(), said)
          || isLoss(group.last(), said)
          || isLooped(group, claimed)
          || known.isAgain(group, said.wrt())) {
        continue;
      }
      claimed.add(value);
      if (running) {
        passed.add(value);
      }
      Where where =
          new Where(
              run.frame(group.first()).function(),
              group.target(),
              group.first().statement().line(),
              Cells.isGradient(group.last()) ? group.last().owner() : 0,
              settings.of(group.first()));
      Claim before = found.get(where);
      boolean open = before == null || before.pairs().isEmpty();
      if (open && tries.merge(where, 1, Integer::sum) <= ROUNDS) {
        Claim claim = claim(group, said);
        found.put(where, claim);
        if (claim.pairs().isEmpty()) {
          unknown.add(value);
        }
      }
    }
    List<Claim> all = new ArrayList<>();
    for (Claim claim : found.values()) {
      Claim step = nameless.partly(claim);
      all.add(step == null ? claim : step);
    }
    Set<Expr> named = new HashSet<>(claimed);
    named.removeAll(passed); // it is the result of a function
    Misnamed.replace(all, named, nameless);
    claimed.addAll(named);
    List<Claim> minimized = new ArrayList<>(nameless.minimized(all, claimed));
    minimized.addAll(new Sought(chain, losses).of(all, pairs));
    minimized.forEach(c -> claimed.add(c.event().value()));
    all.removeIf(c -> minimized.stream().anyMatch(m -> m.group().equals(c.group())));
    all.addAll(minimized);
    claimed.removeAll(unknown);
    List<Claim> accompanied = new Accompanied(chain, losses, variables).of(all, claimed);
    all.removeIf(c ->
        c.pairs().isEmpty()
            && accompanied.stream().anyMatch(a -> a.event().value().equals(c.event().value())));
    all.addAll(accompanied);
    all.addAll(nameless.steps(all));
    all.addAll(new Cotangents(chain, losses).of(claimed));
    all.addAll(new LossLayers(chain, losses).of(claimed));
    all.sort(Comparator.comparingInt(c -> c.event().index()));
    return all;
  }

  private @Nullable GradientName said(String target) {
    if (Steps.isIn(target, containers) || keyed.is(target)) {
      return null;
    }
    GradientName own = declared.get(target);
    GradientName said = own == null ? variables.byUse().said(target) : own;
    boolean gate = said != null && !said.strong() && said.wrt().isEmpty() && by.contains(target);
    return gate ? null : said; // of `g` there is `dg`
  }

  /// A gradient that is cut off before a step was one before that.
  private Group unclipped(Group group) {
    int end = group.events().size();
    while (end > 1 && clips.clips(group.events().get(end - 1))) {
      end--;
    }
    return new Group(group.frame(), group.target(), group.events().subList(0, end));
  }

  private static final GradientName RUNNING = new GradientName("", List.of(), false);
  private static final Pattern BACK =
      Pattern.compile("(?i)(?:.*[._])?(?:back\\w*|bprop|grad(?:ient)?|update_grad\\w*)");

  /// Whether it is what goes back from layer to layer: `grad = layer.backward(grad)`.
  private boolean isRunning(Group group) {
    Event last = group.last();
    GradientName said = GradientName.of(group.target());
    boolean handedOn =
        said != null
            && said.wrt().isEmpty()
            && chain.occurrences().of(last.value()).stream()
                .anyMatch(e ->
                    e.index() > last.index()
                        && e.kind() == Event.Kind.ARGUMENT
                        && GradientName.of(e.target()) != null);
    return handedOn
        || statements.at(last.statement()) instanceof Statement.Assign a
            && (isRunning(a) || isFirst(a, last));
  }

  private static boolean isRunning(Statement.Assign a) {
    return a.value() instanceof Expression.Call call
        && a.targets().getFirst() instanceof Expression.Name(String target, _)
        && BACK.matcher(Spelled.text(call.function())).matches()
        && call.arguments().stream().anyMatch(x -> Spelled.text(x.value()).equals(target));
  }

  /// `dout = loss.backward()`, before it goes from layer to layer.
  private boolean isFirst(Statement.Assign first, Event event) {
    Span function = run.frame(event).definition();
    return first.value() instanceof Expression.Call call
        && BACK.matcher(Spelled.text(call.function())).matches()
        && statements.all().stream()
            .anyMatch(s ->
                s instanceof Statement.Assign a
                    && (event.frame() == 0
                        || function.line() <= a.span().line()
                            && a.span().line() <= function.endLine())
                    && Spelled.text(a.targets().getFirst()).equals(event.target())
                    && isRunning(a));
  }

  /// `dx = dout`, which is not bound again: a cotangent is handed on as it came.
  private boolean isPassed(Group group) {
    Event last = group.last();
    return last.kind() == Event.Kind.ASSIGN
        && group.events().size() == 1
        && chain.occurrences().of(last.value()).stream()
            .anyMatch(e -> e.index() < last.index() && GradientName.of(e.target()) != null)
        && chain.occurrences().in(last.frame()).stream()
            .noneMatch(e -> e.index() != last.index() && e.target().equals(last.target()));
  }

  /// `for w, dw in zip(weights, gradients)` gives what was found another name for a while.
  private boolean isLooped(Group group, Set<Expr> claimed) {
    return statements.at(group.first().statement()) instanceof Statement.For
        && claimed.contains(group.first().value());
  }

  /// `for dy, x in zip(dout, X)` gives a name to one row after the other.
  private boolean isPiece(Group group) {
    return group.events().stream()
        .allMatch(e ->
            e.kind() == Event.Kind.ASSIGN && statements.at(e.statement()) instanceof Statement.For);
  }

  private boolean isAverage(Group group) {
    return group.events().stream()
        .map(e -> statements.at(e.statement()))
        .anyMatch(s -> s != null && Steps.isAverage(s));
  }

  /// Whether it is called `delta` or `grad` alone, whatever is stepped along it.
  private static boolean isUnnamed(Group group) {
    GradientName name = GradientName.of(group.target());
    return name == null || name.wrt().isEmpty();
  }

  /// Whether it is a step: how far something is from what it goes towards, as a baseline or a value
  /// that is learnt from rewards, `delta = target - v; v += rate * delta`; or the step that Newton
  /// goes, `delta = np.linalg.solve(H, g)`, or one of a length, `delta = rate * g`.
  private boolean isWay(Group group) {
    Statement made = statements.at(group.last().statement());
    return Steps.isSolved(made)
        || Steps.isOfLength(made)
        || made instanceof Statement.Assign(var _, Expression.Binary b, _)
            && b.operator() == Expression.Operator.SUBTRACT
            && statements.all().stream()
                .anyMatch(s ->
                    s instanceof Statement.AugmentedAssign step
                        && step.operator() == Expression.Operator.ADD
                        && Spelled.text(step.target()).equals(Spelled.text(b.right()))
                        && Spelled.names(step.value(), group.target()));
  }

  /// `dout = [dout]`: what a function is handed is put somewhere else.
  private boolean isHanded(Event last) {
    return chain.occurrences().of(last.value()).stream()
        .anyMatch(e ->
            e.index() < last.index()
                && e.frame() == last.frame()
                && e.isHanded()
                && base(e).equals(base(last)));
  }

  /// `theta, grad = trial, new_grad`: what is a gradient already gets another name.
  private boolean isRenamed(Event event) {
    return statements.at(event.statement()) instanceof Statement.Assign a
        && a.targets().getFirst() instanceof Expression.Tuple(var to, _)
        && a.value() instanceof Expression.Tuple(var from, _)
        && IntStream.range(0, Math.min(to.size(), from.size()))
            .anyMatch(k ->
                Spelled.text(to.get(k)).equals(event.target())
                    && from.get(k) instanceof Expression.Name(String id, _)
                    && GradientName.of(id) != null);
  }

  /// `dx = np.ones_like(x)` in the function that is the derivative of an activation, or of a part
  /// of the loss where that of the whole calls it: what that returns is looked at for itself.
  private boolean isLocal(Group group) {
    Frame frame = run.frame(group.first());
    boolean part =
        derivatives.contains(frame.function())
            && derivatives.contains(run.following().frames().get(frame.caller()).function());
    return part || activations.contains(frame.function()) && losses.weighted(frame.id()) == null;
  }

  /// `g_beta = beta[beta > 0]`: some entries of what it would be the gradient by.
  private boolean isChosen(Event event, GradientName said) {
    return statements.at(event.statement()) instanceof Statement.Assign a
        && a.value() instanceof Expression.Subscript(Expression.Name(String of, _), _, _)
        && said.wrt().contains(of);
  }

  /// `dloss, dgrad = d_loss_and_grad(x)`: what the function itself calls the loss, of another thing
  /// that begins with d, as a discriminator.
  private boolean isLoss(Event event, GradientName said) {
    return event.kind() == Event.Kind.ASSIGN
        && chain.occurrences().of(event.value()).stream()
            .filter(e -> e.index() < event.index() && e.frame() != event.frame())
            .filter(e -> run.frame(e).caller() == event.frame())
            .anyMatch(e -> said.wrt().contains(e.target()) && LossNames.isFirm(e.target(), true));
  }

  private static String base(Event event) {
    return GradientName.Key.of(event.target()).base();
  }

  private Claim claim(Group group, GradientName said) {
    List<Claim.Pair> pairs = new ArrayList<>();
    List<Loss> all = losses.of(group, said);
    for (Loss loss : all) {
      if (pairs.isEmpty() && said.strong()) {
        all.stream()
            .filter(newer -> isOver(loss, newer, group))
            .findFirst()
            .ifPresent(newer -> pairs.addAll(variables.unnamed(group, newer)));
      }
      boolean far = !pairs.isEmpty() && pairs.getFirst().loss().event().frame() != group.frame();
      boolean beside = Losses.isLoose(loss) && loss.event().frame() == group.frame();
      if (pairs.isEmpty() || far && beside) {
        pairs.addAll(variables.of(group, said, loss));
      }
    }
    boolean stepped = !said.strong() && said.wrt().isEmpty() && !pairs.isEmpty();
    GradientName known =
        stepped ? new GradientName("", List.of(pairs.getFirst().name()), true) : said;
    return new Claim(group, known, pairs, group.target(), null);
  }

  /// Whether the program has put a loss of the same name in the place of this one: a section of a
  /// document says `loss` again, and what it calls `dloss_dyhat` is by no `yhat` from before.
  private static boolean isOver(Loss loss, Loss newer, Group group) {
    Event old = loss.event();
    Event now = newer.event();
    return old.frame() == now.frame()
        && old.target().equals(now.target())
        && !old.statement().equals(now.statement())
        && old.index() < now.index()
        && now.index() < group.first().index();
  }
}
