package leibniz.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// What gradients of a program may be of.
final class Losses {
  private static final int MOST = 6; // that are tried for one gradient
  private static final int MOST_KEPT = 2; // that are not called like losses
  private static final int LOOSE = 2000; // an array that may be anything comes after any number

  private final Chain chain;
  private final Run run;
  private final Pairing pairing;
  private final List<Group> groups;
  private final Set<Group> sides; // of differences
  private final Set<Expr> normalized;
  private final Map<Integer, Boolean> parts = new HashMap<>(); // by event
  private final List<Event> results; // of functions, that may be losses
  private final Map<Integer, Loss> made = new HashMap<>();
  private final ResultNames named;
  private final Beside beside;
  private final SummedLosses summed;
  private final Map<Loss, Map<Expr, Expr>> derivatives;
  private final Map<Loss, Set<Expr>> reached;
  private final Set<Event> loose = new HashSet<>(); // those that are only kept
  private @Nullable List<Event> kept; // once it is asked for
  private final @Nullable Loss only; // what all gradients are taken to be of; else it is found

  /// A value that may be the loss of a gradient, and how likely.
  private record Candidate(Event event, String name, int rank) {}

  Losses(Chain chain) {
    this.chain = chain;
    this.only = null;
    this.run = chain.base();
    this.pairing = new Pairing(chain);
    Set<String> numerators = new HashSet<>();
    for (Event event : run.events()) {
      GradientName name = GradientName.of(event.target());
      if (name != null && !name.of().isEmpty()) {
        numerators.add(bare(name.of()));
      }
    }
    Declared.of(run.program()).values().forEach(name -> numerators.add(bare(name.of())));
    this.groups =
        Group.of(
            chain,
            target ->
                LossNames.rank(target) >= 0
                    || numerators.contains(bare(GradientName.Key.of(target).last())));
    this.named = new ResultNames(run.program());
    this.derivatives = new LinkedHashMap<>();
    this.reached = new HashMap<>();
    this.sides = Sides.of(chain, groups);
    this.normalized = Normalized.of(chain);
    Set<Span> differences = Sides.calls(run.program());
    this.results =
        run.events().stream()
            .filter(e -> e.kind() == Event.Kind.RETURN && isFirst(e.target()))
            .filter(e -> !differences.contains(run.frame(e).call()))
            .toList();
    this.beside = new Beside(chain, results, groups);
    this.summed = new SummedLosses(chain);
  }

  private Losses(Losses all, Loss only) {
    this.chain = all.chain;
    this.only = only;
    this.run = all.run;
    this.pairing = all.pairing;
    this.groups = all.groups;
    this.sides = all.sides;
    this.normalized = all.normalized;
    this.results = all.results;
    this.named = all.named;
    this.beside = all.beside;
    this.summed = all.summed;
    this.derivatives = all.derivatives;
    this.reached = all.reached;
  }

  /// The same where all gradients are taken to be of one loss.
  Losses only(Loss loss) {
    return new Losses(this, loss);
  }

  /// Whether all gradients are taken to be of one loss, as where the program has none.
  boolean areOne() {
    return only != null;
  }

  /// The derivatives of a loss by everything, each with axes `loss ++ variable`.
  Map<Expr, Expr> derivatives(Loss loss) {
    return derivatives.computeIfAbsent(loss, l -> l.derivatives(chain));
  }

  /// What a loss depends on: everything that it has a derivative by.
  Set<Expr> reached(Loss loss) {
    return reached.computeIfAbsent(loss, l -> l.reached(chain));
  }

  /// What the gradients of a call are of that is handed cotangents; null if it is not.
  @Nullable Loss weighted(int frame) {
    return pairing.of(frame);
  }

  /// The arguments of the call whose result such a call is handed the cotangent of.
  List<Event> arguments(int frame) {
    return pairing.arguments(frame);
  }

  /// The losses a gradient may be of, the likeliest first.
  List<Loss> of(Group gradient, GradientName said) {
    if (only != null) {
      return List.of(only);
    }
    List<Loss> found = new ArrayList<>();
    if (said.of().isEmpty() || LossNames.rank(said.of()) == 0) {
      Loss first = pairing.of(gradient.first().frame());
      Loss weighted = first == null ? pairing.of(gradient.last().frame()) : first;
      weighted = weighted == null ? pairing.ofEpisode(gradient.last()) : weighted;
      if (weighted != null) { // it may begin as zeros in another call
        found.add(weighted);
      }
    }
    List<Candidate> all = candidates(gradient, said);
    if (all.stream().anyMatch(c -> isOwn(c, gradient))) {
      all.removeIf(c -> isBehind(c, gradient));
    }
    all.sort(Comparator.comparingInt(Candidate::rank));
    Loss each = said.of().isEmpty() ? EachCall.of(chain, results, gradient) : null;
    if (each != null) {
      found.add(each);
    }
    for (Candidate c : all.subList(0, Math.min(MOST, all.size()))) {
      found.add(made(c));
    }
    if (said.of().isEmpty()) {
      found.addAll(kept(gradient, said));
    }
    return found;
  }

