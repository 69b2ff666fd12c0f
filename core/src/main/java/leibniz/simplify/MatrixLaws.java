package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Special;
import leibniz.op.Determinant;
import leibniz.op.Inverse;
import leibniz.op.Maps;
import org.jspecify.annotations.Nullable;

/// Laws of inverses, determinants and transposed matrices.
final class MatrixLaws {
  private MatrixLaws() {}

  private static final Determinant DET = new Determinant(false);
  private static final Determinant LOG_DET = new Determinant(true);

  static final List<Law> ALL =
      List.of(
          new Law(
              "inverse of an inverse",
              "A: (D, D)",
              "np.linalg.inv(np.linalg.inv(A))",
              "A",
              e -> of(e, Inverse.OP, Inverse.OP)),
          new Law(
              "inverse of a transposed matrix",
              "A: (D, D)",
              "np.linalg.inv(2 * A.T)",
              "np.linalg.inv(A).T / 2",
              MatrixLaws::inverseOfView),
          new Law(
              "determinant of an inverse",
              "A: (D, D)",
              "np.linalg.det(np.linalg.inv(A))",
              "1 / np.linalg.det(A)",
              e -> {
                Expr a = of(e, DET, Inverse.OP);
                return a == null ? null : Build.power(Build.special(DET, a), Rational.MINUS_ONE);
              }),
          new Law(
              "log-determinant of an inverse",
              "A: (D, D)",
              "np.linalg.slogdet(np.linalg.inv(A))[1]",
              "-np.linalg.slogdet(A)[1]",
              e -> {
                Expr a = of(e, LOG_DET, Inverse.OP);
                return a == null ? null : Build.negate(Build.special(LOG_DET, a));
              }),
          new Law(
              "logarithm of a determinant",
              "A: (D, D)",
              "np.log(np.abs(np.linalg.det(A)))",
              "np.linalg.slogdet(A)[1]",
              MatrixLaws::logOfDeterminant),
          new Law(
              "determinant of a transposed matrix",
              "A: (D, D)",
              "np.linalg.det(A.T)",
              "np.linalg.det(A)",
              MatrixLaws::determinantOfView),
          new Law(
              "a matrix times its inverse",
              "A: (D, D); C: (D, B)",
              "einsum('ij,jk,kl->il', A, np.linalg.inv(A), C)",
              "C",
              MatrixLaws::cancel),
          new Law(
              "a factor of an inverse cancels",
              "A: (D, D); C: (D, D)",
              "C @ np.linalg.inv(A @ C)",
              "np.linalg.inv(A)",
              MatrixLaws::cancelFactor),
          new Law(
              "a symmetric matrix is its own transpose",
              "A: (B, D); C: (D, B)",
              "C @ (A @ A.T + np.eye(B))",
              "C @ (A @ A.T + np.eye(B)).T",
              Symmetry::inOrder));

  private static boolean is(Expr e, Special op) {
    return e.head() instanceof Head.Special(Special row) && row.equals(op);
  }

  /// x, if the expression is `outer(inner(x))`.
  private static @Nullable Expr of(Expr e, Special outer, Special inner) {
    return is(e, outer) && is(e.arg(0), inner) ? e.arg(0).arg(0) : null;
  }

  static List<Integer> and(List<Integer> letters, Integer row, Integer column) {
    List<Integer> all = new ArrayList<>(letters);
    all.add(row);
    all.add(column);
    return all;
  }

  private static @Nullable Expr logOfDeterminant(Expr e) {
    if (!ElementwiseLaws.is(e, Maps.LOG)) {
      return null;
    }
    Expr size = ElementwiseLaws.is(e.arg(0), Maps.ABS) ? e.arg(0).arg(0) : e.arg(0);
    return is(size, DET) ? Build.special(LOG_DET, size.arg(0)) : null;
  }

  /// A matrix that is another one transposed, times a number that is not 0: that other one.
  static Head.@Nullable Einsum view(Expr e) {
    return e.rank() == 2
            && e.isView()
            && e.head() instanceof Head.Einsum view
            && view.factors().size() == 1
            && view.factors().get(0).power().isOne()
            && view.factors().get(0).letters().size() == 2
            && new HashSet<>(view.out()).size() == 2
            && new HashSet<>(view.out()).equals(new HashSet<>(view.factors().get(0).letters()))
            && !view.coefficient().isZero()
        ? view
        : null;
  }

