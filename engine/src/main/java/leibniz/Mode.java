package leibniz;

import java.util.Locale;

/// From which end a derivative was found, and what the two ends cost where both were tried.
///
/// @param way how it was found
/// @param reverse the operations of what reverse mode finds; NaN where only one was tried
/// @param forward the same for forward mode
public record Mode(Way way, double reverse, double forward) {
  /// The ways to a derivative.
  public enum Way {
    /// Cotangents go from the output to the variables: the work of one walk for every entry of the
    /// output.
    REVERSE("reverse"),
    /// Tangents go from a variable to the output: one walk for every entry of the variable.
    FORWARD("forward"),
    /// The gradient of a tangent.
    REVERSE_OVER_FORWARD("reverse over forward");

    private final String word;

    Way(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /// The only way that was tried.
  static Mode only(Way way) {
    return new Mode(way, Double.NaN, Double.NaN);
  }

  /// The cheaper of the two; the usual one where they cost the same.
  static Mode cheaper(double reverse, double forward) {
    return new Mode(forward < reverse ? Way.FORWARD : Way.REVERSE, reverse, forward);
  }

  /// Whether both ways were tried.
  public boolean isChosen() {
    return !Double.isNaN(reverse);
  }

  /// Whether both were tried and one is cheaper.
  public boolean isTold() {
    return isChosen() && reverse != forward;
  }

  /// In words, with what the choice stands on.
  @Override
  public String toString() {
    double here = way == Way.FORWARD ? forward : reverse;
    double there = way == Way.FORWARD ? reverse : forward;
    Way other = way == Way.FORWARD ? Way.REVERSE : Way.FORWARD;
    return isChosen()
        ? String.format(
            Locale.ROOT, "%s, with %.3g operations; %s takes %.3g", way, here, other, there)
        : way.toString();
  }
}
