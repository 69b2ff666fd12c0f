package leibniz.simplify;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Head.Property;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Special;
import leibniz.op.Determinant;
import leibniz.op.Inverse;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// Laws of inputs that are declared to be orthogonal, diagonal, triangular or positive definite.
final class StructureLaws {
  private StructureLaws() {}

  private static final String ORTHOGONAL = "Q: ((D, D), orthogonal)";
  private static final String DIAGONAL = "A: ((D, D), diagonal)";
  private static final Determinant DET = new Determinant(false);
  private static final Determinant LOG_DET = new Determinant(true);

  static final List<Law> ALL =
      List.of(
          new Law(
              "inverse of an orthogonal matrix",
              ORTHOGONAL,
              "np.linalg.inv(Q)",
              "Q.T",
              e -> {
                Expr q = of(e, Inverse.OP, Property.ORTHOGONAL);
                return q == null ? null : turned(q);
              }),
          new Law(
              "an orthogonal matrix times its transpose",
              ORTHOGONAL,
              "Q.T @ Q",
              "np.eye(D)",
              e ->
                  Pairs.rewrite(
                      e,
                      (a, i, b, j) ->
                          a == b && i == j && is(a, Property.ORTHOGONAL)
                              ? Build.eye(a.shape())
                              : null)),
          new Law(
              "log-determinant of an orthogonal matrix",
              ORTHOGONAL,
              "np.ones(D) * np.linalg.slogdet(Q)[1]",
              "np.zeros(D)",
              e -> of(e, LOG_DET, Property.ORTHOGONAL) == null ? null : Build.zeros(e.shape())),
          new Law(
              "a diagonal matrix",
              "A: ((D, D), diagonal); x: (D,)",
              "A @ x",
              "np.diag(A) * x",
              StructureLaws::diagonal),
          new Law(
              "inverse of a diagonal matrix",
              DIAGONAL,
              "np.linalg.inv(A)",
              "np.diag(1 / np.diag(A))",
              e -> {
                Expr a = of(e, Inverse.OP, Property.DIAGONAL);
                return a == null ? null : inverse(a);
              }),
          new Law(
              "log-determinant of a triangular matrix",
              "A: ((D, D), lower_triangular)",
              "np.linalg.slogdet(A)[1]",
              "np.sum(np.log(np.abs(np.diag(A))))",
              StructureLaws::logDeterminant),
          new Law(
              "determinant of a positive definite matrix",
              "S: ((D, D), positive_definite)",
              "np.ones(D) * np.sign(np.linalg.det(S))",
              "np.ones(D)",
              e ->
                  ElementwiseLaws.is(e, Maps.SIGN)
                          && of(e.arg(0), DET, Property.POSITIVE_DEFINITE) != null
                      ? Build.ones(e.shape())
                      : null));

  private static boolean is(Expr e, Property property) {
    return e.head() instanceof Head.Var v && v.is(property);
  }

  /// The argument, if the expression is the operation on an input of that kind.
  private static @Nullable Expr of(Expr e, Special op, Property property) {
    return e.head() instanceof Head.Special(Special row) && row.equals(op) && is(e.arg(0), property)
        ? e.arg(0)
        : null;
  }

  private static Expr turned(Expr a) {
    int i = a.rank() - 2;
    List<Integer> batch = Build.range(0, i);
    return Product.one()
        .times(a, MatrixLaws.and(batch, i, i + 1))
        .out(MatrixLaws.and(batch, i + 1, i));
  }

  /// Both letters of a diagonal matrix are one.
  private static @Nullable Expr diagonal(Expr e) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      int i = factor.letters().size() - 2;
      if (is(e.arg(k), Property.DIAGONAL)
          && factor.power().signum() > 0
          && !factor.letters().get(i).equals(factor.letters().get(i + 1))) {
        Integer row = factor.letters().get(i);
        Integer column = factor.letters().get(i + 1);
        List<Integer> letters = new ArrayList<>(factor.letters());
        letters.set(i + 1, row);
        Shape square = e.arg(k).shape();
        return Pairs.without(e, product, k)
            .times(e.arg(k), letters, factor.power())
            .times(Build.eye(square.get(i)), List.of(row, column))
            .out(product.out());
      }
    }
    return null;
  }

  private static Expr inverse(Expr a) {
    int i = a.rank() - 2;
    List<Integer> batch = Build.range(0, i);
    List<Integer> diagonal = MatrixLaws.and(batch, i, i);
    return Product.one().times(a, diagonal, Rational.MINUS_ONE).out(diagonal);
  }

  private static @Nullable Expr logDeterminant(Expr e) {
    Expr a = of(e, LOG_DET, Property.LOWER_TRIANGULAR);
    if (a == null) {
      return null;
    }
    int i = a.rank() - 2;
    List<Integer> batch = Build.range(0, i);
    Expr diagonal = Product.one().times(a, MatrixLaws.and(batch, i, i)).out(Build.range(0, i + 1));
    return Build.reduce(Build.map(Maps.LOG, Build.map(Maps.ABS, diagonal)), List.of(i));
  }
}
