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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import leibniz.op.Reshape;
import leibniz.trace.Event;
import leibniz.trace.Frame;

/// By what a gradient may be.
final class Variables {
  private static final List<Set<String>> SAME =
      List.of(
          Set.of("w", "weight", "weights", "kernel", "coef"),
          Set.of("b", "bias", "biases", "intercept"),
          Set.of("x", "input", "inputs", "inp"),
          Set.of("theta", "params", "parameters", "beta", "coef"));

  private final Chain chain;
  private final Run run;
  private final Losses losses;
  private final Map<String, List<Event>> named = new HashMap<>();
  private final StepsAlong steps;
  private final NamesByUse byUse;

  Variables(Chain chain, Losses losses) {
    this.chain = chain;
    this.run = chain.base();
    this.losses = losses;
    this.steps = new StepsAlong(chain);
    this.byUse = new NamesByUse(run.program());
    Set<String> containers = Steps.containers(run.program());
    Keyed keyed = new Keyed(run);
    for (Event event : run.events()) {
      boolean variable =
          GradientName.mayBeVariable(event.target()) && !byUse.isIn(event.target())
              || Steps.isIn(event.target(), containers)
              || keyed.is(event.target());
      if (variable && event.kind() != Event.Kind.RETURN) {
        Set<String> all = new LinkedHashSet<>(names(event.target()));
        Matcher list = LIST.matcher(event.target());
        if (list.matches()) {
          all.add(plain(list.group(1)));
        }
        for (String name : all) {
          named.computeIfAbsent(name, _ -> new ArrayList<>()).add(event);
        }
      }
    }
  }

  /// `hs[2]`, one of several `h`.
  private static final Pattern LIST = Pattern.compile("(?:.*\\.)?([a-z]+)s\\[-?\\d+\\]");

  /// Where gradients are held under the names of what they are by.
  NamesByUse byUse() {
    return byUse;
  }

  List<Claim.Pair> of(Group group, GradientName said, Loss loss) {
    Set<Expr> reached = losses.reached(loss);
    Set<Expr> used = new LinkedHashSet<>();
    List<Claim.Pair> pairs = new ArrayList<>();
    List<Event> all = variables(group, said, loss);
    for (Event event : all) {
      Expr variable = chain.variable(event.value());
      if (reached.contains(variable)
          && !isElsewhere(event, group, all, reached)
          && !isPast(event, group, reached)
          && used.add(variable)) {
        pairs.add(new Claim.Pair(loss, event.target(), event, variable));
      }
    }
    return pairs;
  }

  /// The same by what no name says: the only input of its shape that the loss is made of.
  List<Claim.Pair> unnamed(Group group, Loss loss) {
    return only(group, loss, false).stream()
        .map(e -> new Claim.Pair(loss, e.target(), e, chain.variable(e.value())))
        .toList();
  }

  /// Whether the function that computes the gradient has such a variable of its own, with another
  /// value: then the loss is one at another point, as where differences are taken of it.
  private boolean isElsewhere(Event event, Group group, List<Event> all, Set<Expr> reached) {
    Event end = group.last();
    return event.frame() != end.frame()
        && all.stream()
            .anyMatch(own ->
                own.frame() == end.frame()
                    && own.index() < end.index()
                    && own.value().constant() == null
                    && own.value().shape().equals(event.value().shape())
                    && !reached.contains(chain.variable(own.value())));
  }

  /// Whether it got another value before the gradient was computed, of which the loss is not made:
  /// then the loss is one of an earlier round, or its function does not tell the step from what it
  /// starts at, as a sum does not.
  private boolean isPast(Event event, Group group, Set<Expr> reached) {
    return named.getOrDefault(plain(GradientName.Key.of(event.target()).last()), List.of()).stream()
        .anyMatch(now ->
            now.index() > event.index()
                && now.index() < group.first().index()
                && now.target().equals(event.target())
                && now.owner() == event.owner()
                && (now.owner() != 0 || now.frame() == event.frame())
                && now.value().constant() == null
                && now.value().shape().equals(event.value().shape())
                && !reached.contains(chain.variable(now.value())));
  }

