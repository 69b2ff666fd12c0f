package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// What is to be said of each gradient: conventions are no errors, nor is what follows from one.
final class Diagnosis {
  private static final long ONE = 300_000; // units of work for what is to be said of one
  private static final String LONG = "it takes too much work to say what it is";

  private final Chain chain;
  private final Judge judge;
  private final List<Judgement> judgements;
  private final OtherReadings readings;
  private final Update update;
  private final Unread unread;
  private final Dependents dependents;
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

  Diagnosis(Chain chain, Judge judge, List<Judgement> judgements, OtherReadings readings) {
    this.chain = chain;
    this.judge = judge;
    this.judgements = judgements;
    this.readings = readings;
    this.update = new Update(chain, judge);
    this.unread = new Unread(chain);
    this.dependents = new Dependents(chain, judgements);
    judge.scene().points().forEach(_ -> right.add(new LinkedHashMap<>()));
  }

  /// Each gradient in the order of the run.
  List<Told> tell() {
    List<Told> told = new ArrayList<>();
    for (Judgement j : judgements) {
      Told open = new Told(Judgement.open(j.claim(), LONG), Meaning.OPEN, LONG);
      told.add(Effort.within(ONE, open, () -> told(j)));
    }
    return told;
  }

  private Told told(Judgement j) {
    if (j.isEqual()) {
      return new Told(j, Meaning.RIGHT, "");
    }
    if (j.claim().isStep()) {
      return step(j);
    }
    Judgement returned = j.isWrong() ? readings.returned(j) : null;
    if (returned != null && returned.isEqual()) {
      return new Told(returned, Meaning.RIGHT, "");
    }
    if (returned != null && j.outcome() != Judgement.Outcome.SCALED) { // else it is by its name
      return told(returned);
    }
    boolean sure = j.claim().said().strong() && !isHandedOn(j.claim());
    boolean vague = j.claim().said().wrt().isEmpty() && !sure;
    if (j.isWrong() && vague) {
      Judgement other = readings.recognised(j);
      return other == null
          ? new Told(Judgement.open(j.claim(), ""), Meaning.OPEN, "")
          : new Told(other, Meaning.RIGHT, "");
    }
    Judgement forward = readings.forward(j);
    if (forward != null) {
      return new Told(forward, Meaning.RIGHT, "");
    }
    Judgement other = j.isWrong() ? null : readings.recognised(j);
    Told meant = j.isWrong() ? meant(j) : other == null ? null : new Told(other, Meaning.RIGHT, "");
    if (meant != null) {
      return meant;
    }
    String missing = unread.of(j);
    if (!missing.isEmpty() || !j.isWrong()) {
      String why = missing.isEmpty() ? j.reason() : missing;
      return new Told(Judgement.open(j.claim(), why), Meaning.OPEN, why);
    }
    boolean follows = corrected(j);
    correct(j);
    return new Told(j, follows ? Meaning.CONSEQUENCE : Meaning.ORIGIN, "");
  }

  /// `grad = grad * (z > 0)` where a function is handed `grad`: it is by what is in between.
  private boolean isHandedOn(Claim claim) {
    return chain.occurrences().in(claim.event().frame()).stream()
        .filter(e -> e.kind() == Event.Kind.ARGUMENT)
        .anyMatch(e -> e.target().equals(claim.group().target()));
  }

