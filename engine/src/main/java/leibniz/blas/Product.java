package leibniz.blas;

import java.util.ArrayList;
import java.util.List;
import leibniz.kernel.Type;

/// A contraction as products of matrices: for each position of `batch`,
///
/// ```
/// C[rows, cols] = alpha · Σ_inner A[rows, inner] · B[inner, cols]      or += , if it adds
/// ```
///
/// @param symmetric whether `C[i, j] = C[j, i]`, so that half of it need not be computed
record Product(
    Type type,
    Axis batch,
    Axis rows,
    Axis cols,
    Axis inner,
    Operand c,
    Operand a,
    Operand b,
    double alpha,
    boolean adds,
    boolean symmetric) {

  /// Sorts letters by the tensors that have them. The factors are exchanged if the rows of the
  /// result would be columns in memory, so that `C` is written along its entries.
  static Product of(
      Type type,
      int[] extents,
      Operand c,
      Operand a,
      Operand b,
      double alpha,
      boolean adds,
      boolean symmetric) {
    List<Axis.Letter> batch = new ArrayList<>();
    List<Axis.Letter> rows = new ArrayList<>();
    List<Axis.Letter> cols = new ArrayList<>();
    List<Axis.Letter> inner = new ArrayList<>();
    for (int l = 0; l < extents.length; l++) {
      Axis.Letter letter =
          new Axis.Letter(extents[l], c.strides()[l], a.strides()[l], b.strides()[l]);
      if (letter.c() == 0) {
        inner.add(letter);
      } else if ((letter.a() == 0) == (letter.b() == 0)) {
        batch.add(letter);
      } else {
        (letter.a() == 0 ? cols : rows).add(letter);
      }
    }
    Product product =
        new Product(
            type,
            Axis.of(batch, Axis.C),
            Axis.of(rows, Axis.C),
            Axis.of(cols, Axis.C),
            Axis.of(inner, Axis.A),
            c,
            a,
            b,
            alpha,
            adds,
            symmetric && isOneLetter(rows) && isOneLetter(cols));
    return product.isAcross() ? product.exchanged() : product;
  }

  /// With more letters, a row and the column of the same number need not be each other's.
  private static boolean isOneLetter(List<Axis.Letter> letters) {
    return letters.stream().filter(letter -> letter.n() > 1).count() == 1;
  }

  /// Whether the entries of a column of the result lie in sequence, and those of a row do not.
  private boolean isAcross() {
    return cols.n() > 1
        && rows.n() > 1
        && cols.strides()[Axis.C] != 1
        && rows.strides()[Axis.C] == 1;
  }

  /// The transposed product.
  Product exchanged() {
    return new Product(
        type,
        batch.exchanged(),
        cols.exchanged(),
        rows.exchanged(),
        inner.exchanged(),
        c,
        b,
        a,
        alpha,
        adds,
        symmetric);
  }

  /// Multiplications and additions.
  long flops() {
    return 2L * batch.n() * rows.n() * cols.n() * inner.n();
  }
}