  /// What the gradient may be by, the likeliest first.
  private List<Event> variables(Group group, GradientName said, Loss loss) {
    List<Event> all = new ArrayList<>();
    String key = GradientName.Key.of(group.target()).field();
    boolean exact = !key.isEmpty() && GradientName.of(key) != null && named.containsKey(plain(key));
    for (String name : exact ? List.of(key) : said.wrt()) {
      List<Event> same = new ArrayList<>(named.getOrDefault(plain(name), List.of()));
      same.sort(
          Comparator.comparingInt(
              e -> distance(e, group, loss) + (isSpelled(e, name) ? 0 : OTHER_CASE)));
      Shape shape = group.last().value().shape();
      if (same.stream().anyMatch(e -> isSpelled(e, name) && e.value().shape().equals(shape))) {
        same.removeIf(e -> !isSpelled(e, name) && !e.value().shape().equals(shape));
      }
      if (same.stream().noneMatch(e -> e.value().shape().equals(shape))) {
        all.addAll(LikeNamed.several(run, group, name));
      }
      all.addAll(same);
    }
    if (group.target().startsWith("self.") && all.stream().noneMatch(e -> isOfSame(e, group))) {
      List<Event> own = handedForward(group);
      if (!own.isEmpty()) {
        return own;
      }
    }
    if (all.isEmpty() && said.strong()) {
      all.addAll(handed(group));
      if (!all.isEmpty()) {
        return all;
      }
    }
    if (said.wrt().isEmpty()) {
      Cells.value(run, group.last()).ifPresent(all::add);
      if (!all.isEmpty()) {
        return all;
      }
      Set<Expr> reached = losses.reached(loss);
      steps.stepped(group, said.strong()).stream()
          .filter(e -> reached.contains(chain.variable(e.value()))) // and no velocity
          .forEach(all::add);
      if (all.isEmpty()) {
        all.addAll(beside(group, loss));
      }
      if (all.isEmpty() && said.strong()) {
        all.addAll(own(group, loss));
      }
      if (all.isEmpty() && said.strong()) {
        all.addAll(alike(group));
      }
    } else if (all.isEmpty() && (said.strong() || group.target().startsWith("g"))) {
      steps.updated(group, said.strong()).stream()
          .filter(e -> steps.isStepped(e, group))
          .forEach(all::add);
    }
    if (!said.wrt().isEmpty() && said.strong()) {
      boolean numbers = // it is by what no other input of its shape stands for
          all.isEmpty()
              && handedToMaker(group).stream().anyMatch(e -> e.value().constant() != null);
      all.addAll(all.isEmpty() && !numbers ? only(group, loss, false) : List.of());
      if (all.stream().allMatch(e -> e.value().constant() != null)) { // a size, as `n`
        all.addAll(LikeNamed.of(run, group, said));
      }
      if (all.isEmpty()) {
        all.addAll(LikeNamed.rows(run, group, said, e -> isReached(e, loss)));
      }
    }
    return all;
  }

  /// Whether nothing but its shape says that a gradient is by something: nothing is called as its
  /// name says, no words of both agree, and it goes no step along it.
  boolean isByShapeAlone(Claim claim, Claim.Pair pair) {
    Group group = claim.group();
    return claim.said().strong()
        && !claim.said().wrt().isEmpty()
        && claim.said().wrt().stream().noneMatch(name -> named.containsKey(plain(name)))
        && !group.target().startsWith("self.")
        && !LikeNamed.agree(pair.event(), claim.said())
        && !handed(group).contains(pair.event())
        && steps.updated(group, true).stream().noneMatch(e -> steps.isStepped(e, group))
        && only(group, pair.loss(), false).contains(pair.event());
  }

  private boolean isReached(Event event, Loss loss) {
    return losses.reached(loss).contains(chain.variable(event.value()));
  }

  private static final int OTHER_CASE = 100_000;

  /// Whether it is the name, case and all: beside `b` and `B` each has its gradient.
  private static boolean isSpelled(Event event, String name) {
    return GradientName.Key.of(event.target()).last().equals(name);
  }

  /// What the other methods of its class were handed before: `self.dinputs` of a loss is by what
  /// its `forward(y_pred, y_true)` gets, where only other layers have `inputs`.
  private List<Event> handedForward(Group group) {
    Frame own = run.frame(group.last());
    if (own.scope().isEmpty()) {
      return List.of(); // a function in a method is of no class
    }
    return run.events().subList(0, group.first().index()).reversed().stream()
        .filter(e -> e.kind() == Event.Kind.ARGUMENT && e.frame() != own.id())
        .filter(e -> isOfSame(e, group))
        .filter(e -> e.value().constant() == null)
        .filter(e -> e.value().shape().equals(group.last().value().shape()))
        .toList();
  }

  /// What the call was handed that returned a gradient: of `c, g = cost(trial, X)` it is `trial`.
  private List<Event> handed(Group group) {
    List<Event> found =
        handedToMaker(group).stream().filter(e -> e.value().constant() == null).toList();
    return found.size() == 1 ? found : List.of();
  }

  /// What the call was handed of the shape of a gradient that it returned.
  private List<Event> handedToMaker(Group group) {
    Event first = group.first();
    for (Event returned : run.events().subList(0, first.index()).reversed()) {
      if (returned.kind() == Event.Kind.RETURN
          && returned.value().equals(first.value())
          && run.frame(returned).caller() == first.frame()) {
        List<Dim> shape = Judge.squeezed(first.value().shape());
        return run.events().stream()
            .filter(e -> e.frame() == returned.frame() && e.kind() == Event.Kind.ARGUMENT)
            .filter(e -> e.value().rank() > 0)
            .filter(e -> Judge.squeezed(e.value().shape()).equals(shape))
            .toList();
      }
    }
    return List.of();
  }

