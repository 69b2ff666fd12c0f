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
