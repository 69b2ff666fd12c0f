package leibniz.trace;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What is taken by a mask, entry by entry: it is computed for all entries, and remembers which of
/// them are meant.
final class Held {
  private Held() {}

  /// The mask by which some of the operands are taken; null if none is. What is taken by it goes
  /// entry by entry with what is taken by the same one, and with what has only the axes behind it.
  static Value.@Nullable Held common(Collection<Value.Operand> operands) {
    Value.Tensor first = null;
    for (Value.Operand o : operands) {
      if (o.value() instanceof Value.Tensor t && t.within() != null) {
        first = first == null ? t : first;
        if (!t.within().equals(first.within()) || t.shape().rank() != first.shape().rank()) {
          throw Faults.refused(
                  o.or("this") + " is taken by another mask than what stands beside it", o.span())
              .raise();
        }
      }
    }
    Value.Held held = first == null ? null : first.within();
    if (first == null || held == null) {
      return null;
    }
    int behind = first.shape().rank() - held.covered();
    for (Value.Operand o : operands) {
      if (o.value() instanceof Value.Tensor t && t.within() == null && t.shape().rank() > behind) {
        throw Faults.refused(
                o.or("this")
                    + " is "
                    + t.shape()
                    + ", and how many entries the mask holds is not known",
                o.span())
            .help("take it by the same mask")
            .raise();
      }
    }
    return held;
  }

  /// The left operand of a product of matrices, with 0 for what the mask does not hold, where both
  /// are taken by one mask along the axis that is summed: `w[mask] @ X[mask]`.
  static Value.Operand contracted(Value.Operand left, Value.Operand right) {
    if (left.value() instanceof Value.Tensor a && right.value() instanceof Value.Tensor b) {
      Value.Held held = a.within();
      Value.Held other = b.within();
      if (held != null
          && other != null
          && a.shape().rank() == 1
          && held.covered() == 1
          && other.covered() == 1
          && Masks.isOne(held, other)) {
        Value zeros = Value.Tensor.of(Masks.orZero(a, held));
        return new Value.Operand(zeros, left.span(), left.text(), left.origin());
      }
    }
    return left;
  }

  /// The operand with all the entries of its tensor.
  static Value.Operand whole(Value.Operand o) {
    return o.value() instanceof Value.Tensor t && t.within() != null
        ? new Value.Operand(t.like(t.expr()), o.span(), o.text(), o.origin())
        : o;
  }

  /// Of what was made entry by entry of all entries, those that the mask holds.
  static Value within(Value made, Value.Held held) {
    return made instanceof Value.Tensor t ? t.within(held) : made;
  }
}
