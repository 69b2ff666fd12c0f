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
import leibniz.op.Cholesky;
import leibniz.op.Determinant;
import leibniz.op.Eigen;
import leibniz.op.Inverse;
import leibniz.op.Maps;
import leibniz.op.PseudoInverse;
import leibniz.op.Qr;
import leibniz.op.Singular;
import leibniz.python.Expression.Operator;

/// NumPy's functions of matrices: inverses, determinants, factorisations.
final class Linalg {
  private Linalg() {}

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    rows.put("linalg.inv", row("np.linalg.inv", "a", a -> a.made(inverse(square(a, "a")))));
    rows.put("linalg.det", row("np.linalg.det", "a", Linalg::determinant));
    rows.put("linalg.slogdet", row("np.linalg.slogdet", "a", Linalg::signAndLog));
    rows.put("linalg.solve", row("np.linalg.solve", "a, b", a -> solve(a, square(a, "a"))));
    rows.put("linalg.matrix_power", row("np.linalg.matrix_power", "a, n", Linalg::power));
    rows.put("linalg.cholesky", row("np.linalg.cholesky", "a, upper?", Linalg::cholesky));
    rows.put("linalg.qr", row("np.linalg.qr", "a, mode?", Linalg::orthogonal));
    rows.put("linalg.eigh", row("np.linalg.eigh", "a, ~UPLO", Linalg::eigen));
    rows.put("linalg.eigvalsh", row("np.linalg.eigvalsh", "a, ~UPLO", Linalg::eigenvalues));
    rows.put(
        "linalg.svd",
        row("np.linalg.svd", "a, full_matrices?, compute_uv?, ~hermitian", Linalg::svd));
    rows.put(
        "linalg.svdvals", row("np.linalg.svdvals", "x", a -> a.made(values(matrix(a, "x"), a))));
    rows.put("linalg.pinv", row("np.linalg.pinv", "a, !rcond, ~hermitian", Linalg::pseudoInverse));
    rows.put("linalg.lstsq", row("np.linalg.lstsq", "a, b, ~rcond", Linalg::leastSquares));
  }

  /// A matrix or a batch of matrices.
  static Expr matrix(Bound a, String parameter) {
    Expr x = a.tensor(parameter);
    if (x.rank() < 2) {
      throw unfit(a, parameter, "takes matrices");
    }
    return x;
  }

  static Expr square(Bound a, String parameter) {
    Expr x = a.tensor(parameter);
    checkSquare(a, x, parameter);
    return x;
  }

  /// @param x what the parameter is, or a part of it
  static void checkSquare(Bound a, Expr x, String parameter) {
    int rank = x.rank();
    boolean fits =
        rank >= 2 && a.session().sizes().same(x.shape().get(rank - 2), x.shape().get(rank - 1));
    if (!fits) {
      throw unfit(a, x, parameter, "takes square matrices");
    }
  }

  private static RuntimeException unfit(Bound a, String parameter, String what) {
    return unfit(a, a.tensor(parameter), parameter, what);
  }

  private static RuntimeException unfit(Bound a, Expr x, String parameter, String what) {
    Value.Operand operand = a.operand(parameter);
    return Problem.error(
            Code.LBZ103,
            a.written() + " " + what + ", " + operand.or("this") + " is " + x.shape(),
            operand.span(),
            Tensors.label(operand, x.shape(), a.session()))
        .raise();
  }

  static List<Integer> and(List<Integer> letters, int row, int column) {
    List<Integer> all = new ArrayList<>(letters);
    all.add(row);
    all.add(column);
    return all;
  }

  static Expr transposed(Expr x) {
    int i = x.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    return Product.one().times(x, and(outer, i, i + 1)).out(and(outer, i + 1, i));
  }

  /// The matrix product in the last two axes.
  static Expr product(Expr x, Expr y) {
    int i = x.rank() - 2;
    List<Integer> outer = Build.range(0, i);
    return Product.one()
        .times(x, and(outer, i, i + 2))
        .times(y, and(outer, i + 2, i + 1))
        .out(and(outer, i, i + 1));
  }

  static Expr inverse(Expr x) {
    return Build.special(Inverse.OP, x);
  }

  static Value determinant(Bound a) {
    return a.made(Build.special(new Determinant(false), square(a, "a")));
  }

  private static Value signAndLog(Bound a) {
    Expr x = square(a, "a");
    Expr sign = Build.map(Maps.SIGN, Build.special(new Determinant(false), x));
    Value log = a.made(Build.special(new Determinant(true), x));
    return new Value.Tuple(List.of(a.made(sign), log), List.of("sign", "logabsdet"));
  }

  /// `A⁻¹ b`. A vector on the right is one system; NumPy 2 reads a matrix as columns.
  static Value solve(Bound a, Expr matrix) {
    return times(a, inverse(matrix), "a");
  }

  /// The product of a matrix made of an argument with the argument `b`.
  static Value times(Bound a, Expr matrix, String parameter) {
    Value.Operand given = a.operand(parameter);
    Value.Operand left =
        new Value.Operand(a.made(matrix), given.span(), given.text(), given.origin());
    return new Arithmetic(a.session()).apply(Operator.MATMUL, left, a.operand("b"), a.span());
  }

  private static Value power(Bound a) {
    Expr x = square(a, "a");
    int n = a.integer("n", 1);
    if (Math.abs(n) > 100) {
      throw a.unfit("n", "is beyond 100");
    }
    if (n == 0) {
      return a.made(Build.eye(x.shape()));
    }
    Value factor = a.made(n < 0 ? inverse(x) : x);
    Value.Operand one = new Value.Operand(factor, a.span(), "", null);
    Value product = factor;
    for (int k = 1; k < Math.abs(n); k++) {
      Value.Operand left = new Value.Operand(product, a.span(), "", null);
      product = new Arithmetic(a.session()).apply(Operator.MATMUL, left, one, a.span());
    }
    return product;
  }

  // --- factorisations ----------------------------------------------------------------------------

  private static Value cholesky(Bound a) {
    Expr factor = Build.special(Cholesky.OP, square(a, "a"));
    return a.made(a.flag("upper") ? transposed(factor) : factor);
  }

  /// Q and R of a matrix that is not wide; Q is `A R⁻¹`.
  private static Value orthogonal(Bound a) {
    Expr x = matrix(a, "a");
    String mode = a.text("mode", "reduced");
    compared(x, a);
    int rank = x.rank();
    Dim smaller = Singular.smaller(x.shape());
    if (smaller == null || !smaller.equals(x.shape().get(rank - 1))) {
      throw unfit(a, "a", "takes a matrix with no more columns than rows");
    }
    boolean whole = mode.equals("complete") && Properties.isSquare(x.shape());
    if (!whole && !mode.equals("reduced") && !mode.equals("r")) {
      throw Problem.error(
              Code.LBZ009,
              a.written() + " is followed with mode='reduced' and mode='r'",
              a.span(),
              "mode='" + mode + "' gives columns that are arbitrary, or no Q and R")
          .raise();
    }
    Expr r = Build.special(Qr.OP, x);
    List<Integer> rows = Build.range(0, rank - 1);
    List<Integer> first = new ArrayList<>(rows);
    first.add(rank);
    List<Integer> second = new ArrayList<>(rows.subList(0, rank - 2));
    second.addAll(List.of(rank, rank - 1));
    Expr q = Product.one().times(x, first).times(inverse(r), second).out(Build.range(0, rank));
    return mode.equals("r")
        ? a.made(r)
        : new Value.Tuple(List.of(a.made(q), a.made(r)), List.of("Q", "R"));
  }

  static Value eigen(Bound a) {
    Expr x = square(a, "a");
    return new Value.Tuple(
        List.of(a.made(Build.special(Eigen.VALUES, x)), a.made(Build.special(Eigen.VECTORS, x))),
        List.of("eigenvalues", "eigenvectors"));
  }

  static Value eigenvalues(Bound a) {
    return a.made(Build.special(Eigen.VALUES, square(a, "a")));
  }

  /// A part of the singular value decomposition, where it is known how many singular values there
  /// are.
  static Expr singular(Singular.Part part, Expr x, Bound a) {
    compared(x, a);
    if (Singular.smaller(x.shape()) == null) {
      String rows = x.shape().get(x.rank() - 2).toString();
      String columns = x.shape().get(x.rank() - 1).toString();
      throw Problem.error(
              Code.LBZ103,
              a.written()
                  + " has as many singular values as the smaller of "
                  + rows
                  + " and "
                  + columns
                  + ", and nothing says which that is",
              a.span(),
              "")
          .help(
              "declare a tall matrix as  A: (n + p, n), a wide one as  A: (n, n + p), or give"
                  + " numbers")
          .raise();
    }
    return Build.special(new Singular(part), x);
  }

  /// With one side written by the other if it is not known which is the smaller.
  private static void compared(Expr x, Bound a) {
    if (Singular.smaller(x.shape()) == null) {
      Shape shape = x.shape();
      a.session().sizes().compare(shape.get(x.rank() - 2), shape.get(x.rank() - 1));
    }
  }

  private static Expr values(Expr x, Bound a) {
    return singular(Singular.Part.VALUES, x, a);
  }

  /// U, σ and Vᵀ; of these U and V are thin, for the rest of them is not determined.
  static Value svd(Bound a) {
    Expr x = matrix(a, "a");
    if (a.has("compute_uv") && !a.flag("compute_uv")) {
      return a.made(values(x, a));
    }
    boolean full = !a.has("full_matrices") || a.flag("full_matrices");
    compared(x, a);
    Dim smaller = Singular.smaller(x.shape());
    List<Value> parts = new ArrayList<>();
    for (Singular.Part part : Singular.Part.values()) {
      int axis = x.rank() - (part == Singular.Part.U ? 2 : 1);
      boolean open =
          smaller != null && part != Singular.Part.VALUES && !smaller.equals(x.shape().get(axis));
      parts.add(
          full && open
              ? new Value.Foreign(
                  "the square "
                      + (part == Singular.Part.U ? "U" : "V")
                      + " of "
                      + a.written()
                      + " (some of its columns are arbitrary; full_matrices=False leaves them out)")
              : a.made(singular(part, x, a)));
    }
    return new Value.Tuple(parts, List.of("U", "S", "Vh"));
  }

  static Value pseudoInverse(Bound a) {
    return a.made(pseudoInverse(matrix(a, "a")));
  }

  private static Expr pseudoInverse(Expr x) {
    return Properties.isSquare(x.shape()) ? inverse(x) : Build.special(PseudoInverse.OP, x);
  }

  /// `A⁺ b`, and three results that are not followed.
  static Value leastSquares(Bound a) {
    Expr x = matrix(a, "a");
    List<Value> results = new ArrayList<>();
    results.add(times(a, pseudoInverse(x), "a"));
    for (String other : List.of("residuals", "rank", "singular values")) {
      results.add(new Value.Foreign("the " + other + " of " + a.written()));
    }
    return new Value.Tuple(results);
  }
}
