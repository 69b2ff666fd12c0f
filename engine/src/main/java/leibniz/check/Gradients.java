package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// The gradients of a program, judged.
final class Gradients {
  private static final double SMALL = 0.05;
  private static final long JUDGING = 1_400_000; // units of work for what has names of gradients
  private static final long TELLING = 1_200_000; // for what there is to say of them
  private static final long ONE = 700_000; // for one gradient
  private static final String WAY = "the program goes its way by values it is made of";

  private final Chain chain;
  private final Losses losses;
  private final Doubts doubts;
  private final Telling telling;
  private List<Claim> known = List.of();

  /// What is to be told.
  ///
  /// @param by who found it
  /// @param seeded whether by an error that the program goes back from, not by a loss
  private record Judged(Gradients by, Judge judge, List<Judgement> judgements, boolean seeded) {}

  private Gradients(Chain chain, Losses losses, Telling telling) {
    this.chain = chain;
    this.losses = losses;
    this.doubts = new Doubts(chain, losses);
    this.telling = telling;
  }

  /// What has a name of a gradient.
  ///
  /// @param least if no more than this many are right, nothing is told: that takes long
  static Outcome named(Start start, long least) {
    List<Finding> findings = new ArrayList<>();
    List<Checked> checked = new ArrayList<>();
    Chain chain;
    String why = WAY;
    try {
      chain = Effort.within(JUDGING, start::chain);
    } catch (Effort.Spent e) {
      chain = null;
      why = TooMuch.WORK;
    }
    if (chain == null) {
      return new Outcome(findings, byName(start.run(), why), false);
    }
    Losses losses = new Losses(chain);
    Telling telling = new Telling(start, chain, losses, findings, checked, null);
    Gradients all = new Gradients(chain, losses, telling);
    Judged found = Effort.atMost(JUDGING, all::judged);
    Judged told = found == null ? null : Effort.atMost(TELLING, () -> found.by.told(found, least));
    if (told == null) {
      telling.rest(all.known, TooMuch.WORK); // of what was not told, nothing is known
    }
    return new Outcome(findings, checked, found != null && found.seeded);
  }

  /// What is called like a gradient by a value of the program, where no other values can be put in
  /// place of those it has.
  ///
  /// @param why none can
  private static List<Checked> byName(Run run, String why) {
    Set<String> names = new HashSet<>();
    run.events().forEach(e -> names.addAll(Variables.names(e.target())));
    Map<String, Checked> found = new LinkedHashMap<>();
    for (Event event : run.events()) {
      GradientName said = GradientName.of(event.target());
      boolean bound = event.kind() == Event.Kind.ASSIGN || event.kind() == Event.Kind.CHANGE;
      if (bound
          && said != null
          && event.value().constant() == null
          && said.wrt().stream().anyMatch(w -> names.contains(Variables.plain(w)))) {
        found.put(event.target(), Checked.open(event.target(), event.statement(), why));
      }
    }
    return List.copyOf(found.values());
  }

  private Judged told(Judged found, long least) {
    telling.tell(found.judge, found.judgements, least);
    return found;
  }

  private Judged judged() {
    List<Claim> claims = Finder.claims(chain, losses);
    known = claims;
    Judge judge = alive(claims);
    List<Judgement> found = judged(judge, claims);
    if (found.stream().anyMatch(j -> j.reason().equals(Judge.INFINITE))
        && sure(judge, found).stream().noneMatch(Judgement::isDecided)) {
      judge = judge(claims, SMALL); // layers that are wide saturate
      found = judged(judge, claims);
    }
    List<Judgement> first = sure(judge, found);
    Reframed reframed = new Reframed(chain, losses, first);
    ReportedMean mean = new ReportedMean(chain, judge, found);
    ReportedSum sum = new ReportedSum(chain, found);
    List<Claim> whole =
        first.stream()
            .map(j -> Effort.within(ONE, j.claim(), () -> sum.of(mean.of(reframed.of(j)))))
            .toList();
    if (!whole.equals(claims)) {
      judge = alive(whole);
      found = judged(judge, whole);
    }
    List<Judgement> judgements = sure(judge, found);
    if (judgements.stream().noneMatch(j -> j.isDecided() || AfterSteps.isReason(j))) {
      Seeded best = Effort.atMost(JUDGING, () -> seeded(claims));
      if (best != null) {
        return new Judged(best.by, best.judge, best.judgements, true);
      }
    }
    Judge fitting = fitting(judge, judgements);
    if (fitting != null) {
      judge = fitting;
      judgements = again(fitting, judgements);
    }
    OtherReadings readings = new OtherReadings(chain, losses, judge, judgements);
    Evidence evidence =
        new Evidence(chain, losses, doubts, telling.brief(judge, judgements), readings);
    return new Judged(this, judge, evidence.of(found, judgements), false);
  }

  /// What judges with matrices for which more is right than for any, where something is wrong
  /// whatever was not read: what makes it right may do so for such alone, as for labels whose rows
  /// sum to 1. Null where that is not known.
  private @Nullable Judge fitting(Judge judge, List<Judgement> sure) {
    List<Claim> open =
        sure.stream()
            .filter(j -> j.reason().equals(Doubts.NOT_READ))
            .map(Judgement::claim)
            .toList();
    Set<Expr> drawn = open.isEmpty() ? Set.of() : doubts.drawnMatrices(open.getFirst());
    boolean wrong =
        !drawn.isEmpty()
            && sure.stream()
                .anyMatch(j -> j.isWrong() && doubts.drawnMatrices(j.claim()).equals(drawn));
    return wrong
        ? Effort.atMost(ONE, () -> new Structured(chain, losses, judge).fitting(open, drawn))
        : null;
  }

