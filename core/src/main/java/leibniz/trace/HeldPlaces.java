package leibniz.trace;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// Places that a mask picks, to which values are added that the same mask picks, as by
/// `np.add.at(dE, ids[real], dx[real])`: all entries are added, those that are not meant as zeros
/// to the first place.
///
/// @param indices of all entries
/// @param values of all entries
record HeldPlaces(Value indices, Value.Operand values) {

  /// Both for all entries; as they are where no mask picks the indices, or another one the values.
  static HeldPlaces of(Value.Operand indices, Value.Operand values, Session session) {
    List<Value> each =
        indices.value() instanceof Value.Tuple t ? t.elements() : List.of(indices.value());
    Value.Held held =
        each.stream().map(HeldPlaces::held).filter(Objects::nonNull).findFirst().orElse(null);
    HeldPlaces given = new HeldPlaces(indices.value(), values);
    if (held == null
        || held.from() > 0
        || !each.stream().allMatch(v -> Concrete.isWhole(v) || held.equals(held(v)))) {
      return given;
    }
    Value.Operand all = values(values, held, session);
    List<Value> first = each.stream().map(HeldPlaces::orFirst).toList();
    return all == null
        ? given
        : new HeldPlaces(each.size() > 1 ? new Value.Tuple(first) : first.getFirst(), all);
  }

  private static Value.@Nullable Held held(Value value) {
    return value instanceof Value.Tensor t ? t.within() : null;
  }

  private static Value orFirst(Value index) {
    Value.Held held = held(index);
    if (held == null || !(index instanceof Value.Tensor t)) {
      return index;
    }
    Expr x = t.expr();
    return t.like(Build.map(Maps.WHERE, held.mask(), x, Build.zeros(x.shape())));
  }

  private static Value.@Nullable Operand values(
      Value.Operand values, Value.Held held, Session session) {
    Value.Held own = held(values.value());
    Expr all;
    if (own != null && values.value() instanceof Value.Tensor t) {
      int behind = t.shape().rank() - held.mask().rank();
      if (behind < 0 || own.from() > 0 || !own.mask().equals(wide(held.mask(), t.expr(), behind))) {
        return null;
      }
      all = Held.orZero(t, own);
    } else {
      Expr one = Tensors.of(values, session);
      if (one.rank() > 0) {
        return null;
      }
      all = Build.times(held.mask(), Build.broadcast(one, held.mask().shape()));
    }
    return new Value.Operand(Value.Tensor.of(all), values.span(), values.text(), values.origin());
  }

  /// A mask for each entry of an array that has more axes behind those of the mask.
  private static Expr wide(Expr mask, Expr x, int behind) {
    List<Integer> more = IntStream.range(0, behind).mapToObj(k -> mask.rank() + k).toList();
    return Build.broadcast(Build.expand(mask, more), x.shape());
  }
}