  private static @Nullable Expr inverseOfView(Expr e) {
    Head.Einsum view = is(e, Inverse.OP) ? view(e.arg(0)) : null;
    if (view == null) {
      return null;
    }
    Expr inverse = Build.special(Inverse.OP, e.arg(0).arg(0));
    return Product.of(view.coefficient().inverse())
        .times(inverse, view.factors().get(0).letters())
        .out(view.out());
  }

  private static @Nullable Expr determinantOfView(Expr e) {
    boolean determinant = is(e, DET) || is(e, LOG_DET);
    Head.Einsum view = determinant ? view(e.arg(0)) : null;
    return view != null && view.coefficient().isOne()
        ? Build.like(e, List.of(e.arg(0).arg(0)))
        : null;
  }

  // --- inverses in a product
  // -------------------------------------------------------------------------

  /// An inverse and a matrix that are multiplied over a letter of theirs alone.
  private record Meeting(int inverse, int axis, int other, int otherAxis, Integer outer) {}

  private static List<Meeting> meetings(Expr e, Head.Einsum product) {
    List<Meeting> found = new ArrayList<>();
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor inverse = product.factors().get(k);
      if (!is(e.arg(k), Inverse.OP) || e.arg(k).rank() != 2 || !inverse.power().isOne()) {
        continue;
      }
      for (int axis = 0; axis < 2; axis++) {
        Integer letter = inverse.letters().get(axis);
        for (int j = 0; j < e.args().size(); j++) {
          Head.Factor other = product.factors().get(j);
          boolean meet =
              j != k
                  && e.arg(j).rank() == 2
                  && other.power().isOne()
                  && other.letters().contains(letter)
                  && uses(product, letter) == 2
                  && !product.out().contains(letter);
          if (meet) {
            int at = other.letters().indexOf(letter);
            found.add(new Meeting(k, axis, j, at, other.letters().get(1 - at)));
          }
        }
      }
    }
    return found;
  }

  private static int uses(Head.Einsum product, Integer letter) {
    return product.factors().stream()
        .mapToInt(f -> Collections.frequency(f.letters(), letter))
        .sum();
  }

  private static @Nullable Expr cancel(Expr e) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (Meeting m : meetings(e, product)) {
      Expr matrix = e.arg(m.inverse).arg(0);
      if (e.arg(m.other) == matrix && m.otherAxis == 1 - m.axis) {
        Integer end = product.factors().get(m.inverse).letters().get(1 - m.axis);
        return without(e, product, m)
            .times(Build.eye(matrix.shape().get(0)), List.of(end, m.outer))
            .out(product.out());
      }
    }
    return null;
  }

  private static Product without(Expr e, Head.Einsum product, Meeting m) {
    Product rest = Build.product(e);
    List<Integer> others = new ArrayList<>(Build.range(0, e.args().size()));
    others.removeAll(List.of(m.inverse, m.other));
    copy(e, product, others, rest);
    return rest;
  }

  private static @Nullable Expr cancelFactor(Expr e) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (Meeting m : meetings(e, product)) {
      Expr left = divided(e.arg(m.inverse).arg(0), 1 - m.axis, e.arg(m.other), m.otherAxis);
      if (left != null) {
        List<Integer> letters = new ArrayList<>(product.factors().get(m.inverse).letters());
        letters.set(m.axis, m.outer);
        return without(e, product, m)
            .times(Build.special(Inverse.OP, left), letters)
            .out(product.out());
      }
    }
    return null;
  }

  /// The product without its factor `by`, a square matrix that ends it with its axis `byAxis` as
  /// the product's axis `axis`; or null.
  private static @Nullable Expr divided(Expr matrix, int axis, Expr by, int byAxis) {
    if (!(matrix.head() instanceof Head.Einsum product)
        || matrix.args().size() < 2
        || !by.shape().get(0).equals(by.shape().get(1))) {
      return null;
    }
    Integer end = product.out().get(axis);
    for (int k = 0; k < matrix.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      if (matrix.arg(k) == by
          && factor.power().isOne()
          && factor.letters().get(byAxis).equals(end)
          && uses(product, end) == 1
          && Collections.frequency(product.out(), end) == 1) {
        Integer next = factor.letters().get(1 - byAxis);
        if (product.out().contains(next)) {
          return null;
        }
        List<Integer> out = new ArrayList<>(product.out());
        out.set(axis, next);
        List<Integer> others = new ArrayList<>(Build.range(0, matrix.args().size()));
        others.remove(k);
        Product rest = Product.of(product.coefficient());
        copy(matrix, product, others, rest);
        return rest.out(out);
      }
    }
    return null;
  }
}
