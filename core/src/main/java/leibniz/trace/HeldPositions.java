package leibniz.trace;

import leibniz.ir.Expr;
import leibniz.ir.Span;
import leibniz.op.Conditions;
import leibniz.op.Maps;
import leibniz.op.Positions;
import org.jspecify.annotations.Nullable;

/// The positions at which a condition holds, as many as there are: `np.where(event == 1)[0]`,
/// `np.flatnonzero(mask)`. They are all positions of the axis, taken by the condition; and what is
/// indexed with them is taken by it.
final class HeldPositions {
  private HeldPositions() {}

  /// @param mask whether the condition is made of truth values
  static Value.Tensor of(Expr x, boolean mask, String written, Span span) {
    if (x.rank() != 1) {
      throw Faults.refused(
              written
                  + " of a condition alone gives as many positions as there are where it holds,"
                  + " which is read of one axis, not of "
                  + x.shape(),
              span)
          .help("choose entry by entry with  np.where(condition, a, b)")
          .raise();
    }
    Expr holds = mask ? x : Conditions.of(Maps.NOT_EQUAL, x);
    return Value.Tensor.of(Positions.of(x.shape().get(0))).within(new Value.Held(holds, 1));
  }

  /// The condition, if an index is such positions; null if it is none.
  @SuppressWarnings("ReferenceEquality") // expressions are interned
  static Value.@Nullable Tensor condition(@Nullable Value index) {
    if (!(index instanceof Value.Tensor t) || t.shape().rank() != 1) {
      return null;
    }
    Value.Held held = t.within();
    return held != null && t.expr() == Positions.of(t.shape().get(0))
        ? Value.Tensor.mask(held.mask())
        : null;
  }
}