  private Loss made(Candidate c) {
    return made.computeIfAbsent(c.event.index(), _ -> Loss.of(c.name, c.event, chain));
  }

  /// Numbers that have no name of a loss, and may be it where nothing has.
  private List<Loss> kept(Group gradient, GradientName said) {
    if (kept == null) {
      kept = Kept.of(chain);
    }
    List<Candidate> all = new ArrayList<>();
    for (Event event : kept) {
      if (event.frame() == gradient.frame() && !isApart(event, gradient)) {
        add(all, event.target(), event, 0, gradient, said);
      }
    }
    all.sort(Comparator.comparingInt(Candidate::rank));
    List<Loss> found = new ArrayList<>();
    for (Candidate c : all.subList(0, Math.min(MOST_KEPT, all.size()))) {
      loose.add(c.event);
      found.add(made(c));
    }
    return found;
  }

  /// Whether only that it is computed and goes into nothing else says that it is a loss.
  boolean isOnlyKept(Loss loss) {
    return loose.contains(loss.event());
  }

  private List<Candidate> candidates(Group gradient, GradientName said) {
    List<Candidate> all = new ArrayList<>();
    for (Group group : groups) {
      Event event = asOf(group, gradient);
      boolean exact = isCalled(group.target(), said.of());
      int rank = said.of().isEmpty() ? LossNames.rank(group.target()) : -1;
      if (exact) {
        rank = 0;
      } else if (LossNames.rank(said.of()) == 0 && LossNames.rank(group.target()) >= 0) {
        rank = 1 + LossNames.rank(group.target());
      }
      if (rank >= 0
          && !(GradientName.of(group.target()) != null && rank > 0)
          && !isOfLater(group, gradient)
          && !isGradientElsewhere(event)
          && (exact || !sides.contains(group) && !isNormalized(event))) {
        add(all, group.target(), event, 10 * rank, gradient, said);
      }
    }
    boolean here =
        LossNames.rank(said.of()) > 0
            && all.stream().anyMatch(c -> isBefore(c, gradient) && isCalled(c.name, said.of()));
    if (said.of().isEmpty() || LossNames.rank(said.of()) >= 0 && !here) {
      returned(all, gradient, said);
    }
    if (Cells.isGradient(gradient.last())) {
      Cells.loss(run).ifPresent(e -> add(all, e.target(), e, 0, gradient, said));
    }
    return all;
  }

  private boolean isNormalized(Event event) {
    Chain.Link link = chain.link(event.value());
    return link != null && normalized.contains(link.variable());
  }

  /// What a loss was when the gradient was computed, where the steps along it go into what is added
  /// later: `loss -= log(p)` sample by sample.
  private Event asOf(Group loss, Group gradient) {
    Event last = loss.last();
    return uses(last, gradient)
        ? loss.events().stream()
            .filter(e -> e.index() < gradient.last().index() && e.value().constant() == null)
            .reduce((_, later) -> later)
            .orElse(last)
        : last;
  }

  /// Whether a name of a gradient means it: `d_ypred_d_w` is of `y_pred`.
  private static boolean isCalled(String target, String name) {
    return bare(GradientName.Key.of(target).last()).equals(bare(name));
  }

  private static String bare(String name) {
    return name.replace("_", "");
  }

  private static boolean isBefore(Candidate c, Group gradient) {
    return c.event.frame() == gradient.frame() && c.event.index() < gradient.last().index();
  }

  /// Whether it is a gradient by another name: `f` of `for r, f in zip(g_real, g_fake)`.
  private boolean isGradientElsewhere(Event event) {
    return event.value().rank() > 0
        && chain.occurrences().of(event.value()).stream()
            .anyMatch(e -> e.index() != event.index() && GradientName.of(e.target()) != null);
  }

  /// Whether a loss was computed before the gradient, and where that is.
  private static boolean isOwn(Candidate c, Group gradient) {
    return isBefore(c, gradient)
        && Beside.isScalar(c.event)
        && LossNames.rank(c.name) >= 0
        && LossNames.rank(c.name) < 2;
  }

  /// Whether it is computed after the gradient, in another call.
  private static boolean isBehind(Candidate c, Group gradient) {
    return c.event.frame() != gradient.frame() && c.event.index() > gradient.last().index();
  }

  /// Whether it gets its value after the gradient, and had another before: that was the one it is
  /// of.
  private boolean isOfLater(Group loss, Group gradient) {
    return loss.frame() == gradient.frame()
        && loss.first().index() > gradient.last().index()
        && groups.stream()
            .anyMatch(g ->
                g.frame() == loss.frame()
                    && g.target().equals(loss.target())
                    && g.last().index() < gradient.first().index());
  }

