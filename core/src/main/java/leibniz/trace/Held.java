package leibniz.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.op.Conditions;
import leibniz.op.Maps;
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
    int behind = held.from() > 0 ? 0 : first.shape().rank() - held.covered();
    for (Value.Operand o : operands) {
      if (o.value() instanceof Value.Tensor t
          && t.within() == null
          && t.shape().rank() > behind
          && !isOneForAll(t.shape(), held, behind)) {
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

  /// The operand with all the entries of its tensor.
  static Value.Operand whole(Value.Operand o) {
    return o.value() instanceof Value.Tensor t && t.within() != null
        ? new Value.Operand(t.like(t.expr()), o.span(), o.text(), o.origin())
        : o;
  }

  /// Whether an axis of size 1 stands where the entries are.
  private static boolean isOneForAll(Shape shape, Value.Held held, int behind) {
    return held.covered() == 1
        && held.from() == 0
        && shape.rank() == behind + 1
        && shape.get(0).isOne();
  }

  /// Of what was made entry by entry of all entries, those that the mask holds.
  static Value within(Value made, Value.Held held) {
    return made instanceof Value.Tensor t ? t.within(held) : made;
  }

  // --- under a sum or a mean ------------------------------------------------------------------

  /// The entries that are held, and 0 for the others. What may be infinite or undefined there is
  /// chosen, not multiplied.
  static Expr orZero(Value.Tensor some, Value.Held held) {
    Expr x = some.expr();
    boolean tame = x.inOrder().stream().allMatch(Held::isFinite);
    return tame
        ? Build.times(held.mask(), x)
        : Build.map(Maps.WHERE, held.mask(), x, Build.zeros(x.shape()));
  }

  /// The entries of what is computed that are held, and 1 for the others: of `P[off] *
  /// np.log(P[off] / Q[off])` the derivative is finite only if nothing is divided by the zeros on
  /// the diagonal. Whole numbers are left as they are.
  static Expr orOne(Expr x, Expr mask) {
    return Whole.is(x) ? x : Build.map(Maps.WHERE, mask, x, Build.ones(x.shape()));
  }

  /// 0 for the entries that the mask holds, and the others as they are. What divides by its entries
  /// is chosen, not multiplied: `1 / distances` is infinite where it is cleared.
  static Expr cleared(Expr x, Expr mask) {
    boolean divides = isQuotient(x) || x.args().stream().anyMatch(Held::isQuotient);
    return divides
        ? Build.map(Maps.WHERE, mask, Build.zeros(x.shape()), x)
        : Build.times(x, Conditions.not(mask));
  }

  private static boolean isQuotient(Expr x) {
    return switch (x.head()) {
      case Head.Einsum e ->
          IntStream.range(0, x.args().size())
              .anyMatch(k ->
                  e.factors().get(k).power().signum() < 0
                      && x.arg(k).constant() == null
                      && e.factors().get(k).letters().containsAll(e.out()));
      case Head.Map m -> m.op().name().equals("log");
      case Head.Var _, Head.Num _, Head.Sum _, Head.Special _ -> false;
    };
  }

  /// A mask along the first axis alone.
  static Expr first(Expr mask) {
    return mean(mask, Build.range(1, mask.rank())); // it is the same all along them
  }

  /// Whether a node is finite if its arguments are.
  private static boolean isFinite(Expr node) {
    return switch (node.head()) {
      case Head.Var _, Head.Sum _, Head.Num(Head.Constant.Size _) -> true;
      case Head.Einsum e -> e.factors().stream().allMatch(f -> f.power().signum() > 0);
      case Head.Num _, Head.Map _, Head.Special _ -> false;
    };
  }

  /// The axes of the tensor that an axis of `x[mask]` stands for: its first is the ones the mask
  /// covers.
  static List<Integer> axes(Value.Held held, List<Integer> asked) {
    List<Integer> axes = new ArrayList<>();
    for (int axis : asked) {
      axes.addAll(axis == 0 ? Build.range(0, held.covered()) : List.of(axis + held.covered() - 1));
    }
    return axes;
  }

  /// How many the mask holds, as `len` and `size` say.
  static Value count(Value.Held held, Session session, Span span) {
    Expr each = count(held, Build.range(held.from(), held.from() + held.covered()));
    Expr one = mean(each, Build.range(0, each.rank())); // all of them are the same
    return Value.Tensor.of(session.made(one, span));
  }

  /// The shape of what a mask holds of a tensor: how many, and the axes behind.
  static Value shape(Value.Tensor some, Value.Held held, Session session, Span span) {
    List<Value> sizes = new ArrayList<>();
    some.shape().dims().forEach(d -> sizes.add(Value.Size.of(d)));
    List<Value> counted = sizes.subList(held.from(), held.from() + held.covered());
    counted.clear();
    sizes.add(held.from(), count(held, session, span));
    return new Value.Tuple(sizes);
  }

  /// How many entries are added up for each of the result.
  static Expr count(Value.Held held, List<Integer> axes) {
    return Build.reduce(held.mask(), axes);
  }

  private static Expr mean(Expr x, List<Integer> axes) {
    Dim count = axes.stream().map(k -> x.shape().get(k)).reduce(Dim.ONE, Dim::times);
    Expr sum = Build.reduce(x, axes);
    List<Integer> all = Build.range(0, sum.rank());
    return Product.one()
        .letters(all, sum.shape())
        .times(sum, all)
        .times(Build.size(count), List.of(), Rational.MINUS_ONE)
        .out(all);
  }
}