  /// The same gradients by another judge, as far as he says the same of them.
  private static List<Judgement> again(Judge by, List<Judgement> sure) {
    return sure.stream()
        .map(j -> {
          Judgement now = j.isDecided() ? within(j.claim(), () -> by.of(j.claim())) : j;
          return now.outcome() == j.outcome() ? now : j;
        })
        .toList();
  }

  private List<Judgement> judged(Judge judge, List<Claim> claims) {
    List<Judgement> found =
        claims.stream()
            .map(c -> judged(judge, c))
            .map(new Spread(chain)::of)
            .map(new HandedOn(chain, judge)::of)
            .map(new DrawnScalar(chain, losses, judge)::of)
            .toList();
    return new FormerNames(chain, losses).of(new SameLoss(judge).of(found));
  }

  private List<Judgement> sure(Judge judge, List<Judgement> found) {
    return found.stream().map(j -> within(j.claim(), () -> sure(judge, j))).toList();
  }

  private Judgement sure(Judge judge, Judgement j) {
    Judgement sure = doubts.sure(j);
    boolean anyway =
        sure.reason().equals(Doubts.NOT_READ)
            && isAsLong(doubts.drawnMatrices(j.claim()))
            && new Structured(chain, losses, judge).isWrong(j, doubts.drawnMatrices(j.claim()));
    return anyway ? doubts.sure(j, List.of(Doubts.NOT_READ)) : sure;
  }

  /// Whether there are as many samples of what was drawn as of some other input: else they may be
  /// more than there are targets.
  private boolean isAsLong(Set<Expr> drawn) {
    return drawn.stream()
        .allMatch(d ->
            chain.base().events().stream()
                .filter(e -> e.value().head() instanceof Head.Var && !e.value().equals(d))
                .flatMap(e -> e.value().shape().dims().stream())
                .anyMatch(d.shape().get(0)::equals));
  }

  /// One that takes too much work leaves the others theirs.
  private Judgement judged(Judge judge, Claim claim) {
    return within(claim, () -> new Calm(chain, losses).of(judge, judge.of(claim)));
  }

  private static Judgement within(Claim claim, Supplier<Judgement> work) {
    return Effort.within(ONE, Judgement.open(claim, TooMuch.WORK), work);
  }

  /// The gradients of a program without a loss.
  private record Seeded(Gradients by, Judge judge, List<Judgement> judgements, long right) {}

  private @Nullable Seeded seeded(List<Claim> claims) {
    Seeded best = null;
    double spent = 0;
    List<Claim> all = claims.isEmpty() ? Finder.steps(chain) : claims;
    for (List<Loss> ways : Seeds.of(chain, all)) {
      boolean multiples = true;
      for (Loss way : ways) {
        if (!multiples) {
          break; // minus the one before, of which nothing was a multiple
        }
        Losses only = losses.only(way);
        List<Claim> own = Finder.claims(chain, only);
        Gradients by = new Gradients(chain, only, telling.of(only));
        Judge judge = by.judge(own).after(spent);
        Decay decay = new Decay(chain, judge);
        List<Judgement> found = by.judged(judge, own).stream().map(decay::of).toList();
        List<Judgement> judgements =
            by.sure(judge, found).stream()
                .map(by.doubts::ofOneSeed)
                .map(j -> by.doubts.ofOneSeedAlone(j, judge, decay.rest(j), decay.rest(j, found)))
                .toList();
        multiples = judgements.stream().anyMatch(j -> j.outcome() == Judgement.Outcome.SCALED);
        spent = judge.work();
        if (judge.isSpent()) {
          return best;
        }
        long right = judgements.stream().filter(Gradients::fits).count();
        if (right > (best == null ? 0 : best.right)) {
          best = new Seeded(by, judge, judgements, right);
        }
        if (right > 0 && judgements.stream().noneMatch(j -> j.isWrong() && !fits(j))) {
          return best; // nothing speaks against it
        }
      }
    }
    return best;
  }

  /// Whether a gradient is right, or a step goes downhill.
  private static boolean fits(Judgement j) {
    return j.isEqual()
        || j.claim().isStep()
            && j.outcome() == Judgement.Outcome.SCALED
            && j.scales().stream().allMatch(s -> s < 0);
  }

  /// With smaller numbers where rectifiers let nothing through, if they do then: less of what is
  /// drawn has the same sign there.
  private Judge alive(List<Claim> claims) {
    Judge judge = judge(claims);
    Judge other = isDead(judge) ? judge(claims, SMALL) : judge;
    return isDead(other) ? judge : other;
  }

  private static boolean isDead(Judge judge) {
    return judge.scene().points().stream().anyMatch(Point::isDead);
  }

  private Judge judge(List<Claim> claims) {
    return judge(claims, 1);
  }

  private Judge judge(List<Claim> claims, double scale) {
    return Judge.of(chain, losses, claims, scale);
  }
}
