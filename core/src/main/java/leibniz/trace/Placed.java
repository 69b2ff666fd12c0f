package leibniz.trace;

import java.util.List;
import leibniz.ir.Expr;

/// Positions that were drawn, at which a condition on data holds: `rows, cols = np.nonzero(X)`.
///
/// @param condition an array that is not 0 there
/// @param positions along each of its axes, whole numbers of the same shape
public record Placed(Expr condition, List<Expr> positions) {
  /// Takes a copy.
  public Placed {
    positions = List.copyOf(positions);
  }
}
