package leibniz.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a verification ended.
///
/// @param ok whether everything that was compared agrees, and something was
/// @param checks what was compared, one for each method
/// @param sizes the sizes at which it was
/// @param counterexample where the derivative is wrong, or null
/// @param reason why nothing could be said though nothing is known to be wrong; else empty
public record Verification(
    boolean ok,
    List<Check> checks,
    List<SortedMap<String, Integer>> sizes,
    @Nullable Counterexample counterexample,
    String reason) {

  /// Takes copies of the lists.
  public Verification {
    checks = List.copyOf(checks);
    sizes = List.copyOf(sizes);
  }

  /// This one, which was measured on a derivative of an order lower, with the verification of that
  /// one: it holds if both do.
  public Verification after(Verification lower) {
    List<Check> all = new ArrayList<>(lower.checks);
    all.addAll(checks);
    return new Verification(
        ok && lower.ok,
        all,
        sizes,
        lower.counterexample == null ? counterexample : lower.counterexample,
        lower.reason.isEmpty() ? reason : lower.reason);
  }

  /// With what another method found.
  public Verification and(Verification other) {
    List<Check> all = new ArrayList<>(checks);
    all.addAll(other.checks);
    return new Verification(
        ok && other.ok,
        all,
        sizes,
        counterexample == null ? other.counterexample : counterexample,
        reason.isEmpty() ? other.reason : reason);
  }

  /// @param order the order of the derivative that was compared
  /// @param method its name
  /// @param rho the largest `|a - b| / max(1, |a| + |b|)` met
  /// @param detail what is special about it, such as the number of sampled entries; mostly empty
  public record Check(int order, String method, double rho, String detail) {
    @Override
    public String toString() {
      return method + " ρ " + digits(rho) + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
  }

  /// An entry of the derivative that is wrong.
  ///
  /// @param method what found it
  /// @param output the index in the output
  /// @param input the index in the variable; empty where many inputs were moved together
  /// @param derived the entry of the derivative (0 between different samples of a shared batch), or
  ///   what it gives for the move
  /// @param measured what the method says
  public record Counterexample(
      String method,
      SortedMap<String, Integer> sizes,
      List<Integer> output,
      List<Integer> input,
      double derived,
      double measured) {
    /// Takes copies of the lists.
    public Counterexample {
      output = List.copyOf(output);
      input = List.copyOf(input);
    }

    @Override
    public String toString() {
      return "at "
          + output
          + (input.isEmpty() ? " along a random direction" : " ++ " + input)
          + (sizes.isEmpty() ? "" : ", " + text(sizes))
          + ": derived "
          + derived
          + ", measured "
          + measured
          + " by "
          + method;
    }
  }

  /// The sizes, as `B = 2, D = 3 and B = 4, D = 3`; empty if there are no size symbols.
  public String where() {
    return sizes.stream()
        .filter(s -> !s.isEmpty())
        .map(Verification::text)
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private static String text(SortedMap<String, Integer> sizes) {
    return sizes.entrySet().stream()
        .map(e -> e.getKey() + " = " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  /// Two digits, as `1.3e-10`; `0` for exactly nothing.
  public static String digits(double rho) {
    if (rho == 0 || !Double.isFinite(rho)) {
      return rho == 0 ? "0" : "nan";
    }
    BigDecimal two = new BigDecimal(rho).round(new MathContext(2)); // String.format is slow to load
    int exponent = two.precision() - two.scale() - 1;
    String digits = two.unscaledValue().toString() + "0";
    String sign = exponent < 0 ? "-" : "+";
    String e = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
    return digits.charAt(0) + "." + digits.charAt(1) + "e" + sign + e;
  }

  /// `central differences ρ 1.3e-10, complex step ρ 8.3e-17`, or why not.
  @Override
  public String toString() {
    if (counterexample != null) {
      return "wrong " + counterexample;
    }
    return ok ? text(checks) : "not verified: " + reason;
  }

  /// Each order by itself, if there are several.
  private static String text(List<Check> checks) {
    int most = checks.stream().mapToInt(Check::order).max().orElse(1);
    StringBuilder out = new StringBuilder();
    int before = 0;
    for (Check check : checks) {
      boolean same = check.order == before || most == 1;
      out.append(out.isEmpty() ? "" : same ? ", " : "; ");
      out.append(same ? "" : "order " + check.order + ": ").append(check);
      before = check.order;
    }
    return out.toString();
  }
}
