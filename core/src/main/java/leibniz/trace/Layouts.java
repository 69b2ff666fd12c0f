package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Shape;
import leibniz.op.Positions;

/// NumPy's functions that move entries: they transpose, reshape, repeat and join.
final class Layouts {
  private Layouts() {}

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    rows.put("transpose", row("np.transpose", "a, axes?", a -> transpose(a, "axes")));
    rows.put("permute_dims", row("np.permute_dims", "a, axes?", a -> transpose(a, "axes")));
    rows.put("swapaxes", row("np.swapaxes", "a, axis1, axis2", Layouts::swapAxes));
    rows.put("moveaxis", row("np.moveaxis", "a, source, destination", Layouts::moveAxis));
    rows.put("expand_dims", row("np.expand_dims", "a, axis", Layouts::expand));
    rows.put("squeeze", row("np.squeeze", "a, axis?", Layouts::squeeze));
    rows.put("reshape", row("np.reshape", "a, shape, order?", a -> reshape(a, sizes(a, "shape"))));
    rows.put("ravel", row("np.ravel", "a, order?", a -> reshape(a, List.of(Value.Number.of(-1)))));
    rows.put("broadcast_to", row("np.broadcast_to", "array, shape", Layouts::broadcastTo));
    rows.put("diagonal", row("np.diagonal", "a, offset?, axis1?, axis2?", Layouts::diagonal));
    rows.put("trace", row("np.trace", "a, offset?, axis1?, axis2?", Layouts::trace));
    rows.put("diag", row("np.diag", "v, k?", a -> diag(a, a.tensor("v"))));
    rows.put("diagflat", row("np.diagflat", "v, k?", Layouts::diagFlat));
    rows.put(
        "concatenate",
        row(
            "np.concatenate",
            "arrays, axis?, !out, ~dtype",
            a -> concatenate(a, a.elements("arrays"), 0)));
    rows.put("indices", row("np.indices", "dimensions, ~dtype", Layouts::indices));
    rows.put("stack", row("np.stack", "arrays, axis?", Layouts::stack));
    rows.put("hstack", row("np.hstack", "tup", a -> sideBySide(a)));
    rows.put("vstack", row("np.vstack", "tup", a -> onTop(a)));
    rows.put("row_stack", row("np.row_stack", "tup", a -> onTop(a)));
    rows.put("block", row("np.block", "arrays", a -> block(a)));
    rows.put("column_stack", row("np.column_stack", "tup", a -> columns(a)));
    rows.put("flip", row("np.flip", "m, axis?", Layouts::flip));
    rows.put("repeat", row("np.repeat", "a, repeats, axis?", Layouts::repeat));
    rows.put("atleast_1d", row("np.atleast_1d", "a", a -> atLeast(a, 1)));
    rows.put("atleast_2d", row("np.atleast_2d", "a", a -> atLeast(a, 2)));
  }

  static Value transpose(Bound a, String parameter) {
    Value.Tensor x = a.array("a");
    List<Integer> order =
        a.has(parameter)
            ? a.axes(parameter, x.shape())
            : new ArrayList<>(Build.range(0, x.shape().rank()).reversed());
    if (order.size() != x.shape().rank()) {
      throw a.unfit(parameter, "names " + order.size() + " of the axes of " + x.shape());
    }
    return a.view(x, Views.transposed(order));
  }

  private static Value swapAxes(Bound a) {
    Value.Tensor x = a.array("a");
    List<Integer> order = Build.range(0, x.shape().rank());
    int p = a.axis("axis1", x.shape(), 0);
    int q = a.axis("axis2", x.shape(), 0);
    order.set(p, q);
    order.set(q, p);
    return a.view(x, Views.transposed(order));
  }

  private static Value moveAxis(Bound a) {
    Value.Tensor x = a.array("a");
    List<Integer> from = a.axes("source", x.shape());
    List<Integer> to = a.axes("destination", x.shape());
    if (from.size() != to.size()) {
      throw a.unfit("destination", "names " + to.size() + " axes for " + from.size());
    }
    List<Integer> rest = Build.range(0, x.shape().rank());
    rest.removeAll(from);
    List<Integer> order = new ArrayList<>();
    for (int axis = 0, next = 0; axis < x.shape().rank(); axis++) {
      int k = to.indexOf(axis);
      order.add(k >= 0 ? from.get(k) : rest.get(next++));
    }
    return a.view(x, Views.transposed(order));
  }

  private static Value expand(Bound a) {
    Value.Tensor x = a.array("a");
    int more = a.value("axis") instanceof Value.Tuple t ? t.elements().size() : 1;
    Shape whole = Shape.of(Dim.ONE).concat(x.shape());
    for (int k = 1; k < more; k++) {
      whole = Shape.of(Dim.ONE).concat(whole);
    }
    List<Integer> axes = a.axes("axis", whole).stream().sorted().toList();
    return a.view(x, Views.expanded(axes));
  }

  private static Value squeeze(Bound a) {
    Value.Tensor x = a.array("a");
    List<Integer> axes = new ArrayList<>(a.axes("axis", x.shape()));
    if (!a.has("axis")) {
      axes.removeIf(axis -> !a.session().sizes().isOne(x.shape().get(axis)));
    }
    for (int axis : axes) {
      if (!a.session().sizes().isOne(x.shape().get(axis))) {
        throw Problem.error(
                Code.LBZ103,
                "axis "
                    + axis
                    + " of "
                    + x.shape()
                    + " has size "
                    + x.shape().get(axis)
                    + ", and squeeze takes away axes of size 1",
                a.operand("axis").span(),
                "")
            .raise();
      }
    }
    return a.view(x, Views.squeezed(axes));
  }

  /// The sizes a reshape asks for.
  private static List<Value> sizes(Bound a, String parameter) {
    return switch (a.value(parameter)) {
      case Value.Tuple t -> t.elements();
      case Value.Listing l -> l.elements();
      default -> List.of(a.value(parameter));
    };
  }

  static Value reshape(Bound a, List<Value> sizes) {
    Value.Tensor x = a.array("a");
    String order = a.text("order", "C");
    if (order.equals("F")) { // the axes are counted from the other end
      Value.Operand turned =
          new Value.Operand(Value.Tensor.of(turned(x.expr())), a.span(), "", null);
      Expr shaped =
          Regroup.reshape(turned, turned(x.expr()), sizes.reversed(), a.span(), a.session());
      return Value.Tensor.of(a.session().made(turned(shaped), a.span()));
    }
    if (!order.equals("C")) {
      throw a.unfit("order", "is read as C or F");
    }
    Expr shaped = Regroup.reshape(a.operand("a"), x.expr(), sizes, a.span(), a.session());
    return x.isOrdered()
        ? a.view(x, Views.reshaped(x.shape(), shaped.shape()))
        : Value.Tensor.of(a.session().made(shaped, a.span()));
  }

  private static Expr turned(Expr x) {
    return Build.transpose(x, Build.range(0, x.rank()).reversed());
  }

  private static Value broadcastTo(Bound a) {
    Value.Tensor x = a.array("array");
    Shape to = a.shape("shape");
    Value.Operand target = a.operand("shape");
    Shape met =
        Tensors.broadcast(a.operand("array"), x.shape(), target, to, a.written(), a.session());
    if (!met.equals(to)) {
      throw Problem.error(Code.LBZ103, x.shape() + " cannot be broadcast to " + to, a.span(), "")
          .raise();
    }
    return a.view(x, Lens.seen(e -> Build.broadcast(e, to)));
  }

  /// The letters of `a` with two axes tied; the tied one last.
  private static Expr tied(Bound a, Expr x, boolean keep) {
    if (x.rank() < 2) {
      throw a.unfit("a", "is " + x.shape() + ": a diagonal takes two axes");
    }
    int p = a.axis("axis1", x.shape(), 0);
    int q = a.axis("axis2", x.shape(), 1);
    Dim size = x.shape().get(p);
    if (p == q || !a.session().sizes().same(size, x.shape().get(q))) {
      throw Problem.error(
              Code.LBZ103,
              a.written() + " is read for square matrices, and this is " + x.shape(),
              a.operand("a").span(),
              "")
          .raise();
    }
    List<Integer> letters = Build.range(0, x.rank());
    List<Integer> out = Build.range(0, x.rank());
    out.removeAll(List.of(p, q));
    letters.set(q, p);
    if (keep) {
      out.add(p);
    }
    return Product.one().times(offset(x, p, q, a.integer("offset", 0)), letters).out(out);
  }

  private static Value diagonal(Bound a) {
    Value.Tensor x = a.array("a");
    return a.view(x, Lens.seen(e -> tied(a, e, true)));
  }

  private static Value trace(Bound a) {
    return a.made(tied(a, a.tensor("a"), false));
  }

  /// A vector on a diagonal of a matrix, or a diagonal of a matrix.
  private static Value diag(Bound a, Expr x) {
    int k = a.integer("k", 0);
    if (x.rank() == 1) {
      Expr matrix = Product.one().times(x, List.of(0)).out(List.of(0, 0));
      Dim size = x.shape().get(0).plus(Dim.of(Math.abs(k)));
      Expr wide = Views.padded(matrix, 1, Dim.of(Math.max(k, 0)), size, 1);
      return a.made(k == 0 ? matrix : Views.padded(wide, 0, Dim.of(Math.max(-k, 0)), size, 1));
    }
    if (x.rank() != 2 || !a.session().sizes().same(x.shape().get(0), x.shape().get(1))) {
      throw a.unfit("v", "is " + x.shape() + ": it takes a vector or a square matrix");
    }
    return a.made(Product.one().times(offset(x, 0, 1, k), List.of(0, 0)).out(List.of(0)));
  }

  private static Value diagFlat(Bound a) {
    Expr x = a.tensor("v");
    return diag(a, Regroup.regroup(x, Shape.of(x.shape().count())));
  }

  /// The square whose main diagonal is the k-th of a square matrix.
  private static Expr offset(Expr x, int rows, int columns, int k) {
    Dim size = x.shape().get(rows).minus(Dim.of(Math.abs(k)));
    Expr right = Views.taken(x, columns, Dim.of(Math.max(k, 0)), size, 1);
    return Views.taken(right, rows, Dim.of(Math.max(-k, 0)), size, 1);
  }

  // --- several arrays ------------------------------------------------------------------------

  static List<Expr> tensors(Bound a, List<Value> parts) {
    if (parts.isEmpty()) {
      throw Faults.unfit(a.written() + " of nothing", a.span()).raise();
    }
    List<Expr> tensors = new ArrayList<>();
    for (Value part : parts) {
      tensors.add(Tensors.of(new Value.Operand(part, a.span(), "", null), a.session()));
    }
    return tensors;
  }

  /// `[]`, `np.arange(0)`.
  private static boolean isNothing(Value part) {
    return part instanceof Value.Listing l && l.elements().isEmpty()
        || part instanceof Value.Tensor t && t.shape().rank() == 1 && Nothing.is(t.shape());
  }

  private static Value concatenate(Bound a, List<Value> all, int otherwise) {
    List<Value> some = all.stream().filter(p -> !isNothing(p)).toList();
    List<Value> parts = some.isEmpty() ? all : some;
    List<Expr> tensors = tensors(a, parts);
    return join(a, tensors, a.axis("axis", tensors.get(0).shape(), otherwise));
  }

  static Value.Tensor join(Bound a, List<Expr> tensors, int axis) {
    Shape first = tensors.get(0).shape();
    if (first.rank() == 0) {
      throw Faults.unfit(a.written() + " joins along an axis, and a scalar has none", a.span())
          .help("np.array([a, b]) makes a vector of scalars")
          .raise();
    }
    for (Expr tensor : tensors) {
      Shape shape = tensor.shape();
      boolean fits = shape.rank() == first.rank();
      for (int k = 0; fits && k < first.rank(); k++) {
        fits = k == axis || a.session().sizes().same(first.get(k), shape.get(k));
      }
      if (!fits) {
        throw Problem.error(
                Code.LBZ103,
                a.written()
                    + " joins "
                    + first
                    + " and "
                    + shape
                    + " along axis "
                    + axis
                    + ": the other axes differ",
                a.span(),
                "")
            .raise();
      }
    }
    return Value.Tensor.of(Tensors.join(tensors, axis, a.session(), a.span()));
  }

  /// For each axis of a shape, the positions along it.
  private static Value indices(Bound a) {
    Shape shape = a.shape("dimensions");
    List<Expr> each = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Expr along = Positions.of(shape.get(axis));
      List<Integer> others = Build.range(0, shape.rank());
      others.remove(Integer.valueOf(axis));
      each.add(Build.expand(Build.broadcast(Build.expand(along, others), shape), List.of(0)));
    }
    return join(a, each, 0);
  }

  private static Value stack(Bound a) {
    List<Expr> tensors = tensors(a, a.elements("arrays"));
    Shape first = tensors.get(0).shape();
    for (Expr tensor : tensors) {
      if (!Tensors.same(tensor.shape(), first, a.session())) {
        throw Problem.error(
                Code.LBZ103,
                a.written() + " takes arrays of one shape, not " + first + " and " + tensor.shape(),
                a.span(),
                "")
            .raise();
      }
    }
    int axis = a.axis("axis", Shape.of(Dim.ONE).concat(first), 0);
    return join(a, tensors.stream().map(t -> Build.expand(t, List.of(axis))).toList(), axis);
  }

  private static Value sideBySide(Bound a) {
    List<Expr> tensors = tensors(a, a.elements("tup"));
    boolean flat = tensors.get(0).rank() <= 1;
    return join(
        a, flat ? tensors.stream().map(t -> atLeast(t, 1)).toList() : tensors, flat ? 0 : 1);
  }

  private static Value onTop(Bound a) {
    return join(a, tensors(a, a.elements("tup")).stream().map(t -> atLeast(t, 2)).toList(), 0);
  }

  /// A row of blocks, or a matrix of them, from rows of equal height.
  private static Value block(Bound a) {
    List<Value> rows = a.elements("arrays");
    boolean matrix = !rows.isEmpty() && rows.get(0) instanceof Value.Listing;
    List<Expr> joined = new ArrayList<>();
    for (Value row : matrix ? rows : List.of(a.value("arrays"))) {
      if (!(row instanceof Value.Listing list)) {
        throw a.unfit("arrays", "needs a list, or a list of lists");
      }
      List<Expr> parts =
          tensors(a, list.elements()).stream().map(t -> atLeast(t, matrix ? 2 : 1)).toList();
      joined.add(join(a, parts, parts.get(0).rank() - 1).expr());
    }
    return matrix ? join(a, joined, joined.get(0).rank() - 2) : a.made(joined.get(0));
  }

  private static Value columns(Bound a) {
    List<Expr> tensors =
        tensors(a, a.elements("tup")).stream()
            .map(t -> t.rank() == 1 ? Build.expand(t, List.of(1)) : t)
            .toList();
    return join(a, tensors, 1);
  }

  private static Value flip(Bound a) {
    Value.Tensor x = a.array("m");
    List<Integer> axes = a.axes("axis", x.shape());
    return a.view(x, Views.part(e -> flipped(e, axes), (part, _) -> flipped(part, axes)));
  }

  private static Expr flipped(Expr x, List<Integer> axes) {
    Expr result = x;
    for (int axis : axes) {
      Dim size = x.shape().get(axis);
      result = Views.taken(result, axis, size.minus(Dim.ONE), size, -1);
    }
    return result;
  }

  private static Value repeat(Bound a) {
    Expr x = a.tensor("a");
    Expr flat = a.has("axis") ? x : Regroup.regroup(x, Shape.of(x.shape().count()));
    int axis = a.has("axis") ? a.axis("axis", x.shape(), 0) : 0;
    Dim times = Concrete.size(a.value("repeats"), a.written(), a.operand("repeats").span());
    Expr wide = Build.expand(flat, List.of(axis + 1));
    List<Dim> dims = new ArrayList<>(wide.shape().dims());
    dims.set(axis + 1, times);
    Expr repeated = Build.broadcast(wide, new Shape(dims));
    dims.remove(axis + 1);
    dims.set(axis, dims.get(axis).times(times));
    return a.made(Regroup.regroup(repeated, new Shape(dims)));
  }

  private static Value atLeast(Bound a, int rank) {
    return a.made(atLeast(a.tensor("a"), rank));
  }

  private static Expr atLeast(Expr x, int rank) {
    return x.rank() >= rank ? x : Build.expand(x, Build.range(0, rank - x.rank()));
  }
}
