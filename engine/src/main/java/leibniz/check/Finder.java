package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Finds what a program computes as a gradient, and of what and by what it may be.
final class Finder {
  private static final List<Set<String>> SAME =
      List.of(
          Set.of("w", "weight", "weights", "kernel"),
          Set.of("b", "bias", "biases"),
          Set.of("x", "input", "inputs", "inp"),
          Set.of("theta", "params", "parameters", "beta", "coef"));

  private final Chain chain;
  private final Run run;
  private final Losses losses;
  private final Statements statements;
  private final Text source;
  private final Map<String, GradientName> declared;
  private final Map<String, List<Event>> named = new HashMap<>();

  private Finder(Chain chain, Losses losses) {
    this.chain = chain;
    this.run = chain.base();
    this.losses = losses;
    this.statements = new Statements(run.program());
    this.source = new Text(run.program().source());
    this.declared = Declared.of(run.program());
    for (Event event : run.events()) {
      if (GradientName.of(event.target()) == null && event.kind() != Event.Kind.RETURN) {
        for (String name : names(event.target())) {
          named.computeIfAbsent(name, _ -> new ArrayList<>()).add(event);
        }
      }
    }
  }

  /// All gradients, in the order in which they are complete.
  static List<Claim> claims(Chain chain, Losses losses) {
    return new Finder(chain, losses).claims();
  }

