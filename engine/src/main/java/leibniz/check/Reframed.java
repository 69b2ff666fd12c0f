package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// What is wrong for what it was compared with, and right for the loss that is meant: for all of it
/// and not for a cotangent or a part, for one call of two or for several together, for parameters
/// behind a step.
final class Reframed {
  private final Chain chain;
  private final Losses losses;

  private final List<Judgement> judgements;
  private final TheirLoss theirs;
  private final Map<Integer, Optional<Loss>> meant = new HashMap<>(); // by call

  /// @param judgements of all gradients, by what they were compared with
  Reframed(Chain chain, Losses losses, List<Judgement> judgements) {
    this.chain = chain;
    this.losses = losses;
    this.judgements = judgements;
    this.theirs = new TheirLoss(chain, losses, judgements, this::isRight);
  }

  /// One way to mean another loss, or the same by other variables.
  @FunctionalInterface
  private interface Way {
    /// The claim that is right so; null if none is.
    @Nullable Claim of(Claim claim, Claim.Pair pair);
  }

  /// The claim that is right, or the one that was made if there is none.
  Claim of(Judgement j) {
    Claim c = j.claim();
    if (j.reason().equals(HandedOn.PENALTY)) {
      return withPenalty(c);
    }
    if (j.reason().endsWith(Doubts.MEANWHILE)) {
      Claim found =
          behindHanded(c, c.pairs().getFirst()); // other parameters may be what went steps
      return found == null ? c : found;
    }
    if (TheirLoss.isAsked(j)) {
      Claim found = theirs.of(c);
      return found == null ? c : found;
    }
    if (!j.isWrong() || c.isStep() || j.pair() == null) {
      return c;
    }
    List<Way> ways =
        j.pair().loss().isWeighted()
            ? List.of(this::inAll, this::through, this::around, this::addedUp)
            : List.of(
                this::whole,
                this::ofSum,
                this::behindSteps,
                this::behindHanded,
                this::behindParameters);
    for (Way way : ways) {
      Claim found = way.of(c, j.pair());
      if (found != null) {
        return found;
      }
    }
    return c;
  }

  // ----------------------------------------------------------------------------------- of a number

  private @Nullable Claim whole(Claim c, Claim.Pair pair) {
    boolean own = pair.loss().event().frame() == c.group().frame();
    Loss all = own ? meant(pair.loss()) : null;
    return all == null ? null : by(c, by(c.pairs(), _ -> all));
  }

  /// What is of no term alone that a function adds up by calls, as of `pair_energy(x)` in `return
  /// pair_energy(x) + bond_energy(x)`, is right for what that returns.
  private @Nullable Claim ofSum(Claim c, Claim.Pair pair) {
    Chain.Link part = chain.link(pair.loss().event().value());
    List<Frame> frames = chain.base().following().frames();
    int f = part == null ? 0 : frames.get(pair.loss().event().frame()).caller();
    for (; part != null && f != 0; f = frames.get(f).caller()) {
      for (Event e : chain.occurrences().in(f)) {
        boolean sum =
            isNumber(e)
                && LossNames.isFunction(function(e))
                && chain.isMadeOf(chain.function(e), part);
        Claim all = sum ? right(c, by(c.pairs(), _ -> Loss.of(function(e), e, chain))) : null;
        if (all != null) {
          return all;
        }
      }
    }
    return null;
  }

  private @Nullable Claim behindSteps(Claim c, Claim.Pair pair) {
    return behind(c, stepped());
  }

  private @Nullable Claim behindHanded(Claim c, Claim.Pair pair) {
    return behind(c, handed(pair));
  }

  private @Nullable Claim behindParameters(Claim c, Claim.Pair pair) {
    return behind(c, parameters());
  }

  private @Nullable Claim behind(Claim c, Set<Expr> held) {
    return held.isEmpty() ? null : right(c, by(c.pairs(), l -> l.behind(held)));
  }

  // ---------------------------------------------------------------------------------- of
  // cotangents

  private @Nullable Claim inAll(Claim c, Claim.Pair pair) {
    return right(c, Finder.inAll(chain, losses, c));
  }

  /// What a penalty is added to is of the loss that has the penalty: right by that, or wrong if it
  /// was right for all that goes through the layer before it was added, and not for the whole.
  private Claim withPenalty(Claim c) {
    Claim all = by(c, Finder.inAll(chain, losses, c));
    if (all.pairs().isEmpty() || c.pairs().isEmpty()) {
      return c;
    }
    Judgement found = calm(all);
    if (found.isEqual()) {
      return all;
    }
    Set<Integer> calls = within(c.pairs().getFirst().loss().event().frame());
    Claim first = by(c, all.pairs().subList(0, 1)); // others may be the loss without the penalty
    Claim through = by(c, by(first.pairs(), l -> l.through(calls)));
    boolean wrong = found.isWrong() && !wasRight(first) && wasRight(through);
    return wrong ? first : c;
  }