  /// The only input of the shape of a gradient that a loss depends on, where its name says none:
  /// `grad_center_vec` by `center_word_vec`.
  ///
  /// @param started whether what is computed of nothing that varies counts, too
  List<Event> only(Group group, Loss loss, boolean started) {
    List<Dim> shape = Judge.squeezed(group.last().value().shape());
    Set<Expr> reached = losses.reached(loss);
    Map<Expr, Event> fitting = new LinkedHashMap<>();
    for (Event event : run.events()) {
      Expr variable = chain.variable(event.value());
      Chain.Link link = chain.link(event.value());
      boolean starts = link == null || started && chain.parents(link.function()).isEmpty();
      if (starts
          && reached.contains(variable)
          && GradientName.of(event.target()) == null
          && Judge.squeezed(event.value().shape()).equals(shape)) {
        fitting.putIfAbsent(variable, event);
      }
    }
    return fitting.size() == 1 ? List.copyOf(fitting.values()) : List.of();
  }

  /// The one value of a name, a key or an attribute that a loss depends on, of the shape of a
  /// gradient.
  List<Event> called(String name, Group group, Loss loss) {
    List<Dim> shape = Judge.squeezed(group.last().value().shape());
    Set<Expr> reached = losses.reached(loss);
    Map<Expr, Event> fitting = new LinkedHashMap<>();
    for (Event event : run.events()) {
      Expr variable = chain.variable(event.value());
      if (event.kind() != Event.Kind.RETURN
          && GradientName.Key.of(event.target()).last().equals(name)
          && reached.contains(variable)
          && Judge.squeezed(event.value().shape()).equals(shape)) {
        fitting.putIfAbsent(variable, event);
      }
    }
    return fitting.size() == 1 ? List.copyOf(fitting.values()) : List.of();
  }

  /// What a function is handed that returns a value and this gradient behind it, `return f, g, H`:
  /// the one thing of its shape.
  private List<Event> beside(Group group, Loss loss) {
    List<Event> own = chain.occurrences().in(group.frame());
    Expr gradient = group.last().value();
    boolean behind =
        own.stream()
            .filter(e -> e.kind() == Event.Kind.RETURN && e.value().equals(gradient))
            .anyMatch(e -> e.target().matches("return\\[[1-9]\\]"));
    boolean value =
        own.stream()
            .filter(e -> e.kind() == Event.Kind.RETURN && e.target().equals("return[0]"))
            .anyMatch(e -> chain.function(e).equals(loss.parts().getFirst().function()));
    return behind && value ? own(group, loss) : List.of();
  }

  /// The one thing of its shape that the function of a gradient is handed and the loss is made of:
  /// `gradient(coords)` is by that, whatever the program drew to make it.
  private List<Event> own(Group group, Loss loss) {
    List<Dim> shape = Judge.squeezed(group.last().value().shape());
    List<Event> handed =
        chain.occurrences().in(group.frame()).stream()
            .filter(e -> e.kind() == Event.Kind.ARGUMENT && GradientName.of(e.target()) == null)
            .filter(e -> losses.reached(loss).contains(chain.variable(e.value())))
            .filter(e -> Judge.squeezed(e.value().shape()).equals(shape))
            .toList();
    return handed.size() == 1 ? handed : List.of();
  }

  /// Inputs of the same shape, what was given a value of its own to start from, and in the same
  /// call such a thing in another shape: `W = w.reshape(k, d)`.
  private List<Event> alike(Group group) {
    Set<Expr> started = new HashSet<>();
    run.options().replacing().forEach(r -> started.add(r.value()));
    return run.events().subList(0, group.last().index()).reversed().stream()
        .filter(e ->
            chain.link(e.value()) == null
                || started.contains(e.value())
                || e.frame() == group.frame() && isReshaped(e))
        .filter(e -> e.value().constant() == null)
        .filter(e -> e.value().shape().equals(group.last().value().shape()))
        .filter(e -> GradientName.of(e.target()) == null)
        .filter(e -> !isOfAnother(e, group))
        .toList();
  }

  private boolean isOfSame(Event event, Group group) {
    return run.frame(event).scope().equals(run.frame(group.last()).scope());
  }

  /// Whether it belongs to objects of another class: nothing but its shape speaks for it.
  private boolean isOfAnother(Event event, Group group) {
    String own = run.frame(group.last()).scope();
    String other = run.frame(event).scope();
    return !own.isEmpty() && !other.isEmpty() && !own.equals(other);
  }

  private boolean isReshaped(Event event) {
    Expr function = chain.function(event);
    return function.head() instanceof Head.Special(Reshape _)
        && function.arg(0).head() instanceof Head.Var;
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

  static Set<String> names(String target) {
    String last = GradientName.Key.of(target).last();
    String plain = plain(last);
    Set<String> names = new LinkedHashSet<>(Set.of(plain));
    String word = plain.replaceFirst("[^a-z]*$", "");
    String number = plain.substring(word.length());
    int first = last.indexOf('_', 1); // `b_main`, `bias_main`
    String begin = first < 0 ? "" : plain(last.substring(0, first));
    for (Set<String> same : SAME) {
      if (same.contains(word)) {
        same.forEach(s -> names.add(s + number));
      }
      if (same.contains(begin)) {
        same.forEach(s -> names.add(s + plain(last.substring(first))));
      }
    }
    return names;
  }

  /// Case and underscores do not tell names apart: `dW` is by `w`, `dZ_2` by `z2`.
  static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
