package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import org.jspecify.annotations.Nullable;

/// NumPy's functions that shift entries along an axis: differences of neighbours, zeros around an
/// array, and cyclic shifts.
final class Shifts {
  private Shifts() {}

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    rows.put("diff", row("np.diff", "a, n?, axis?, prepend?, append?", Shifts::differences));
    rows.put("pad", row("np.pad", "array, pad_width, mode?, constant_values?", Shifts::around));
    rows.put("roll", row("np.roll", "a, shift, axis?", Shifts::roll));
    rows.put("append", row("np.append", "arr, values, axis?", Shifts::append));
  }

  private static Value differences(Bound a) {
    Expr x = a.tensor("a");
    int axis = a.axis("axis", x.shape(), -1);
    int times = a.integer("n", 1);
    if (times < 0 || times > 20) {
      throw a.unfit("n", "is not between 0 and 20");
    }
    x = longer(a, x, axis);
    for (int k = 0; k < times; k++) {
      Dim left = x.shape().get(axis).minus(Dim.ONE);
      x =
          Build.minus(
              Views.taken(x, axis, Dim.ONE, left, 1), Views.taken(x, axis, Dim.of(0), left, 1));
    }
    return a.made(x);
  }

  /// With what is put before it and behind it: a number once, an array as it is.
  private static Expr longer(Bound a, Expr x, int axis) {
    List<Expr> parts = new ArrayList<>(List.of(x));
    for (String side : List.of("prepend", "append")) {
      if (a.has(side)) {
        Expr more = a.tensor(side);
        List<Dim> once = new ArrayList<>(x.shape().dims());
        once.set(axis, Dim.ONE);
        Expr part = more.rank() == 0 ? Build.broadcast(more, new Shape(once)) : more;
        parts.add(side.equals("prepend") ? 0 : parts.size(), part);
      }
    }
    return parts.size() == 1 ? x : Tensors.join(parts, axis, a.session(), a.span());
  }

  private static Value around(Bound a) {
    Expr x = a.tensor("array");
    String mode = a.text("mode", "constant");
    Expr constant =
        a.has("constant_values") ? a.tensor("constant_values") : Build.number(Rational.ZERO);
    if (constant.rank() > 0) {
      throw a.unfit("constant_values", "is one number only");
    }
    Expr padded = mode.equals("constant") ? less(x, constant) : x;
    List<List<Dim>> widths = widths(a, x.rank());
    for (int axis = 0; axis < x.rank(); axis++) {
      Dim before = widths.get(axis).get(0);
      Dim after = widths.get(axis).get(1);
      Dim none = Dim.of(0);
      if (mode.equals("constant") && !before.plus(after).equals(none)) {
        Dim size = before.plus(x.shape().get(axis)).plus(after);
        padded = Views.padded(padded, axis, before, size, 1);
      } else if (!mode.equals("constant")) {
        List<Expr> parts = new ArrayList<>();
        parts.addAll(
            before.equals(none) ? List.of() : List.of(edge(a, mode, padded, axis, before, true)));
        parts.add(padded);
        parts.addAll(
            after.equals(none) ? List.of() : List.of(edge(a, mode, padded, axis, after, false)));
        padded = Tensors.join(parts, axis, a.session(), a.span());
      }
    }
    return a.made(mode.equals("constant") ? less(padded, Build.negate(constant)) : padded);
  }

  private static Expr less(Expr x, Expr constant) {
    return constant.isZero() ? x : Build.minus(x, Build.broadcast(constant, x.shape()));
  }

  /// What stands before or after the entries along an axis.
  private static Expr edge(Bound a, String mode, Expr x, int axis, Dim width, boolean before) {
    Dim n = x.shape().get(axis);
    Dim last = n.minus(Dim.ONE);
    Dim most = mode.equals("reflect") ? last : n;
    Dim left = most.minus(width);
    if (!mode.equals("edge") && left.constant().isPresent() && left.constant().getAsLong() < 0) {
      throw a.unfit("pad_width", "is more than there is to repeat along axis " + axis);
    }
    return switch (mode) {
      case "edge" -> {
        Expr one = Views.taken(x, axis, before ? Dim.of(0) : last, Dim.ONE, 1);
        List<Dim> dims = new ArrayList<>(x.shape().dims());
        dims.set(axis, width);
        yield Build.broadcast(one, new Shape(dims));
      }
      case "reflect" -> Views.taken(x, axis, before ? width : last.minus(Dim.ONE), width, -1);
      case "symmetric" -> Views.taken(x, axis, before ? width.minus(Dim.ONE) : last, width, -1);
      case "wrap" -> Views.taken(x, axis, before ? n.minus(width) : Dim.of(0), width, 1);
      default ->
          throw a.unfit("mode", "is read as constant, edge, reflect, symmetric or wrap only");
    };
  }

  /// For each axis how many entries go before and after.
  private static List<List<Dim>> widths(Bound a, int rank) {
    List<Value> given = inside(a.value("pad_width"));
    List<List<Dim>> widths = new ArrayList<>();
    if (given == null) {
      Dim all = width(a, a.value("pad_width"));
      return Collections.nCopies(rank, List.of(all, all));
    }
    if (given.stream().allMatch(g -> inside(g) == null) && given.size() <= 2) {
      List<Dim> all = List.of(width(a, given.get(0)), width(a, given.getLast()));
      return Collections.nCopies(rank, all);
    }
    for (Value one : given) {
      List<Value> pair = inside(one);
      if (pair == null || pair.isEmpty() || pair.size() > 2) {
        throw a.unfit("pad_width", "needs a pair for each axis");
      }
      widths.add(List.of(width(a, pair.get(0)), width(a, pair.getLast())));
    }
    if (widths.size() == 1) {
      return Collections.nCopies(rank, widths.get(0));
    }
    if (widths.size() != rank) {
      throw a.unfit("pad_width", "needs a pair for each axis");
    }
    return widths;
  }

  private static @Nullable List<Value> inside(Value value) {
    return switch (value) {
      case Value.Tuple t -> t.elements();
      case Value.Listing l -> l.elements();
      default -> null;
    };
  }

  private static Dim width(Bound a, Value value) {
    return Concrete.size(value, a.written(), a.operand("pad_width").span());
  }

  /// Along an axis; without one over all entries in order.
  private static Value roll(Bound a) {
    Expr x = a.tensor("a");
    if (!a.has("axis")) {
      Expr flat = Regroup.regroup(x, Shape.of(x.shape().count()));
      return a.made(Regroup.regroup(rolled(a, flat, 0, a.integer("shift", 0)), x.shape()));
    }
    if (!(a.value("shift") instanceof Value.Tuple shifts)) {
      return a.made(rolled(a, x, a.axis("axis", x.shape(), 0), a.integer("shift", 0)));
    }
    List<Integer> axes = a.axes("axis", x.shape());
    if (axes.size() != shifts.elements().size()) {
      throw a.unfit("shift", "has " + shifts.elements().size() + " for " + axes.size() + " axes");
    }
    Expr all = x;
    for (int k = 0; k < axes.size(); k++) {
      Value shift = shifts.elements().get(k);
      all =
          rolled(
              a, all, axes.get(k), Concrete.integer(shift, "shift", a.span(), a.session().sizes()));
    }
    return a.made(all);
  }

  private static Expr rolled(Bound a, Expr x, int axis, int by) {
    Dim size = x.shape().get(axis);
    int shift = by;
    OptionalLong known = a.session().sizes().value(size);
    if (known.isPresent() && known.getAsLong() > 0) {
      shift = (int) (shift % known.getAsLong());
    }
    if (shift == 0) {
      return x;
    }
    Dim first = shift < 0 ? Dim.of(-shift) : size.minus(Dim.of(shift)); // what comes first
    Expr front = Views.taken(x, axis, first, size.minus(first), 1);
    Expr back = Views.taken(x, axis, Dim.of(0), first, 1);
    return Tensors.join(List.of(front, back), axis, a.session(), a.span());
  }

  private static Value append(Bound a) {
    List<Expr> both = Layouts.tensors(a, List.of(a.value("arr"), a.value("values")));
    if (!a.has("axis")) {
      both = both.stream().map(x -> Regroup.regroup(x, Shape.of(x.shape().count()))).toList();
    }
    return Layouts.join(a, both, a.axis("axis", both.get(0).shape(), 0));
  }
}
