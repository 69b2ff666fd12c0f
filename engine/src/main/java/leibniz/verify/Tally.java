package leibniz.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What has been found out about one claim so far.
final class Tally {
  /// The methods, with the deviation below which they agree.
  enum Method {
    CENTRAL_DIFFERENCES("central differences", 1e-7),
    COMPLEX_STEP("complex step", 1e-10);

    final String text;
    final double threshold;

    Method(String text, double threshold) {
      this.text = text;
      this.threshold = threshold;
    }
  }

  final Claim claim;
  private final double[] rho = new double[Method.values().length];
  private final int[] decided = new int[Method.values().length];
  private final Set<Integer> choices = new HashSet<>(); // of sizes, with something decided
  private Verification.@Nullable Counterexample counterexample;
  private boolean moved; // whether some entry met was not 0
  private String detail = "";
  private String reason = "";

  Tally(Claim claim) {
    this.claim = claim;
  }

  /// @param nonzero whether the derivative was not 0 there
  void met(Method method, double deviation, boolean nonzero) {
    moved |= nonzero;
    rho[method.ordinal()] = Math.max(rho[method.ordinal()], deviation);
  }

  void decided(Method method, int choice) {
    decided[method.ordinal()]++;
    choices.add(choice);
  }

  void wrong(Verification.Counterexample found) {
    if (counterexample == null) {
      counterexample = found;
    }
  }

  boolean isWrong() {
    return counterexample != null;
  }

  boolean isDecided(int choice) {
    return choices.contains(choice);
  }

  void detail(String text) {
    detail = text;
  }

  /// Why nothing could be decided; the first reason counts.
  void reason(String text) {
    reason = reason.isEmpty() ? text : reason;
  }

  /// A derivative that is never 0 by its form, but was at all points, is told as what it is.
  private String detail() {
    String zero = moved || claim.derivative().isZero() ? "" : "all of them 0";
    return detail.isEmpty() || zero.isEmpty() ? detail + zero : detail + ", " + zero;
  }

  Verification result(List<SortedMap<String, Integer>> sizes) {
    boolean all = true;
    for (int choice = 0; choice < sizes.size(); choice++) {
      all &= choices.contains(choice);
    }
    List<Verification.Check> checks = new ArrayList<>();
    for (Method method : Method.values()) {
      if (decided[method.ordinal()] > 0) {
        checks.add(new Verification.Check(method.text, rho[method.ordinal()], detail()));
      }
    }
    boolean ok = all && counterexample == null;
    return new Verification(ok, checks, sizes, counterexample, ok ? "" : reason);
  }
}
