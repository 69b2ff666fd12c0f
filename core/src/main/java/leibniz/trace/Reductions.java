package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.op.Conditions;
import leibniz.op.Extremum;
import leibniz.op.LogSumExp;
import leibniz.op.Maps;
import leibniz.op.ProductOfOthers;

/// NumPy's functions over axes.
final class Reductions {
  private Reductions() {}

  private static final String AXES = "a, axis?, ~dtype, !out, keepdims?, !initial, !where";

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    String some = AXES.replace("!where", "where?");
    rows.put("sum", row("np.sum", some, a -> held(a, false)));
    rows.put("mean", row("np.mean", some, a -> held(a, true)));
    for (String name : List.of("max", "amax")) {
      rows.put(name, row("np." + name, AXES, a -> reduce(a, (x, k) -> extremum(true, x, k))));
    }
    for (String name : List.of("min", "amin")) {
      rows.put(name, row("np." + name, AXES, a -> reduce(a, (x, k) -> extremum(false, x, k))));
    }
    reduces("add", Build::reduce, rows);
    reduces("multiply", Reductions::products, rows);
    reduces("maximum", (x, k) -> extremum(true, x, k), rows);
    reduces("minimum", (x, k) -> extremum(false, x, k), rows);
    reduces("logaddexp", Reductions::logSumExp, rows);
    String spread = "a, axis?, ~dtype, !out, ddof?, keepdims?, !where";
    rows.put("var", row("np.var", spread, a -> reduce(a, (x, k) -> variance(x, k, a))));
    rows.put(
        "std",
        row(
            "np.std",
            spread,
            a -> reduce(a, (x, k) -> Build.power(variance(x, k, a), Rational.HALF))));
    String truths = "a, axis?, !out, keepdims?, !where";
    rows.put("any", row("np.any", truths, a -> holds(a, false)));
    rows.put("all", row("np.all", truths, a -> holds(a, true)));
    rows.put("prod", row("np.prod", AXES, Reductions::product));
    rows.put(
        "ptp",
        row(
            "np.ptp",
            "a, axis?, !out, keepdims?",
            a -> reduce(a, (x, k) -> Build.minus(extremum(true, x, k), extremum(false, x, k)))));
  }

  /// `np.add.reduce(a)` is over the first axis, unless another is named.
  private static void reduces(String function, Reduction reduction, Map<String, Native> rows) {
    String name = function + ".reduce";
    rows.put(
        name,
        row(
            "np." + name,
            "array, axis?, ~dtype, !out, keepdims?, !initial, !where",
            a -> {
              Expr x = a.tensor("array");
              if (x.rank() == 0) {
                throw a.unfit("array", "has no axis");
              }
              boolean said = a.has("axis") || a.isNone("axis");
              List<Integer> axes = said ? a.axes("axis", x.shape()) : List.of(0);
              return a.made(keep(a, reduction.of(x, axes), axes));
            }));
  }

  /// `logsumexp(a, axis, keepdims)`.
  static Native logSumExp() {
    return row(
        "logsumexp",
        "a, axis?, b?, keepdims?, !return_sign",
        a -> a.has("b") ? weighted(a) : reduce(a, Reductions::logSumExp));
  }

  /// `log Σ b exp(a)`, as `l + log Σ b exp(a − l)` with the logsumexp l of a alone.
  private static Value weighted(Bound a) {
    List<Value.Operand> operands = List.of(a.operand("a"), a.operand("b"));
    Shape shape =
        Tensors.broadcast(
            operands, List.of(a.tensor("a"), a.tensor("b")), a.written(), a.session());
    List<Integer> axes = a.axes("axis", shape);
    Expr x = Build.broadcast(a.tensor("a"), shape);
    Expr whole = logSumExp(x, axes);
    Expr wide = Build.broadcast(Build.expand(whole, axes.stream().sorted().toList()), shape);
    Expr parts =
        Build.times(
            Build.broadcast(a.tensor("b"), shape), Build.map(Maps.EXP, Build.minus(x, wide)));
    Expr total = Build.plus(whole, Build.map(Maps.LOG, Build.reduce(parts, axes)));
    return a.made(keep(a, total, axes));
  }

  /// What becomes of a tensor when some of its axes vanish.
  private interface Reduction {
    Expr of(Expr x, List<Integer> axes);
  }

  /// The sum or mean; of the entries that a mask holds, if the argument is some of a tensor.
  private static Value held(Bound a, boolean mean) {
    if (a.has("where")) {
      return where(a, mean);
    }
    Value.Held held = a.value("a") instanceof Value.Tensor t ? t.within() : null;
    if (held == null || !(a.value("a") instanceof Value.Tensor some)) {
      return reduce(a, mean ? Reductions::mean : Build::reduce);
    }
    List<Integer> axes = Build.range(0, some.shape().rank());
    if (a.has("axis")) {
      axes =
          Held.axes(
              held,
              a.axes("axis", some.shape().slice(0, some.shape().rank() - held.covered() + 1)));
    }
    if (!axes.contains(0) || a.flag("keepdims") || held.from() > 0) {
      throw a.unfit("a", "is read under a sum over the entries that the mask holds");
    }
    Expr total = Build.reduce(Held.orZero(some, held), axes);
    return a.made(mean ? Build.divide(total, Held.count(held, axes)) : total);
  }

  /// The sum or mean of those entries for which a condition holds.
  private static Value where(Bound a, boolean mean) {
    List<Value.Operand> operands = List.of(a.operand("a"), a.operand("where"));
    List<Expr> exprs = List.of(a.tensor("a"), a.tensor("where"));
    Shape shape = Tensors.broadcast(operands, exprs, a.written(), a.session());
    Value.Held held = new Value.Held(Build.broadcast(exprs.get(1), shape), shape.rank());
    Value.Tensor x = Value.Tensor.of(Build.broadcast(exprs.get(0), shape));
    List<Integer> axes = a.axes("axis", shape);
    Expr total = Build.reduce(Held.orZero(x, held), axes);
    Expr some = mean ? Build.divide(total, Held.count(held, axes)) : total;
    return a.made(keep(a, some, axes));
  }

  /// Whether entries along axes are not 0: as many of them as are asked for.
  private static Value holds(Bound a, boolean all) {
    Expr x = a.tensor("a");
    boolean mask = a.value("a") instanceof Value.Tensor t && t.isMask();
    Expr holds = mask ? x : Conditions.of(Maps.NOT_EQUAL, x);
    List<Integer> axes = a.axes("axis", x.shape());
    Expr counted = Build.reduce(all ? Conditions.not(holds) : holds, axes);
    Expr result = Conditions.of(all ? Maps.EQUAL : Maps.GREATER, counted);
    a.made(result);
    return Value.Tensor.mask(keep(a, result, axes));
  }

  private static Value reduce(Bound a, Reduction reduction) {
    Expr x = a.tensor("a");
    List<Integer> axes = a.axes("axis", x.shape());
    Expr result = axes.isEmpty() && x.rank() == 0 ? scalar(x, reduction) : reduction.of(x, axes);
    return a.made(keep(a, result, axes));
  }

  /// Of a scalar: as if it had one axis of size 1.
  private static Expr scalar(Expr x, Reduction reduction) {
    return reduction.of(Build.expand(x, List.of(0)), List.of(0));
  }

  static Expr keep(Bound a, Expr result, List<Integer> axes) {
    return a.flag("keepdims") ? Build.expand(result, axes.stream().sorted().toList()) : result;
  }

  private static Expr divided(Expr x, Dim by) {
    List<Integer> all = Build.range(0, x.rank());
    return Product.one()
        .letters(all, x.shape())
        .times(x, all)
        .times(Build.size(by), List.of(), Rational.MINUS_ONE)
        .out(all);
  }

  private static Dim count(Expr x, List<Integer> axes) {
    return axes.stream().map(k -> x.shape().get(k)).reduce(Dim.ONE, Dim::times);
  }

  static Expr mean(Expr x, List<Integer> axes) {
    return divided(Build.reduce(x, axes), count(x, axes));
  }

  private static Expr variance(Expr x, List<Integer> axes, Bound a) {
    Expr mean = Build.expand(mean(x, axes), axes.stream().sorted().toList());
    Expr off = Build.minus(x, Build.broadcast(mean, x.shape()));
    Dim count = count(x, axes).minus(Dim.of(a.integer("ddof", 0)));
    if (count.constant().isPresent() && count.constant().getAsLong() <= 0) {
      throw a.unfit("ddof", "leaves no entries to divide by");
    }
    return divided(Build.reduce(Build.power(off, Rational.TWO), axes), count);
  }

  static Expr extremum(boolean largest, Expr x, List<Integer> axes) {
    List<Integer> real = new ArrayList<>(axes);
    List<Integer> ones = axes.stream().filter(k -> x.shape().get(k).isOne()).toList();
    real.removeAll(ones);
    Expr turned = Tensors.toEnd(x, real);
    Expr result = real.isEmpty() ? x : Build.special(new Extremum(largest, real.size()), turned);
    List<Integer> left = Build.range(0, x.rank());
    left.removeAll(real);
    return Build.reduce(result, ones.stream().map(left::indexOf).toList());
  }

  private static Expr logSumExp(Expr x, List<Integer> axes) {
    Expr result = x;
    List<Integer> left = axes.stream().sorted().collect(Collectors.toCollection(ArrayList::new));
    while (!left.isEmpty()) {
      Expr turned = Tensors.toEnd(result, List.of(left.removeLast()));
      result = Build.special(LogSumExp.OP, turned);
    }
    return result;
  }

  /// Of sizes, as in `np.prod(x.shape)`, or of the entries over axes.
  private static Value product(Bound a) {
    if (a.value("a") instanceof Value.Tuple || a.value("a") instanceof Value.Listing) {
      Value product = Value.Number.of(1);
      for (Value factor : a.elements("a")) {
        product =
            new Arithmetic(a.session())
                .apply(
                    leibniz.python.Expression.Operator.MULTIPLY,
                    new Value.Operand(product, a.span(), "", null),
                    new Value.Operand(factor, a.span(), "", null),
                    a.span());
      }
      return product;
    }
    return reduce(a, Reductions::products);
  }

  private static Expr products(Expr x, List<Integer> axes) {
    Expr result = x;
    for (int axis : axes.stream().sorted().toList().reversed()) {
      result = ProductOfOthers.all(Tensors.toEnd(result, List.of(axis)));
    }
    return result;
  }
}
