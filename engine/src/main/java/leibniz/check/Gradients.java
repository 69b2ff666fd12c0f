package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.ir.Dim;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Span;
import leibniz.python.Statement;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// The gradients of a program, judged.
final class Gradients {
  private static final double SMALL = 0.05;
  private static final long JUDGING = 1_400_000; // units of work for what has names of gradients
  private static final long ONE = 700_000; // for one gradient
  private static final String LONG = "it takes too much work to be compared";

  private final Start start;
  private final Chain chain;
  private final Losses losses;
  private final List<Finding> findings;
  private final List<Checked> checked;
  private final CutLoops cuts;
  private final @Nullable Span defined; // the function that is the gradient, if one is
  private List<Claim> known = List.of();

  private Gradients(
      Start start,
      Chain chain,
      Losses losses,
      List<Finding> findings,
      List<Checked> checked,
      @Nullable Span defined) {
    this.start = start;
    this.chain = chain;
    this.losses = losses;
    this.findings = findings;
    this.checked = checked;
    this.cuts = new CutLoops(chain);
    this.defined = defined;
  }

  /// What has a name of a gradient.
  static Outcome named(Start start) {
    List<Finding> findings = new ArrayList<>();
    List<Checked> checked = new ArrayList<>();
    Chain chain = Chain.of(start.run());
    if (chain == null) {
      return new Outcome(findings, checked, false);
    }
    Gradients all = new Gradients(start, chain, new Losses(chain), findings, checked, null);
    try {
      return new Outcome(findings, checked, Effort.within(JUDGING, all::check));
    } catch (Effort.Spent e) {
      all.leave();
      return new Outcome(findings, checked, false);
    }
  }

  /// No work is left: of what was not told yet, nothing is known.
  private void leave() {
    for (Claim claim : known) {
      Span place = claim.event().statement();
      if (checked.stream().noneMatch(c -> c.span().equals(place))) {
        Diagnosis.Told open =
            new Diagnosis.Told(Judgement.open(claim, LONG), Diagnosis.Meaning.OPEN, LONG);
        checked.add(checked(open, new Proof(chain, losses), 0));
      }
    }
  }

  /// What a derivative returns; null if it cannot be judged.
  static @Nullable Outcome of(Partners.Pair pair) {
    Chain chain = Chain.of(pair.start().run());
    if (chain == null) {
      return null;
    }
    List<Finding> findings = new ArrayList<>();
    List<Checked> checked = new ArrayList<>();
    new Gradients(pair.start(), chain, new Losses(chain), findings, checked, pair.place())
        .check(pair);
    return new Outcome(findings, checked, false);
  }

  /// Judges all, and says whether by an error that the program goes back from, not by a loss.
  private boolean check() {
    List<Claim> claims = Finder.claims(chain, losses);
    known = claims;
    Judge judge = judge(claims);
    List<Judgement> judgements = judged(judge, claims);
    if (judgements.stream().anyMatch(j -> j.reason().equals(Judge.INFINITE))
        && judgements.stream().noneMatch(Judgement::isDecided)) {
      judge = judge(claims, SMALL); // layers that are wide saturate
      judgements = judged(judge, claims);
    }
    List<Claim> whole = judgements.stream().map(this::inAll).toList();
    if (!whole.equals(claims)) {
      judge = judge(whole);
      judgements = judged(judge, whole);
    }
    if (judgements.stream().noneMatch(Judgement::isDecided)) {
      Seeded best = seeded(claims);
      if (best != null) {
        best.by.tell(best.judge, best.judgements);
        return true;
      }
    }
    tell(judge, judgements);
    return false;
  }

  private List<Judgement> judged(Judge judge, List<Claim> claims) {
    return claims.stream()
        .map(c -> judged(judge, c))
        .map(new Spread(chain)::of)
        .map(new HandedOn(chain, judge)::of)
        .map(this::sure)
        .toList();
  }

  /// One that takes too much work leaves the others theirs.
  private static Judgement judged(Judge judge, Claim claim) {
    try {
      return Effort.within(ONE, () -> judge.of(claim));
    } catch (Effort.Spent e) {
      return Judgement.open(claim, LONG);
    }
  }

  /// What is wrong for the cotangent that its function is handed may be right for the whole loss.
  private Claim inAll(Judgement j) {
    Claim c = j.claim();
    if (!j.isWrong() || c.isStep() || j.pair() == null || !j.pair().loss().isWeighted()) {
      return c;
    }
    List<Claim.Pair> pairs = Finder.inAll(chain, losses, c);
    Claim whole = new Claim(c.group(), c.said(), pairs, c.name(), c.before());
    return judge(List.of(whole)).of(whole).isEqual() ? whole : c;
  }

