package leibniz.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a gradient compares with the derivative.
///
/// @param claim what was judged
/// @param pair of what and by what it was read; null if nothing fits
/// @param reading how it is laid out; null if its shape fits no layout
/// @param outcome the verdict
/// @param scales where the gradient is a multiple of the derivative, the factor at each point
/// @param rho how far the two lie apart at most, where they agree
/// @param reason why nothing is decided
record Judgement(
    Claim claim,
    Claim.@Nullable Pair pair,
    @Nullable Reading reading,
    Outcome outcome,
    List<Double> scales,
    double rho,
    String reason) {

  /// What came out.
  enum Outcome {
    /// It is the derivative.
    EQUAL,
    /// It is a multiple of it.
    SCALED,
    /// The values are others.
    DIFFERENT,
    /// The shape is another.
    MISSHAPED,
    /// Nothing is known.
    OPEN
  }

  Judgement {
    scales = List.copyOf(scales);
  }

  static Judgement open(Claim claim, String reason) {
    return new Judgement(claim, null, null, Outcome.OPEN, List.of(), 0, reason);
  }

  boolean isEqual() {
    return outcome == Outcome.EQUAL;
  }

  /// The same where it is no multiple, though it may look like one.
  Judgement different() {
    return new Judgement(claim, pair, reading, Outcome.DIFFERENT, List.of(), rho, reason);
  }

  /// Whether it is a step along the gradient, where another one was wrong: a multiple that goes
  /// down, or the other way than that one; or the gradient itself, where the loss is only known by
  /// what is handed back from it.
  boolean mends(Judgement wrong) {
    boolean multiple = isEqual() || outcome == Outcome.SCALED;
    return wrong.sign() == 0
        ? isEqual() || multiple && sign() < 0
        : multiple && sign() == -wrong.sign();
  }

  /// Whether a multiple of the derivative goes up or down at all points: 1 or -1; else 0.
  int sign() {
    boolean up = isEqual() || !scales.isEmpty() && scales.stream().allMatch(s -> s > 0);
    boolean down = !scales.isEmpty() && scales.stream().allMatch(s -> s < 0);
    return up ? 1 : down ? -1 : 0;
  }

  /// Whether there is a verdict.
  boolean isDecided() {
    return outcome != Outcome.OPEN;
  }

  /// Whether it is surely not the derivative by what its name says.
  boolean isWrong() {
    return switch (outcome) {
      case SCALED, DIFFERENT, MISSHAPED -> true;
      case EQUAL, OPEN -> false;
    };
  }
}
