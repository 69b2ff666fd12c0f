package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.trace.Event;
import org.jspecify.annotations.Nullable;

/// The gradients of a program, judged.
final class Gradients {
  private final Start start;
  private final Chain chain;
  private final Losses losses;
  private final List<Finding> findings;
  private final List<Checked> checked;
  private final @Nullable Span defined; // the function that is the gradient, if one is

  private Gradients(
      Start start,
      Chain chain,
      List<Finding> findings,
      List<Checked> checked,
      @Nullable Span defined) {
    this.start = start;
    this.chain = chain;
    this.losses = new Losses(chain);
    this.findings = findings;
    this.checked = checked;
    this.defined = defined;
  }

  static void of(Start start, List<Finding> findings, List<Checked> checked) {
    Chain chain = Chain.of(start.run());
    if (chain != null) {
      new Gradients(start, chain, findings, checked, null).check();
    }
    if (Partners.mayBe(start.run().program())) {
      for (Partners.Pair pair : Partners.of(start)) {
        Chain both = Chain.of(pair.start().run());
        if (both != null) {
          new Gradients(pair.start(), both, findings, checked, pair.place()).check(pair);
        }
      }
    }
  }

  private void check() {
    List<Claim> claims = Finder.claims(chain, losses);
    Judge judge = judge(claims);
    tell(judge, claims.stream().map(judge::of).toList());
  }

  /// A function that is the derivative of another one, in terms of its input or of its output.
  private void check(Partners.Pair pair) {
    Claim claim = Partners.claim(pair, chain, pair.g());
    if (!claim
            .pairs()
            .getFirst()
            .loss()
            .parts()
            .getFirst()
            .function()
            .contains(claim.pairs().getFirst().variable())
        && !losses
            .derivatives(claim.pairs().getFirst().loss())
            .containsKey(claim.pairs().getFirst().variable())) {
      return;
    }
    Judge judge = judge(List.of(claim));
    Judgement judgement = judge.of(claim);
    if (!judgement.isEqual() && pair.output() != null) {
      Claim other = Partners.claim(pair, chain, pair.output());
      Judge second = judge(List.of(other));
      if (second.of(other).isEqual()) {
        tell(second, List.of(second.of(other)));
        return;
      }
    }
    if (!(pair.guessed() && judgement.outcome() == Judgement.Outcome.MISSHAPED)) {
      tell(judge, List.of(judgement));
    }
  }

  private Judge judge(List<Claim> claims) {
    Set<Expr> functions = new LinkedHashSet<>();
    for (Claim claim : claims) {
      functions.add(claim.function(chain));
      claim.pairs().forEach(p -> p.loss().parts().forEach(part -> functions.add(part.function())));
    }
    return new Judge(chain, losses, Scene.of(chain, functions));
  }

  private void tell(Judge judge, List<Judgement> judgements) {
    Diagnosis diagnosis = new Diagnosis(chain, losses, judge, judgements);
    Trial trial = new Trial(start, chain, judge);
    Proof proof = new Proof(chain, losses);
    int first = 0; // the line everything wrong later may follow from
    List<Slip> slips = new ArrayList<>();
    List<Diagnosis.Told> all = diagnosis.tell();
    List<Judgement> origins =
        all.stream()
            .filter(t -> t.meaning() == Diagnosis.Meaning.ORIGIN)
            .map(Diagnosis.Told::judgement)
            .toList();
    for (Diagnosis.Told told : all) {
      if (isSilent(told, diagnosis)) {
        continue;
      }
      Judgement wrong = told.judgement();
      boolean origin = told.meaning() == Diagnosis.Meaning.ORIGIN;
      if (origin && slips.stream().anyMatch(s -> trial.helps(s, List.of(wrong)))) {
        told = new Diagnosis.Told(wrong, Diagnosis.Meaning.CONSEQUENCE, "");
        origin = false;
      }
      checked.add(checked(told, proof, first));
      if (told.meaning() == Diagnosis.Meaning.RIGHT && defined == null) {
        new Remarks(start.run(), findings).of(told.judgement());
      }
      if (origin) {
        List<Judgement> ends = diagnosis.ends(wrong);
        List<Event> suspects = diagnosis.suspects(wrong, origins);
        Trial.Found found = trial.find(ends.isEmpty() ? List.of(wrong) : ends, suspects);
        Finding finding = new Wording(judge).of(wrong, found, place(wrong, suspects));
        findings.add(finding);
        first = finding.problem().marks().getFirst().span().line();
        if (found != null) {
          slips.add(found.slip());
        }
      }
    }
  }

  /// Where to point if no change helps: at the gradient, or into the function that computes it.
  private Span place(Judgement wrong, List<Event> suspects) {
    Event event = wrong.claim().event();
    Chain.Link own = chain.link(event.value());
    if (event.target().endsWith("__")) {
      for (Event suspect : suspects) {
        if (suspect.kind() == Event.Kind.RETURN) {
          return suspect.statement();
        }
      }
    }
    return own != null && own.event().index() < event.index()
        ? own.event().statement()
        : event.statement();
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
          case RIGHT, CONVENTION -> Checked.Status.VERIFIED;
          case ORIGIN, CONSEQUENCE -> Checked.Status.REFUTED;
          case OPEN -> Checked.Status.UNVERIFIED;
        };
    boolean proved = told.meaning() == Diagnosis.Meaning.RIGHT && proof.of(j);
    String reason =
        switch (told.meaning()) {
          case RIGHT, ORIGIN -> "";
          case CONVENTION, OPEN -> told.words();
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
        proved ? 0 : j.rho(),
        reason);
  }
}
