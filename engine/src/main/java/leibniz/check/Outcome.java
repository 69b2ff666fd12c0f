package leibniz.check;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import leibniz.ir.Code;
import leibniz.ir.Effort;

/// What was found of the gradients of a program.
///
/// @param seeded whether an error that the program goes back from stands for a loss
record Outcome(List<Finding> findings, List<Checked> checked, boolean seeded) {

  /// Takes copies.
  Outcome {
    findings = List.copyOf(findings);
    checked = List.copyOf(checked);
  }

  /// The better of two: the program as it stands, and with its losses called where their gradients
  /// are computed.
  ///
  /// @param judge judges a program; says nothing if no more than so many gradients are right
  static Outcome of(Start start, BiFunction<Start, Long, Outcome> judge) {
    Outcome plain = judge.apply(start, NONE);
    int stepped = new StepsOfCalls(start.named().program()).names().size();
    if (plain.isSettled() && plain.count(Checked.Status.VERIFIED) >= stepped) {
      return plain; // else something goes a step along what was not looked at
    }
    return Effort.within(AGAIN, plain, () -> better(start, plain, judge));
  }

  private static final long NONE = -1;
  private static final long AGAIN = 1_500_000; // units of work for the other way

  private static Outcome better(
      Start start, Outcome plain, BiFunction<Start, Long, Outcome> judge) {
    boolean told = !plain.seeded && !plain.isRight(); // then it says as much as it has right
    long least = told ? plain.count(Checked.Status.VERIFIED) : NONE;
    Start more = start.withCompanions();
    Outcome other = more == null ? plain : judge.apply(more, least);
    return other.saysMoreThan(plain) ? other : plain;
  }

  /// Whether all is right, by a loss.
  private boolean isSettled() {
    return !seeded
        && count(Checked.Status.VERIFIED) > 0
        && count(Checked.Status.REFUTED) == 0
        && count(Checked.Status.UNVERIFIED) == 0;
  }

  private boolean saysMoreThan(Outcome other) {
    if (seeded || decided() == 0) {
      return false;
    }
    if (other.seeded) {
      boolean more = !isRight() || decided() >= other.decided();
      return more && !(other.isRight() && isScaled());
    }
    if (other.count(Checked.Status.REFUTED) > 0) {
      return count(Checked.Status.VERIFIED) > other.count(Checked.Status.VERIFIED);
    }
    return decided() > other.decided();
  }

  private boolean isRight() {
    return count(Checked.Status.REFUTED) == 0;
  }

  /// Whether all gradients are a multiple of what they should be, and by a name that is a
  /// measure's: what is only printed is often another multiple than the loss that is gone down.
  private boolean isScaled() {
    return count(Checked.Status.VERIFIED) == 0
        && findings.stream().allMatch(f -> f.problem().code() == Code.LBZ202)
        && checked.stream().allMatch(c -> MEASURE.matcher(c.of()).matches());
  }

  private static final Pattern MEASURE =
      Pattern.compile("(?i)(?:.*[._])?\\w*(?:mse|error|rmse|sse|rss|score|metric)\\w*");

  private long decided() {
    return count(Checked.Status.VERIFIED) + count(Checked.Status.REFUTED);
  }

  private long count(Checked.Status status) {
    return checked.stream()
        .filter(c -> c.kind() == Checked.Kind.GRADIENT && c.status() == status)
        .count();
  }
}
