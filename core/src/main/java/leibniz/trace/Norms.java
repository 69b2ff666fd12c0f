package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.op.Eigen;
import leibniz.op.Maps;
import leibniz.op.Singular;
import leibniz.op.Slice;

/// Norms of vectors and matrices, and the condition number.
final class Norms {
  private static final Expr INFINITY = Build.constant(Maps.INFINITY);

  private Norms() {}

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    rows.put("linalg.norm", row("np.linalg.norm", "x, ord?, axis?, keepdims?", Norms::norm));
    rows.put("linalg.cond", row("np.linalg.cond", "x, p?", Norms::condition));
  }

  private static Value norm(Bound a) {
    Expr x = a.tensor("x");
    List<Integer> axes = a.axes("axis", x.shape());
    String order = order(a, "ord");
    if (axes.size() > 2 && (a.has("axis") || !order.isEmpty())) {
      throw a.unfit(a.has("axis") ? "axis" : "x", "does not fit this norm");
    }
    if (order.isEmpty()) {
      return a.made(Reductions.keep(a, entries(x, axes), axes));
    }
    Expr result = axes.size() == 1 ? ofVector(a, x, axes, order) : ofMatrix(a, x, axes, order);
    return a.made(Reductions.keep(a, result, axes));
  }

  private static String order(Bound a, String parameter) {
    if (!a.has(parameter)) {
      return "";
    }
    return switch (a.value(parameter)) {
      case Value.Text(String text) -> text;
      case Value.Number n -> n.value().toString();
      case Value.Foreign f when f.name().endsWith("inf") -> "inf";
      case Value.Tensor t when t.expr() == INFINITY -> "inf";
      case Value.Tensor t when t.expr() == Build.negate(INFINITY) -> "-inf";
      default -> throw a.unfit(parameter, "needs a number or a text");
    };
  }

  /// The root of the sum of squares.
  private static Expr entries(Expr x, List<Integer> axes) {
    Expr square = Build.reduce(Build.power(x, Rational.TWO), axes);
    return Build.power(square, Rational.HALF);
  }

  private static Expr ofVector(Bound a, Expr x, List<Integer> axes, String order) {
    Expr size = Build.map(Maps.ABS, x);
    return switch (order) {
      case "1" -> Build.reduce(size, axes);
      case "2" -> entries(x, axes);
      case "inf", "-inf" -> Reductions.extremum(order.equals("inf"), size, axes);
      case "0" ->
          throw Problem.error(
                  leibniz.ir.Code.LBZ205,
                  "np.linalg.norm with ord=0 counts entries, and has no useful gradient",
                  a.span(),
                  "piecewise constant: its derivative is 0 wherever it exists")
              .raise();
      default -> {
        if (!(a.value("ord") instanceof Value.Number p)) {
          throw a.unfit("ord", "is no norm of vectors: np.linalg.norm knows numbers, np.inf");
        }
        Expr sum = Build.reduce(Build.power(size, p.value()), axes);
        yield Build.power(sum, p.value().inverse());
      }
    };
  }

  private static Expr ofMatrix(Bound a, Expr x, List<Integer> axes, String order) {
    if (axes.size() != 2) {
      throw a.unfit("ord", "needs a matrix");
    }
    Expr matrix = Tensors.toEnd(x, axes);
    return switch (order) {
      case "fro" -> entries(x, axes);
      case "nuc", "2", "-2" -> spectral(a, matrix, order);
      case "1", "-1" -> ofSums(matrix, order.equals("1"), 2);
      case "inf", "-inf" -> ofSums(matrix, order.equals("inf"), 1);
      default ->
          throw a.unfit(
              "ord", "is no norm of matrices: 'fro', 'nuc', 1, -1, 2, -2, np.inf, -np.inf");
    };
  }

  /// The largest or smallest sum of absolute values along an axis, counted from the end.
  private static Expr ofSums(Expr matrix, boolean largest, int axis) {
    int rank = matrix.rank();
    Expr sums = Build.reduce(Build.map(Maps.ABS, matrix), List.of(rank - axis));
    return Reductions.extremum(largest, sums, List.of(rank - 2));
  }

  /// Sum, largest or smallest of the singular values of a matrix (the last two axes). The largest
  /// is a root of an eigenvalue of `Aᵀ A`, whichever side is the smaller one.
  private static Expr spectral(Bound a, Expr matrix, String order) {
    if (order.equals("2") && Singular.smaller(matrix.shape()) == null) {
      int i = matrix.rank() - 2;
      List<Integer> outer = Build.range(0, i);
      Expr gram =
          Product.one()
              .times(matrix, Linalg.and(outer, i + 2, i))
              .times(matrix, Linalg.and(outer, i + 2, i + 1))
              .out(Linalg.and(outer, i, i + 1));
      return Build.power(last(Build.special(Eigen.VALUES, gram)), Rational.HALF);
    }
    Expr values = Linalg.singular(Singular.Part.VALUES, matrix, a);
    return switch (order) {
      case "nuc" -> Build.reduce(values, List.of(values.rank() - 1));
      case "2" -> first(values);
      default -> last(values);
    };
  }

  private static Expr first(Expr x) {
    return at(x, Dim.of(0));
  }

  private static Expr last(Expr x) {
    return at(x, x.shape().get(x.rank() - 1).minus(Dim.ONE));
  }

  private static Expr at(Expr x, Dim index) {
    return Build.reduce(Slice.of(x, index, Dim.ONE, 1), List.of(x.rank() - 1));
  }

  /// `σ_1 / σ_n`, or `‖A‖ ‖A⁻¹‖` in another norm.
  private static Value condition(Bound a) {
    Expr x = a.tensor("x");
    String order = order(a, "p");
    if (x.rank() < 2) {
      throw a.unfit("x", "needs a matrix");
    }
    List<Integer> axes = List.of(x.rank() - 2, x.rank() - 1);
    if (order.isEmpty() || order.equals("2") || order.equals("-2")) {
      Expr values = Linalg.singular(Singular.Part.VALUES, x, a);
      Expr ratio = Build.divide(first(values), last(values));
      return a.made(order.equals("-2") ? Build.power(ratio, Rational.MINUS_ONE) : ratio);
    }
    Expr inverse = Linalg.inverse(Linalg.square(a, "x"));
    return a.made(Build.times(ofMatrix(a, x, axes, order), ofMatrix(a, inverse, axes, order)));
  }
}