  /// What functions return that are called like losses, and the first of what is returned beside
  /// the gradient.
  private void returned(List<Candidate> all, Group gradient, GradientName said) {
    for (Event event : results) {
      String function = run.frame(event).function();
      boolean first =
          event.frame() == gradient.frame()
              && event.target().equals("return[0]")
              && !beside.isGradient(event)
              && !Kept.isStepped(event, chain);
      if (GRADIENTS.matcher(function).matches()) {
        continue;
      }
      boolean loss = LossNames.isFunction(function) || Companions.calls(run.frame(event));
      loss |= run.frame(event).drawn() && Beside.isScalar(event) && named.areLosses(function);
      loss |= isFirst(event.target()) && summed.are(event);
      if (beside.isReturned(event, gradient) && !beside.isAddedTo(event, gradient)
          || first && Beside.isScalar(event) && beside.goesOn(gradient)) {
        add(all, function, event, BESIDE, gradient, said);
      } else if (Companions.calls(run.frame(event))
          && run.frame(event).caller() == gradient.frame()) {
        add(all, function, event, COMPANION, gradient, said);
      } else if (loss || first && Beside.isScalar(event)) {
        add(all, function, event, first ? 10 : 20, gradient, said);
      }
    }
  }

  /// Functions that return gradients, and no loss beside them.
  private static final Pattern GRADIENTS =
      Pattern.compile("(?i)(?:.*\\.)?_?(?:(?:get|compute|calc|calculate)_?)?(?:grads?|gradients?)");

  private static final int BESIDE = -600; // before what has a loss's name: `loss += l`

  /// A loss that is called for the gradient comes before what goes into it and single letters that
  /// may be anything, and after one that has its name.
  private static final int COMPANION = -395;

  /// Whether it is an array of which it is not sure that it is a loss.
  static boolean isLoose(Loss loss) {
    return !loss.isWeighted()
        && loss.shape().dims().stream().anyMatch(d -> !d.isOne())
        && !LossNames.isFirm(loss.name(), true);
  }

  /// Whether it is on the way to what a loss returns: of `J = …; return J + penalty` the whole is
  /// the loss.
  private boolean isPart(Event event) {
    return parts.computeIfAbsent(event.index(), _ -> isPartOfLoss(event));
  }

  private boolean isPartOfLoss(Event event) {
    return event.frame() != 0
        && event.kind() != Event.Kind.RETURN
        && chain.occurrences().in(event.frame()).stream()
            .anyMatch(e ->
                e.kind() == Event.Kind.RETURN
                    && isFirst(e.target())
                    && (LossNames.isFunction(run.frame(event).function()) || summed.are(e))
                    && Beside.isScalar(e)
                    && !e.value().equals(event.value()));
  }

  /// Whether it is what is returned, or the first of it.
  private static boolean isFirst(String target) {
    return target.equals("return") || target.equals("return[0]");
  }

  private void add(
      List<Candidate> all, String name, Event event, int at, Group gradient, GradientName said) {
    Expr value = event.value();
    boolean elsewhere = event.frame() != gradient.frame() && isPart(event);
    if (value.constant() != null || uses(event, gradient) || elsewhere) {
      return;
    }
    boolean named = !said.of().isEmpty() && isCalled(name, said.of());
    int score = named ? 0 : at;
    boolean loose = !LossNames.isFirm(name, true);
    score +=
        Beside.isScalar(event) || named ? 0 : loose ? LOOSE : 100; // an array `e` is a difference
    score += 400 * Math.min(3, distance(event, gradient));
    score += event.index() > gradient.last().index() ? 5 : 0;
    score += isApart(event, gradient) ? 500 : 0;
    int away = Math.abs(event.index() - gradient.last().index());
    all.add(new Candidate(event, name, score * 100_000 + Math.min(away, 99_999)));
  }

  /// Whether nothing that is computed for the gradient is computed for the value: as where a loss
  /// is computed again after a step.
  private boolean isApart(Event event, Group gradient) {
    Expr made = chain.function(gradient.last());
    Expr forward = chain.function(event);
    Chain.Link own = chain.link(event.value());
    return !chain.parents(made).isEmpty()
        && !chain.parents(forward).isEmpty()
        && !chain.meet(made, forward)
        && (own == null || !chain.isMadeOf(made, own));
  }

  /// Whether the value is itself made with the gradient.
  private boolean uses(Event event, Group gradient) {
    Chain.Link link = chain.link(gradient.last().value());
    return gradient.last().value().equals(event.value())
        || link != null && chain.isMadeOf(chain.function(event), link);
  }

  /// 0 in the same call, 1 in a call around it or directly from it, more elsewhere.
  private int distance(Event event, Group gradient) {
    if (event.frame() == gradient.frame()) {
      return 0;
    }
    List<Frame> frames = run.following().frames();
    int steps = 1;
    for (int f = gradient.frame(); f != 0; f = frames.get(f).caller(), steps++) {
      if (frames.get(f).caller() == event.frame()) {
        return Math.min(steps, 2);
      }
    }
    return frames.get(event.frame()).caller() == gradient.frame() ? 1 : 3;
  }
}
