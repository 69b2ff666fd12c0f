package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Span;
import leibniz.ir.Values;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// Tells the first wrong statement from what only follows from it, and conventions from errors.
final class Diagnosis {
  private final Chain chain;
  private final Losses losses;
  private final Judge judge;
  private final List<Judgement> judgements;
  private final List<Map<Expr, Values>> right = new ArrayList<>();
  private final Map<Judgement, List<Double>> scales = new LinkedHashMap<>();

  /// What is to be said of a gradient.
  enum Meaning {
    /// It is right.
    RIGHT,
    /// It is right by another variable or up to a factor, and all that is made of it is right.
    CONVENTION,
    /// It is right by what its variable is made of, and nothing is made of it.
    RENAMED,
    /// It is wrong, and what it is made of is right.
    ORIGIN,
    /// It is wrong only because of what it is made of.
    CONSEQUENCE,
    OPEN
  }

  /// @param judgement by the reading that explains it best
  record Told(Judgement judgement, Meaning meaning, String words) {}

  Diagnosis(Chain chain, Losses losses, Judge judge, List<Judgement> judgements) {
    this.chain = chain;
    this.losses = losses;
    this.judge = judge;
    this.judgements = judgements;
    judge.scene().points().forEach(_ -> right.add(new LinkedHashMap<>()));
  }

  /// Each gradient in the order of the run.
  List<Told> tell() {
    List<Told> told = new ArrayList<>();
    for (Judgement j : judgements) {
      told.add(told(j));
    }
    return told;
  }

  private Told told(Judgement j) {
    if (j.isEqual()) {
      return new Told(j, Meaning.RIGHT, "");
    }
    if (j.claim().isStep()) {
      return step(j, scaledDown(j));
    }
    Judgement returned = j.isWrong() ? returned(j) : null;
    if (returned != null) {
      return returned.isEqual() ? new Told(returned, Meaning.RIGHT, "") : told(returned);
    }
    boolean vague = j.claim().said().wrt().isEmpty() && !j.claim().said().strong();
    if (j.isWrong() && vague) {
      Judgement other = recognised(j);
      return other == null
          ? new Told(Judgement.open(j.claim(), ""), Meaning.OPEN, "")
          : new Told(other, Meaning.RIGHT, "");
    }
    String unread = unread(j);
    if (!unread.isEmpty()) {
      return new Told(Judgement.open(j.claim(), unread), Meaning.OPEN, unread);
    }
    if (!j.isWrong()) {
      Judgement other = recognised(j);
      return other == null
          ? new Told(j, Meaning.OPEN, j.reason())
          : new Told(other, Meaning.RIGHT, "");
    }
    if (isRightElsewhere(j)) {
      return new Told(j, Meaning.CONVENTION, "it is the gradient of the loss it belongs to");
    }
    String turned = step(j);
    if (!turned.isEmpty()) {
      return new Told(j, Meaning.CONVENTION, turned);
    }
    if (ends(j).stream().anyMatch(this::holds)) {
      Judgement other = recognised(j);
      if (other != null) {
        return new Told(other, Meaning.RIGHT, "");
      }
      if (j.outcome() == Judgement.Outcome.SCALED) {
        scales.put(j, j.scales());
      }
      return new Told(j, Meaning.CONVENTION, "what is made of it is right");
    }
    boolean inside = !dependents(j).isEmpty() || new PerSample(judge).is(j);
    if (inside && isScaledLike(j)) {
      scales.put(j, j.scales());
      return new Told(j, Meaning.CONVENTION, "scaled like what it is made of");
    }
    boolean local = j.pair() != null && j.pair().loss().isWeighted();
    if ((inside || local) && isMeanOfItsKind(j)) {
      scales.put(j, j.scales());
      return new Told(j, Meaning.CONVENTION, "the mean over the samples, as its neighbours are");
    }
    Judgement named = dependents(j).isEmpty() ? misnamed(j) : null;
    if (named != null) {
      return new Told(named, Meaning.RENAMED, Wording.renamed(named, j.claim().pairs().getFirst()));
    }
    boolean follows = corrected(j);
    correct(j);
    return new Told(j, follows ? Meaning.CONSEQUENCE : Meaning.ORIGIN, "");
  }