  /// Whether it was right before something was added, where nothing saturates.
  private boolean wasRight(Claim c) {
    List<Event> events = c.group().events();
    return IntStream.range(1, events.size())
        .mapToObj(k -> new Group(c.group().frame(), c.group().target(), events.subList(0, k)))
        .anyMatch(g -> calm(new Claim(g, c.said(), c.pairs(), c.name(), null)).isEqual());
  }

  private Judgement calm(Claim c) {
    Judge judge = Judge.of(chain, losses, List.of(c), 1);
    return new Calm(chain, losses).of(judge, judge.of(c));
  }

  private @Nullable Claim through(Claim c, Claim.Pair pair) {
    Set<Integer> calls = within(pair.loss().event().frame());
    return right(c, by(Finder.inAll(chain, losses, c), l -> l.through(calls)));
  }

  private @Nullable Claim addedUp(Claim c, Claim.Pair pair) {
    Loss all = new AddedUp(chain, losses).loss(c.group());
    return all == null ? null : right(c, by(c.pairs(), _ -> all));
  }

  /// What one step adds to the gradients of all steps is right for the call around them: of a cell
  /// whose `step_backward` is called by `backward(dhs)` it is what `forward` returns.
  private @Nullable Claim around(Claim c, Claim.Pair pair) {
    List<Frame> frames = chain.base().following().frames();
    for (int f = frames.get(c.group().frame()).caller(); f != 0; f = frames.get(f).caller()) {
      Loss outer = losses.weighted(f);
      Claim all = outer == null ? null : right(c, by(c.pairs(), _ -> outer));
      if (all != null) {
        return all;
      }
    }
    return null;
  }

  // ---------------------------------------------------------------------------------------- losses

  /// What the gradients of a call are of that are not of this, which is a part of it: the one for
  /// which most of them are right. Null if none is.
  private @Nullable Loss meant(Loss loss) {
    int frame = loss.event().frame();
    Optional<Loss> known = meant.get(frame);
    if (known == null) {
      List<Loss> all = new ArrayList<>();
      Loss returned = returned(loss);
      if (returned != null) {
        all.add(returned);
      }
      all.addAll(together(loss));
      all.addAll(Reported.losses(chain, frame));
      known = best(frame, all);
      meant.put(frame, known);
    }
    return known.orElse(null);
  }

  private Optional<Loss> best(int frame, List<Loss> all) {
    List<Claim> wrong =
        judgements.stream()
            .filter(j -> j.isWrong() && j.pair() != null && !j.claim().isStep())
            .map(Judgement::claim)
            .filter(c -> c.group().frame() == frame)
            .toList();
    Loss best = null;
    long most = 0;
    for (Loss one : all) {
      long right = wrong.stream().filter(c -> isRight(c, by(c.pairs(), _ -> one))).count();
      if (right > most) {
        most = right;
        best = one;
      }
    }
    return Optional.ofNullable(best);
  }

  /// The sum and the difference of two numbers that are returned before the gradients, the likelier
  /// first: `return log_px, kl, grads`.
  private List<Loss> together(Loss loss) {
    List<Event> numbers =
        chain.occurrences().in(loss.event().frame()).stream()
            .filter(e -> e.kind() == Event.Kind.RETURN && e.value().rank() == 0)
            .filter(e -> e.target().equals("return[0]") || e.target().equals("return[1]"))
            .filter(e -> e.value().constant() == null && loss.event().frame() != 0)
            .toList();
    if (numbers.size() != 2) {
      return List.of();
    }
    Expr first = chain.function(numbers.get(0));
    Expr second = chain.function(numbers.get(1));
    boolean bound = BOUND.matcher(Spelled.last(function(numbers.getFirst()))).matches();
    Expr sum = Build.plus(first, second);
    Expr difference = Build.minus(first, second);
    return (bound ? Stream.of(difference, sum) : Stream.of(sum, difference))
        .map(f -> new Loss(loss.name(), numbers.get(0), List.of(new Loss.Part(f, null))))
        .toList();
  }

  private static final Pattern BOUND = Pattern.compile("(?i).*(?:elbo|bound|log|lik).*");

  private String function(Event event) {
    return chain.base().frame(event).function();
  }

