package leibniz.math;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import leibniz.ir.Complex;
import leibniz.ir.Elementwise;
import leibniz.ir.Notation;
import leibniz.ir.Values;
import leibniz.op.Ops;

/// The value of a formula without indices, read as a mathematician reads it: names are scalars,
/// columns and matrices, and what stands side by side is multiplied. No size in it may be 1, so
/// that what is 1 × 1 is a scalar.
final class MatrixValue {
  private static final Map<String, Elementwise> FUNCTIONS =
      Ops.MAPS.values().stream()
          .filter(m -> m.notation() instanceof Notation.Call)
          .collect(Collectors.toMap(m -> ((Notation.Call) m.notation()).ascii(), m -> m));

  private interface Entry {
    double at(int row, int column);
  }

  /// A matrix; with 0 rows or columns it has as many as fit, as `1` and `I` do.
  private record Grid(int rows, int columns, Entry entry) {
    static Grid scalar(double value) {
      return new Grid(1, 1, (i, j) -> value);
    }

    boolean isScalar() {
      return rows == 1 && columns == 1;
    }

    double value() {
      check(isScalar(), "a scalar");
      return entry.at(0, 0);
    }

    /// Computed once.
    Grid stored() {
      if (rows == 0 || columns == 0) {
        return this;
      }
      double[] all = new double[rows * columns];
      for (int k = 0; k < all.length; k++) {
        all[k] = entry.at(k / columns, k % columns);
      }
      return new Grid(rows, columns, (i, j) -> all[i * columns + j]);
    }

    Grid transposed() {
      return new Grid(columns, rows, (i, j) -> entry.at(j, i));
    }
  }

  private final ToLongFunction<String> sizes;
  private final Map<String, Values> names;

  MatrixValue(ToLongFunction<String> sizes, Map<String, Values> names) {
    this.sizes = sizes;
    this.names = names;
  }

