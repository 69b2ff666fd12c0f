package leibniz.simplify;

import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Special;
import leibniz.op.Cholesky;
import leibniz.op.Determinant;
import leibniz.op.Eigen;
import leibniz.op.Extremum;
import leibniz.op.Inverse;
import leibniz.op.Maps;
import leibniz.op.MatrixFunction;
import leibniz.op.Qr;
import leibniz.op.Singular;
import leibniz.op.Slice;
import leibniz.op.Sylvester;
import org.jspecify.annotations.Nullable;

/// Laws of factorisations: the factors make the matrix, and sums over them are known.
final class FactorisationLaws {
  private FactorisationLaws() {}

  private static final String POSITIVE = "S: ((D, D), positive_definite)";
  private static final String SYMMETRIC = "A: ((D, D), symmetric)";
  private static final String TALL = "X: (D + B, D)";
  private static final Singular VALUES = new Singular(Singular.Part.VALUES);
  private static final Singular U = new Singular(Singular.Part.U);
  private static final Singular VT = new Singular(Singular.Part.VT);

  static final List<Law> ALL =
      List.of(
          new Law(
              "a Cholesky factor times its transpose",
              POSITIVE,
              "np.linalg.cholesky(S) @ np.linalg.cholesky(S).T",
              "S",
              e -> Pairs.rewrite(e, FactorisationLaws::product)),
          new Law(
              "inverse by a Cholesky factor",
              POSITIVE,
              "np.linalg.inv(np.linalg.cholesky(S)).T @ np.linalg.inv(np.linalg.cholesky(S))",
              "np.linalg.inv(S)",
              e -> Pairs.rewrite(e, FactorisationLaws::inverse)),
          new Law(
              "a triangular factor of QR times its transpose",
              TALL,
              "np.linalg.qr(X, mode='r').T @ np.linalg.qr(X, mode='r')",
              "X.T @ X",
              e -> Pairs.rewrite(e, (a, i, b, j) -> isPair(a, i, b, j, Qr.OP, 0) ? gram(a) : null)),
          new Law(
              "inverse by a triangular factor of QR",
              TALL,
              "np.linalg.inv(np.linalg.qr(X, mode='r')) @ np.linalg.inv(np.linalg.qr(X, mode='r')).T",
              "np.linalg.inv(X.T @ X)",
              e -> Pairs.rewrite(e, FactorisationLaws::inverseOfGram)),
          new Law(
              "log-determinant by a Cholesky factor",
              POSITIVE,
              "np.sum(np.log(np.diag(np.linalg.cholesky(S))))",
              "np.linalg.slogdet(S)[1] / 2",
              e -> logDeterminant(e, Cholesky.OP, Rational.HALF)),
          new Law(
              "log-determinant by eigenvalues",
              POSITIVE,
              "np.sum(np.log(np.linalg.eigvalsh(S)))",
              "np.linalg.slogdet(S)[1]",
              e -> logDeterminant(e, Eigen.VALUES, Rational.ONE)),
          new Law(
              "eigenvectors are orthonormal",
              SYMMETRIC,
              "np.linalg.eigh(A)[1] @ np.linalg.eigh(A)[1].T",
              "np.eye(D)",
              e -> Pairs.rewrite(e, (a, i, b, j) -> unit(a, i, b, j, Eigen.VECTORS, -1))),
          new Law(
              "left singular vectors are orthonormal",
              TALL,
              "np.linalg.svd(X, full_matrices=False)[0].T @ np.linalg.svd(X, False)[0]",
              "np.eye(D)",
              e -> Pairs.rewrite(e, (a, i, b, j) -> unit(a, i, b, j, U, 0))),
          new Law(
              "right singular vectors are orthonormal",
              TALL,
              "np.linalg.svd(X, full_matrices=False)[2] @ np.linalg.svd(X, False)[2].T",
              "np.eye(D)",
              e -> Pairs.rewrite(e, (a, i, b, j) -> unit(a, i, b, j, VT, 1))),
          new Law(
              "sum of eigenvalues",
              SYMMETRIC,
              "np.sum(np.linalg.eigvalsh(A))",
              "np.trace(A)",
              e -> sum(e, Eigen.VALUES, Rational.ONE)),
          new Law(
              "sum of squared eigenvalues",
              SYMMETRIC,
              "np.sum(np.linalg.eigvalsh(A) ** 2)",
              "np.sum(A ** 2)",
              e -> sum(e, Eigen.VALUES, Rational.TWO)),
          new Law(
              "sum of squared singular values",
              TALL,
              "np.sum(np.linalg.svd(X, compute_uv=False) ** 2)",
              "np.sum(X ** 2)",
              e -> sum(e, VALUES, Rational.TWO)),
          new Law(
              "eigenvalue decomposition",
              SYMMETRIC,
              "einsum('ik,k,jk->ij', np.linalg.eigh(A)[1], np.linalg.eigvalsh(A), np.linalg.eigh(A)[1])",
              "A",
              e -> decomposed(e, Eigen.VECTORS, 1, Eigen.VALUES, Eigen.VECTORS, 1)),
          new Law(
              "singular value decomposition",
              TALL,
              "einsum('ik,k,kj->ij', np.linalg.svd(X, False)[0], np.linalg.svdvals(X),"
                  + " np.linalg.svd(X, False)[2])",
              "X",
              e -> decomposed(e, U, 1, VALUES, VT, 0)),
          new Law(
              "largest eigenvalue",
              SYMMETRIC,
              "np.max(np.linalg.eigvalsh(A))",
              "np.linalg.eigvalsh(A)[-1]",
              e -> sorted(e, true, Eigen.VALUES)),
          new Law(
              "smallest eigenvalue",
              SYMMETRIC,
              "np.min(np.linalg.eigvalsh(A))",
              "np.linalg.eigvalsh(A)[0]",
              e -> sorted(e, false, Eigen.VALUES)),
          new Law(
              "largest singular value",
              TALL,
              "np.max(np.linalg.svd(X, compute_uv=False))",
              "np.linalg.svd(X, compute_uv=False)[0]",
              e -> sorted(e, true, VALUES)),
          new Law(
              "smallest singular value",
              TALL,
              "np.min(np.linalg.svd(X, compute_uv=False))",
              "np.linalg.svd(X, compute_uv=False)[-1]",
              e -> sorted(e, false, VALUES)),
          new Law(
              "function of a transposed matrix",
              "A: (D, D)",
              "scipy.linalg.expm(A.T)",
              "scipy.linalg.expm(A).T",
              FactorisationLaws::ofTransposed),
          new Law(
              "derivative in the direction of the identity",
              "A: (D, D)",
              "scipy.linalg.expm_frechet(A, np.eye(D), compute_expm=False)",
              "scipy.linalg.expm(A)",
              FactorisationLaws::alongIdentity),
          new Law(
              "Sylvester's equation of an identity",
              "A: (D, D)",
              "scipy.linalg.solve_sylvester(A, A, np.eye(D))",
              "np.linalg.inv(A) / 2",
              FactorisationLaws::halfInverse));

