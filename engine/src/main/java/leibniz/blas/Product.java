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

  /// Positions of a letter that are worth a product of their own.
  private static final int MANY = 8;

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
    boolean square = symmetric && isOneLetter(rows) && isOneLetter(cols);
    if (!square) {
      split(rows, cols, inner, Axis.A, batch);
      split(cols, rows, inner, Axis.B, batch);
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
            square);
    return product.isAcross() ? product.exchanged() : product;
  }

  /// Letters that cannot be one axis become a batch of products of the innermost, if it has many
  /// positions and the other factor is read where it lies, or there is no other.
  ///
  /// @param letters of the rows or columns; may lose some to the batch
  /// @param tensor the factor that has them
  private static void split(
      List<Axis.Letter> letters,
      List<Axis.Letter> others,
      List<Axis.Letter> inner,
      int tensor,
      List<Axis.Letter> batch) {
    List<Axis.Letter> merged = Axis.merge(letters, Axis.C);
    if (merged.size() < 2) {
      return;
    }
    int other = tensor == Axis.A ? Axis.B : Axis.A;
    List<Axis.Letter> across = Axis.merge(others, Axis.C);
    List<Axis.Letter> along = Axis.merge(inner, other);
    boolean lies =
        across.size() < 2 && along.size() < 2 && (isDense(across, other) || isDense(along, other));
    if (across.isEmpty() || lies && merged.getLast().n() >= MANY) {
      letters.clear();
      letters.add(merged.removeLast());
      batch.addAll(merged);
    }
  }

  private static boolean isDense(List<Axis.Letter> letters, int tensor) {
    return letters.isEmpty() || letters.getFirst().stride(tensor) == 1;
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
