package leibniz.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;

/// What has become of gradients in a run of a changed program.
final class Rerun {
  private final Judge judge;
  private final Calm calm;
  private final Decay decay;
  private final Map<Claim, Judge> calmly = new HashMap<>();

  /// @param calm judges where nothing saturates
  /// @param decay knows penalties that no loss says
  Rerun(Judge judge, Calm calm, Decay decay) {
    this.judge = judge;
    this.calm = calm;
    this.decay = decay;
  }

  /// Whether gradients are right in a run of a changed text, which must not fail where it ran
  /// before.
  ///
  /// @param base what it is a change of
  /// @param at where events of the whole program are in that; null where they are not
  /// @param read what events of the run are in terms of the whole program
  boolean areRight(
      Run run,
      Run base,
      Function<Event, @Nullable Event> at,
      UnaryOperator<Event> read,
      List<Judgement> wrong,
      List<Judgement> kept) {
    return !run.failsMoreThan(base)
        && Stream.concat(wrong.stream(), kept.stream())
            .allMatch(j -> {
              Event event = at.apply(j.claim().event());
              Event now = event == null ? null : same(run, base, event);
              return event == null || now != null && isRight(read.apply(now), j);
            });
  }

  /// What hardly differs is looked at again where inputs are small, as what is told was; and where
  /// no loss says a penalty, one is none of its mistakes.
  private boolean isRight(Event event, Judgement wrong) {
    Event before = wrong.claim().before();
    if (before != null && !before.value().shape().equals(event.value().shape())) {
      return false; // what is stepped has another shape now
    }
    Expr value = wrong.claim().value(event);
    if (!judge.losses().areOne()) {
      return isRight(event, value, wrong, false);
    }
    Expr bare = decay.without(value, wrong);
    boolean mistaken = decay.isMistaken(wrong);
    return !mistaken && isRight(event, value, wrong, false)
        || !bare.equals(value) && isRight(event, bare, wrong, mistaken);
  }

  /// @param constant whether a multiple has to be the same everywhere: one row always is one
  private boolean isRight(Event event, Expr value, Judgement wrong, boolean constant) {
    Judgement now = now(judge, event, value, wrong);
    if (now == null || wrong.claim().isStep()) {
      return now != null && now.mends(wrong) && (!constant || isConstant(now));
    }
    boolean near = now.outcome() == Judgement.Outcome.DIFFERENT && now.rho() <= Calm.NOISE;
    if (near && !now.isEqual()) {
      now = now(calmly.computeIfAbsent(wrong.claim(), calm::judge), event, value, wrong);
    }
    return now != null && now.isEqual();
  }

  private static boolean isConstant(Judgement now) {
    return now.isEqual() || Judge.isConstant(now.scales());
  }

  /// What is to be said of a gradient that is something else now; null if it cannot be right.
  ///
  /// @param value what it is now, or the part of that to be judged
  private @Nullable Judgement now(Judge by, Event event, Expr value, Judgement wrong) {
    Claim claim = wrong.claim();
    Scene scene = by.scene();
    if (!isKnown(event.value(), scene) || !scene.fits(value)) {
      return null;
    }
    if (wrong.isEqual() && claim.before() == null && event.value().equals(claim.event().value())) {
      return wrong; // nothing has become of it
    }
    Shape shape = event.value().shape();
    try {
      List<Values> values = scene.values(value);
      if (claim.isStep()) {
        return by.of(claim, claim.pairs(), shape, values);
      }
      if (wrong.reading() != null && wrong.pair() != null) {
        return by.fits(shape, wrong.reading())
            ? by.of(claim, List.of(wrong.pair()), shape, values)
            : null;
      }
      boolean spread = wrong.pair() != null && Spread.is(wrong.pair().variable().shape(), shape);
      return spread ? null : by.of(claim, claim.pairs(), shape, values);
    } catch (LeibnizException e) {
      return null; // it has no value, so it is no remedy
    }
  }

  private static boolean isKnown(Expr value, Scene scene) {
    return !scene.points().isEmpty()
        && scene.points().getFirst().knows(value)
        && scene.points().stream().allMatch(p -> Sizes.fit(List.of(value), p.sizes()));
  }

  /// The event of the changed run that is this one: as many of its kind come after it, however
  /// often a loop runs.
  static @Nullable Event same(Run run, Run base, Event event) {
    int frame = frame(run, base, event.frame());
    List<Event> before = like(base, event, event.frame(), false);
    List<Event> after = like(run, event, frame, false);
    if (after.isEmpty()) { // the statement is elsewhere
      before = like(base, event, event.frame(), true);
      after = like(run, event, frame, true);
    }
    boolean adds = event.kind() == Event.Kind.ASSIGN && after.stream().allMatch(Rerun::isChange);
    if (adds && !after.isEmpty()) {
      return after.getLast(); // what each round set anew is now added up by all of them
    }
    int at = after.size() - (before.size() - before.indexOf(event));
    return at < 0 || at >= after.size() ? null : after.get(at);
  }

  private static boolean isChange(Event event) {
    return event.kind() == Event.Kind.CHANGE;
  }

  private static List<Event> like(Run run, Event event, int frame, boolean anywhere) {
    return run.events().stream()
        .filter(e -> e.frame() == frame && e.target().equals(event.target()))
        .filter(e -> anywhere || e.statement().line() == event.statement().line())
        .toList();
  }

  /// The call of the changed run that is this one: the same of as many of its function. The changed
  /// statement may call others, and all that come later have other numbers then.
  private static int frame(Run run, Run base, int frame) {
    String function = base.following().frames().get(frame).function();
    List<Integer> before = calls(base, function);
    List<Integer> after = calls(run, function);
    return before.size() == after.size() ? after.get(before.indexOf(frame)) : frame;
  }

  private static List<Integer> calls(Run run, String function) {
    return run.following().frames().stream()
        .filter(f -> f.function().equals(function))
        .map(Frame::id)
        .toList();
  }
}
