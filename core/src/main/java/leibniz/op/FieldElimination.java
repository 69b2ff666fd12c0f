package leibniz.op;

import java.util.Arrays;
import leibniz.ir.Field;
import leibniz.ir.Residues;

/// Gaussian elimination on one square matrix of a batch over the [Field], where it is exact.
final class FieldElimination {
  private final int n;
  private final long[][] rows; // [A | I] on the way to [I | A⁻¹]
  private long determinant = 1;

  /// Eliminates the matrix that starts at entry `start`.
  FieldElimination(Residues a, int start) {
    n = a.shape()[a.shape().length - 1];
    rows = new long[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a.values(), start + i * n, rows[i], 0, n);
      rows[i][n + i] = 1;
    }
    for (int column = 0; column < n && determinant != 0; column++) {
      eliminate(column);
    }
  }

  long determinant() {
    return determinant;
  }

  /// @throws ArithmeticException if the matrix is singular
  long[][] inverse() {
    if (determinant == 0) {
      throw new ArithmeticException("the inverse of a singular matrix");
    }
    long[][] inverse = new long[n][];
    for (int i = 0; i < n; i++) {
      inverse[i] = Arrays.copyOfRange(rows[i], n, 2 * n);
    }
    return inverse;
  }

  private void eliminate(int column) {
    int pivot = column;
    while (pivot < n && rows[pivot][column] == 0) {
      pivot++;
    }
    if (pivot == n) {
      determinant = 0;
      return;
    }
    if (pivot != column) {
      long[] swap = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = swap;
      determinant = Field.minus(0, determinant);
    }
    long head = rows[column][column];
    determinant = Field.times(determinant, head);
    long scale = Field.inverse(head);
    for (int j = 0; j < 2 * n; j++) {
      rows[column][j] = Field.times(rows[column][j], scale);
    }
    for (int i = 0; i < n; i++) {
      long factor = rows[i][column];
      for (int j = 0; j < 2 * n && i != column && factor != 0; j++) {
        rows[i][j] = Field.minus(rows[i][j], Field.times(factor, rows[column][j]));
      }
    }
  }
}
