package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.op.Cholesky;
import leibniz.op.Inverse;
import leibniz.op.MatrixFunction;
import leibniz.op.MatrixFunction.Series;
import leibniz.op.MatrixRoot;
import leibniz.op.Sylvester;
import leibniz.op.Triangle;

/// The functions of `scipy.linalg` that NumPy has not, or has with other parameters.
final class Scipy {
  private Scipy() {}

  /// What is the same as in `numpy.linalg`.
  static final List<String> SAME = List.of("det", "norm", "inv", "pinv", "svdvals");

  /// The rows, by the name after `scipy.linalg.`.
  static void add(Map<String, Native> rows) {
    put(rows, "expm", "a", a -> function(a, Series.EXP));
    put(rows, "sinm", "a", a -> function(a, Series.SIN));
    put(rows, "cosm", "a", a -> function(a, Series.COS));
    put(
        rows,
        "sqrtm",
        "A, !disp, ~blocksize",
        a -> a.made(Build.special(MatrixRoot.OP, Linalg.square(a, "A"))));
    put(rows, "solve_sylvester", "a, b, q", Scipy::sylvester);
    put(rows, "expm_frechet", "a, e, ~method, compute_expm?, ~check_finite", Scipy::frechet);
    put(rows, "cholesky", "a, lower?, ~overwrite_a, ~check_finite", Scipy::cholesky);
    put(rows, "cho_factor", "a, lower?, ~overwrite_a, ~check_finite", Scipy::factor);
    put(rows, "cho_solve", "c_and_lower, b, ~overwrite_b, ~check_finite", Scipy::solveFactored);
    put(
        rows,
        "solve",
        "a, b, ~lower, ~overwrite_a, ~overwrite_b, ~check_finite, ~assume_a, !transposed",
        a -> Linalg.solve(a, Linalg.square(a, "a")));
    put(
        rows,
        "solve_triangular",
        "a, b, trans?, lower?, unit_diagonal?, ~overwrite_b, ~check_finite",
        Scipy::solveTriangular);
    put(
        rows,
        "eigh",
        "a, !b, ~lower, eigvals_only?, ~overwrite_a, ~overwrite_b, ~type, ~check_finite, ~driver",
        a -> a.flag("eigvals_only") ? Linalg.eigenvalues(a) : Linalg.eigen(a));
    put(
        rows,
        "eigvalsh",
        "a, !b, ~lower, ~overwrite_a, ~overwrite_b, ~type, ~check_finite, ~driver",
        Linalg::eigenvalues);
    put(
        rows,
        "svd",
        "a, full_matrices?, compute_uv?, ~overwrite_a, ~check_finite, ~lapack_driver",
        Linalg::svd);
    put(
        rows,
        "lstsq",
        "a, b, ~cond, ~overwrite_a, ~overwrite_b, ~check_finite, ~lapack_driver",
        Linalg::leastSquares);
  }

  private static void put(Map<String, Native> rows, String name, String parameters, Native.Body b) {
    rows.put(name, row("scipy.linalg." + name, parameters, b));
  }

  private static Value function(Bound a, Series series) {
    return a.made(MatrixFunction.of(series, Linalg.square(a, "a")));
  }

  private static Value frechet(Bound a) {
    Expr x = Linalg.square(a, "a");
    Expr direction = Linalg.square(a, "e");
    if (!Tensors.same(x.shape(), direction.shape(), a.session())) {
      throw a.unfit("e", "is " + direction.shape() + ", and a is " + x.shape());
    }
    Value derivative = a.made(Build.special(new MatrixFunction(Series.EXP, 1), x, direction));
    boolean both = !a.has("compute_expm") || a.flag("compute_expm");
    return both
        ? new Value.Tuple(List.of(a.made(MatrixFunction.of(Series.EXP, x)), derivative))
        : derivative;
  }

