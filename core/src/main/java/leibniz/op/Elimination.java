package leibniz.op;

import leibniz.ir.Complex;
import leibniz.ir.Interrupted;
import leibniz.ir.Values;

/// Gaussian elimination with partial pivoting on one square matrix of a batch: the plain way to
/// inverses and determinants.
final class Elimination {
  /// A pivot below this many units in the last place of the largest entry counts as zero. What is
  /// singular by its form (`Xᵀ X` of a wide X) leaves pivots of rounding, which elimination
  /// enlarges.
  private static final double ROUNDED = 1 << 20;

  private final int n;
  private final Complex[][] rows; // [A | I] on the way to [I | A⁻¹]
  private final double negligible;
  private Complex determinant = Complex.ONE;
  private Complex logarithm = Complex.ZERO;
  private boolean singular;

  /// Eliminates the matrix that starts at entry `start`.
  Elimination(Values a, int start) {
    n = a.shape()[a.shape().length - 1];
    rows = new Complex[n][2 * n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = a.at(start + i * n + j);
        largest = Math.max(largest, size(rows[i][j]));
        rows[i][n + j] = i == j ? Complex.ONE : Complex.ZERO;
      }
    }
    negligible = negligible(n, largest);
    for (int column = 0; column < n; column++) {
      eliminate(column);
    }
  }

  /// Up to which size a pivot counts as zero.
  static double negligible(int n, double largest) {
    return n * ROUNDED * Math.ulp(largest);
  }

  /// Of the determinant or of its negative. The determinant itself may be too large for a number.
  Complex logarithm() {
    return logarithm;
  }

  Complex determinant() {
    return determinant;
  }

  /// Whether the matrix is singular as far as can be told.
  boolean isSingular() {
    return singular;
  }

  /// Entry (i, j) of the inverse; NaN or infinite if the matrix is singular.
  Complex inverse(int i, int j) {
    return singular ? Complex.real(Double.NaN) : rows[i][n + j];
  }

  private void eliminate(int column) {
    Interrupted.check();
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
    logarithm = logarithm.plus((head.re() < 0 ? head.negate() : head).log());
    singular |= size(head) <= negligible;
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
