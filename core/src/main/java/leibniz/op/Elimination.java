package leibniz.op;

import leibniz.ir.Complex;
import leibniz.ir.Values;

/// Gaussian elimination with partial pivoting on one square matrix of a batch: the plain way to
/// inverses and determinants.
final class Elimination {
  private final int n;
  private final Complex[][] rows; // [A | I] on the way to [I | A⁻¹]
  private Complex determinant = Complex.ONE;

  /// Eliminates the matrix that starts at entry `start`.
  Elimination(Values a, int start) {
    n = a.shape()[a.shape().length - 1];
    rows = new Complex[n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = a.at(start + i * n + j);
        rows[i][n + j] = i == j ? Complex.ONE : Complex.ZERO;
      }
    }
    for (int column = 0; column < n; column++) {
      eliminate(column);
    }
  }

  Complex determinant() {
    return determinant;
  }

  /// Entry (i, j) of the inverse; NaN or infinite if the matrix is singular.
  Complex inverse(int i, int j) {
    return rows[i][n + j];
  }

  private void eliminate(int column) {
    int pivot = column;
    for (int i = column + 1; i < n; i++) {
      if (size(rows[i][column]) > size(rows[pivot][column])) {
        pivot = i;
      }
    }
    if (pivot != column) {
      Complex[] swap = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = swap;
      determinant = determinant.negate();
    }
    Complex head = rows[column][column];
    determinant = determinant.times(head);
    for (int j = 0; j < 2 * n; j++) {
      rows[column][j] = rows[column][j].dividedBy(head);
    }
    for (int i = 0; i < n; i++) {
      Complex factor = rows[i][column];
      if (i != column && size(factor) != 0) { // true of NaN, which must not get lost
        for (int j = 0; j < 2 * n; j++) {
          rows[i][j] = rows[i][j].minus(factor.times(rows[column][j]));
        }
      }
    }
  }

  private static double size(Complex z) {
    return Math.hypot(z.re(), z.im());
  }
}