  private static boolean is(Expr e, Special op) {
    return e.head() instanceof Head.Special(Special row) && row.equals(op);
  }

  /// Whether a matrix meets itself over one of its axes.
  private static boolean isPair(Expr a, int axis, Expr b, int other, Special op, int over) {
    return a == b && is(a, op) && axis == over && other == over;
  }

  private static @Nullable Expr product(Expr a, int axis, Expr b, int other) {
    return isPair(a, axis, b, other, Cholesky.OP, 1) ? Eigen.symmetricPart(a.arg(0)) : null;
  }

  private static @Nullable Expr inverseOfGram(Expr a, int axis, Expr b, int other) {
    return isPair(a, axis, b, other, Inverse.OP, 1) && is(a.arg(0), Qr.OP)
        ? Build.special(Inverse.OP, gram(a.arg(0)))
        : null;
  }

  /// `Aᵀ A` of the argument.
  private static Expr gram(Expr factor) {
    Expr a = factor.arg(0);
    int i = a.rank() - 2;
    List<Integer> batch = Build.range(0, i);
    return Product.one()
        .times(a, MatrixLaws.and(batch, i + 2, i))
        .times(a, MatrixLaws.and(batch, i + 2, i + 1))
        .out(Build.range(0, i + 2));
  }

  private static @Nullable Expr inverse(Expr a, int axis, Expr b, int other) {
    return isPair(a, axis, b, other, Inverse.OP, 0) && is(a.arg(0), Cholesky.OP)
        ? Build.special(Inverse.OP, Eigen.symmetricPart(a.arg(0).arg(0)))
        : null;
  }