  /// The same of what the function returns that computes it, where that is made of it: the gradient
  /// is what is returned, and this is on the way to it. Null if there is no such thing.
  private @Nullable Judgement returned(Judgement j) {
    Claim claim = j.claim();
    Chain.Link link = chain.link(claim.event().value());
    for (Event event : chain.base().events()) {
      boolean own =
          event.kind() == Event.Kind.RETURN
              && event.frame() == claim.event().frame()
              && event.frame() != 0
              && !event.value().equals(claim.event().value())
              && event.value().shape().equals(claim.event().value().shape());
      if (own && link != null && chain.parents(chain.function(event)).contains(link)) {
        List<Event> events = new ArrayList<>(claim.group().events());
        events.add(event);
        Group group = new Group(claim.group().frame(), claim.group().target(), events);
        return judge.of(
            new Claim(group, claim.said(), claim.pairs(), claim.name(), claim.before()));
      }
    }
    return null;
  }

  /// What could not be read of the code that computes it; empty if everything was.
  private String unread(Judgement j) {
    Run run = chain.base();
    Set<Integer> frames = new LinkedHashSet<>();
    Set<Integer> lines = new LinkedHashSet<>();
    List<Chain.Link> links = new ArrayList<>(chain.ancestors(j.claim().function(chain)));
    j.claim()
        .pairs()
        .forEach(
            p -> p.loss().parts().forEach(part -> links.addAll(chain.ancestors(part.function()))));
    links.forEach(link -> frames.add(link.event().frame()));
    j.claim().group().events().forEach(e -> frames.add(e.frame()));
    if (frames.stream().anyMatch(f -> run.isBroken(f, end(j, f)))) {
      return "a line of the function that computes it is not read";
    }
    int call = call(j.claim().event().frame(), j.claim().event().statement().line());
    run.brokenLines().stream().filter(l -> l <= call && touches(l, j, links)).forEach(lines::add);
    return lines.isEmpty() ? "" : "line " + lines.iterator().next() + " is not read";
  }

  /// The line outside functions from which a call is made.
  private int call(int frame, int line) {
    List<Frame> frames = chain.base().following().frames();
    int at = line;
    for (int f = frame; f != 0; f = frames.get(f).caller()) {
      Span call = frames.get(f).call();
      at = call == null ? Integer.MAX_VALUE : call.line();
    }
    return at;
  }

  /// The last line of a call that the gradient may be made by.
  private static int end(Judgement j, int frame) {
    Event event = j.claim().event();
    return event.frame() == frame ? event.statement().line() : Integer.MAX_VALUE;
  }

  /// Whether a line outside functions speaks of a name that the gradient is made of.
  private boolean touches(int line, Judgement j, List<Chain.Link> links) {
    String text = chain.base().program().source().lines().get(line - 1);
    Set<String> names = new LinkedHashSet<>(Set.of(j.claim().group().target()));
    links.forEach(link -> names.add(link.event().target()));
    return names.stream()
        .map(n -> n.replaceAll("\\W.*", ""))
        .anyMatch(n -> !n.isEmpty() && text.matches(".*\\b" + n + "\\b.*"));
  }

  /// A step is any multiple of the gradient, downhill.
  private Told step(Judgement j, boolean down) {
    String unread = unread(j);
    if (!unread.isEmpty() || !j.isWrong()) {
      return new Told(Judgement.open(j.claim(), unread), Meaning.OPEN, unread);
    }
    if (j.outcome() == Judgement.Outcome.SCALED) {
      boolean sure = down || LossNames.rank(j.claim().pairs().getFirst().loss().name()) > 0;
      return new Told(j, sure ? Meaning.CONVENTION : Meaning.ORIGIN, "a step downhill");
    }
    return new Told(j, Meaning.ORIGIN, "");
  }

  private static boolean scaledDown(Judgement j) {
    return !j.scales().isEmpty() && j.scales().stream().allMatch(s -> s < 0);
  }