  /// What is wrong by its name, and no error; null if it is one.
  private @Nullable Told meant(Judgement j) {
    if (isRightElsewhere(j)) {
      return new Told(j, Meaning.CONVENTION, "it is the gradient of the loss it belongs to");
    }
    if (NamedAgain.is(j, judgements)) {
      return new Told(j, Meaning.CONVENTION, "it is right where it is computed");
    }
    String function = Spelled.last(chain.base().frame(j.claim().event()).function());
    if (j.outcome() == Judgement.Outcome.SCALED
        && j.sign() < 0
        && DerivativeNames.isMinus(function)) {
      return new Told(j, Meaning.CONVENTION, "a multiple of minus the gradient, as it is called");
    }
    String held = new HeldTargets(chain, judge).of(j);
    if (held != null) {
      return new Told(j, Meaning.CONVENTION, held + " is held constant, as a target is");
    }
    if (new Triangular(chain, judge).is(j)) {
      return new Told(j, Meaning.CONVENTION, "on the side of the diagonal where it has entries");
    }
    if (new Shortened(chain, judgements).is(j)) {
      return new Told(j, Meaning.CONVENTION, "the gradient it is handed, made shorter");
    }
    String turned = update.excuse(j);
    if (!turned.isEmpty()) {
      return new Told(j, Meaning.CONVENTION, turned);
    }
    Judgement added = readings.added(j);
    if (added != null) {
      return new Told(added, Meaning.CONVENTION, "it is added to that of another call");
    }
    if (Returned.isHandedBack(chain, j.claim().event())) {
      return null; // what is made of it was made of what the function was handed
    }
    if (dependents.ends(j).stream().anyMatch(this::holds)) {
      Judgement recognised = readings.recognised(j);
      if (recognised != null) {
        return new Told(recognised, Meaning.RIGHT, "");
      }
      if (j.outcome() == Judgement.Outcome.SCALED) {
        scales.put(j, j.scales());
      }
      return new Told(j, Meaning.CONVENTION, "what is made of it is right");
    }
    boolean stepped = dependents.of(j).stream().allMatch(o -> o.claim().isStep() || !o.isWrong());
    if (stepped && new Projected(judge).is(j)) {
      return new Told(j, Meaning.CONVENTION, "it was right, and is projected before the step");
    }
    if (dependents.isPacked(j)) {
      return new Told(Judgement.open(j.claim(), PACKED), Meaning.OPEN, PACKED);
    }
    if (isOnTheWay(j)) {
      return new Told(j, Meaning.CONVENTION, "what is made of it is right");
    }
    if (usesAreRight(j)) {
      if (j.outcome() == Judgement.Outcome.SCALED) {
        scales.put(j, j.scales());
      }
      return new Told(j, Meaning.CONVENTION, "what is made of it is right");
    }
    if (new AsUsed(chain, judge).is(j, dependents.ends(j))) {
      return new Told(j, Meaning.CONVENTION, "it is right for what is made of it");
    }
    Claim.Pair pair = j.pair();
    boolean inside = !dependents.of(j).isEmpty() || new PerSample(judge).is(j);
    if (inside && isScaledLike(j)) {
      scales.put(j, j.scales());
      return new Told(j, Meaning.CONVENTION, "scaled like what it is made of");
    }
    boolean local = pair != null && pair.loss().isWeighted();
    if ((inside || local) && isMeanOfItsKind(j)) {
      scales.put(j, j.scales());
      return new Told(j, Meaning.CONVENTION, "the mean over the samples, as its neighbours are");
    }
    if (pair != null && new ByLogarithm(chain, judge).is(j, pair)) {
      return new Told(j, Meaning.CONVENTION, "by the logarithm of " + pair.name());
    }
    if (pair != null && new Inner(chain, judge).is(j, isAllTheWay(j))) {
      return new Told(j, Meaning.CONVENTION, "by what " + pair.name() + " is a function of");
    }
    Judgement other = j.claim().said().wrt().isEmpty() ? readings.recognised(j) : null;
    if (other != null) {
      return new Told(other, Meaning.RIGHT, ""); // nothing says by what it is
    }
    boolean used = dependents.of(j).stream().noneMatch(Judgement::isEqual);
    Judgement named = dependents.of(j).isEmpty() || !used ? readings.misnamed(j) : null;
    if (named != null) {
      return new Told(named, Meaning.RENAMED, Wording.renamed(named, j.claim().pairs().getFirst()));
    }
    return isDividedLater(j)
        ? new Told(Judgement.open(j.claim(), DIVIDED), Meaning.OPEN, DIVIDED)
        : null;
  }

  /// By whatever; a factor of 2, by just that.
  private static String divided(Judgement j) {
    boolean twice = j.scales().stream().allMatch(s -> Math.abs(s - 2) < 1e-6);
    return "(?s).*[^/]/=?\\s*" + (twice ? "\\(?2\\b" : "\\w") + ".*";
  }

  private static final String PACKED = "it is a part of a gradient by all parameters";
  private static final String DIVIDED = "it is a multiple, and divided where it is used";

  /// Whether what is made of a multiple in the same function is divided there: `grad =
  /// np.hstack((dW, db)) / m` is not looked into.
  private boolean isDividedLater(Judgement j) {
    Event own = j.claim().event();
    Chain.Link link = chain.link(own.value());
    Text text = new Text(chain.base().program().source());
    return link != null
        && j.outcome() == Judgement.Outcome.SCALED
        && chain.base().events().stream()
            .anyMatch(e ->
                e.frame() == own.frame()
                    && e.index() > own.index()
                    && !e.value().shape().equals(own.value().shape())
                    && chain.parents(chain.function(e)).contains(link)
                    && text.at(e.statement()).matches(divided(j)));
  }