  /// @param only the axis over which the product is the identity, or -1 for both
  private static @Nullable Expr unit(Expr a, int axis, Expr b, int other, Special op, int only) {
    boolean fits = a == b && axis == other && is(a, op) && (only < 0 || only == axis);
    if (!fits) {
      return null;
    }
    int i = a.rank() - 2;
    Dim size = a.shape().get(i + 1 - axis);
    return Build.eye(a.shape().slice(0, i).concat(leibniz.ir.Shape.of(size, size)));
  }

  /// A sum of logarithms of what the determinant, or its root, is the product of: the diagonal of a
  /// triangle, or a vector.
  private static @Nullable Expr logDeterminant(Expr e, Special op, Rational times) {
    if (!(e.head() instanceof Head.Einsum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = sum.factors().get(k);
      Expr vector = ElementwiseLaws.is(e.arg(k), Maps.LOG) ? e.arg(k).arg(0) : e.arg(k);
      Expr factored = is(vector, op) ? vector : diagonalOf(vector);
      if (vector != e.arg(k)
          && factored != null
          && is(factored, op)
          && factor.power().isOne()
          && Pairs.isSummed(sum, factor.letters().getLast(), 1)) {
        Expr part = Eigen.symmetricPart(factored.arg(0));
        int i = part.rank() - 2;
        return Pairs.without(e, sum, k)
            .times(Build.special(new Determinant(true), part), factor.letters().subList(0, i))
            .times(Build.number(times), List.of())
            .out(sum.out());
      }
    }
    return null;
  }

  /// The matrix of which this is the diagonal, or null.
  private static @Nullable Expr diagonalOf(Expr e) {
    if (!e.isView() || !(e.head() instanceof Head.Einsum) || e.args().size() != 1) {
      return null;
    }
    Expr a = e.arg(0);
    List<Integer> batch = Build.range(0, e.rank() - 1);
    int i = batch.size();
    return a.rank() == i + 2
            && Product.one().times(a, MatrixLaws.and(batch, i, i)).out(Build.range(0, i + 1)) == e
        ? a
        : null;
  }

  /// `Σ λ = tr A`, `Σ λ² = Σ A²` of the symmetric part, `Σ σ² = Σ A²`.
  private static @Nullable Expr sum(Expr e, Special op, Rational power) {
    if (!(e.head() instanceof Head.Einsum sum)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = sum.factors().get(k);
      if (!is(e.arg(k), op)
          || !factor.power().equals(power)
          || !Pairs.isSummed(sum, factor.letters().getLast(), 1)) {
        continue;
      }
      Expr a = e.arg(k).arg(0);
      int i = a.rank() - 2;
      List<Integer> batch = Build.range(0, i);
      Product total = Product.one();
      if (power.isOne()) {
        total.times(a, MatrixLaws.and(batch, i, i));
      } else {
        Expr part = op.equals(Eigen.VALUES) ? Eigen.symmetricPart(a) : a;
        total.times(part, MatrixLaws.and(batch, i, i + 1), power);
      }
      return Pairs.without(e, sum, k)
          .times(total.out(batch), factor.letters().subList(0, i))
          .out(sum.out());
    }
    return null;
  }

  /// The factors of a decomposition, in one letter: the matrix.
  private static @Nullable Expr decomposed(
      Expr e, Special left, int leftAxis, Special values, Special right, int rightAxis) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (int m = 0; m < e.args().size(); m++) {
      Head.Factor middle = product.factors().get(m);
      if (!is(e.arg(m), values)
          || !middle.power().isOne()
          || !Pairs.isSummed(product, middle.letters().getLast(), 3)) {
        continue;
      }
      Integer k = find(e, product, left, leftAxis, m, -1);
      Integer j = k == null ? null : find(e, product, right, rightAxis, m, k);
      if (k != null && j != null) {
        Expr a = e.arg(m).arg(0);
        List<Integer> batch = middle.letters().subList(0, a.rank() - 2);
        Integer row = product.factors().get(k).letters().get(batch.size() + 1 - leftAxis);
        Integer column = product.factors().get(j).letters().get(batch.size() + 1 - rightAxis);
        Expr whole = values.equals(Eigen.VALUES) ? Eigen.symmetricPart(a) : a;
        return Pairs.without(e, product, m, k, j)
            .times(whole, MatrixLaws.and(batch, row, column))
            .out(product.out());
      }
    }
    return null;
  }