  private boolean holds(Judgement j) {
    return j.isEqual() || j.isWrong() && !step(j).isEmpty();
  }

  /// The gradients that are made of this one, and of which no further one is.
  List<Judgement> ends(Judgement j) {
    return dependents(j).stream().filter(o -> dependents(o).isEmpty()).toList();
  }

  private List<Judgement> dependents(Judgement j) {
    Chain.Link link = chain.link(j.claim().event().value());
    List<Judgement> found = new ArrayList<>();
    for (Judgement other : judgements) {
      Claim.Pair pair = other.pair();
      boolean local = pair != null && pair.loss().isWeighted(); // right whatever it is handed
      boolean same = other.claim().event().value().equals(j.claim().event().value());
      if (link != null
          && pair != null
          && !same
          && !(local && !isOfSame(j, pair.loss()))
          && uses(other, link)) {
        found.add(other);
      }
    }
    return found;
  }

  private static boolean isOfSame(Judgement j, Loss loss) {
    return j.pair() != null && j.pair().loss().equals(loss);
  }

  private boolean uses(Judgement other, Chain.Link link) {
    return chain.ancestors(other.claim().function(chain)).contains(link);
  }

  /// By what the gradients are scaled that this one is made of, at each point; 1 if by nothing.
  private List<Double> scale(Judgement j) {
    List<Double> found = judge.scene().points().stream().map(_ -> 1.0).toList();
    for (Map.Entry<Judgement, List<Double>> entry : scales.entrySet()) {
      Chain.Link link = chain.link(entry.getKey().claim().event().value());
      if (link != null && uses(j, link)) {
        found = entry.getValue();
      }
    }
    return found;
  }

  private boolean isScaledLike(Judgement j) {
    if (j.outcome() != Judgement.Outcome.SCALED) {
      return false;
    }
    boolean data = j.pair() != null && j.pair().name().matches("(?i)x\\w*|a_?0|inputs?|data");
    if (!data && ends(j).isEmpty() && isBesideRight(j)) {
      return false; // others take the factor off again, and this one does not
    }
    List<Double> wanted = scale(j);
    for (int k = 0; k < wanted.size(); k++) {
      if (Math.abs(wanted.get(k) - j.scales().get(k)) > 1e-6 * Math.abs(wanted.get(k))) {
        return false;
      }
    }
    return true;
  }

  /// Whether a gradient that is right is made of the same scaled one.
  private boolean isBesideRight(Judgement j) {
    return scales.keySet().stream()
        .filter(s -> dependents(s).contains(j))
        .anyMatch(s -> ends(s).stream().anyMatch(Judgement::isEqual));
  }

  /// Whether the same value is right under another name, of what a whole program computes: a
  /// function that is handed cotangents may divide by the size of the batch for those who hand
  /// them.
  private boolean isRightElsewhere(Judgement j) {
    return judgements.stream()
        .anyMatch(o ->
            o.isEqual()
                && o.pair() != null
                && !o.pair().loss().isWeighted()
                && o.claim().event().value().equals(j.claim().event().value()));
  }

  /// Whether all gradients of a function that are not the derivative are the same part of it, at
  /// least two of them, and another one is the derivative: then cotangents go by sample there, and
  /// the mean is taken where parameters get theirs (as where samples are columns).
  private boolean isMeanOfItsKind(Judgement j) {
    int frame = j.claim().event().frame();
    List<Judgement> beside =
        judgements.stream().filter(o -> o.claim().event().frame() == frame).toList();
    List<Judgement> wrong = beside.stream().filter(Judgement::isWrong).toList();
    return j.outcome() == Judgement.Outcome.SCALED
        && wrong.size() > 1
        && wrong.size() < beside.size()
        && j.scales().stream().allMatch(s -> 0 < s && s < 1)
        && wrong.stream().allMatch(o -> o.outcome() == Judgement.Outcome.SCALED && isClose(o, j));
  }

