package leibniz.check;

import java.util.List;
import java.util.function.Function;
import leibniz.ir.Code;

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
  static Outcome of(Start start, Function<Start, Outcome> judge) {
    Outcome plain = judge.apply(start);
    if (plain.isSettled()) {
      return plain;
    }
    Start more = start.withCompanions();
    Outcome other = more == null ? plain : judge.apply(more);
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
      return !(other.isRight() && isScaled()) && decided() >= other.decided();
    }
    if (other.count(Checked.Status.REFUTED) > 0) {
      return count(Checked.Status.VERIFIED) > other.count(Checked.Status.VERIFIED);
    }
    return decided() > other.decided();
  }

  private boolean isRight() {
    return count(Checked.Status.REFUTED) == 0;
  }

  /// Whether all gradients are a multiple of what they should be: a loss that is only printed is
  /// often another multiple than the one that is gone down.
  private boolean isScaled() {
    return count(Checked.Status.VERIFIED) == 0
        && findings.stream().allMatch(f -> f.problem().code() == Code.LBZ202);
  }

  private long decided() {
    return count(Checked.Status.VERIFIED) + count(Checked.Status.REFUTED);
  }

  private long count(Checked.Status status) {
    return checked.stream()
        .filter(c -> c.kind() == Checked.Kind.GRADIENT && c.status() == status)
        .count();
  }
}
