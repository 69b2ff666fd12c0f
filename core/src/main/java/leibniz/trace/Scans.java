package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.op.Cumulative;
import leibniz.op.Maps;
import leibniz.op.Order;
import leibniz.op.Positions;
import leibniz.op.ProductOfOthers;
import leibniz.op.Sort;
import leibniz.op.Windows;

/// NumPy's functions along an axis that keep it: sums and products up to each entry, sorting with
/// what is read off a sorted axis, and windows.
final class Scans {
  private Scans() {}

  private static final String ALONG = "a, axis?, ~dtype, !out";

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    rows.put("cumsum", row("np.cumsum", ALONG, a -> scan(a, x -> Cumulative.of(x, false))));
    rows.put("cumprod", row("np.cumprod", ALONG, a -> scan(a, Scans::products)));
    rows.put("sort", row("np.sort", "a, axis?, ~kind, !order, ~stable", a -> sorted(a, Sort.OP)));
    rows.put(
        "argsort", row("np.argsort", "a, axis?, ~kind, !order, ~stable", a -> sorted(a, Order.OP)));
    String kth = "a, kth, axis?, ~kind, !order"; // what is sorted is parted at every entry
    rows.put("partition", row("np.partition", kth, a -> sorted(a, Sort.OP)));
    rows.put("argpartition", row("np.argpartition", kth, a -> sorted(a, Order.OP)));
    rows.put(
        "median",
        row(
            "np.median",
            "a, axis?, !out, ~overwrite_input, keepdims?",
            a -> read(a, List.of(Rational.HALF), true)));
    String quantile = "a, q, axis?, !out, ~overwrite_input, method?, keepdims?, !weights";
    rows.put("quantile", row("np.quantile", quantile, a -> quantiles(a, Rational.ONE)));
    rows.put("percentile", row("np.percentile", quantile, a -> quantiles(a, Rational.of(100))));
    rows.put(
        "sliding_window_view",
        row(
            "np.lib.stride_tricks.sliding_window_view",
            "x, window_shape, axis?, ~subok, ~writeable",
            Scans::windows));
  }

  private static Value scan(Bound a, UnaryOperator<Expr> scan) {
    Expr x = a.has("axis") ? a.tensor("a") : flat(a.tensor("a"));
    return a.made(along(x, a.axis("axis", x.shape(), 0), scan));
  }

  private static Expr flat(Expr x) {
    return Regroup.regroup(x, Shape.of(x.shape().count()));
  }

  private static Expr along(Expr x, int axis, UnaryOperator<Expr> scan) {
    List<Integer> axes = List.of(axis);
    return Tensors.fromEnd(scan.apply(Tensors.toEnd(x, axes)), axes);
  }

  /// The product over all entries `j` of `x_j` where `j` is not behind `i`, and of 1 elsewhere.
  private static Expr products(Expr x) {
    int rank = x.rank();
    Dim n = x.shape().get(rank - 1);
    Shape pairs = x.shape().concat(Shape.of(n));
    Expr spread = Tensors.toEnd(Build.expand(x, List.of(rank - 1)), List.of(rank));
    Expr upTo = Cumulative.of(Build.eye(n), true); // 1 where the column is not behind the row
    return ProductOfOthers.all(
        Build.map(
            Maps.WHERE,
            Build.broadcast(upTo, pairs),
            Build.broadcast(spread, pairs),
            Build.ones(pairs)));
  }

  private static Value sorted(Bound a, Special op) {
    boolean none = a.isNone("axis");
    Expr x = none ? flat(a.tensor("a")) : a.tensor("a");
    int axis = none ? 0 : a.axis("axis", x.shape(), -1);
    return a.made(along(x, axis, y -> Build.special(op, y)));
  }

  // --- what is read off sorted entries -----------------------------------------------------------

  private static Value quantiles(Bound a, Rational unit) {
    if (!a.text("method", "linear").equals("linear")) {
      throw a.unfit("method", "is read as linear only");
    }
    boolean one = Concrete.rational(a.value("q"), a.session().sizes()) != null;
    List<Rational> parts = new ArrayList<>();
    for (Value q : one ? List.of(a.value("q")) : a.elements("q")) {
      Rational part = Concrete.rational(q, a.session().sizes());
      if (part == null || part.signum() < 0 || part.compareTo(unit) > 0) {
        throw a.unfit("q", "is not a number between 0 and " + unit);
      }
      parts.add(part.dividedBy(unit));
    }
    return read(a, parts, one);
  }

  /// The entries at these parts of the way from the smallest to the largest; between two entries in
  /// proportion.
  private static Value read(Bound a, List<Rational> parts, boolean one) {
    Expr x = a.has("axis") ? a.tensor("a") : flat(a.tensor("a"));
    int rank = a.tensor("a").rank();
    int axis = a.axis("axis", x.shape(), 0);
    OptionalLong n = x.shape().get(axis).constant();
    Expr sorted = Build.special(Sort.OP, Tensors.toEnd(x, List.of(axis)));
    List<Expr> read = new ArrayList<>();
    for (Rational part : parts) {
      Expr between =
          n.isPresent()
              ? between(sorted, part.times(Rational.of(n.getAsLong() - 1)))
              : among(sorted, part);
      List<Integer> kept = a.has("axis") ? List.of(axis) : Build.range(0, rank);
      read.add(a.flag("keepdims") ? Build.expand(between, kept) : between);
    }
    if (one) {
      return a.made(read.get(0));
    }
    List<Expr> rows = read.stream().map(r -> Build.expand(r, List.of(0))).toList();
    return Value.Tensor.of(Tensors.join(rows, 0, a.session(), a.span()));
  }

  /// The entries beside a position, in proportion.
  private static Expr between(Expr sorted, Rational position) {
    long below = position.numerator().divide(position.denominator()).longValueExact();
    Rational above = position.minus(Rational.of(below));
    Expr entry = Build.scale(Rational.ONE.minus(above), entry(sorted, below));
    return above.isZero() ? entry : Build.plus(entry, Build.scale(above, entry(sorted, below + 1)));
  }

  /// The same for any number of entries: each counts for `1 - its distance from the position`, if
  /// that is not negative.
  private static Expr among(Expr sorted, Rational part) {
    int last = sorted.rank() - 1;
    Dim n = sorted.shape().get(last);
    Shape row = Shape.of(n);
    Expr position = Build.scale(part, Build.size(n.minus(Dim.ONE)));
    Expr distance =
        Build.map(Maps.ABS, Build.minus(Positions.of(n), Build.broadcast(position, row)));
    Expr share = Build.map(Maps.RELU, Build.minus(Build.ones(row), distance));
    return Build.reduce(Build.times(sorted, Build.broadcast(share, sorted.shape())), List.of(last));
  }

  private static Expr entry(Expr sorted, long position) {
    int last = sorted.rank() - 1;
    return Build.reduce(Views.taken(sorted, last, Dim.of(position), Dim.ONE, 1), List.of(last));
  }

  // --- windows -----------------------------------------------------------------------------------

  private static Value windows(Bound a) {
    Expr x = a.tensor("x");
    Shape shape = a.shape("window_shape");
    List<Integer> axes = a.axes("axis", x.shape());
    if (axes.size() != shape.rank()) {
      throw a.unfit("window_shape", "names " + shape + " for " + axes.size() + " axes");
    }
    for (int k = 0; k < axes.size(); k++) {
      Dim left = x.shape().get(axes.get(k)).minus(shape.get(k));
      if (left.constant().isPresent() && left.constant().getAsLong() < 0) {
        throw Problem.error(
                Code.LBZ103,
                "a window of " + shape + " is larger than " + x.shape() + " along " + axes.get(k),
                a.operand("window_shape").span(),
                "")
            .raise();
      }
    }
    Expr wide = Windows.of(Tensors.toEnd(x, axes), shape);
    List<Integer> back = new ArrayList<>(axes);
    back.addAll(Build.range(x.rank(), x.rank() + axes.size()));
    return a.made(Tensors.fromEnd(wide, back));
  }
}
