package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.simplify.Simplify;
import org.jspecify.annotations.Nullable;

/// Tries to prove what numbers have shown: that a gradient and the derivative are one expression.
final class Proof {
  private static final long WORK = 100_000; // units for one
  private static final int LARGEST = 1500; // nodes

  private final Chain chain;
  private final Losses losses;

  Proof(Chain chain, Losses losses) {
    this.chain = chain;
    this.losses = losses;
  }

  /// Whether the laws show that they are equal, for all sizes and values.
  boolean of(Judgement j) {
    Claim.Pair pair = j.pair();
    Reading reading = j.reading();
    if (pair == null || reading == null) {
      return false;
    }
    return Effort.within(WORK, false, () -> holds(j, pair, reading));
  }

  private boolean holds(Judgement j, Claim.Pair pair, Reading reading) {
    Expr full = losses.derivatives(pair.loss()).get(pair.variable());
    if (full == null) {
      return false;
    }
    Expr derived = squeezed(chain.inInputs(reading.of(full)));
    Expr written = squeezed(j.claim().value(j.claim().event()));
    if (!derived.shape().equals(written.shape())
        || Expr.inOrder(List.of(derived, written)).size() > LARGEST) {
      return false;
    }
    if (same(derived, written)) {
      return true;
    }
    List<Expr> sides =
        Simplify.of(List.of(Build.minus(derived, written), derived, written)).expressions();
    return sides.get(0).isZero() || same(sides.get(1), sides.get(2));
  }

  @SuppressWarnings("ReferenceEquality") // expressions are interned
  private static boolean same(@Nullable Expr a, @Nullable Expr b) {
    return a == b;
  }

  /// Without axes of size 1.
  private static Expr squeezed(Expr e) {
    Shape shape = e.shape();
    List<Integer> letters = Build.range(0, shape.rank());
    List<Integer> out = new ArrayList<>(letters);
    out.removeIf(k -> shape.get(k).isOne());
    return out.size() == letters.size() ? e : Product.one().times(e, letters).out(out);
  }
}
