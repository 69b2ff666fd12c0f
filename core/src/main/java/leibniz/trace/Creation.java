package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.Maps;

/// NumPy's functions that make tensors: constants, products of several tensors, random inputs.
final class Creation {
  private Creation() {}

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    constants(rows);
    products(rows);
    random(rows);
    Draws.add(rows);
  }

  private static void constants(Map<String, Native> rows) {
    rows.put("zeros", row("np.zeros", "shape, ~dtype, ~order", a -> full(a, Rational.ZERO)));
    rows.put("ones", row("np.ones", "shape, ~dtype, ~order", a -> full(a, Rational.ONE)));
    rows.put("empty", row("np.empty", "shape, ~dtype, ~order", a -> full(a, Rational.ZERO)));
    rows.put(
        "full",
        row(
            "np.full",
            "shape, fill_value, ~dtype, ~order",
            a -> filled(a, a.shape("shape"), a.tensor("fill_value"))));
    String like = "a, ~dtype, ~order, ~subok, !shape";
    rows.put("zeros_like", row("np.zeros_like", like, a -> like(a, Rational.ZERO)));
    rows.put("ones_like", row("np.ones_like", like, a -> like(a, Rational.ONE)));
    rows.put("empty_like", row("np.empty_like", like, a -> like(a, Rational.ZERO)));
    rows.put(
        "full_like",
        row(
            "np.full_like",
            "a, fill_value, ~dtype, ~order, ~subok, !shape",
            a -> filled(a, a.tensor("a").shape(), a.tensor("fill_value"))));
    rows.put("eye", row("np.eye", "N, M?, k?, ~dtype", Creation::eye));
    rows.put(
        "identity", row("np.identity", "n, ~dtype", a -> Kinds.typed(a, Build.eye(size(a, "n")))));
    for (String name : List.of("array", "asarray", "copy", "asfarray", "ascontiguousarray")) {
      String parameters = "a, ~dtype, ~copy, ~order, ~ndmin, ~subok";
      rows.put(name, row("np." + name, parameters, Creation::array));
    }
    for (String name :
        List.of("float64", "float32", "float16", "double", "float", "float_", "stop_gradient")) {
      rows.put(name, row("np." + name, "a", Creation::array));
    }
    for (String name : List.of("shape", "ndim", "size")) {
      rows.put(name, row("np." + name, "a", a -> count(name, a.tensor("a").shape())));
    }
  }

  private static Value count(String name, Shape shape) {
    return switch (name) {
      case "shape" -> Value.Tuple.of(shape);
      case "ndim" -> Value.Number.of(shape.rank());
      default -> Value.Size.of(shape.count());
    };
  }

  private static Value tensor(Bound a, Expr expr) {
    return Value.Tensor.of(a.session().made(expr, a.span()));
  }

  private static Dim size(Bound a, String parameter) {
    return Concrete.size(a.value(parameter), a.written(), a.operand(parameter).span());
  }

  private static Value full(Bound a, Rational value) {
    return Kinds.typed(a, Build.full(value, a.shape("shape")));
  }

  private static Value like(Bound a, Rational value) {
    return Kinds.typed(a, Build.full(value, a.tensor("a").shape()));
  }

  private static Value filled(Bound a, Shape shape, Expr value) {
    if (value.rank() > 0) {
      throw a.unfit("fill_value", "is " + value.shape() + ", not a scalar");
    }
    return tensor(a, Build.broadcast(value, shape));
  }

  private static Value eye(Bound a) {
    Dim n = size(a, "N");
    Dim m = a.has("M") ? size(a, "M") : n;
    int k = a.integer("k", 0);
    return Kinds.typed(
        a,
        k == 0 && a.session().sizes().same(n, m)
            ? Build.eye(n)
            : Entries.beside(Maps.EQUAL, n, m, k));
  }

  private static Value array(Bound a) {
    Expr x = a.tensor("a");
    return Arithmetic.isMask(a.value("a")) ? Value.Tensor.mask(x) : Kinds.typed(a, x);
  }

  // --- products ------------------------------------------------------------------------------

  private static void products(Map<String, Native> rows) {
    String two = "a, b, !out";
    rows.put(
        "dot",
        row(
            "np.dot",
            two,
            a ->
                HeldProducts.of(
                    a.operand("a"),
                    a.operand("b"),
                    (x, y) -> a.made(Contract.dot(x, y, a.written(), a.session())))));
    rows.put(
        "inner",
        row(
            "np.inner",
            two,
            a -> a.made(Contract.inner(a.operand("a"), a.operand("b"), a.written(), a.session()))));
    rows.put(
        "outer",
        row(
            "np.outer",
            two,
            a -> a.made(Contract.outer(flat(a.tensor("a")), flat(a.tensor("b"))))));
    rows.put("vdot", row("np.vdot", two, Creation::vdot));
    rows.put("kron", row("np.kron", "a, b", Creation::kron));
    rows.put("tensordot", row("np.tensordot", "a, b, axes?", Creation::tensordot));
    rows.put(
        "einsum",
        row(
            "np.einsum",
            "subscripts, *operands, ~optimize, !out, ~dtype",
            a -> a.made(Einsum.of(a.operand("subscripts"), a.rest(), a.span(), a.session()))));
    rows.put("linalg.multi_dot", row("np.linalg.multi_dot", "arrays", Creation::chain));
  }

  private static Expr flat(Expr x) {
    return Regroup.regroup(x, Shape.of(x.shape().count()));
  }

  private static Value vdot(Bound a) {
    Value.Operand left = a.operand("a");
    Value.Operand right = a.operand("b");
    Expr x = a.tensor("a");
    Expr y = a.tensor("b");
    if (!Tensors.same(x.shape(), y.shape(), a.session())) {
      x = flat(x);
      y = flat(y);
      Contract.fit(left, x, 0, right, y, 0, a.written(), a.session());
    }
    List<Integer> all = Build.range(0, x.rank());
    return a.made(Contract.contract(x, all, y, all));
  }

  private static Value kron(Bound a) {
    Expr x = a.tensor("a");
    Expr y = a.tensor("b");
    int rank = Math.max(x.rank(), y.rank());
    x = Build.expand(x, Build.range(0, rank - x.rank()));
    y = Build.expand(y, Build.range(0, rank - y.rank()));
    Expr outer = Contract.outer(x, y);
    List<Integer> order = new java.util.ArrayList<>();
    List<Dim> dims = new java.util.ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      order.add(axis);
      order.add(rank + axis);
      dims.add(x.shape().get(axis).times(y.shape().get(axis)));
    }
    return a.made(Regroup.regroup(Build.transpose(outer, order), new Shape(dims)));
  }

  private static Value tensordot(Bound a) {
    Value.Operand left = a.operand("a");
    Value.Operand right = a.operand("b");
    Expr x = a.tensor("a");
    Expr y = a.tensor("b");
    List<Integer> axesX;
    List<Integer> axesY;
    if (a.has("axes") && !Concrete.isWhole(a.value("axes"))) {
      List<Value> pair = a.elements("axes");
      if (pair.size() != 2) {
        throw a.unfit("axes", "needs two lists of axes");
      }
      axesX = one(a, pair.get(0)).axes("axes", x.shape());
      axesY = one(a, pair.get(1)).axes("axes", y.shape());
    } else {
      int n = a.integer("axes", 2);
      if (n < 0 || n > Math.min(x.rank(), y.rank())) {
        throw Problem.error(
                Code.LBZ106,
                "np.tensordot over " + n + " axes of " + x.shape() + " and " + y.shape(),
                a.span(),
                "")
            .raise();
      }
      axesX = Build.range(x.rank() - n, x.rank());
      axesY = Build.range(0, n);
    }
    if (axesX.size() != axesY.size()) {
      throw a.unfit("axes", "pairs " + axesX.size() + " with " + axesY.size());
    }
    for (int k = 0; k < axesX.size(); k++) {
      Contract.fit(left, x, axesX.get(k), right, y, axesY.get(k), a.written(), a.session());
    }
    return a.made(Contract.contract(x, axesX, y, axesY));
  }

  /// The same call with `axes` alone, as one half of a pair.
  private static Bound one(Bound a, Value axes) {
    Value.Operand operand = new Value.Operand(axes, a.operand("axes").span(), "", null);
    Value.Call call = new Value.Call(a.written(), a.span(), a.span(), List.of());
    return new Bound(call, Map.of("axes", operand), List.of(), a.session());
  }

  private static Value chain(Bound a) {
    List<Value> parts = a.elements("arrays");
    if (parts.isEmpty()) {
      throw a.unfit("arrays", "is empty");
    }
    Value product = parts.get(0);
    for (Value part : parts.subList(1, parts.size())) {
      product =
          new Arithmetic(a.session())
              .apply(
                  leibniz.python.Expression.Operator.MATMUL,
                  new Value.Operand(product, a.span(), "", null),
                  new Value.Operand(part, a.span(), "", null),
                  a.span());
    }
    return product;
  }

  // --- random data is an input ---------------------------------------------------------------

  private static void random(Map<String, Native> rows) {
    rows.put("random.randn", row("np.random.randn", "*sizes", a -> sizes(a)));
    rows.put("random.rand", row("np.random.rand", "*sizes", a -> sizes(a, Head.Property.POSITIVE)));
    for (String name : List.of("random", "random_sample", "ranf")) {
      rows.put(
          "random." + name,
          row("np.random." + name, "size?", a -> sized(a, Head.Property.POSITIVE)));
    }
    rows.put("random.standard_normal", row("np.random.standard_normal", "size?", a -> sized(a)));
    rows.put("random.normal", row("np.random.normal", "loc?, scale?, size?", Creation::normal));
    rows.put("random.uniform", row("np.random.uniform", "low?, high?, size?", Creation::uniform));
    String bounds = "low, high?, size?, ~dtype, ~endpoint";
    rows.put("random.randint", row("np.random.randint", bounds, Creation::integers));
    rows.put("random.integers", row("np.random.integers", bounds, Creation::integers));
    rows.put(
        "random.choice",
        row("np.random.choice", "a, size?, ~replace, ~p, ~axis, ~shuffle", a -> choice(a)));
    rows.put("random.permutation", row("np.random.permutation", "x", Creation::permutation));
    for (String name : List.of("seed", "set_state")) {
      rows.put("random." + name, row("np.random." + name, "seed?", a -> Value.Single.NONE));
    }
    for (String name : List.of("default_rng", "RandomState", "Generator")) {
      rows.put(
          "random." + name,
          row("np.random." + name, "seed?", a -> new Value.Module("numpy.random")));
    }
  }

  private static Value sizes(Bound a, Head.Property... properties) {
    List<Dim> dims =
        a.rest().stream().map(o -> Concrete.size(o.value(), a.written(), o.span())).toList();
    return tensor(a, a.session().draw(new Shape(dims), a.span(), properties));
  }

  private static Value sized(Bound a, Head.Property... properties) {
    Shape shape = a.has("size") ? a.shape("size") : Shape.SCALAR;
    return tensor(a, a.session().draw(shape, a.span(), properties));
  }

  /// Whole numbers: an input that may be an index. Their bounds are not kept: how far an index goes
  /// is what the axis says that it is taken along.
  private static Value drawn(Bound a, String size) {
    Shape shape = a.has(size) ? a.shape(size) : Shape.SCALAR;
    return tensor(a, a.session().draw(shape, a.span(), Head.Property.WHOLE));
  }

  private static Value integers(Bound a) {
    Shape shape = a.has("size") ? a.shape("size") : Shape.SCALAR;
    Value number = Counting.number(a, shape);
    if (number != null) {
      return number;
    }
    Value drawn = drawn(a, "size");
    Counting.drawn(drawn, a);
    return drawn;
  }

  /// Some of 0, 1, …, or of positions, as many as there are; of anything else it is refused.
  private static Value choice(Bound a) {
    if (HeldPositions.condition(a.value("a")) != null && a.session().follows()) {
      return drawn(a, "size");
    }
    if (!Concrete.isWhole(a.value("a")) && a.session().follows()) {
      List<Dim> dims = new ArrayList<>(a.has("size") ? a.shape("size").dims() : List.of());
      List<Dim> from = a.tensor("a").shape().dims();
      dims.addAll(from.subList(Math.min(1, from.size()), from.size()));
      return tensor(a, a.session().draw(new Shape(dims), a.span()));
    }
    if (!Concrete.isWhole(a.value("a"))) {
      throw a.unfit("a", "is read as the number of positions to choose from");
    }
    return drawn(a, "size");
  }

  private static Value permutation(Bound a) {
    if (a.value("x") instanceof Value.Tensor && a.session().follows()) {
      return a.value("x"); // random data in another order is as random
    }
    if (!Concrete.isWhole(a.value("x"))) {
      throw a.unfit("x", "is read as the number of positions");
    }
    return drawn(a, "x");
  }

  /// With tensors for mean or deviation: what is drawn is scaled and moved.
  private static Value normal(Bound a) {
    boolean plain = !isTensor(a, "loc") && !isTensor(a, "scale");
    if (plain) {
      return sized(a);
    }
    Expr loc = a.has("loc") ? a.tensor("loc") : Build.zeros(Shape.SCALAR);
    Expr scale = a.has("scale") ? a.tensor("scale") : Build.ones(Shape.SCALAR);
    Value.Operand left = a.has("loc") ? a.operand("loc") : a.operand("scale");
    Value.Operand right = a.has("scale") ? a.operand("scale") : left;
    Shape shape =
        Tensors.broadcast(left, loc.shape(), right, scale.shape(), a.written(), a.session());
    if (a.has("size")) {
      Shape size = a.shape("size");
      Value.Operand asked = a.operand("size");
      if (!Tensors.broadcast(left, shape, asked, size, a.written(), a.session()).equals(size)) {
        throw a.unfit("size", "is smaller than what is drawn around");
      }
      shape = size;
    }
    Expr noise = a.session().draw(shape, a.span());
    Expr spread = Build.times(noise, Build.broadcast(scale, shape));
    return tensor(a, Build.plus(Build.broadcast(loc, shape), spread));
  }

  private static boolean isTensor(Bound a, String parameter) {
    return a.has(parameter) && a.value(parameter) instanceof Value.Tensor;
  }

  /// Positive if its lower end is; the rest of the interval is not kept.
  private static Value uniform(Bound a) {
    Rational low =
        a.has("low") ? Concrete.rational(a.value("low"), a.session().sizes()) : Rational.ZERO;
    return low != null && low.signum() >= 0 ? sized(a, Head.Property.POSITIVE) : sized(a);
  }

  /// Constants by their name after `np.` or `math.`.
  static final Map<String, Value> CONSTANTS =
      Map.of(
          "pi",
          Value.Tensor.of(scalar(Maps.PI)),
          "e",
          Value.Tensor.of(scalar(Maps.E)),
          "newaxis",
          Value.Single.NONE,
          "inf",
          Value.Tensor.of(scalar(Maps.INFINITY)),
          "nan",
          new Value.Foreign("np.nan"));

  private static Expr scalar(Head.Constant.Named constant) {
    return Product.one().times(Build.constant(constant), List.of()).out(List.of());
  }
}
