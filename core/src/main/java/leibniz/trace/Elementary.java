package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.Arcs;
import leibniz.op.Bessels;
import leibniz.op.Logs;
import leibniz.op.Maps;
import leibniz.op.Roots;
import leibniz.op.Roundings;
import leibniz.python.Expression.Operator;

/// NumPy's functions entry by entry.
final class Elementary {
  private Elementary() {}

  /// NumPy names of rows of one argument.
  private static final Map<String, Elementwise> UNARY =
      Map.ofEntries(
          Map.entry("exp", Maps.EXP),
          Map.entry("log", Maps.LOG),
          Map.entry("log1p", Maps.LOG1P),
          Map.entry("expm1", Maps.EXPM1),
          Map.entry("sin", Maps.SIN),
          Map.entry("cos", Maps.COS),
          Map.entry("tan", Maps.TAN),
          Map.entry("sinh", Maps.SINH),
          Map.entry("cosh", Maps.COSH),
          Map.entry("tanh", Maps.TANH),
          Map.entry("arctan", Maps.ARCTAN),
          Map.entry("arcsin", Arcs.ARCSIN),
          Map.entry("arccos", Arcs.ARCCOS),
          Map.entry("arcsinh", Arcs.ARCSINH),
          Map.entry("arccosh", Arcs.ARCCOSH),
          Map.entry("arctanh", Arcs.ARCTANH),
          Map.entry("sign", Maps.SIGN),
          Map.entry("abs", Maps.ABS),
          Map.entry("absolute", Maps.ABS),
          Map.entry("fabs", Maps.ABS),
          Map.entry("cbrt", Roots.CBRT),
          Map.entry("i0", Bessels.I0));

  private static final Map<String, Elementwise> ROUNDINGS =
      Map.of(
          "floor", Roundings.FLOOR,
          "ceil", Roundings.CEIL,
          "trunc", Roundings.TRUNC,
          "fix", Roundings.TRUNC,
          "rint", Roundings.ROUND);

  private static final Map<String, Elementwise> RELATIONS =
      Map.of(
          "greater", Maps.GREATER,
          "greater_equal", Maps.GREATER_EQUAL,
          "less", Maps.LESS,
          "less_equal", Maps.LESS_EQUAL,
          "equal", Maps.EQUAL,
          "not_equal", Maps.NOT_EQUAL);

