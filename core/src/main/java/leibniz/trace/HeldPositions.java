package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.op.Conditions;
import leibniz.op.Maps;
import leibniz.op.Positions;
import org.jspecify.annotations.Nullable;

/// The positions at which a condition holds, as many as there are: `np.where(event == 1)[0]`,
/// `np.flatnonzero(mask)`. They are all positions of the axis, taken by the condition; and what is
/// indexed with them is taken by it.
public final class HeldPositions {
  private HeldPositions() {}

  private static final long FEW = 3;

  private static final String DRAWN = "nonzero_";

  /// Whether it is positions that were drawn.
  public static boolean areDrawn(Expr e) {
    return e.head() instanceof Head.Var v && v.name().startsWith(DRAWN);
  }

  /// The positions along each axis. Of a matrix they are drawn where a program is followed: a few
  /// of which no more is known than that they are positions, as of the ratings that there are.
  static Value along(String parameter, Bound a) {
    Expr x = a.tensor(parameter);
    if (x.rank() < 2 || !a.session().follows()) {
      return new Value.Tuple(List.of(of(parameter, a)));
    }
    Dim many = a.session().sizes().drawn("nonzero", FEW);
    List<Expr> drawn = new ArrayList<>();
    for (int axis = 0; axis < x.rank(); axis++) {
      Set<Head.Property> whole = Set.of(Head.Property.WHOLE);
      drawn.add(a.session().input(DRAWN + axis, Shape.of(many), whole));
    }
    a.session().regions().place(new Placed(x, drawn));
    List<Value> all = new ArrayList<>();
    drawn.forEach(positions -> all.add(Value.Tensor.of(positions)));
    return new Value.Tuple(all);
  }

  static Value of(String parameter, Bound a) {
    boolean mask = a.value(parameter) instanceof Value.Tensor t && t.isMask();
    return of(a.tensor(parameter), mask, a.written(), a.span());
  }

  /// @param mask whether the condition is made of truth values
  private static Value.Tensor of(Expr x, boolean mask, String written, Span span) {
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