  /// A step is any multiple of the gradient, downhill.
  private Told step(Judgement j) {
    String missing = unread.of(j);
    if (!missing.isEmpty() || !j.isWrong()) {
      String why = missing.isEmpty() ? j.reason() : missing;
      return new Told(Judgement.open(j.claim(), why), Meaning.OPEN, why);
    }
    if (j.outcome() == Judgement.Outcome.SCALED) {
      Loss loss = j.claim().pairs().getFirst().loss();
      boolean sure = j.sign() < 0 || LossNames.rank(loss.name()) > 0;
      boolean back = loss.isWeighted() && Update.goesBack(j, judgements);
      return new Told(j, sure && !back ? Meaning.CONVENTION : Meaning.ORIGIN, "a step downhill");
    }
    return new Told(j, Meaning.ORIGIN, "");
  }

  /// Which gradients are made of which.
  Dependents dependents() {
    return dependents;
  }

  private boolean holds(Judgement j) {
    return j.isEqual() || j.isWrong() && !update.excuse(j).isEmpty();
  }

  /// Whether it goes on to what has no gradient's name, or to what goes on so itself.
  private boolean isAllTheWay(Judgement j) {
    Inner inner = new Inner(chain, judge);
    return dependents.goesOn(j)
        && dependents.of(j).stream().allMatch(o -> o.isWrong() && inner.is(o, isAllTheWay(o)));
  }

  /// Whether more than one gradient that it is used for is right, and the factor is taken off
  /// there.
  private boolean usesAreRight(Judgement j) {
    return dependents.of(j).stream().filter(Judgement::isEqual).count() > 1;
  }

  /// Whether something is made of it that is right by another reading than its name's: `dK` is the
  /// derivative of `K` where the gradient by the parameters is made of it.
  private boolean isOnTheWay(Judgement j) {
    Chain.Link link = chain.link(j.claim().event().value());
    return link != null
        && judgements.stream()
            .filter(o -> !o.isWrong() && !o.isEqual() && o.claim().isMadeOf(link, chain))
            .anyMatch(o -> readings.recognised(o) != null);
  }

  /// By what the gradients are scaled that this one is made of, at each point; 1 if by nothing.
  private List<Double> scale(Judgement j) {
    List<Double> found = judge.scene().points().stream().map(_ -> 1.0).toList();
    for (Map.Entry<Judgement, List<Double>> entry : scales.entrySet()) {
      Chain.Link link = chain.link(entry.getKey().claim().event().value());
      if (link != null && j.claim().isMadeOf(link, chain)) {
        found = entry.getValue();
      }
    }
    return found;
  }

  private boolean isScaledLike(Judgement j) {
    if (j.outcome() != Judgement.Outcome.SCALED) {
      return false;
    }
    boolean data =
        j.pair() != null && DATA.matcher(j.pair().name()).matches()
            || j.claim().said().wrt().stream().anyMatch(w -> DATA.matcher(w).matches());
    if (!data && dependents.ends(j).isEmpty() && isBesideRight(j)) {
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

  private static final Pattern DATA = Pattern.compile("(?i)x\\w*|a_?0|inputs?|data");

  /// Whether a gradient that is right is made of the same scaled one.
  private boolean isBesideRight(Judgement j) {
    return scales.keySet().stream()
        .filter(s -> dependents.of(s).contains(j))
        .anyMatch(s -> dependents.ends(s).stream().anyMatch(Judgement::isEqual));
  }

  /// Whether the same value is right under another name, of what a whole program computes: a
  /// function that is handed cotangents may divide by the size of the batch for those who hand
  /// them.
  private boolean isRightElsewhere(Judgement j) {
    Claim.Pair own = j.pair();
    return own != null
        && own.loss().isWeighted() // else it is by another variable, whose gradient it copies
        && judgements.stream()
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

  // ---------------------------------------------------------------------------------- what follows

  /// Whether it would be right if all before it were.
  private boolean corrected(Judgement j) {
    if (right.isEmpty() || right.getFirst().isEmpty() || isHanded(j)) {
      return false;
    }
    Expr function = j.claim().function(chain);
    List<Values> values = Scene.values(chain, function, judge.scene().points(), right);
    Judgement again =
        judge.of(j.claim(), j.claim().pairs(), j.claim().event().value().shape(), values);
    return again.isEqual() || again.isWrong() && isScaledLike(again);
  }

  /// Whether it is wrong whatever its function is handed: nothing before the call can be the
  /// reason.
  private boolean isHanded(Judgement j) {
    return j.pair() != null
        && j.pair().loss().isWeighted()
        && judgements.stream()
            .takeWhile(o -> !o.equals(j))
            .noneMatch(o -> o.isWrong() && Dependents.isOfSame(o, j.pair().loss()));
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
      Values own = judge.scene().points().get(k).number(link.variable());
      if (own != null && own.count() == values.get(k).count()) {
        double by = scale.get(k);
        double[] scaled = Arrays.stream(values.get(k).re()).map(x -> by * x).toArray();
        right.get(k).put(link.variable(), Values.real(own.shape(), scaled));
      }
    }
  }
}