  private static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          Map.entry("add", Operator.ADD),
          Map.entry("subtract", Operator.SUBTRACT),
          Map.entry("multiply", Operator.MULTIPLY),
          Map.entry("divide", Operator.DIVIDE),
          Map.entry("true_divide", Operator.DIVIDE),
          Map.entry("power", Operator.POWER),
          Map.entry("float_power", Operator.POWER),
          Map.entry("matmul", Operator.MATMUL),
          Map.entry("logical_and", Operator.AND),
          Map.entry("logical_or", Operator.OR),
          Map.entry("logical_xor", Operator.XOR));

  private static final String MORE = ", !out, !where, ~dtype";

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    UNARY.forEach((name, op) -> unary(rows, "np.", name, op));
    RELATIONS.forEach((name, op) ->
        rows.put(
            name,
            row("np." + name, "x1, x2" + MORE, a -> Value.Tensor.mask(map(op, a, "x1", "x2")))));
    OPERATORS.forEach((name, op) ->
        rows.put(
            name,
            row(
                "np." + name,
                "x1, x2" + MORE,
                a ->
                    new Arithmetic(a.session())
                        .apply(op, a.operand("x1"), a.operand("x2"), a.span()))));
    put(rows, "sqrt", "x", a -> a.made(power(a, a.tensor("x"), Rational.HALF)));
    put(rows, "square", "x", a -> a.made(power(a, a.tensor("x"), Rational.TWO)));
    put(rows, "reciprocal", "x", a -> a.made(power(a, a.tensor("x"), Rational.MINUS_ONE)));
    put(rows, "negative", "x", a -> a.made(Build.negate(a.tensor("x"))));
    put(rows, "positive", "x", a -> a.made(a.tensor("x")));
    put(
        rows,
        "logical_not",
        "x",
        a -> new Arithmetic(a.session()).invert(a.operand("x"), a.span()));
    put(rows, "log2", "x", a -> a.made(logarithm(a, 2)));
    put(rows, "log10", "x", a -> a.made(logarithm(a, 10)));
    put(rows, "exp2", "x", a -> a.made(exp2(a.tensor("x"))));
    ROUNDINGS.forEach((name, op) -> put(rows, name, "x", a -> rounded(a, op, "x")));
    for (String name : List.of("round", "around")) {
      rows.put(name, row("np." + name, "a, decimals?, !out", Elementary::round));
    }
    put(rows, "maximum", "x1, x2", a -> a.made(extreme(true, a.operand("x1"), a.operand("x2"), a)));
    put(
        rows,
        "minimum",
        "x1, x2",
        a -> a.made(extreme(false, a.operand("x1"), a.operand("x2"), a)));
    rows.put("fmax", rows.getOrDefault("maximum", row("np.fmax", "", a -> Value.Single.NONE)));
    rows.put("fmin", rows.getOrDefault("minimum", row("np.fmin", "", a -> Value.Single.NONE)));
    put(rows, "hypot", "x1, x2", a -> a.made(hypot(a)));
    put(rows, "arctan2", "x1, x2", a -> a.made(map(Arcs.ARCTAN2, a, "x1", "x2")));
    put(rows, "logaddexp", "x1, x2", a -> a.made(logAddExp(a)));
    put(rows, "vectorize", "pyfunc", Elementary::vectorized);
    put(
        rows,
        "where",
        "condition, x?, y?",
        a -> a.has("x") && a.has("y") ? a.made(where(a)) : HeldPositions.along("condition", a));
    rows.put("nonzero", row("np.nonzero", "a", a -> HeldPositions.along("a", a)));
    rows.put("flatnonzero", row("np.flatnonzero", "a", a -> HeldPositions.of("a", a)));
    put(rows, "clip", "a, a_min?, a_max?", Elementary::clip);
  }

  /// Functions that have a row but no name in NumPy; they are called without `np.`.
  static void addNamed(Map<String, Native> rows) {
    unary(rows, "", "sigmoid", Maps.SIGMOID);
    unary(rows, "", "expit", Maps.SIGMOID);
    unary(rows, "", "relu", Maps.RELU);
    unary(rows, "", "erf", Maps.ERF);
    unary(rows, "", "softplus", Maps.SOFTPLUS);
  }

  private static void put(
      Map<String, Native> rows, String name, String parameters, Native.Body body) {
    rows.put(name, row("np." + name, parameters + MORE, a -> a.entries(body::of)));
  }

  private static void unary(Map<String, Native> rows, String module, String name, Elementwise op) {
    rows.put(
        name,
        row(
            module + name,
            "x" + MORE,
            given -> given.entries(a -> a.made(Build.map(op, List.of(a.tensor("x")))))));
  }

  private static Expr map(Elementwise op, Bound a, String left, String right) {
    return new Arithmetic(a.session())
        .map(op, a.operand(left), a.operand(right), a.written(), a.span());
  }

  private static Expr power(Bound a, Expr x, Rational exponent) {
    return new Arithmetic(a.session()).power(x, exponent, a.span());
  }

  /// A number that is known is rounded here, so that it can be a size.
  private static Value rounded(Bound a, Elementwise op, String parameter) {
    Rational known = Concrete.rational(a.value(parameter), a.session().sizes());
    if (known == null || known.numerator().bitLength() > 52) {
      return a.made(Build.map(op, a.tensor(parameter)));
    }
    Complex value = op.at(List.of(Complex.real(known.doubleValue())));
    return Value.Number.of((long) value.re());
  }

  private static Value round(Bound a) {
    int decimals = a.integer("decimals", 0);
    if (Math.abs(decimals) > 15) {
      throw a.unfit("decimals", "is not between -15 and 15");
    }
    if (decimals == 0) {
      return rounded(a, Roundings.ROUND, "a");
    }
    Rational unit = Rational.of(10).power(decimals);
    Expr scaled = Build.map(Roundings.ROUND, Build.scale(unit, a.tensor("a")));
    return a.made(Build.scale(unit.inverse(), scaled));
  }

  private static Expr logarithm(Bound a, int base) {
    Expr x = Build.map(Maps.LOG, a.tensor("x"));
    Expr scale = Build.map(Maps.LOG, Build.number(Rational.of(base)));
    return Build.divide(x, Build.broadcast(scale, x.shape()));
  }

  private static Expr exp2(Expr x) {
    return Build.map(Maps.POWER, Build.full(Rational.TWO, x.shape()), x);
  }

  /// The larger or smaller of two. Against 0 it is the rectifier, whose derivative at 0 is 0.
  static Expr extreme(boolean larger, Value.Operand left, Value.Operand right, Bound a) {
    Expr x = Tensors.of(left, a.session());
    Expr y = Tensors.of(right, a.session());
    if (larger && (x.rank() == 0 && x.isZero() || y.rank() == 0 && y.isZero())) {
      return Build.map(Maps.RELU, y.isZero() ? x : y);
    }
    return new Arithmetic(a.session())
        .map(larger ? Maps.MAXIMUM : Maps.MINIMUM, left, right, a.written(), a.span());
  }

  @SuppressWarnings("ReferenceEquality") // whether nothing was clipped
  private static Value clip(Bound a) {
    Value.Operand x = a.operand("a");
    Value result = x.value();
    for (boolean lower : List.of(true, false)) {
      String bound = lower ? "a_min" : "a_max";
      if (a.has(bound)) {
        Value.Operand so = new Value.Operand(result, x.span(), x.text(), x.origin());
        result = a.made(extreme(lower, so, a.operand(bound), a));
      }
    }
    return result == x.value() ? a.made(a.tensor("a")) : result;
  }

  private static Expr hypot(Bound a) {
    Expr x = a.tensor("x1");
    Expr y = a.tensor("x2");
    Shape shape =
        Tensors.broadcast(
            a.operand("x1"), x.shape(), a.operand("x2"), y.shape(), a.written(), a.session());
    Expr sum =
        Build.plus(
            Build.power(Build.broadcast(x, shape), Rational.TWO),
            Build.power(Build.broadcast(y, shape), Rational.TWO));
    return Build.power(sum, Rational.HALF);
  }

  /// `log(exp(x) + exp(y))` as `x + softplus(y - x)`.
  private static Expr logAddExp(Bound a) {
    Expr x = a.tensor("x1");
    Expr y = a.tensor("x2");
    Shape shape =
        Tensors.broadcast(
            a.operand("x1"), x.shape(), a.operand("x2"), y.shape(), a.written(), a.session());
    Expr wideX = Build.broadcast(x, shape);
    Expr wideY = Build.broadcast(y, shape);
    if (x.isZero() || y.isZero()) {
      return Build.map(Maps.SOFTPLUS, y.isZero() ? wideX : wideY);
    }
    return Build.map(Logs.LOGADDEXP, wideX, wideY);
  }

  private static Expr where(Bound a) {
    List<Value.Operand> operands = List.of(a.operand("condition"), a.operand("x"), a.operand("y"));
    List<Expr> exprs = operands.stream().map(o -> Tensors.of(o, a.session())).toList();
    Shape shape = Tensors.broadcast(operands, exprs, a.written(), a.session());
    return Build.map(Maps.WHERE, exprs.stream().map(e -> Build.broadcast(e, shape)).toList());
  }

  /// A function of numbers for the entries of an array: those that are known take both, and so does
  /// one that is written with them.
  private static Value vectorized(Bound a) {
    Value function = a.value("pyfunc");
    if (!(function instanceof Value.Function)) {
      throw a.unfit("pyfunc", "is no function that is known");
    }
    return function;
  }
}
