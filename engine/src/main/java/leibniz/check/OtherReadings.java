package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Gradients that are right by something else than their names say.
final class OtherReadings {
  private final Chain chain;
  private final Losses losses;
  private final Judge judge;
  private final Clips clips;
  private final List<Judgement> judgements;
  private final Map<Claim, Optional<Judgement>> recognised = new IdentityHashMap<>();

  OtherReadings(Chain chain, Losses losses, Judge judge, List<Judgement> judgements) {
    this.chain = chain;
    this.losses = losses;
    this.judge = judge;
    this.clips = new Clips(chain);
    this.judgements = judgements;
  }

  /// The same gradient by whatever it is the gradient by; null if there is nothing.
  @Nullable Judgement recognised(Judgement j) {
    Judgement found = nearest(j);
    return found != null && found.isEqual() ? found : null;
  }

  /// The same gradient, or else a multiple of it that goes the same way, by whatever it is by; null
  /// if there is nothing: `dZ` of the last layer has another shape than the `Z` of the others.
  @Nullable Judgement multiple(Judgement j) {
    Judgement found = nearest(j);
    return found != null && found.sign() > 0 ? found : null;
  }

  private @Nullable Judgement nearest(Judgement j) {
    Optional<Judgement> found = recognised.get(j.claim());
    if (found == null) { // it is asked for of all that is made of it
      found = Optional.ofNullable(byAnything(j.claim()));
      recognised.put(j.claim(), found);
    }
    return found.orElse(null);
  }

  private @Nullable Judgement byAnything(Claim claim) {
    Set<Loss> all = new LinkedHashSet<>();
    claim.pairs().forEach(p -> all.add(p.loss()));
    judgements.forEach(o -> o.claim().pairs().forEach(p -> all.add(p.loss())));
    all.removeIf(loss -> isHanded(loss, claim)); // it would be found by its own function's result
    Judgement multiple = null;
    for (Loss loss : all) {
      List<Claim.Pair> pairs = new ArrayList<>();
      Map<Expr, Expr> derivatives = losses.derivatives(loss);
      for (Chain.Link link : chain.links()) {
        boolean alike =
            Judge.squeezed(link.variable().shape())
                .equals(Judge.squeezed(claim.event().value().shape()));
        if (alike && derivatives.containsKey(link.variable())) {
          pairs.add(new Claim.Pair(loss, link.event().target(), link.event(), link.variable()));
        }
      }
      for (Event event : chain.base().events()) {
        boolean alike =
            chain.link(event.value()) == null
                && derivatives.containsKey(event.value())
                && GradientName.of(event.target()) == null
                && Judge.squeezed(event.value().shape())
                    .equals(Judge.squeezed(claim.event().value().shape()));
        if (alike && pairs.stream().noneMatch(p -> p.variable().equals(event.value()))) {
          pairs.add(new Claim.Pair(loss, event.target(), event, event.value()));
        }
      }
      Judgement found = judge.of(claim, pairs);
      if (found.isEqual()) {
        return found;
      }
      multiple = found.outcome() == Judgement.Outcome.SCALED ? found : multiple;
    }
    return multiple;
  }

  /// The same as the derivative of what it is named after, where derivatives go forward with the
  /// values: `dS` of `S` by the parameters. Null if it is not that.
  @Nullable Judgement forward(Judgement j) {
    for (List<Claim.Pair> pairs : forwards(j.claim())) {
      Judgement found = judge.of(j.claim(), pairs);
      if (found.isEqual()) {
        return found;
      }
    }
    return null;
  }

  /// The same where nothing says so but that it has as many entries as an array that a number of
  /// its name is made of, as `dH` of an entropy `H` has by the logits: by each of these, the
  /// nearest first, if it is right by none.
  List<Judgement> ofNumber(Claim claim) {
    boolean array = !Judge.squeezed(claim.event().value().shape()).isEmpty();
    List<Claim.Pair> pairs = new ArrayList<>();
    for (List<Claim.Pair> all : array ? forwards(claim) : List.<List<Claim.Pair>>of()) {
      all.stream()
          .filter(p -> p.loss().shape().rank() == 0)
          .filter(p -> p.loss().event().frame() == claim.event().frame())
          .filter(p -> p.loss().event().index() < claim.event().index())
          .forEach(pairs::add);
    }
    List<Judgement> found = pairs.stream().map(p -> judge.of(claim, List.of(p))).toList();
    Set<String> names = new HashSet<>();
    return found.stream().anyMatch(Judgement::isEqual)
        ? List.of()
        : found.reversed().stream()
            .filter(j -> j.outcome() == Judgement.Outcome.DIFFERENT)
            .filter(j -> j.pair() != null && names.add(j.pair().name()))
            .toList();
  }

  private List<List<Claim.Pair>> forwards(Claim claim) {
    if (claim.isStep() || claim.said().strong() || claim.said().wrt().isEmpty()) {
      return List.of();
    }
    List<Dim> shape = Judge.squeezed(claim.event().value().shape());
    List<List<Claim.Pair>> all = new ArrayList<>();
    for (Event of : named(claim)) {
      Loss loss = Loss.of(of.target(), of, chain);
      List<Claim.Pair> pairs = new ArrayList<>();
      Set<Expr> seen = new HashSet<>();
      Map<Expr, Expr> derivatives = losses.derivatives(loss);
      for (Event by : chain.base().events().subList(0, of.index())) {
        Expr variable = chain.variable(by.value());
        Expr derivative = derivatives.get(variable);
        if (derivative != null
            && !derivative.isZero()
            && seen.add(variable)
            && Judge.squeezed(derivative.shape()).equals(shape)) {
          pairs.add(new Claim.Pair(loss, by.target(), by, variable));
        }
      }
      all.add(pairs);
    }
    return all;
  }