  /// What may be steps along gradients of whatever loss, to see what they are made of.
  static List<Claim> steps(Chain chain) {
    Finder finder = new Finder(chain, new Losses(chain));
    List<Claim> all = new ArrayList<>();
    for (Event event : chain.base().events()) {
      Event before = finder.stepped(event);
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
    boolean changes = event.kind() == Event.Kind.CHANGE || event.kind() == Event.Kind.ASSIGN;
    Statement statement = changes ? statements.at(event.statement()) : null;
    if (statement == null || GradientName.of(event.target()) != null || !Steps.isStep(statement)) {
      return null;
    }
    Event before = before(event).orElse(null);
    return before == null || chain.link(before.value()) != null || before.value().constant() != null
        ? null
        : before;
  }

  private record Named(Expr value, List<String> wrt) {}

  /// Whether the same value is known by one of these names; it is from now on.
  private static boolean isNamed(Expr value, List<String> wrt, Set<Named> named) {
    boolean known = wrt.stream().anyMatch(w -> named.contains(new Named(value, List.of(w))));
    wrt.forEach(w -> named.add(new Named(value, List.of(w))));
    return known || wrt.isEmpty() && !named.add(new Named(value, List.of()));
  }

  private record Where(String function, String target, int line) {}

  private List<Claim> claims() {
    Map<Where, Claim> found = new LinkedHashMap<>();
    Set<Expr> claimed = new HashSet<>();
    Set<Named> named = new HashSet<>();
    for (Group whole : Group.of(chain, t -> said(t) != null)) {
      Group group = unclipped(whole);
      Expr value = group.last().value();
      GradientName said = isRunning(group) ? RUNNING : said(group.target());
      boolean plain =
          value.constant() != null || value.head() instanceof Head.Var && !isPassed(group);
      boolean again = said != null && said.wrt().isEmpty() && claimed.contains(value);
      if (said == null
          || plain
          || again
          || isClipped(group.last())
          || isLooped(group, claimed)
          || isNamed(value, said.wrt(), named)) {
        continue;
      }
      claimed.add(value);
      Where where =
          new Where(
              run.frame(group.first()).function(),
              group.target(),
              group.first().statement().line());
      Claim before = found.get(where);
      if (before == null || before.pairs().isEmpty()) {
        found.put(where, claim(group, said));
      }
    }
    List<Claim> all = new ArrayList<>(found.values());
    all.addAll(returned(claimed));
    all.addAll(steps(all));
    all.sort(Comparator.comparingInt(c -> c.event().index()));
    return all;
  }

  private @Nullable GradientName said(String target) {
    GradientName own = declared.get(target);
    return own == null ? GradientName.of(target) : own;
  }

  /// A gradient that is cut off before a step was one before that.
  private Group unclipped(Group group) {
    int end = group.events().size();
    while (end > 1 && text(group.events().get(end - 1)).matches("(?s).*(?i)clip.*")) {
      end--;
    }
    return new Group(group.frame(), group.target(), group.events().subList(0, end));
  }

  /// Whether it was cut off where it had another name: `for d in [dW, db]: np.clip(d, -5, 5,
  /// out=d)`.
  private boolean isClipped(Event last) {
    return run.events().subList(0, last.index()).stream()
        .anyMatch(e -> e.value().equals(last.value()) && text(e).matches("(?s).*(?i)clip.*"));
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
            && run.events().subList(last.index() + 1, run.events().size()).stream()
                .anyMatch(e ->
                    e.kind() == Event.Kind.ARGUMENT
                        && e.value().equals(last.value())
                        && GradientName.of(e.target()) != null);
    return handedOn
        || statements.at(last.statement()) instanceof Statement.Assign a
            && a.value() instanceof Expression.Call call
            && a.targets().getFirst() instanceof Expression.Name(String target, _)
            && BACK.matcher(Training.text(call.function())).matches()
            && call.arguments().stream().anyMatch(x -> Training.text(x.value()).equals(target));
  }

  private String text(Event event) {
    return source.at(event.statement());
  }

  /// `dx = dout`, which is not bound again: a cotangent is handed on as it came.
  private boolean isPassed(Group group) {
    Event last = group.last();
    return last.kind() == Event.Kind.ASSIGN
        && group.events().size() == 1
        && run.events().subList(0, last.index()).stream()
            .anyMatch(e -> e.value().equals(last.value()) && GradientName.of(e.target()) != null)
        && run.events().stream()
            .noneMatch(e ->
                e.index() != last.index()
                    && e.frame() == last.frame()
                    && e.target().equals(last.target()));
  }

  /// `for w, dw in zip(weights, gradients)` gives what was found another name for a while.
  private boolean isLooped(Group group, Set<Expr> claimed) {
    return statements.at(group.first().statement()) instanceof Statement.For
        && claimed.contains(group.first().value());
  }

  private Claim claim(Group group, GradientName said) {
    List<Claim.Pair> pairs = new ArrayList<>();
    for (Loss loss : losses.of(group, said)) {
      pairs.addAll(pairs(group, said, loss));
      if (!pairs.isEmpty()) {
        break;
      }
    }
    boolean stepped = !said.strong() && said.wrt().isEmpty() && !pairs.isEmpty();
    GradientName known =
        stepped ? new GradientName("", List.of(pairs.getFirst().name()), true) : said;
    return new Claim(group, known, pairs, group.target(), null);
  }

  // -------------------------------------------------------------------------- gradients of no name

  /// What functions return that are handed cotangents: `return dout * (x > 0)`.
  private List<Claim> returned(Set<Expr> claimed) {
    List<Claim> all = new ArrayList<>();
    Set<String> functions = new HashSet<>();
    for (Event event : run.events()) {
      boolean one = event.target().matches("return(\\[\\d+\\])?");
      if (event.kind() != Event.Kind.RETURN || !one || chain.link(event.value()) == null) {
        continue;
      }
      Loss loss = losses.weighted(event.frame());
      String function = run.frame(event).function();
      if (loss == null || claimed.contains(event.value())) {
        continue;
      }
      List<Event> arguments = losses.arguments(event.frame());
      int k =
          event.target().equals("return")
              ? 0
              : Integer.parseInt(event.target().replaceAll("\\D", ""));
      List<Claim.Pair> pairs = new ArrayList<>();
      if (k < arguments.size()) {
        Event argument = arguments.get(k);
        Expr variable = chain.variable(argument.value());
        if (losses.derivatives(loss).containsKey(variable)) {
          pairs.add(new Claim.Pair(loss, argument.target(), argument, variable));
        }
      }
      if (!pairs.isEmpty() && functions.add(function + event.target())) {
        claimed.add(event.value());
        Group group = new Group(event.frame(), event.target(), List.of(event));
        GradientName said = new GradientName("", List.of(pairs.getFirst().name()), true);
        String name = "what " + function + " returns";
        all.add(new Claim(group, said, pairs, name, null));
      }
    }
    return all;
  }

  /// Steps along gradients that have no name: `W -= lr * X.T @ (p - y)`.
  private List<Claim> steps(List<Claim> named) {
    Set<String> done = new HashSet<>();
    named.forEach(c -> {
      c.pairs().forEach(p -> done.add(plain(GradientName.Key.of(p.name()).last())));
      c.said().wrt().forEach(w -> done.add(plain(w)));
    });
    List<Claim> all = new ArrayList<>();
    for (Event event : run.events()) {
      String target = event.target();
      Event before = stepped(event);
      if (before == null || done.contains(plain(GradientName.Key.of(target).last()))) {
        continue;
      }
      Group group = parts(event);
      GradientName said = new GradientName("", List.of(GradientName.Key.of(target).last()), false);
      List<Claim.Pair> pairs = new ArrayList<>();
      for (Loss loss : losses.of(group, said)) {
        Expr variable = chain.variable(before.value());
        if (pairs.isEmpty() && losses.derivatives(loss).containsKey(variable)) {
          pairs.add(new Claim.Pair(loss, target, before, variable));
        }
      }
      if (!pairs.isEmpty() && done.add(plain(GradientName.Key.of(target).last()))) {
        all.add(new Claim(group, said, pairs, "the step of " + target, before));
      }
    }
    return all;
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

  private List<Claim.Pair> pairs(Group group, GradientName said, Loss loss) {
    Map<Expr, Expr> derivatives = losses.derivatives(loss);
    Set<Expr> used = new LinkedHashSet<>();
    List<Claim.Pair> pairs = new ArrayList<>();
    for (Event event : variables(group, said, loss)) {
      Expr variable = chain.variable(event.value());
      Expr derivative = derivatives.get(variable);
      if (derivative != null && used.add(variable)) {
        pairs.add(new Claim.Pair(loss, event.target(), event, variable));
      }
    }
    return pairs;
  }

  /// What the gradient may be by, the likeliest first.
  private List<Event> variables(Group group, GradientName said, Loss loss) {
    List<Event> all = new ArrayList<>();
    for (String name : said.wrt()) {
      List<Event> same = new ArrayList<>(named.getOrDefault(plain(name), List.of()));
      same.sort(Comparator.comparingInt(e -> distance(e, group, loss)));
      all.addAll(same);
    }
    if (said.wrt().isEmpty()) {
      all.addAll(updated(group, said.strong()));
      if (all.isEmpty() && said.strong()) {
        all.addAll(alike(group));
      }
    } else if (all.isEmpty() && said.strong()) {
      all.addAll(only(group, loss));
    }
    return all;
  }

  /// The only input of the shape of a gradient that a loss depends on, where its name says none:
  /// `grad_center_vec` by `center_word_vec`.
  private List<Event> only(Group group, Loss loss) {
    List<Dim> shape = Judge.squeezed(group.last().value().shape());
    Map<Expr, Event> fitting = new LinkedHashMap<>();
    for (Event event : run.events()) {
      Expr variable = chain.variable(event.value());
      if (chain.link(event.value()) == null
          && GradientName.of(event.target()) == null
          && Judge.squeezed(event.value().shape()).equals(shape)
          && losses.derivatives(loss).containsKey(variable)) {
        fitting.putIfAbsent(variable, event);
      }
    }
    return fitting.size() == 1 ? List.copyOf(fitting.values()) : List.of();
  }

  /// What is changed by the gradient: `w -= lr * grad`.
  ///
  /// @param strong whether it is surely a gradient, so that more may stand beside it in the step
  private List<Event> updated(Group group, boolean strong) {
    Chain.Link gradient = chain.link(group.last().value());
    List<Event> found = new ArrayList<>();
    if (gradient == null) {
      return found;
    }
    List<Dim> shape = Judge.squeezed(group.last().value().shape());
    for (Event event : run.events()) {
      Set<Chain.Link> parents = chain.parents(chain.function(event));
      boolean uses = parents.contains(gradient) && (strong || parents.size() == 1);
      boolean alike = Judge.squeezed(event.value().shape()).equals(shape);
      boolean later = event.index() > group.last().index();
      if (later && uses && alike && GradientName.of(event.target()) == null) {
        before(event).ifPresent(found::add);
      }
    }
    return found;
  }

  /// What the target of an update was before.
  private Optional<Event> before(Event update) {
    return run.events().subList(0, update.index()).reversed().stream()
        .filter(e -> e.target().equals(update.target()))
        .filter(e -> e.owner() == update.owner() || e.frame() == update.frame())
        .findFirst();
  }

  /// Inputs of the same shape.
  private List<Event> alike(Group group) {
    return run.events().subList(0, group.last().index()).reversed().stream()
        .filter(e -> chain.link(e.value()) == null && e.value().constant() == null)
        .filter(e -> e.value().shape().equals(group.last().value().shape()))
        .filter(e -> GradientName.of(e.target()) == null)
        .toList();
  }

  /// In the same call and before it is best; then the call it belongs to, then the callers.
  private int distance(Event event, Group group, Loss loss) {
    int index = event.index();
    int end = group.last().index();
    int away = index <= end ? end - index : 50_000 + index - end;
    int frame;
    if (event.frame() == group.frame()) {
      frame = 0;
    } else if (event.frame() == loss.event().frame()) {
      frame = 1;
    } else {
      frame = isAround(event.frame(), group.frame()) ? 2 : 3;
    }
    boolean owned =
        event.owner() != 0 && event.owner() == group.last().owner()
            || event.owner() == 0 && event.frame() == group.frame();
    return (owned ? 0 : frame * 200_000) + Math.min(away, 150_000);
  }

  private boolean isAround(int outer, int inner) {
    List<Frame> frames = run.following().frames();
    for (int f = inner; f != 0; f = frames.get(f).caller()) {
      if (frames.get(f).caller() == outer) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> names(String target) {
    String plain = plain(GradientName.Key.of(target).last());
    Set<String> names = new LinkedHashSet<>(Set.of(plain));
    String word = plain.replaceFirst("[^a-z]*$", "");
    String number = plain.substring(word.length());
    for (Set<String> same : SAME) {
      if (same.contains(word)) {
        same.forEach(s -> names.add(s + number));
      }
    }
    return names;
  }

  /// Case and underscores do not tell names apart: `dW` is by `w`, `dZ_2` by `z2`.
  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
