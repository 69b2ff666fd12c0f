package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// Functions that are the derivatives of others, judged by what they return.
final class Paired {
  private final Start start;
  private final Chain chain;
  private final Losses losses;
  private final Doubts doubts;
  private final Telling telling;

  private Paired(Start start, Chain chain, Losses losses, Telling telling) {
    this.start = start;
    this.chain = chain;
    this.losses = losses;
    this.doubts = new Doubts(chain, losses);
    this.telling = telling;
  }

  /// What a derivative returns; null if it cannot be judged.
  static @Nullable Outcome of(FunctionPair pair) {
    Start start = pair.start();
    Chain chain = start.chain();
    if (chain == null) {
      return null;
    }
    List<Finding> findings = new ArrayList<>();
    List<Checked> checked = new ArrayList<>();
    Losses losses = new Losses(chain);
    Telling telling = new Telling(start, chain, losses, findings, checked, pair.place());
    new Paired(start, chain, losses, telling).check(pair);
    return new Outcome(findings, checked, false);
  }

  /// A function that is the derivative of another one, in terms of its input or of its output.
  private void check(FunctionPair pair) {
    if (!(pair.unread() && unread(pair)) && !together(pair)) {
      for (FunctionPair.Part part : pair.parts()) {
        check(pair, part);
      }
    }
  }

  /// Parts that may be right for what the program hands them, which could not be read, as for
  /// labels whose rows sum to 1: of these nothing is known, and the others are told by such. False
  /// if there are none.
  private boolean unread(FunctionPair pair) {
    List<Claim> claims = claims(pair);
    Judge any = Judge.of(chain, losses, claims, 1);
    Set<Expr> by =
        claims.stream()
            .flatMap(c -> c.pairs().stream())
            .map(Claim.Pair::variable)
            .collect(Collectors.toSet());
    Set<Expr> drawn =
        claims.stream()
            .flatMap(c -> c.event().value().inOrder().stream())
            .filter(e -> e.head() instanceof Head.Var && e.rank() > 1 && !by.contains(e))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Structured structured = new Structured(chain, losses, any);
    List<Judgement> all = claims.stream().map(any::of).toList();
    List<Claim> open =
        all.stream()
            .filter(j -> j.isWrong() && !drawn.isEmpty() && !structured.isWrong(j, drawn))
            .map(Judgement::claim)
            .toList();
    Judge fitting = open.isEmpty() ? null : structured.fitting(open, drawn);
    Judge judge = fitting == null ? any : fitting;
    if (!open.isEmpty()) {
      open.forEach(claim -> telling.open(claim, Doubts.NOT_READ));
      telling.tell(judge, claims.stream().filter(c -> !open.contains(c)).map(judge::of).toList());
    }
    return !open.isEmpty();
  }

  private List<Claim> claims(FunctionPair pair) {
    return pair.parts().stream()
        .map(part -> decidable(Partners.claim(pair, part, chain, part.event())))
        .filter(c -> !c.pairs().isEmpty())
        .toList();
  }

  /// Several parts of which some are right and some are wrong, told together: a change that spoils
  /// one that is right is none.
  private boolean together(FunctionPair pair) {
    List<Claim> claims = claims(pair);
    if (claims.size() < 2 || claims.size() < pair.parts().size() || pair.f().value().rank() > 0) {
      return false;
    }
    Judge judge = Judge.of(chain, losses, claims, 1);
    List<Judgement> all = claims.stream().map(judge::of).toList();
    boolean mixed =
        all.stream().anyMatch(Judgement::isEqual)
            && all.stream().anyMatch(Judgement::isWrong)
            && all.stream().allMatch(j -> j.isEqual() || isPlainlyWrong(pair, judge, j));
    if (mixed) {
      telling.tell(judge, all);
    }
    return mixed;
  }

  /// Whether it is wrong in its own shape, and nothing says that it may be meant so.
  private boolean isPlainlyWrong(FunctionPair pair, Judge judge, Judgement j) {
    Claim.Pair by = j.pair();
    return j.isWrong()
        && j.outcome() != Judgement.Outcome.MISSHAPED
        && by != null
        && rounded(pair, judge, j).isEmpty()
        && doubts.passed(j.claim(), by).isEmpty();
  }