  private static boolean isClose(Judgement a, Judgement b) {
    for (int k = 0; k < Math.min(a.scales().size(), b.scales().size()); k++) {
      if (Math.abs(a.scales().get(k) - b.scales().get(k)) > 1e-6 * Math.abs(b.scales().get(k))) {
        return false;
      }
    }
    return true;
  }

  // -------------------------------------------------------------------------------- other readings

  /// The same gradient by whatever it is the gradient by; null if there is nothing.
  @Nullable Judgement recognised(Judgement j) {
    Claim claim = j.claim();
    Set<Loss> all = new LinkedHashSet<>();
    claim.pairs().forEach(p -> all.add(p.loss()));
    judgements.forEach(o -> o.claim().pairs().forEach(p -> all.add(p.loss())));
    all.removeIf(loss -> isHanded(loss, claim)); // it would be found by its own function's result
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
    }
    return null;
  }

  /// Whether a gradient is the cotangent that a function is handed, or that one is made of it.
  private boolean isHanded(Loss loss, Claim claim) {
    Chain.Link own = chain.link(claim.event().value());
    return own != null
        && loss.parts().stream()
            .map(Loss.Part::cotangent)
            .anyMatch(c -> c != null && chain.ancestors(c).contains(own));
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
    Set<Expr> found = new LinkedHashSet<>(variables(link.function()));
    for (Chain.Link direct : chain.parents(link.function())) {
      found.addAll(variables(direct.function()));
    }
    return found;
  }

  private static List<Expr> variables(Expr function) {
    return function.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
  }

  // ------------------------------------------------------------------------------------- the step

  /// Why a multiple of the gradient is meant: the step that is made with it makes up for it. Empty
  /// if it does not.
  private String step(Judgement j) {
    if (j.outcome() != Judgement.Outcome.SCALED) {
      return "";
    }
    Chain.Link gradient = chain.link(j.claim().event().value());
    if (gradient == null) {
      return "";
    }
    for (Event event : chain.base().events()) {
      boolean later = event.index() > j.claim().event().index();
      Expr function = chain.function(event);
      boolean update =
          later
              && GradientName.of(event.target()) == null
              && chain.parents(function).contains(gradient)
              && event.value().shape().equals(gradient.value().shape())
              && chain.parents(function).size() + inputs(function) == 2;
      if (update) {
        List<Double> steps = steps(function, gradient);
        String why = why(j.scales(), steps);
        if (!why.isEmpty()) {
          return why;
        }
      }
    }
    return "";
  }

  private static int inputs(Expr function) {
    return (int)
        function.inOrder().stream()
            .filter(e -> e.head() instanceof Head.Var v && !v.name().startsWith("link"))
            .filter(e -> e.rank() > 0)
            .count();
  }

  private static String why(List<Double> scales, List<Double> steps) {
    boolean minus = scales.stream().allMatch(s -> Math.abs(s + 1) < 1e-6);
    if (minus && steps.stream().allMatch(s -> s > 0)) {
      return "minus the gradient, and the step adds it";
    }
    boolean constant = true;
    boolean varied = false;
    for (int k = 1; k < scales.size(); k++) {
      double first = scales.getFirst() * steps.getFirst();
      constant &= Math.abs(scales.get(k) * steps.get(k) - first) < 1e-9 * Math.abs(first);
      varied |= Math.abs(scales.get(k) - scales.getFirst()) > 1e-9;
    }
    return constant && varied && steps.stream().allMatch(s -> s < 0)
        ? "the step is divided by the size of the batch"
        : "";
  }

  /// What the target gets for each unit of the gradient, at each point.
  private List<Double> steps(Expr function, Chain.Link gradient) {
    List<Double> steps = new ArrayList<>();
    for (Point point : judge.scene().points()) {
      Values once = point.numbers().get(gradient.variable());
      if (once == null
          || !point
              .numbers()
              .keySet()
              .containsAll(
                  function.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList())) {
        return judge.scene().points().stream().map(_ -> 0.0).toList();
      }
      double[] twice = once.re().clone();
      for (int k = 0; k < twice.length; k++) {
        twice[k] *= 2;
      }
      double[] a = point.value(function).re();
      Values doubled = Values.real(once.shape(), twice);
      double[] b = point.with(Map.of(gradient.variable(), doubled)).value(function).re();
      double product = 0;
      double square = 0;
      for (int k = 0; k < Math.min(a.length, once.count()); k++) {
        product += (b[k] - a[k]) * once.re()[k];
        square += once.re()[k] * once.re()[k];
      }
      steps.add(square == 0 ? 0 : product / square);
    }
    return steps;
  }

  // ---------------------------------------------------------------------------------- what follows

  /// Whether it would be right if all before it were.
  private boolean corrected(Judgement j) {
    if (right.isEmpty() || right.getFirst().isEmpty()) {
      return false;
    }
    Expr function = j.claim().function(chain);
    List<Values> values = Scene.values(chain, function, judge.scene().points(), right);
    Judgement again =
        judge.of(j.claim(), j.claim().pairs(), j.claim().event().value().shape(), values);
    return again.isEqual() || again.isWrong() && isScaledLike(again);
  }

  /// From here on, it counts as what it should be.
  private void correct(Judgement j) {
    Chain.Link link = chain.link(j.claim().event().value());
    if (link == null || j.reading() == null) {
      return;
    }
    List<Values> values = judge.right(j);
    List<Double> scale = scale(j);
    for (int k = 0; k < values.size(); k++) {
      Values own = judge.scene().points().get(k).numbers().get(link.variable());
      if (own != null && own.count() == values.get(k).count()) {
        double by = scale.get(k);
        double[] scaled = Arrays.stream(values.get(k).re()).map(x -> by * x).toArray();
        right.get(k).put(link.variable(), Values.real(own.shape(), scaled));
      }
    }
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

  /// Statements that give what is there already a second name, which others use: `dxhat = dout`.
  private List<Event> renamed(List<Event> users) {
    List<Event> found = new ArrayList<>();
    for (Event user : users) {
      String text = new Text(chain.base().program().source()).at(user.statement());
      for (Event event : chain.base().events().subList(0, user.index())) {
        boolean second =
            event.kind() == Event.Kind.ASSIGN
                && event.frame() == user.frame()
                && GradientName.of(event.target()) != null
                && chain.function(event).head() instanceof Head.Var
                && text.matches("(?s).*\\b" + Pattern.quote(event.target()) + "\\b.*");
        if (second && !found.contains(event)) {
          found.add(event);
        }
      }
    }
    return found;
  }

  /// The statements that may be wrong where a gradient is: those it is made of that are no part of
  /// the loss and not seen to be right, the last first.
  List<Event> suspects(Judgement j, List<Judgement> wrong) {
    Set<Chain.Link> forward = new LinkedHashSet<>();
    j.claim()
        .pairs()
        .forEach(p ->
            p.loss().parts().forEach(part -> forward.addAll(chain.ancestors(part.function()))));
    Set<Chain.Link> sound = new LinkedHashSet<>();
    for (Judgement other : judgements) {
      Chain.Link link = chain.link(other.claim().event().value());
      if (other.isEqual() && link != null) {
        sound.add(link);
      }
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
    events.removeIf(e -> e.target().endsWith("__")); // calls of ours, behind the program
    returned(j, events);
    List<Chain.Link> links = new ArrayList<>(open);
    links.sort(
        Comparator.comparingLong((Chain.Link l) -> -wrong.stream().filter(w -> uses(w, l)).count())
            .thenComparingInt(l -> -l.event().index()));
    List<Event> shared = new ArrayList<>();
    for (Chain.Link link : links) {
      long users = wrong.stream().filter(w -> uses(w, link)).count();
      (users > 1 ? shared : events).add(link.event());
    }
    shared.addAll(events);
    shared.addAll(renamed(shared));
    for (Chain.Link link : chain.parents(j.claim().function(chain))) {
      if (sound.contains(link) && !forward.contains(link)) {
        shared.add(link.event()); // right by another reading, perhaps
      }
    }
    return shared;
  }
}