  /// With the given shape, of at most two axes.
  Values of(Formula formula, int... shape) {
    Values result = Values.zeros(shape);
    if (formula.equals(Formula.ZERO)) {
      return result; // of any shape
    }
    Grid grid = value(formula);
    int rows = shape.length > 0 ? shape[0] : 1;
    int columns = shape.length > 1 ? shape[1] : 1;
    fit(grid.rows, rows);
    fit(grid.columns, columns);
    for (int k = 0; k < result.count(); k++) {
      result.set(k, Complex.real(grid.entry.at(k / columns, k % columns)));
    }
    return result;
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("this should be " + what);
    }
  }

  private static int fit(int a, int b) {
    check(a == b || a == 0 || b == 0, "of one size: " + a + " and " + b);
    return Math.max(a, b);
  }

  private Grid value(Formula formula) {
    return switch (formula) {
      case Formula.Named n -> grid(names.get(n.name().toString()));
      case Formula.Word w ->
          switch (w.ascii()) {
            case "1" -> new Grid(0, 1, (i, j) -> 1);
            case "I" -> new Grid(0, 0, (i, j) -> i == j ? 1 : 0);
            case "pi" -> Grid.scalar(Math.PI);
            default -> throw new IllegalStateException(w.ascii());
          };
      case Formula.Numeral n -> Grid.scalar(n.value().doubleValue());
      case Formula.Size s -> Grid.scalar((double) sizes.applyAsLong(s.symbol()));
      case Formula.Raised r -> Grid.scalar(Math.pow(number(r.base()), number(r.exponent())));
      case Formula.Root r -> Grid.scalar(Math.sqrt(number(r.of())));
      case Formula.Marked m -> marked(value(m.base()), m.mark().unicode());
      case Formula.Product p ->
          p.factors().stream().map(this::value).reduce(MatrixValue::times).orElseThrow();
      case Formula.Fraction f -> times(Grid.scalar(1 / number(f.below())), value(f.above()));
      case Formula.Sum s -> sum(s.terms());
      case Formula.Entrywise e ->
          e.operands().stream()
              .map(this::value)
              .reduce((a, b) ->
                  e.sign().ascii().equals(".*")
                      ? entries(a, b, (x, y) -> x * y)
                      : entries(a, b, (x, y) -> x / y))
              .orElseThrow();
      case Formula.EntrywisePower p -> {
        double exponent = number(p.exponent());
        Grid base = value(p.base());
        check(!base.isScalar(), "no scalar");
        yield entries(base, base, (x, y) -> Math.pow(x, exponent));
      }
      case Formula.Applied a -> applied(a);
      case Formula.Bars b -> {
        Grid of = value(b.of());
        yield entries(of, of, (x, y) -> Math.abs(x));
      }
      case Formula.Holds h -> {
        check(h.relation().ascii().equals(">"), "greater");
        Grid left = value(h.left());
        yield new Grid(
            left.rows, left.columns, (i, j) -> left.entry.at(i, j) > number(h.right()) ? 1 : 0);
      }
      case Formula.Letter l -> throw new IllegalStateException("an index: " + l);
      case Formula.Indexed i -> throw new IllegalStateException("indices: " + i);
      case Formula.Big b -> throw new IllegalStateException("a sum over indices: " + b);
      case Formula.Choice c -> throw new IllegalStateException("no value: " + c);
      case Formula.Partial p -> throw new IllegalStateException("no value: " + p);
      case Formula.Equal e -> throw new IllegalStateException("no value: " + e);
    };
  }

  private double number(Formula formula) {
    return value(formula).value();
  }

  private static Grid grid(Values values) {
    int[] shape = values.shape();
    int rows = shape.length > 0 ? shape[0] : 1;
    int columns = shape.length > 1 ? shape[1] : 1;
    return new Grid(rows, columns, (i, j) -> values.re()[i * columns + j]);
  }

  private static Grid marked(Grid base, String mark) {
    return switch (mark) {
      case "ᵀ" -> base.transposed();
      case "⁻¹" -> inverse(base);
      case "⁻ᵀ" -> inverse(base).transposed();
      default -> throw new IllegalStateException(mark);
    };
  }

  private static Grid times(Grid a, Grid b) {
    if (a.isScalar() || b.isScalar()) {
      Grid matrix = a.isScalar() ? b : a;
      double factor = (a.isScalar() ? a : b).value();
      return new Grid(matrix.rows, matrix.columns, (i, j) -> factor * matrix.entry.at(i, j))
          .stored();
    }
    int inner = fit(a.columns, b.rows);
    check(inner > 0, "of some size");
    return new Grid(
            a.rows,
            b.columns,
            (i, j) -> {
              double sum = 0;
              for (int k = 0; k < inner; k++) {
                sum += a.entry.at(i, k) * b.entry.at(k, j);
              }
              return sum;
            })
        .stored();
  }

  private interface Both {
    double of(double x, double y);
  }

  private static Grid entries(Grid a, Grid b, Both f) {
    return new Grid(
            fit(a.rows, b.rows),
            fit(a.columns, b.columns),
            (i, j) -> f.of(a.entry.at(i, j), b.entry.at(i, j)))
        .stored();
  }

  private Grid sum(List<Formula.Term> terms) {
    Grid sum = null;
    for (Formula.Term term : terms) {
      Grid value = value(term.value());
      Grid signed = times(Grid.scalar(term.minus() ? -1 : 1), value);
      sum = sum == null ? signed : entries(sum, signed, Double::sum);
    }
    return sum;
  }

  private Grid applied(Formula.Applied a) {
    Grid of = value(a.arguments().get(0));
    return switch (a.function().ascii()) {
      case "tr" -> {
        int n = fit(of.rows, of.columns);
        double trace = 0;
        for (int k = 0; k < n; k++) {
          trace += of.entry.at(k, k);
        }
        yield Grid.scalar(trace);
      }
      case "diag" -> {
        check(of.rows > 1, "of some size");
        if (of.columns == 1) {
          yield new Grid(of.rows, of.rows, (i, j) -> i == j ? of.entry.at(i, 0) : 0);
        }
        fit(of.rows, of.columns);
        yield new Grid(of.rows, 1, (i, j) -> of.entry.at(i, i));
      }
      case "det" -> Grid.scalar(eliminated(of).determinant);
      case "log|det|" -> Grid.scalar(Math.log(Math.abs(eliminated(of).determinant)));
      default -> {
        Elementwise f = FUNCTIONS.get(a.function().ascii());
        yield new Grid(
                of.rows, of.columns, (i, j) -> f.at(List.of(Complex.real(of.entry.at(i, j)))).re())
            .stored();
      }
    };
  }

  private record Eliminated(double determinant, double[][] inverse) {}

  private static Grid inverse(Grid a) {
    double[][] inverse = eliminated(a).inverse;
    return new Grid(a.rows, a.columns, (i, j) -> inverse[i][j]);
  }

  /// Gauss and Jordan, with pivots.
  private static Eliminated eliminated(Grid a) {
    int n = fit(a.rows, a.columns);
    double[][] m = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m[i][j] = a.entry.at(i, j);
      }
      m[i][n + i] = 1;
    }
    double determinant = 1;
    for (int c = 0; c < n; c++) {
      int best = c;
      for (int r = c; r < n; r++) {
        best = Math.abs(m[r][c]) > Math.abs(m[best][c]) ? r : best;
      }
      double[] pivot = m[best];
      m[best] = m[c];
      m[c] = pivot;
      determinant *= best == c ? pivot[c] : -pivot[c];
      double head = pivot[c];
      for (int j = 0; j < 2 * n; j++) {
        pivot[j] /= head;
      }
      for (int r = 0; r < n; r++) {
        double factor = r == c ? 0 : m[r][c];
        for (int j = 0; j < 2 * n; j++) {
          m[r][j] -= factor * pivot[j];
        }
      }
    }
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      inverse[i] = java.util.Arrays.copyOfRange(m[i], n, 2 * n);
    }
    return new Eliminated(determinant, inverse);
  }
}