  private void check(FunctionPair pair, FunctionPair.Part part) {
    Claim claim = decidable(Partners.claim(pair, part, chain, part.event()));
    if (claim.pairs().isEmpty()) {
      return;
    }
    Judge judge = judge(claim);
    Judgement judgement = new Calm(chain, losses).of(judge, judge.of(claim));
    if (!judgement.isEqual() && part.output() != null) {
      Claim other = Partners.claim(pair, part, chain, part.output());
      Judge second = judge(other);
      if (second.of(other).isEqual()) {
        telling.tell(second, List.of(second.of(other)));
        return;
      }
    }
    if (isEach(claim)) {
      each(judge, claim);
      return;
    }
    boolean minus =
        judgement.outcome() == Judgement.Outcome.SCALED
            && judgement.scales().stream().allMatch(scale -> Math.abs(scale + 1) < 1e-6);
    Derivatives.Callable derivative = pair.named().derivative();
    boolean climbs = Climbing.climbs(start.run().program(), derivative.call());
    if (minus && (climbs || DerivativeNames.isMinus(derivative.name()))) {
      String words =
          climbs ? "minus the gradient, and the step adds it" : "a force, with the other sign";
      telling.add(new Told(judgement, Told.Meaning.CONVENTION, words));
      return;
    }
    String rounded = judgement.isWrong() ? rounded(pair, judge, judgement) : "";
    if (!rounded.isEmpty()) {
      telling.open(claim, rounded);
      return;
    }
    boolean entries = !judgement.isEqual() && pair.f().value().rank() > 0;
    boolean handed = !pair.named().at().isEmpty(); // to a minimiser
    if (entries && !handed && (pair.isLabelled() || pair.isUnsure(judgement))) {
      return; // labels of -1 and 1 are drawn as any numbers, and their squares are left out
    }
    Claim.Pair by = judgement.pair();
    String passed = judgement.isWrong() && by != null ? doubts.passed(claim, by) : "";
    if (!passed.isEmpty()) {
      judgement = Judgement.open(claim, passed);
    }
    boolean several = // the derivatives by some numbers in one array
        by != null && by.variable().rank() == 0 && pair.named().function().required().size() > 1;
    boolean shape = judgement.outcome() == Judgement.Outcome.MISSHAPED;
    if (!(shape && (pair.guessed() || several || pair.isOtherwise()))) {
      telling.tell(judge, List.of(judgement));
    }
  }

  private boolean isEach(Claim claim) {
    Loss loss = claim.pairs().getFirst().loss();
    return loss.shape().rank() == 0
        && ParameterNames.isEach(
            claim.event().value().shape(), claim.pairs().getFirst().variable().shape());
  }

  /// What has a row for each sample, where the function is their sum: right if the sum of the rows
  /// is, or their mean.
  private void each(Judge judge, Claim claim) {
    List<Claim.Pair> pairs = claim.pairs().subList(0, 1);
    List<Values> sums = judge.written(claim).stream().map(Paired::sum).toList();
    Judgement summed = judge.of(claim, pairs, pairs.getFirst().variable().shape(), sums);
    boolean mean = summed.outcome() == Judgement.Outcome.SCALED && summed.sign() > 0;
    if (summed.isEqual()) {
      telling.tell(judge, List.of(summed));
    } else if (mean) {
      telling.add(new Told(summed, Told.Meaning.CONVENTION, "for each sample"));
    } else {
      telling.open(claim, "it may be for each sample, and of something else");
    }
  }

  private static Values sum(Values rows) {
    int[] shape = Arrays.copyOfRange(rows.shape(), 1, rows.shape().length);
    Values sum = Values.zeros(shape);
    for (int k = 0; k < rows.count(); k++) {
      sum.re()[k % sum.count()] += rows.re()[k];
    }
    return sum;
  }

  private static final double ROUNDED = 2e-3;
  private static final Pattern DIGITS = Pattern.compile("\\d*\\.0*[1-9]\\d{4,}");

  /// Why what a derivative returns may be meant though it is something else: constants are written
  /// with some digits only, or the sum of what the function returns does not vary at all, so that
  /// the diagonal of its Jacobian is all there could be. Empty if there is no such reason.
  private String rounded(FunctionPair pair, Judge judge, Judgement judgement) {
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
            .filter(p -> losses.reached(p.loss()).contains(p.variable()))
            .toList();
    return new Claim(claim.group(), claim.said(), pairs, claim.name(), claim.before());
  }

  private Judge judge(Claim claim) {
    return Judge.of(chain, losses, List.of(claim), 1);
  }
}