  /// Axes before the last two are the same in all three, or only q has them.
  private static Value sylvester(Bound a) {
    Expr left = Linalg.square(a, "a");
    Expr right = Linalg.square(a, "b");
    Expr q = a.tensor("q");
    int rows = q.rank() - 2;
    boolean fits =
        rows >= 0
            && a.session().sizes().same(q.shape().get(rows), left.shape().get(left.rank() - 1))
            && a.session()
                .sizes()
                .same(q.shape().get(rows + 1), right.shape().get(right.rank() - 1))
            && isBatch(left, q, a)
            && isBatch(right, q, a);
    if (!fits) {
      throw a.unfit("q", "is " + q.shape() + ", a is " + left.shape() + ", b " + right.shape());
    }
    return a.made(Build.special(Sylvester.OP, batched(left, q), batched(right, q), q));
  }

  private static boolean isBatch(Expr matrix, Expr q, Bound a) {
    return matrix.rank() == 2
        || Tensors.same(
            matrix.shape().slice(0, matrix.rank() - 2),
            q.shape().slice(0, q.rank() - 2),
            a.session());
  }

  private static Expr batched(Expr matrix, Expr q) {
    return matrix.rank() == q.rank()
        ? matrix
        : Build.broadcast(matrix, q.shape().slice(0, q.rank() - 2).concat(matrix.shape()));
  }

  /// The upper factor is the default here.
  private static Value cholesky(Bound a) {
    Expr lower = Build.special(Cholesky.OP, Linalg.square(a, "a"));
    return a.made(a.flag("lower") ? lower : Linalg.transposed(lower));
  }

  /// The factor, and which triangle it is in. The other triangle holds numbers without meaning,
  /// which are taken as zeros.
  private static Value factor(Bound a) {
    return new Value.Tuple(
        List.of(cholesky(a), a.flag("lower") ? new Value.Bool(true) : new Value.Bool(false)));
  }

  /// `L⁻ᵀ L⁻¹ b`.
  private static Value solveFactored(Bound a) {
    List<Value> pair = a.elements("c_and_lower");
    if (pair.size() != 2 || !(pair.get(0) instanceof Value.Tensor t)) {
      throw a.unfit("c_and_lower", "needs what cho_factor returns");
    }
    Linalg.checkSquare(a, t.expr(), "c_and_lower");
    boolean lower =
        Concrete.truth(new Value.Operand(pair.get(1), a.span(), "", null), "lower", a.session());
    Expr inverse = Linalg.inverse(lower ? t.expr() : Linalg.transposed(t.expr()));
    return Linalg.times(a, Linalg.product(Linalg.transposed(inverse), inverse), "c_and_lower");
  }

  /// Only one triangle of the matrix is read.
  private static Value solveTriangular(Bound a) {
    Expr x = Linalg.square(a, "a");
    boolean transposed = trans(a);
    boolean unit = a.flag("unit_diagonal");
    boolean lower = a.flag("lower");
    Expr triangle =
        lower && !unit && isLower(x)
            ? x
            : Triangle.of(lower, unit ? Rational.ZERO : Rational.ONE, x);
    if (unit) {
      triangle = Build.plus(triangle, Build.eye(x.shape()));
    }
    Expr inverse = Linalg.inverse(triangle);
    return Linalg.times(a, transposed ? Linalg.transposed(inverse) : inverse, "a");
  }

  private static boolean trans(Bound a) {
    if (a.has("trans") && a.value("trans") instanceof Value.Text(String text)) {
      return !text.equals("N");
    }
    return a.integer("trans", 0) != 0;
  }

  /// Whether a matrix is zero above its diagonal, as far as its form shows.
  private static boolean isLower(Expr x) {
    return switch (x.head()) {
      case Head.Var v -> v.is(Head.Property.LOWER_TRIANGULAR);
      case Head.Special(var row) ->
          row.equals(Cholesky.OP) || row.equals(Inverse.OP) && isLower(x.arg(0));
      case Head.Num _, Head.Einsum _, Head.Sum _, Head.Map _ -> false;
    };
  }
}
