package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Span;
import leibniz.op.Maps;
import leibniz.op.Positions;
import leibniz.python.Expression.Operator;
import org.jspecify.annotations.Nullable;

/// `x[mask]`: which entries are meant is known only when the program runs, so they are read where
/// that does not matter, under a sum or a mean, and written where the others stay as they are.
final class Masks {
  private Masks() {}

  /// The mask that an index is, or null if it is none.
  static Value.@Nullable Tensor in(Value index) {
    Value only =
        index instanceof Value.Tuple(List<Value> items, _) && items.size() == 1
            ? items.get(0)
            : index;
    return mask(only);
  }

  private static Value.@Nullable Tensor mask(Value item) {
    return item instanceof Value.Tensor t && t.isMask() && t.within() == null
        ? t
        : HeldPositions.condition(item);
  }

  /// The mask, alone or among slices of whole axes: `att[:, mask]`. Null if the index is anything
  /// else.
  static @Nullable Among among(Value index) {
    Value.Tensor alone = in(index);
    if (alone != null) {
      return new Among(alone, 0);
    }
    if (!(index instanceof Value.Tuple(List<Value> items, _))) {
      return null;
    }
    int before = 0;
    for (Value item : items) {
      Value.Tensor mask = mask(item);
      if (mask != null) {
        List<Value> rest = items.subList(before + 1, items.size());
        return rest.stream().allMatch(Masks::isWhole) ? new Among(mask, before) : null;
      }
      if (!isWhole(item)) {
        return null;
      }
      before++;
    }
    return null;
  }

  /// What `P[mask, labels[mask]]` names: an entry of each row that the mask holds.
  ///
  /// @param index the same of all rows
  record Rows(Value.Tensor mask, Value.Held held, Value index) {
    /// That what is taken has as many rows as the mask.
    void check(Expr x, Value.Operand container, Span at, Session session) {
      over(mask, x, container, at, session);
    }
  }

  /// The rows that a mask holds, with what is taken by it behind; null if the index is anything
  /// else.
  static @Nullable Rows rows(Value index) {
    if (!(index instanceof Value.Tuple(List<Value> items, _)) || items.size() < 2) {
      return null;
    }
    Value.Tensor mask = mask(items.getFirst());
    if (mask == null || mask.shape().rank() != 1) {
      return null;
    }
    List<Value> all = new ArrayList<>(List.of(Value.Tensor.of(Positions.of(mask.shape().get(0)))));
    for (Value item : items.subList(1, items.size())) {
      if (!(item instanceof Value.Tensor t)
          || t.within() == null
          || t.shape().rank() != 1
          || !t.within().mask().equals(mask.expr())) {
        return null;
      }
      all.add(t.like(t.expr()));
    }
    return new Rows(mask, new Value.Held(mask.expr(), 1), new Value.Tuple(all));
  }

  /// What is added there: one number or one for each row, and nothing where the mask does not hold.
  static Value.Operand added(Rows rows, Value.Operand value, Session session) {
    Expr mask = rows.held.mask();
    boolean same =
        value.value() instanceof Value.Tensor t
            && t.within() != null
            && t.shape().equals(mask.shape())
            && t.within().mask().equals(mask);
    Expr put =
        same && value.value() instanceof Value.Tensor t
            ? Held.orZero(t, rows.held)
            : Build.times(mask, Build.broadcast(one(value, session), mask.shape()));
    return new Value.Operand(Value.Tensor.of(put), value.span(), value.text(), value.origin());
  }

  private static Expr one(Value.Operand value, Session session) {
    Expr put = Tensors.of(value, session);
    if (put.rank() > 0) {
      throw Faults.refused(
              value.or("the right side")
                  + " is "
                  + put.shape()
                  + ", and how many entries the mask holds is not known",
              value.span())
          .raise();
    }
    return put;
  }

  /// `x[i, mask]` is `x[i][mask]`, `x[mask, j]` is `x[:, j][mask]`, `x[mask, a:b]` is `x[:,
  /// a:b][mask]`.
  ///
  /// @param first the numbers and slices, with the whole axis in place of the mask
  /// @param rest the index of what they name
  record Row(Value first, Value rest) {}

  /// The parts of an index that is a mask among numbers and slices; null if it is anything else.
  static @Nullable Row row(Value index) {
    if (!(index instanceof Value.Tuple(List<Value> items, _))) {
      return null;
    }
    List<Value> first = new ArrayList<>();
    List<Value> rest = new ArrayList<>();
    boolean parts = false;
    for (Value item : items) {
      boolean slice = item instanceof Value.Slice;
      first.add(mask(item) == null ? item : WHOLE);
      if (!isNumber(item)) {
        rest.add(slice ? WHOLE : item);
      }
      parts |= slice && !isWhole(item);
    }
    Value left = new Value.Tuple(rest);
    return (parts || rest.size() < items.size()) && among(left) != null
        ? new Row(new Value.Tuple(first), left)
        : null;
  }

