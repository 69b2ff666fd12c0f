package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.Argument;
import leibniz.op.Maps;
import leibniz.op.OneHot;
import leibniz.op.Positions;
import org.jspecify.annotations.Nullable;

/// NumPy's functions of positions: they count along axes, take and put by indices, and keep
/// triangles.
final class Entries {
  private Entries() {}

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    rows.put("arange", row("np.arange", "start, stop?, step?, ~dtype", Entries::arange));
    rows.put(
        "linspace",
        row("np.linspace", "start, stop, num?, endpoint?, !retstep, ~dtype", Entries::linspace));
    rows.put("tril", row("np.tril", "m, k?", a -> triangle(a, Maps.LESS_EQUAL)));
    rows.put("triu", row("np.triu", "m, k?", a -> triangle(a, Maps.GREATER_EQUAL)));
    rows.put("tri", row("np.tri", "N, M?, k?, ~dtype", Entries::tri));
    rows.put("take", row("np.take", "a, indices, axis?, !out, ~mode", Entries::take));
    rows.put(
        "take_along_axis",
        row("np.take_along_axis", "arr, indices, axis", a -> a.made(Entries.along(a))));
    rows.put("choose", row("np.choose", "a, choices, !out, ~mode", Entries::choose));
    rows.put("ix_", row("np.ix_", "*indices", Entries::mesh));
    rows.put("diag_indices", row("np.diag_indices", "n, ndim?", Entries::diagonal));
    rows.put("bincount", row("np.bincount", "x, weights?, minlength", Entries::count));
    rows.put("argmax", row("np.argmax", "a, axis?, !out, keepdims?", a -> argument(a, true)));
    rows.put("argmin", row("np.argmin", "a, axis?, !out, keepdims?", a -> argument(a, false)));
    rows.put("fill_diagonal", row("np.fill_diagonal", "a, val, !wrap", Entries::fillDiagonal));
    rows.put(
        "put_along_axis",
        row("np.put_along_axis", "arr, indices, values, axis", Entries::putAlong));
  }

  /// `np.add.at` and its kin: what a function of two arguments has as methods, or null.
  static @Nullable Native of(String function, String method) {
    boolean add = function.equals("np.add");
    return method.equals("at") && (add || function.equals("np.subtract"))
        ? row(function + ".at", "a, indices, b", a -> at(a, add))
        : null;
  }

  // --- counting --------------------------------------------------------------------------------

  private static Value arange(Bound a) {
    Value start = a.has("stop") ? a.value("start") : Value.Number.of(0);
    Value.Operand stop = a.has("stop") ? a.operand("stop") : a.operand("start");
    Value step = a.has("step") ? a.value("step") : Value.Number.of(1);
    Rational by = Concrete.rational(step, a.session().sizes());
    if (by == null || by.isZero()) {
      throw a.unfit("step", "needs a number other than 0");
    }
    Dim length = length(a, start, stop.value(), by);
    Expr result = moved(a, Positions.of(length), start, by);
    return tensor(a, result);
  }

  /// `start + step · positions`.
  private static Expr moved(Bound a, Expr positions, Value start, Rational step) {
    Expr first = Tensors.of(new Value.Operand(start, a.span(), "", null), a.session());
    return Build.plus(Build.scale(step, positions), Build.broadcast(first, positions.shape()));
  }

  private static Dim length(Bound a, Value start, Value stop, Rational step) {
    boolean whole = Concrete.isWhole(start) && Concrete.isWhole(stop) && step.isInt();
    if (whole && Math.abs(step.intValue()) == 1) {
      Dim first = size(start, a);
      Dim last = size(stop, a);
      return orNone(a, step.signum() > 0 ? last.minus(first) : first.minus(last));
    }
    if (whole && step.signum() > 0) {
      Dim exact = Arithmetic.quotient(size(stop, a).minus(size(start, a)), Dim.of(step.intValue()));
      if (exact != null) {
        return exact;
      }
    }
    Rational from = Concrete.rational(start, a.session().sizes());
    Rational to = Concrete.rational(stop, a.session().sizes());
    if (from == null || to == null) {
      if (Concrete.isWhole(stop)) {
        a.session().sizes().need(size(stop, a), a.written(), a.span());
      }
      throw Faults.unfit(a.written() + " needs bounds that are known", a.span()).raise();
    }
    double count = Math.ceil(to.minus(from).dividedBy(step).doubleValue());
    return orNone(a, Dim.of((long) Math.min(count, Integer.MAX_VALUE)));
  }

  private static Dim orNone(Bound a, Dim length) {
    boolean none = a.session().sizes().value(length).orElse(1) <= 0;
    if (none && length.constant().isEmpty()) {
      a.session().sizes().need(length, a.written(), a.span()); // with more there would be some
    }
    return none ? Dim.of(0) : length;
  }

  private static Dim size(Value value, Bound a) {
    return switch (value) {
      case Value.Size s -> s.dim();
      case Value.Number n when n.value().isInt() -> Dim.of(n.value().intValue());
      default -> throw Faults.unfit(a.written() + " needs whole bounds", a.span()).raise();
    };
  }

  private static Value linspace(Bound a) {
    Value num = a.has("num") ? a.value("num") : Value.Number.of(50);
    Dim count = Concrete.size(num, a.written(), a.span());
    boolean closed = !a.has("endpoint") || a.flag("endpoint");
    Dim steps = closed ? count.minus(Dim.ONE) : count;
    Expr first = a.tensor("start");
    Expr last = a.tensor("stop");
    if (first.rank() > 0 || last.rank() > 0) {
      throw a.unfit("start", "and stop are read as scalars");
    }
    Expr positions = Positions.of(count);
    if (a.session().sizes().isOne(count)) {
      return tensor(a, Build.broadcast(first, positions.shape()));
    }
    Expr rate = Build.divide(Build.minus(last, first), Build.size(steps));
    Expr moved = Build.times(positions, Build.broadcast(rate, positions.shape()));
    return tensor(a, Build.plus(Build.broadcast(first, positions.shape()), moved));
  }

  private static Value tensor(Bound a, Expr expr) {
    return Value.Tensor.of(a.session().made(expr, a.span()));
  }

  // --- triangles -------------------------------------------------------------------------------

  /// 1 where `column relation row + k` holds.
  static Expr beside(Elementwise relation, Dim rows, Dim columns, int k) {
    Shape shape = Shape.of(rows, columns);
    Expr row = Build.broadcast(Build.expand(Positions.of(rows), List.of(1)), shape);
    Expr column = Build.broadcast(Positions.of(columns), shape);
    return Build.map(relation, column, Build.plus(row, Build.full(Rational.of(k), shape)));
  }

  private static Value tri(Bound a) {
    Dim rows = Concrete.size(a.value("N"), a.written(), a.span());
    Dim columns = a.has("M") ? Concrete.size(a.value("M"), a.written(), a.span()) : rows;
    return tensor(a, beside(Maps.LESS_EQUAL, rows, columns, a.integer("k", 0)));
  }

  /// The entries on one side of a diagonal, and 0 for the others.
  private static Value triangle(Bound a, Elementwise relation) {
    Expr x = a.tensor("m");
    if (x.rank() < 2) {
      throw a.unfit("m", "is " + x.shape() + ": a triangle takes two axes");
    }
    Dim rows = x.shape().get(x.rank() - 2);
    Dim columns = x.shape().get(x.rank() - 1);
    Expr mask = beside(relation, rows, columns, a.integer("k", 0));
    Expr wide = Build.broadcast(mask, x.shape());
    boolean infinite = x.contains(Build.constant(Maps.INFINITY));
    Expr kept =
        infinite ? Build.map(Maps.WHERE, wide, x, Build.zeros(x.shape())) : Build.times(wide, x);
    return Arithmetic.isMask(a.value("m")) ? Value.Tensor.mask(kept) : tensor(a, kept);
  }

  // --- taking ----------------------------------------------------------------------------------

  private static Value take(Bound a) {
    Value.Operand container = a.operand("a");
    Expr x = a.tensor("a");
    if (!a.has("axis")) {
      x = Regroup.regroup(x, Shape.of(x.shape().count()));
      container = new Value.Operand(Value.Tensor.of(x), container.span(), container.text(), null);
    }
    int axis = a.has("axis") ? a.axis("axis", x.shape(), 0) : 0;
    List<Value> index = new ArrayList<>();
    for (int k = 0; k < axis; k++) {
      index.add(new Value.Slice(null, null, null));
    }
    index.add(a.value("indices"));
    return new Subscripts(a.session())
        .get(container, new Value.Tuple(index), a.operand("indices").span(), a.span());
  }

  /// The letters of a tensor, and those of an index beside it: they differ along one axis.
  private record Beside(List<Integer> tensor, List<Integer> index, Expr oneHot, Shape shape) {}

  private static Beside beside(Bound a, Expr x) {
    Expr index = Whole.index(a.operand("indices"), a.session());
    if (index.rank() != x.rank()) {
      throw a.unfit(
          "indices", "is " + index.shape() + " beside " + x.shape() + ": it has as many axes");
    }
    int axis = a.axis("axis", x.shape(), 0);
    List<Integer> letters = Build.range(0, x.rank());
    List<Integer> tensor = new ArrayList<>(letters);
    List<Integer> positions = new ArrayList<>(letters);
    List<Dim> dims = new ArrayList<>(index.shape().dims());
    for (int k = 0; k < x.rank(); k++) {
      if (k != axis && !a.session().sizes().same(x.shape().get(k), index.shape().get(k))) {
        throw a.unfit(
            "indices",
            "is "
                + index.shape()
                + " beside "
                + x.shape()
                + ": all axes but the one along which it takes are the same");
      }
    }
    tensor.set(axis, x.rank());
    positions.add(x.rank());
    Expr oneHot = OneHot.of(index, x.shape().get(axis));
    return new Beside(tensor, positions, oneHot, new Shape(dims));
  }

  private static Expr along(Bound a) {
    Expr x = a.tensor("arr");
    Beside b = beside(a, x);
    List<Integer> out = Build.range(0, x.rank());
    return Product.one().letters(out, b.shape).times(x, b.tensor).times(b.oneHot, b.index).out(out);
  }

  private static Value choose(Bound a) {
    Expr index = Whole.index(a.operand("a"), a.session());
    List<Expr> choices = Layouts.tensors(a, a.elements("choices"));
    List<Value.Operand> operands = new ArrayList<>(List.of(a.operand("a")));
    List<Expr> all = new ArrayList<>(List.of(index));
    for (Expr choice : choices) {
      operands.add(a.operand("choices"));
      all.add(choice);
    }
    Shape shape = Tensors.broadcast(operands, all, a.written(), a.session());
    List<Expr> wide =
        choices.stream()
            .map(c -> Build.expand(Build.broadcast(c, shape), List.of(shape.rank())))
            .toList();
    Expr joined = Tensors.join(wide, shape.rank(), a.session(), a.span());
    Expr rows = OneHot.of(Build.broadcast(index, shape), Dim.of(choices.size()));
    return a.made(Build.reduce(Build.times(joined, rows), List.of(shape.rank())));
  }

  /// An open mesh: index k runs along axis k alone.
  private static Value mesh(Bound a) {
    int rank = a.rest().size();
    List<Value> indices = new ArrayList<>();
    for (int k = 0; k < rank; k++) {
      Expr index = Whole.index(a.rest().get(k), a.session());
      if (index.rank() != 1) {
        throw Faults.unfit(a.written() + " takes vectors of positions", a.span()).raise();
      }
      List<Integer> others = Build.range(0, rank);
      others.remove(k);
      indices.add(Value.Tensor.of(Build.expand(index, others)));
    }
    return new Value.Tuple(indices);
  }

  private static Value diagonal(Bound a) {
    Dim n = Concrete.size(a.value("n"), a.written(), a.span());
    List<Value> indices = new ArrayList<>();
    for (int k = a.integer("ndim", 2); k > 0; k--) {
      indices.add(tensor(a, Positions.of(n)));
    }
    return new Value.Tuple(indices);
  }

  /// How often each position stands in an index, or what weights it collects. That the result is
  /// not longer than `minlength` is what the index' domain says.
  private static Value count(Bound a) {
    Expr index = Whole.index(a.operand("x"), a.session());
    Dim length = Concrete.size(a.value("minlength"), a.written(), a.operand("minlength").span());
    if (index.rank() != 1) {
      throw a.unfit("x", "is " + index.shape() + ", not a vector");
    }
    Product product = Product.one().times(OneHot.of(index, length), List.of(0, 1));
    if (a.has("weights")) {
      Expr weights = a.tensor("weights");
      if (weights.rank() != 1) {
        throw a.unfit("weights", "is " + weights.shape() + ", not a vector");
      }
      Contract.fit(
          a.operand("x"), index, 0, a.operand("weights"), weights, 0, a.written(), a.session());
      product.times(weights, List.of(0));
    }
    return a.made(product.out(List.of(1)));
  }

  private static Value argument(Bound a, boolean largest) {
    Expr x = a.tensor("a");
    Expr turned =
        a.has("axis")
            ? Tensors.toEnd(x, List.of(a.axis("axis", x.shape(), 0)))
            : Regroup.regroup(x, Shape.of(x.shape().count()));
    Expr result = Build.special(new Argument(largest), turned);
    return tensor(
        a,
        a.flag("keepdims") && a.has("axis")
            ? Build.expand(result, List.of(a.axis("axis", x.shape(), 0)))
            : result);
  }

  // --- putting in place ------------------------------------------------------------------------

  private static Value change(Bound a, String parameter, Expr to) {
    if (!(a.value(parameter) instanceof Value.Tensor tensor)) {
      throw a.unfit(parameter, "needs an array");
    }
    Expr made = a.session().made(to, a.span());
    tensor.change(Choices.chosen(tensor.expr(), made, a.session()), a.span());
    return Value.Single.NONE;
  }

  private static Value at(Bound a, boolean plus) {
    Value.Operand container = a.operand("a");
    Subscripts subscripts = new Subscripts(a.session());
    HeldPlaces all = HeldPlaces.of(a.operand("indices"), a.operand("b"), a.session());
    Place place = subscripts.place(container, all.indices(), a.operand("indices").span());
    return change(
        a, "a", subscripts.added(plus, place, a.tensor("a"), container, all.values(), a.span()));
  }

  private static boolean isAsLong(Expr vector, Expr matrix, Bound a) {
    return a.session().sizes().same(vector.shape().get(0), matrix.shape().get(0));
  }

  private static Value fillDiagonal(Bound a) {
    Expr x = a.tensor("a");
    Expr value = a.tensor("val");
    if (x.rank() != 2 || !a.session().sizes().same(x.shape().get(0), x.shape().get(1))) {
      throw a.unfit("a", "is " + x.shape() + ", not a square matrix");
    }
    boolean fits = value.rank() == 0 || value.rank() == 1 && isAsLong(value, x, a);
    if (!fits) {
      throw a.unfit("val", "is " + value.shape() + ", and the diagonal is " + x.shape().get(0));
    }
    Expr eye = Build.eye(x.shape().get(0));
    Expr wide = Build.broadcast(value, Shape.of(x.shape().get(0)));
    Expr diagonal = Product.one().times(wide, List.of(0)).out(List.of(0, 0));
    Expr others = Held.cleared(x, eye);
    return change(a, "a", Build.plus(others, diagonal));
  }

  /// `arr[…, indices, …] = values`, which is read where an index has one position for each row.
  private static Value putAlong(Bound a) {
    Expr x = a.tensor("arr");
    Beside b = beside(a, x);
    int axis = a.axis("axis", x.shape(), 0);
    if (!b.shape.get(axis).isOne()) {
      throw Faults.refused(
              a.written()
                  + " is read where indices has size 1 along the axis: with more, two may"
                  + " name one place",
              a.operand("indices").span())
          .raise();
    }
    Expr values = a.tensor("values");
    Shape met =
        Tensors.broadcast(
            a.operand("indices"), b.shape, a.operand("values"), values.shape(), "=", a.session());
    if (!met.equals(b.shape)) {
      throw a.unfit("values", "is " + values.shape() + " for places of shape " + b.shape);
    }
    List<Integer> out = Build.range(0, x.rank());
    Expr hits = Product.one().letters(out, b.shape).times(b.oneHot, b.index).out(b.tensor);
    Expr put =
        Product.one()
            .times(Build.broadcast(values, b.shape), out)
            .times(b.oneHot, b.index)
            .out(b.tensor);
    Expr others = Build.times(x, Build.minus(Build.ones(x.shape()), hits));
    return change(a, "arr", Build.plus(others, put));
  }
}
