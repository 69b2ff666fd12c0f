package leibniz.trace;

import java.util.List;
import java.util.Objects;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// Products of matrices of what a mask holds: `w[mask] @ X[mask]`, `X[mask].T @ r`. Summed over the
/// entries that are held, those of both must be the same, and the others count 0. Along another
/// axis they are held by the product, too.
final class HeldProducts {
  private static final int MOST = 2; // axes

  private HeldProducts() {}

  /// Makes a product of two whole tensors.
  @FunctionalInterface
  interface Plain {
    Value of(Value.Operand left, Value.Operand right);
  }

  /// The product, made of whole tensors where something is held.
  static Value of(Value.Operand left, Value.Operand right, Plain plain) {
    Value.Held a = held(left);
    Value.Held b = held(right);
    if (a == null && b == null
        || !(left.value() instanceof Value.Tensor x && right.value() instanceof Value.Tensor y)
        || !isMatrix(x)
        || !isMatrix(y)) {
      return plain.of(left, right); // which says so if it is not read
    }
    int summed = x.shape().rank() - 1;
    boolean first = a != null && a.from() == summed;
    boolean second = b != null && b.from() == 0;
    if (first && second && isOne(Objects.requireNonNull(a), Objects.requireNonNull(b))) {
      Value zeros = Value.Tensor.of(Held.orZero(x, a));
      Value.Operand some = new Value.Operand(zeros, left.span(), left.text(), left.origin());
      return plain.of(some, Held.whole(right));
    }
    if (first || second || a != null && b != null) {
      return plain.of(left, right);
    }
    Value made = plain.of(Held.whole(left), Held.whole(right));
    if (!(made instanceof Value.Tensor t)) {
      return made;
    }
    Expr mask = along(a == null ? Objects.requireNonNull(b) : a);
    int axis = a == null ? t.shape().rank() - 1 : 0;
    return t.within(new Value.Held(spread(mask, t.shape(), axis), 1, axis));
  }

  private static Value.@Nullable Held held(Value.Operand o) {
    Value.Held held = o.value() instanceof Value.Tensor t ? t.within() : null;
    return held == null || held.covered() != 1 ? null : held;
  }

  private static boolean isMatrix(Value.Tensor t) {
    return t.shape().rank() > 0 && t.shape().rank() <= MOST;
  }

  private static boolean isOne(Value.Held a, Value.Held b) {
    return along(a).equals(along(b));
  }

  /// A mask along the one axis that it covers.
  private static Expr along(Value.Held held) {
    Expr mask = held.mask();
    List<Integer> all = Build.range(0, mask.rank());
    Dim others = Dim.ONE;
    for (int axis : all) {
      others = axis == held.from() ? others : others.times(mask.shape().get(axis));
    }
    return Product.one() // it is the same all along them
        .letters(all, mask.shape())
        .times(mask, all)
        .times(Build.size(others), List.of(), Rational.MINUS_ONE)
        .out(List.of(held.from()));
  }

  /// The transpose of what a mask holds.
  static Value transposed(Value.Tensor t, Value.Held held, List<Integer> order) {
    Value.Held turned =
        new Value.Held(
            Build.transpose(held.mask(), order), held.covered(), order.indexOf(held.from()));
    return t.like(Build.transpose(t.expr(), order)).within(turned);
  }

  private static Expr spread(Expr mask, Shape shape, int axis) {
    return Product.one()
        .letters(Build.range(0, shape.rank()), shape)
        .times(mask, List.of(axis))
        .out(Build.range(0, shape.rank()));
  }
}
