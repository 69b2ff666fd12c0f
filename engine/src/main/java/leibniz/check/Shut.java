package leibniz.check;

import java.util.Arrays;
import java.util.List;
import leibniz.ir.Expr;

/// Derivatives that are 0 at all points for a mask that is: behind rectifiers that let nothing
/// through, or of data of which none is chosen, a multiple is 0 as well, and so is whatever is
/// wrong.
final class Shut {
  /// Why nothing is decided there.
  static final String REASON = "it is 0 wherever it was looked at, as nothing is let through there";

  /// Why nothing is decided where what loops have not come to yet may be something.
  static final String NOTHING = "it is 0 wherever it was looked at, with loops cut short";

  private Shut() {}

  /// Whether a derivative that is 0 everywhere has such a mask in it.
  static boolean is(Expr derivative, Scene scene) {
    Discrete discrete = new Discrete();
    return derivative.inOrder().stream()
        .filter(e -> e.rank() > 0 && e.constant() == null && discrete.isTruth(e))
        .anyMatch(e -> scene.values(e).stream().allMatch(v -> isZero(v.re())));
  }

  private static boolean isZero(double[] values) {
    return Arrays.stream(values).allMatch(x -> x == 0);
  }

  /// Whether a gradient is 0 wherever it was looked at, and may be something elsewhere.
  static boolean isReason(Judgement j) {
    return List.of(REASON, NOTHING).contains(j.reason());
  }
}