  /// The same of what the function returns that computes it, where that is made of it: the gradient
  /// is what is returned, and this is on the way to it. Null if there is no such thing.
  @Nullable Judgement returned(Judgement j) {
    Claim claim = j.claim();
    Event event = Returned.madeOf(chain, claim.event(), clips);
    if (event == null) {
      return null;
    }
    List<Event> events = new ArrayList<>(claim.group().events());
    events.add(event);
    Group group = new Group(claim.group().frame(), claim.group().target(), events);
    return judge.of(new Claim(group, claim.said(), claim.pairs(), claim.name(), claim.before()));
  }

  /// The same of the sum with what other calls beside it make: each is of a part of the loss, as of
  /// real samples and of made ones. Null if that is not right.
  @Nullable Judgement added(Judgement j) {
    Claim claim = j.claim();
    Event own = claim.event();
    List<Frame> frames = chain.base().following().frames();
    List<Claim> all = new ArrayList<>(List.of(claim));
    for (Event e : chain.base().events()) {
      if (e.frame() != own.frame()
          && e.statement().equals(own.statement())
          && e.target().equals(own.target())
          && e.value().shape().equals(own.value().shape())
          && frames.get(e.frame()).caller() == frames.get(own.frame()).caller()) {
        Group group = new Group(e.frame(), e.target(), List.of(e));
        all.add(new Claim(group, claim.said(), claim.pairs(), claim.name(), null));
      }
    }
    if (all.size() == 1) {
      return null;
    }
    Judgement found = added(Judge.of(chain, losses, all, 1), all);
    Judgement last = // layers that are wide saturate
        found.isEqual() ? found : added(Judge.of(chain, losses, all, Calm.SMALL), all);
    return last.isEqual() ? last : null;
  }

  private static Judgement added(Judge by, List<Claim> all) {
    Claim first = all.getFirst();
    List<Values> sum = new ArrayList<>(by.written(first));
    for (Claim claim : all.subList(1, all.size())) {
      List<Values> other = by.written(claim);
      for (int k = 0; k < sum.size(); k++) {
        sum.set(k, sum(sum.get(k), other.get(k)));
      }
    }
    return by.of(first, first.pairs(), first.event().value().shape(), sum);
  }

  private static Values sum(Values a, Values b) {
    double[] both = new double[a.count()];
    Arrays.setAll(both, k -> a.re()[k] + b.re()[k]);
    return Values.real(a.shape(), both);
  }

  /// What a gradient is named after: the values that have the name last before it and first after
  /// it.
  private List<Event> named(Claim claim) {
    Set<String> names = new HashSet<>();
    claim.said().wrt().forEach(name -> names.add(Variables.plain(name)));
    Event before = null;
    for (Event event : chain.base().events()) {
      boolean own =
          event.frame() == claim.event().frame()
              && event.kind() != Event.Kind.RETURN
              && chain.link(event.value()) != null
              && names.contains(Variables.plain(GradientName.Key.of(event.target()).last()));
      if (own && event.index() > claim.event().index()) {
        return before == null ? List.of(event) : List.of(before, event);
      }
      before = own ? event : before;
    }
    return before == null ? List.of() : List.of(before);
  }

  /// Whether a gradient is the cotangent that a function is handed, or that one is made of it.
  private boolean isHanded(Loss loss, Claim claim) {
    Chain.Link own = chain.link(claim.event().value());
    return own != null
        && loss.parts().stream()
            .map(Loss.Part::cotangent)
            .anyMatch(c -> c != null && chain.isMadeOf(c, own));
  }

  /// The same gradient by what its variable is directly made of, as the logits where it is named
  /// after the probabilities; null if it is not that.
  @Nullable Judgement misnamed(Judgement j) {
    for (Claim.Pair pair : j.claim().pairs()) {
      Chain.Link named = chain.link(pair.event().value());
      boolean called = !pair.name().startsWith("return"); // it has a name of its own
      Set<Expr> inputs = named == null || !called ? Set.of() : inputs(named);
      Map<Expr, Expr> derivatives = losses.derivatives(pair.loss());
      for (Event event : chain.base().events()) {
        Expr variable = chain.variable(event.value());
        boolean alike =
            inputs.contains(variable)
                && derivatives.containsKey(variable)
                && Judge.squeezed(variable.shape())
                    .equals(Judge.squeezed(j.claim().event().value().shape()));
        if (alike) {
          Claim.Pair other = new Claim.Pair(pair.loss(), event.target(), event, variable);
          Judgement found = judge.of(j.claim(), List.of(other));
          if (found.isEqual()) {
            return found;
          }
        }
      }
    }
    return null;
  }

  /// What a value is made of through at most two steps: `e = np.exp(z)` stands between `p` and `z`.
  private Set<Expr> inputs(Chain.Link link) {
    Set<Expr> found = new LinkedHashSet<>(chain.variables(link.function()));
    for (Chain.Link direct : chain.parents(link.function())) {
      found.addAll(chain.variables(direct.function()));
    }
    return found;
  }
}