  /// The factor that has the vectors of the values at `middle`, and carries their letters.
  private static @Nullable Integer find(
      Expr e, Head.Einsum product, Special vectors, int axis, int middle, int not) {
    List<Integer> letters = product.factors().get(middle).letters();
    int i = letters.size() - 1;
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      if (k != not
          && is(e.arg(k), vectors)
          && e.arg(k).arg(0) == e.arg(middle).arg(0)
          && factor.power().isOne()
          && factor.letters().subList(0, i).equals(letters.subList(0, i))
          && factor.letters().get(i + axis).equals(letters.getLast())) {
        return k;
      }
    }
    return null;
  }

  /// What is sorted has its extremes at its ends.
  private static @Nullable Expr sorted(Expr e, boolean largest, Special op) {
    if (!is(e, new Extremum(largest, 1)) || !is(e.arg(0), op)) {
      return null;
    }
    Expr x = e.arg(0);
    boolean last = largest == op.equals(Eigen.VALUES);
    Dim index = last ? x.shape().get(x.rank() - 1).minus(Dim.ONE) : Dim.of(0);
    return Build.reduce(Slice.of(x, index, Dim.ONE, 1), List.of(x.rank() - 1));
  }

  private static @Nullable Expr ofTransposed(Expr e) {
    if (!(e.head() instanceof Head.Special(MatrixFunction f)) || f.order() > 0) {
      return null;
    }
    Head.Einsum view = MatrixLaws.view(e.arg(0));
    return view == null || !view.coefficient().isOne()
        ? null
        : Product.one()
            .times(Build.special(f, e.arg(0).arg(0)), view.factors().get(0).letters())
            .out(view.out());
  }

  /// Along a multiple of the identity, which is the same as for numbers.
  private static @Nullable Expr alongIdentity(Expr e) {
    if (!(e.head() instanceof Head.Special(MatrixFunction f)) || f.order() != 1) {
      return null;
    }
    Rational times = ofIdentity(e.arg(1));
    return times == null ? null : Build.scale(times, f.series().derivative(e.arg(0)));
  }

  /// `A X + X A = I` for half of the inverse.
  private static @Nullable Expr halfInverse(Expr e) {
    Rational times = is(e, Sylvester.OP) && e.arg(0) == e.arg(1) ? ofIdentity(e.arg(2)) : null;
    return times == null
        ? null
        : Build.scale(times.dividedBy(Rational.TWO), Build.special(Inverse.OP, e.arg(0)));
  }

  /// How often something is the identity; null if it is no multiple of it.
  private static @Nullable Rational ofIdentity(Expr e) {
    Expr eye = Build.eye(e.shape());
    if (e == eye) {
      return Rational.ONE;
    }
    return e.isView()
            && e.head() instanceof Head.Einsum view
            && Build.scale(view.coefficient(), eye) == e
        ? view.coefficient()
        : null;
  }
}