  /// What the function of a loss returns that this is a part of: of `return nll + kl, dmu` it is
  /// the sum. Null if there is no such thing.
  private @Nullable Loss returned(Loss loss) {
    Event part = loss.event();
    Chain.Link link = chain.link(part.value());
    if (link == null || part.frame() == 0) {
      return null;
    }
    return chain.base().events().stream()
        .filter(e -> e.frame() == part.frame() && e.index() > part.index())
        .filter(e -> isNumber(e) && !e.value().equals(part.value()))
        .filter(e -> chain.isMadeOf(chain.function(e), link))
        .findFirst()
        .map(e -> Loss.of(function(e), e, chain))
        .orElse(null);
  }

  /// Whether it is a number that a function returns first.
  private static boolean isNumber(Event e) {
    return e.kind() == Event.Kind.RETURN
        && (e.target().equals("return") || e.target().equals("return[0]"))
        && e.value().rank() == 0;
  }

  private List<Claim.Pair> by(List<Claim.Pair> pairs, UnaryOperator<Loss> other) {
    return pairs.stream()
        .map(p -> new Claim.Pair(other.apply(p.loss()), p.name(), p.event(), p.variable()))
        .filter(p -> losses.derivatives(p.loss()).containsKey(p.variable()))
        .toList();
  }

  /// The claim by other pairs, if it is right so; else null.
  private @Nullable Claim right(Claim c, List<Claim.Pair> pairs) {
    return isRight(c, pairs) ? by(c, pairs) : null;
  }

  private boolean isRight(Claim c, List<Claim.Pair> pairs) {
    Claim other = by(c, pairs);
    Judgement found = Judge.of(chain, losses, List.of(other), 1).of(other);
    return found.isEqual() || found.reason().equals(Shut.NOTHING); // both are 0, as far as is seen
  }

  private static Claim by(Claim c, List<Claim.Pair> pairs) {
    return new Claim(c.group(), c.said(), pairs, c.name(), c.before());
  }

  // ---------------------------------------------------------------------------------- what is held

  /// Parameters that an earlier step has changed: no gradient goes back through the step. They are
  /// made of one other value of their shape and of gradients, as `w -= rate * dw`.
  private Set<Expr> stepped() {
    Set<Expr> gradients = new HashSet<>();
    Set<Expr> stepped = new HashSet<>();
    for (Event event : chain.base().events()) {
      Expr variable = chain.variable(event.value());
      Set<Expr> made = new HashSet<>(chain.variables(chain.function(event)));
      boolean sum = !made.isEmpty() && gradients.containsAll(made); // of two batches
      if (sum || GradientName.of(event.target()) != null) {
        gradients.add(variable);
      } else if (made.removeAll(gradients)
          && made.stream().filter(e -> e.shape().equals(variable.shape())).count() == 1) {
        stepped.add(variable);
      }
    }
    return stepped;
  }

  /// What gradients are by that goes steps of its own, and is made of other things all the same, as
  /// output weights that least squares find before the first step: it is held where a derivative by
  /// these is taken.
  private Set<Expr> parameters() {
    Set<String> steps = new HashSet<>();
    Steps.targets(chain.base().program()).forEach(name -> steps.add(name.replace("step of ", "")));
    Set<Expr> parameters = new HashSet<>();
    for (Judgement j : judgements) {
      for (Claim.Pair pair : j.claim().pairs()) {
        boolean made = chain.link(pair.event().value()) != null;
        if (made && steps.contains(Variables.plain(GradientName.Key.of(pair.name()).last()))) {
          parameters.add(pair.variable());
        }
      }
    }
    return parameters;
  }

  /// What the function is handed that returns the loss, where the variable is an attribute of an
  /// object: `cost(net, x, old)` goes back from `old`, however that was made of `net` before. Where
  /// the variable is handed, too, it is what is handed beside it: of `misfit(params, y0, data)` the
  /// gradient by `y0` holds `params`, that went steps from there.
  private Set<Expr> handed(Claim.Pair pair) {
    Set<Expr> handed = new HashSet<>();
    if (pair.loss().event().frame() != 0) {
      chain.occurrences().in(pair.loss().event().frame()).stream()
          .filter(e -> e.kind() == Event.Kind.ARGUMENT && e.value().constant() == null)
          .forEach(e -> handed.add(chain.variable(e.value())));
    }
    boolean beside = handed.remove(pair.variable());
    return beside || pair.name().contains(".") ? handed : Set.of();
  }

  /// A call and those made in it.
  private Set<Integer> within(int frame) {
    Set<Integer> calls = new HashSet<>(Set.of(frame));
    for (Frame f : chain.base().following().frames()) {
      if (f.id() != 0 && calls.contains(f.caller())) { // callers come first
        calls.add(f.id());
      }
    }
    return calls;
  }
}
