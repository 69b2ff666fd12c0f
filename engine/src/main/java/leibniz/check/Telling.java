package leibniz.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// Says of gradients that are judged what there is to say: what was checked, and what is wrong.
final class Telling {
  private static final long BRIEF = 200_000; // units of work

  private final Start start;
  private final Chain chain;
  private final Losses losses;
  private final List<Finding> findings;
  private final List<Checked> checked;
  private final @Nullable Span defined; // the function that is the gradient, if one is

  Telling(
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
    this.defined = defined;
  }

  /// The same of a program whose gradients are taken to be of something else.
  Telling of(Losses others) {
    return new Telling(start, chain, others, findings, checked, defined);
  }

  /// All of them, in their order.
  void tell(Judge judge, List<Judgement> judgements) {
    tell(judge, judgements, -1);
  }

  /// All of them if more than so many are right; else none.
  void tell(Judge judge, List<Judgement> judgements, long least) {
    OtherReadings readings = new OtherReadings(chain, losses, judge, judgements);
    Diagnosis diagnosis = new Diagnosis(chain, judge, judgements, readings);
    Suspects places = new Suspects(chain, losses, judgements);
    Trial trial = trial(judge, judgements);
    Origins origins = new Origins(chain, diagnosis, readings, places, trial, new Projected(judge));
    Proof proof = new Proof(chain, losses);
    List<Told> all = diagnosis.tell();
    if (all.stream().filter(Told::isVerified).count() <= least) {
      return;
    }
    Map<Judgement, Origins.Origin> found = origins.of(all);
    List<Judgement> unmended =
        found.entrySet().stream()
            .filter(e -> e.getValue().change() == null)
            .map(Map.Entry::getKey)
            .toList();
    Set<Span> told = new HashSet<>(); // where no change makes what is wrong right
    Set<Integer> mended = // lines that a change makes right
        found.values().stream()
            .map(Origins.Origin::change)
            .filter(Objects::nonNull)
            .map(change -> change.statement().span().line())
            .collect(Collectors.toSet());
    int first = 0; // the line everything wrong later may follow from
    for (Told one : all) {
      if (isSilent(one, diagnosis)) {
        continue;
      }
      Judgement judgement = one.judgement();
      Origins.Origin origin = found.get(judgement);
      Span place =
          origin == null
              ? null
              : new Places(chain, judge, judgements).of(judgement, origin.suspects(), unmended);
      boolean again =
          place != null
              && unmended.contains(judgement)
              && (mended.contains(place.line()) || !told.add(place));
      boolean follows = one.meaning() == Told.Meaning.ORIGIN && (place == null || again);
      Told now = follows ? new Told(judgement, Told.Meaning.CONSEQUENCE, "") : one;
      checked.add(checked(now, proof, first == 0 && place != null ? place.line() : first));
      if (now.meaning() == Told.Meaning.RIGHT && defined == null) {
        new Remarks(start.run(), findings).of(judgement, new Diagonals(chain, judge));
      }
      if (now.meaning() == Told.Meaning.RENAMED) {
        new Remarks(start.run(), findings).renamed(judgement, now.words());
      }
      if (origin != null && place != null && !again) {
        Finding finding =
            new Wording(chain, judge, losses, trial, judgements)
                .of(judgement, origin.change(), origin.by(), place);
        findings.add(finding);
        first = finding.problem().marks().getFirst().span().line();
      }
    }
  }

  /// What tries changes that make them right.
  Trial trial(Judge judge, List<Judgement> judgements) {
    return new Trial(start, chain, judge, decided(judgements));
  }

  /// The same that does not try long.
  Trial brief(Judge judge, List<Judgement> judgements) {
    return new Trial(start, chain, judge, decided(judgements), BRIEF);
  }

  /// Those that are to become right or to stay so.
  private static List<Claim> decided(List<Judgement> judgements) {
    return judgements.stream()
        .filter(j -> j.isWrong() || j.isEqual())
        .map(Judgement::claim)
        .toList();
  }

  /// One of which nothing is known.
  void open(Claim claim, String reason) {
    Judgement open = Judgement.open(claim, reason);
    add(new Told(open, Told.Meaning.OPEN, reason));
  }

  /// One that is no error.
  void add(Told told) {
    checked.add(checked(told, new Proof(chain, losses), 0));
  }

  /// Those that were not told yet are open.
  void rest(List<Claim> claims, String reason) {
    for (Claim claim : claims) {
      Span place = claim.event().statement();
      if (checked.stream().noneMatch(c -> c.span().equals(place))) {
        open(claim, reason);
      }
    }
  }

  /// A name such as `dh_raw` or `delta` that means no variable of the program says nothing that
  /// could be checked, if gradients that do are made of it.
  private static boolean isSilent(Told told, Diagnosis diagnosis) {
    Judgement j = told.judgement();
    boolean vague = j.claim().said().wrt().isEmpty() && !j.claim().said().strong();
    return told.meaning() == Told.Meaning.OPEN
        && (vague
            || j.claim().pairs().isEmpty()
                && (!diagnosis.dependents().ends(j).isEmpty() || !j.claim().said().strong()));
  }

  private Span placed(Judgement j) {
    return defined != null ? defined : j.claim().event().statement();
  }

  private Checked checked(Told told, Proof proof, int first) {
    Judgement j = told.judgement();
    Claim.Pair pair = j.pair();
    Checked.Status status =
        switch (told.meaning()) {
          case RIGHT, CONVENTION, RENAMED -> Checked.Status.VERIFIED;
          case ORIGIN, CONSEQUENCE -> Checked.Status.REFUTED;
          case OPEN -> Checked.Status.UNVERIFIED;
        };
    boolean proved = told.meaning() == Told.Meaning.RIGHT && proof.of(j);
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
        proved ? 0 : told.meaning() == Told.Meaning.CONVENTION ? Double.NaN : j.rho(),
        reason);
  }
}