  /// Whether data goes into a gradient that does not go into the loss: then it may be the gradient
  /// of something else.
  private boolean isForeign(Claim claim, Loss loss) {
    Set<Expr> own = new HashSet<>(inputs(claim.event().value()));
    if (claim.before() != null) {
      own.removeAll(inputs(claim.before().value()));
    }
    Set<Expr> others = new HashSet<>();
    loss.parts().forEach(part -> others.addAll(inputs(chain.inInputs(part.function()))));
    return own.stream().noneMatch(others::contains) // of another run of the same function
        || own.stream().anyMatch(input -> input.rank() > 0 && !others.contains(input));
  }

  private static List<Expr> inputs(Expr value) {
    return value.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
  }

  /// The gradients of a program without a loss.
  private record Seeded(Gradients by, Judge judge, List<Judgement> judgements, long right) {}

  private @Nullable Seeded seeded(List<Claim> claims) {
    Seeded best = null;
    double spent = 0;
    List<Claim> all = claims.isEmpty() ? Finder.steps(chain) : claims;
    List<Loss> losses = Seeds.of(chain, all);
    boolean multiples = true;
    for (int k = 0; k < losses.size(); k++) {
      if (k % 2 == 1 && !multiples) {
        continue; // minus the one before, of which nothing was a multiple
      }
      Losses only = new Losses(chain, losses.get(k));
      List<Claim> own = Finder.claims(chain, only);
      Gradients by = new Gradients(start, chain, only, findings, checked, defined);
      Judge judge = by.judge(own).after(spent);
      List<Judgement> judgements = own.stream().map(judge::of).toList();
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
        break; // nothing speaks against it
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

  /// What is no multiple of the derivative of an array that may be no loss at all may be the
  /// gradient of something else.
  private Judgement sure(Judgement j) {
    Claim.Pair pair = j.pair();
    if (!j.isWrong() || pair == null) {
      return j;
    }
    Loss loss = pair.loss();
    boolean minus =
        !j.scales().isEmpty() && j.scales().stream().allMatch(s -> Math.abs(s + 1) < 1e-6);
    if (minus && !loss.isWeighted() && j.claim().name().startsWith("what ")) {
      return Judgement.open(j.claim(), "it is minus the gradient, which a step may add");
    }
    if (loss.isWeighted() && goesBackFromOne(j.claim().event())) {
      return Judgement.open(j.claim(), "it is for a cotangent with one entry that is not 0");
    }
    if (j.outcome() == Judgement.Outcome.MISSHAPED && isReducedLater(j.claim(), pair)) {
      return Judgement.open(j.claim(), "it is summed or averaged only where it is used");
    }
    if (j.outcome() == Judgement.Outcome.MISSHAPED
        && (pair.name().startsWith("return") || j.claim().said().wrt().isEmpty())) {
      return Judgement.open(j.claim(), "it is not clear by what it is the gradient");
    }
    String passed = passed(j.claim(), pair);
    if (!passed.isEmpty()) {
      return Judgement.open(j.claim(), passed);
    }
    if (!loss.isWeighted() && isForeign(j.claim(), loss)) {
      return Judgement.open(
          j.claim(), "it is made of what " + loss.name() + " is not made of, too");
    }
    boolean nameless = j.claim().event().kind() == Event.Kind.RETURN;
    if (j.outcome() == Judgement.Outcome.MISSHAPED
        && nameless
        && chain.base().frame(j.claim().event()).drawn()) {
      return Judgement.open(
          j.claim(), "it is never called, and the shapes of its arguments are not known");
    }
    boolean array = loss.shape().dims().stream().anyMatch(d -> !d.isOne());
    if (array && !loss.isWeighted() && chain.base().frame(j.claim().event()).drawn()) {
      return Judgement.open(
          j.claim(), "it is never called, and the shapes of its arguments are not known");
    }
    boolean named = loss.name().equals(j.claim().said().of());
    return !loss.isWeighted() && !named && !LossNames.isFirm(loss.name(), array)
        ? Judgement.open(j.claim(), "it may be the gradient of something else than " + loss.name())
        : j;
  }

  /// Why what is differentiated may be something else than what the derivative is of; empty if
  /// nothing says so.
  private String passed(Claim claim, Claim.Pair pair) {
    Expr derivative = losses.derivatives(pair.loss()).get(pair.variable());
    if (derivative != null && derivative.isZero()) {
      return pair.loss().name() + " varies with " + pair.name() + " in steps only";
    }
    return cuts.leave(claim, pair)
        ? "it does not go back through a loop that is cut short here"
        : "";
  }

  private boolean goesBackFromOne(Event event) {
    Span definition = chain.base().frame(event).definition();
    return new Statements(start.run().program())
        .all().stream()
            .anyMatch(s ->
                s instanceof Statement.Function f && f.span().equals(definition) && OneEntry.is(f));
  }

  /// Whether a gradient has entries for all samples until it is used: `w = np.mean(w - lr * dw)`.
  private boolean isReducedLater(Claim claim, Claim.Pair pair) {
    Chain.Link own = chain.link(claim.event().value());
    List<Dim> shape = Judge.squeezed(pair.variable().shape());
    return own != null
        && chain.base().events().stream()
            .anyMatch(e ->
                e.index() > claim.event().index()
                    && GradientName.of(e.target()) == null
                    && Judge.squeezed(e.value().shape()).equals(shape)
                    && chain.parents(chain.function(e)).contains(own)
                    && chain.function(e).inOrder().contains(pair.variable()));
  }

  /// A function that is the derivative of another one, in terms of its input or of its output.
  private void check(Partners.Pair pair) {
    for (Partners.Part part : pair.parts()) {
      check(pair, part);
    }
  }

  private void check(Partners.Pair pair, Partners.Part part) {
    Claim claim = decidable(Partners.claim(pair, part, chain, part.event()));
    if (claim.pairs().isEmpty()) {
      return;
    }
    Judge judge = judge(List.of(claim));
    Judgement judgement = judge.of(claim);
    if (!judgement.isEqual() && part.output() != null) {
      Claim other = Partners.claim(pair, part, chain, part.output());
      Judge second = judge(List.of(other));
      if (second.of(other).isEqual()) {
        tell(second, List.of(second.of(other)));
        return;
      }
    }
    boolean minus =
        judgement.outcome() == Judgement.Outcome.SCALED
            && judgement.scales().stream().allMatch(scale -> Math.abs(scale + 1) < 1e-6);
    Derivatives.Callable derivative = pair.named().derivative();
    boolean climbs = Climbing.climbs(start.run().program(), derivative.call());
    if (minus && (climbs || DerivativeNames.isMinus(derivative.name()))) {
      String words =
          climbs ? "minus the gradient, and the step adds it" : "a force, with the other sign";
      Diagnosis.Told told = new Diagnosis.Told(judgement, Diagnosis.Meaning.CONVENTION, words);
      checked.add(checked(told, new Proof(chain, losses), 0));
      return;
    }
    String rounded = judgement.isWrong() ? rounded(pair, judge, judgement) : "";
    if (!rounded.isEmpty()) {
      Judgement open = Judgement.open(claim, rounded);
      Diagnosis.Told told = new Diagnosis.Told(open, Diagnosis.Meaning.OPEN, rounded);
      checked.add(checked(told, new Proof(chain, losses), 0));
      return;
    }
    boolean entries = !judgement.isEqual() && pair.f().value().rank() > 0;
    boolean handed = !pair.named().at().isEmpty(); // to a minimiser
    if (entries && !handed && (pair.isLabelled() || pair.isUnsure(judgement))) {
      return; // labels of -1 and 1 are drawn as any numbers, and their squares are left out
    }
    Claim.Pair by = judgement.pair();
    String passed = judgement.isWrong() && by != null ? passed(claim, by) : "";
    if (!passed.isEmpty()) {
      judgement = Judgement.open(claim, passed);
    }
    boolean several = // the derivatives by some numbers in one array
        by != null && by.variable().rank() == 0 && pair.named().function().required().size() > 1;
    boolean shape = judgement.outcome() == Judgement.Outcome.MISSHAPED;
    if (!(shape && (pair.guessed() || several || pair.isOtherwise()))) {
      tell(judge, List.of(judgement));
    }
  }

  private static final double ROUNDED = 2e-3;
  private static final Pattern DIGITS = Pattern.compile("\\d*\\.0*[1-9]\\d{4,}");

  /// Why what a derivative returns may be meant though it is something else: constants are written
  /// with some digits only, or the sum of what the function returns does not vary at all, so that
  /// the diagonal of its Jacobian is all there could be. Empty if there is no such reason.
  private String rounded(Partners.Pair pair, Judge judge, Judgement judgement) {
    if (judgement.rho() < ROUNDED
        && DIGITS.matcher(new Text(start.run().program().source()).at(pair.body())).find()) {
      return "it differs by less than the digits of its constants tell";
    }
    boolean constant =
        judgement.reading() != null
            && pair.f().value().rank() > 0
            && judge.right(judgement).stream()
                .allMatch(v -> Arrays.stream(v.re()).allMatch(x -> Math.abs(x) < 1e-12));
    return constant ? "it could be the diagonal of a Jacobian only" : "";
  }

  /// By what the function does depend on.
  private Claim decidable(Claim claim) {
    List<Claim.Pair> pairs =
        claim.pairs().stream()
            .filter(p -> losses.derivatives(p.loss()).containsKey(p.variable()))
            .toList();
    return new Claim(claim.group(), claim.said(), pairs, claim.name(), claim.before());
  }

  private Judge judge(List<Claim> claims) {
    return judge(claims, 1);
  }

  private Judge judge(List<Claim> claims, double scale) {
    Set<Expr> functions = new LinkedHashSet<>();
    for (Claim claim : claims) {
      functions.add(claim.function(chain));
      for (Claim.Pair pair : claim.pairs()) {
        for (Loss.Part part : pair.loss().parts()) {
          functions.add(part.function());
          if (part.cotangent() != null) {
            functions.add(part.cotangent());
          }
        }
      }
    }
    return new Judge(chain, losses, Scene.of(chain, functions, scale));
  }

  private void tell(Judge judge, List<Judgement> judgements) {
    OtherReadings readings = new OtherReadings(chain, losses, judge, judgements);
    Diagnosis diagnosis = new Diagnosis(chain, judge, judgements, readings);
    List<Claim> claims = judgements.stream().map(Judgement::claim).toList();
    Suspects places = new Suspects(chain, judgements);
    Trial trial = new Trial(start, chain, judge, claims);
    Origins origins = new Origins(chain, diagnosis, readings, places, trial);
    Proof proof = new Proof(chain, losses);
    List<Diagnosis.Told> all = diagnosis.tell();
    Map<Judgement, Origins.Origin> found = origins.of(all);
    int first = 0; // the line everything wrong later may follow from
    for (Diagnosis.Told one : all) {
      if (isSilent(one, diagnosis)) {
        continue;
      }
      Judgement judgement = one.judgement();
      Origins.Origin origin = found.get(judgement);
      boolean follows = one.meaning() == Diagnosis.Meaning.ORIGIN && origin == null;
      Diagnosis.Told told =
          follows ? new Diagnosis.Told(judgement, Diagnosis.Meaning.CONSEQUENCE, "") : one;
      checked.add(checked(told, proof, first));
      if (told.meaning() == Diagnosis.Meaning.RIGHT && defined == null) {
        new Remarks(start.run(), findings).of(judgement, new Diagonals(chain, judge));
      }
      if (told.meaning() == Diagnosis.Meaning.RENAMED) {
        new Remarks(start.run(), findings).renamed(judgement, told.words());
      }
      if (origin != null) {
        Span place = new Places(chain, judge, judgements).of(judgement, origin.suspects());
        Finding finding =
            new Wording(chain, judge, losses, trial, judgements)
                .of(judgement, origin.change(), origin.by(), place);
        findings.add(finding);
        first = finding.problem().marks().getFirst().span().line();
      }
    }
  }

  /// A name such as `dh_raw` or `delta` that means no variable of the program says nothing that
  /// could be checked, if gradients that do are made of it.
  private static boolean isSilent(Diagnosis.Told told, Diagnosis diagnosis) {
    Judgement j = told.judgement();
    boolean vague = j.claim().said().wrt().isEmpty() && !j.claim().said().strong();
    return told.meaning() == Diagnosis.Meaning.OPEN
        && (vague
            || j.claim().pairs().isEmpty()
                && (!diagnosis.ends(j).isEmpty() || !j.claim().said().strong()));
  }

  private Span placed(Judgement j) {
    return defined != null ? defined : j.claim().event().statement();
  }

  private Checked checked(Diagnosis.Told told, Proof proof, int first) {
    Judgement j = told.judgement();
    Claim.Pair pair = j.pair();
    Checked.Status status =
        switch (told.meaning()) {
          case RIGHT, CONVENTION, RENAMED -> Checked.Status.VERIFIED;
          case ORIGIN, CONSEQUENCE -> Checked.Status.REFUTED;
          case OPEN -> Checked.Status.UNVERIFIED;
        };
    boolean proved = told.meaning() == Diagnosis.Meaning.RIGHT && proof.of(j);
    String reason =
        switch (told.meaning()) {
          case RIGHT, ORIGIN -> "";
          case CONVENTION, RENAMED, OPEN -> told.words();
          case CONSEQUENCE -> "it follows from line " + first;
        };
    return new Checked(
        Checked.Kind.GRADIENT,
        j.claim().name(),
        pair == null ? "" : pair.loss().name(),
        pair == null ? "" : pair.name(),
        placed(j),
        j.reading() == null ? "" : j.reading().words(),
        status,
        status == Checked.Status.UNVERIFIED
            ? Checked.Method.NONE
            : proved ? Checked.Method.PROVED : Checked.Method.NUMERIC,
        proved ? 0 : told.meaning() == Diagnosis.Meaning.CONVENTION ? Double.NaN : j.rho(),
        reason);
  }
}
