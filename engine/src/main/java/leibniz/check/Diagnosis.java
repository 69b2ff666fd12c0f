package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Values;
import leibniz.trace.Event;

/// What is to be said of each gradient: conventions are no errors, nor is what follows from one.
final class Diagnosis {
  private static final long ONE = 300_000; // units of work for what is to be said of one
  private static final String LONG = "it takes too much work to say what it is";

  private final Chain chain;
  private final Judge judge;
  private final List<Judgement> judgements;
  private final OtherReadings readings;
  private final Unread unread;
  private final Dependents dependents;
  private final List<Map<Expr, Values>> right = new ArrayList<>();
  private final Scales scales;
  private final Meant meant;

  Diagnosis(Chain chain, Judge judge, List<Judgement> judgements, OtherReadings readings) {
    this.chain = chain;
    this.judge = judge;
    this.judgements = judgements;
    this.readings = readings;
    this.unread = new Unread(chain);
    this.dependents = new Dependents(chain, judgements);
    this.scales = new Scales(chain, judge, dependents);
    Update update = new Update(chain, judge);
    this.meant = new Meant(chain, judge, judgements, readings, update, dependents, scales);
    judge.scene().points().forEach(_ -> right.add(new LinkedHashMap<>()));
  }

  /// Each gradient in the order of the run.
  List<Told> tell() {
    List<Told> told = new ArrayList<>();
    for (Judgement j : judgements) {
      told.add(Effort.within(ONE, Told.open(j.claim(), LONG), () -> told(j)));
    }
    return told;
  }

  private Told told(Judgement j) {
    if (j.isEqual()) {
      return Told.right(j);
    }
    if (j.claim().isStep()) {
      return step(j);
    }
    Judgement returned = j.isWrong() ? readings.returned(j) : null;
    if (returned != null && returned.isEqual()) {
      return Told.right(returned);
    }
    if (returned != null && j.outcome() != Judgement.Outcome.SCALED) { // else it is by its name
      return told(returned);
    }
    boolean sure = j.claim().said().strong() && !isHandedOn(j.claim());
    boolean vague = j.claim().said().wrt().isEmpty() && !sure;
    if (j.isWrong() && vague) {
      Judgement other = readings.recognised(j);
      return other == null ? Told.open(j.claim(), "") : Told.right(other);
    }
    Judgement forward = readings.forward(j);
    if (forward != null) {
      return Told.right(forward);
    }
    Judgement other = j.isWrong() ? null : readings.recognised(j);
    Told excused = j.isWrong() ? meant.of(j) : other == null ? null : Told.right(other);
    if (excused != null) {
      return excused;
    }
    String missing = unread.of(j);
    if (!missing.isEmpty() || !j.isWrong()) {
      String why = missing.isEmpty() ? j.reason() : missing;
      return Told.open(j.claim(), why);
    }
    boolean follows = corrected(j);
    correct(j);
    return new Told(j, follows ? Told.Meaning.CONSEQUENCE : Told.Meaning.ORIGIN, "");
  }

  /// `grad = grad * (z > 0)` where a function is handed `grad`: it is by what is in between.
  private boolean isHandedOn(Claim claim) {
    return chain.occurrences().in(claim.event().frame()).stream()
        .filter(e -> e.kind() == Event.Kind.ARGUMENT)
        .anyMatch(e -> e.target().equals(claim.group().target()));
  }

  /// A step is any multiple of the gradient, downhill.
  private Told step(Judgement j) {
    String missing = unread.of(j);
    if (!missing.isEmpty() || !j.isWrong()) {
      String why = missing.isEmpty() ? j.reason() : missing;
      return Told.open(j.claim(), why);
    }
    if (j.outcome() == Judgement.Outcome.SCALED) {
      Loss loss = j.claim().pairs().getFirst().loss();
      boolean sure = j.sign() < 0 || LossNames.rank(loss.name()) > 0;
      boolean other = Update.goesBack(j, judgements);
      if (!sure && !other && LossNames.isEither(loss.name())) {
        return Told.open(j.claim(), "an objective may be what is to become large");
      }
      boolean back = loss.isWeighted() && other;
      return new Told(
          j, sure && !back ? Told.Meaning.CONVENTION : Told.Meaning.ORIGIN, "a step downhill");
    }
    return new Told(j, Told.Meaning.ORIGIN, "");
  }

  /// Which gradients are made of which.
  Dependents dependents() {
    return dependents;
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
    return again.isEqual() || again.isWrong() && scales.isLike(again);
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
    List<Double> scale = scales.of(j);
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