  private static final Value WHOLE = new Value.Slice(null, null, null);

  private static boolean isNumber(Value item) {
    return item instanceof Value.Number
        || item instanceof Value.Size
        || item instanceof Value.Tensor t
            && t.shape().rank() == 0
            && t.within() == null
            && t.expr().constant() != null;
  }

  /// A mask, and how many whole axes stand before it.
  record Among(Value.Tensor mask, int before) {}

  private static boolean isWhole(Value item) {
    return item instanceof Value.Slice s
        && s.start() == null
        && s.stop() == null
        && s.step() == null;
  }

  /// That an item of an index among others is no mask.
  static void check(Value item, Span at) {
    boolean truths =
        item instanceof Value.Tensor t && t.isMask()
            || item instanceof Value.Listing l
                && l.elements().stream().anyMatch(Value.Bool.class::isInstance);
    if (truths) {
      throw Faults.refused("a mask is read as an index by itself, not among others", at)
          .help("multiply with the mask, or use  np.where(mask, a, b)")
          .raise();
    }
  }

  /// The mask with the shape of what it is taken of: it covers the leading axes.
  static Expr over(Value.Tensor mask, Expr x, Value.Operand container, Span at, Session session) {
    return over(new Among(mask, 0), x, container, at, session);
  }

  static Expr over(Among among, Expr x, Value.Operand container, Span at, Session session) {
    Expr m = among.mask.expr();
    int first = among.before;
    boolean fits = first + m.rank() <= x.rank() && m.rank() > 0;
    for (int axis = 0; fits && axis < m.rank(); axis++) {
      fits = session.sizes().same(m.shape().get(axis), x.shape().get(first + axis));
    }
    if (!fits) {
      throw Problem.error(
              Code.LBZ103,
              container.or("the tensor")
                  + " is "
                  + x.shape()
                  + ", the mask is "
                  + m.shape()
                  + ": a mask has the axes of what it is taken of",
              at,
              m.shape().toString())
          .raise();
    }
    List<Integer> all = Build.range(0, x.rank());
    return Product.one()
        .letters(all, x.shape())
        .times(m, all.subList(first, first + m.rank()))
        .out(all);
  }

  /// `x[mask] = value`, `x[:, mask] = value`.
  static Expr set(
      Among mask, Expr x, Value.Operand container, Value.Operand value, Span at, Session session) {
    Expr held = over(mask, x, container, at, session);
    Expr put = value(mask, held, x, value, session);
    return put.isZero() ? Held.cleared(x, held) : Build.map(Maps.WHERE, held, put, x);
  }

  /// `x[mask] op= value`.
  static Expr augmented(
      Operator operator,
      Among mask,
      Expr x,
      Value.Operand container,
      Value.Operand value,
      Span span,
      Session session) {
    Expr held = over(mask, x, container, span, session);
    Expr put = value(mask, held, x, value, session);
    Value.Operand left = new Value.Operand(Value.Tensor.of(x), span, "", null);
    Value.Operand right = new Value.Operand(Value.Tensor.of(put), value.span(), "", null);
    Value result = new Arithmetic(session).apply(operator, left, right, span);
    Expr now = Tensors.of(new Value.Operand(result, span, "", null), session);
    return now.isZero() ? Held.cleared(x, held) : Build.map(Maps.WHERE, held, now, x);
  }

  /// The value for each entry of x: it is the same for all, or taken by the same mask itself.
  private static Expr value(Among mask, Expr held, Expr x, Value.Operand value, Session session) {
    if (value.value() instanceof Value.Tensor t && t.within() != null) {
      if (t.within().mask() == held && t.shape().equals(x.shape())) {
        return t.expr();
      }
      throw Faults.refused(
              value.or("the right side") + " is taken by another mask than it is put by",
              value.span())
          .raise();
    }
    Expr put = Tensors.of(value, session);
    int inner = mask.before > 0 ? 0 : x.rank() - mask.mask.shape().rank();
    boolean fits = put.rank() <= inner;
    if (!fits) {
      throw Faults.refused(
              value.or("the right side")
                  + " is "
                  + put.shape()
                  + ", and how many entries the mask holds is not known",
              value.span())
          .help("choose entry by entry with  np.where(mask, a, b)")
          .raise();
    }
    return Build.broadcast(put, x.shape());
  }
}
