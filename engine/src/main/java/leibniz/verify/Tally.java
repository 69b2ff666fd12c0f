package leibniz.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What has been found out about one claim so far.
final class Tally {
  /// The methods, with the deviation below which they agree. The first two measure the derivative
  /// of an order lower, the last one the function, by differences of differences: it is for higher
  /// orders alone.
  enum Method {
    CENTRAL_DIFFERENCES("central differences"),
    COMPLEX_STEP("complex step"),
    NESTED_DIFFERENCES("nested differences");

    private static final double[] NESTED = {1e-7, 1e-6, 1e-4, 1e-3};

    final String text;

    Method(String text) {
      this.text = text;
    }

    double threshold(int order) {
      return switch (this) {
        case CENTRAL_DIFFERENCES -> NESTED[0];
        case COMPLEX_STEP -> 1e-10;
        case NESTED_DIFFERENCES -> NESTED[Math.min(order, NESTED.length) - 1];
      };
    }
  }

  final Claim claim;
  private final double[] rho = new double[Method.values().length];
  private final int[] decided = new int[Method.values().length];
  private final Set<Integer> choices = new HashSet<>(); // of sizes, with something decided
  private Verification.@Nullable Counterexample counterexample;
  private boolean moved; // whether some entry met was not 0
  private final String[] details = {"", "", ""};
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

  void detail(Method method, String text) {
    details[method.ordinal()] = text;
  }

  /// Why nothing could be decided; the first reason counts.
  void reason(String text) {
    reason = reason.isEmpty() ? text : reason;
  }

  /// A derivative that is never 0 by its form, but was at all points, is told as what it is.
  private String detail(Method method) {
    String detail = details[method.ordinal()];
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
        checks.add(
            new Verification.Check(
                claim.order(), method.text, rho[method.ordinal()], detail(method)));
      }
    }
    boolean ok = all && counterexample == null;
    return new Verification(ok, checks, sizes, counterexample, ok ? "" : reason);
  }
}
