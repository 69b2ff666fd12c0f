package leibniz;

import leibniz.ir.Code;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;

/// A matrix as the triangles of Gaussian elimination with partial pivoting: solved often.
final class Factored {
  private static final double NEGLIGIBLE = 1e-14; // beside the largest entry, for each row

  private final double[][] rows;
  private final int[] order;

  /// Takes the matrix over.
  ///
  /// @throws LeibnizException if it is singular
  Factored(double[][] matrix) {
    rows = matrix;
    int n = matrix.length;
    order = new int[n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      order[i] = i;
      for (double entry : matrix[i]) {
        largest = Math.max(largest, Math.abs(entry));
      }
    }
    for (int column = 0; column < n; column++) {
      exchange(column);
      double pivot = rows[column][column];
      if (!(Math.abs(pivot) > NEGLIGIBLE * n * largest)) {
        throw singular();
      }
      for (int i = column + 1; i < n; i++) {
        double factor = rows[i][column] / pivot;
        rows[i][column] = factor;
        for (int j = column + 1; j < n; j++) {
          rows[i][j] -= factor * rows[column][j];
        }
      }
    }
  }

  private void exchange(int column) {
    int pivot = column;
    for (int i = column + 1; i < rows.length; i++) {
      pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
    }
    double[] row = rows[pivot];
    rows[pivot] = rows[column];
    rows[column] = row;
    int number = order[pivot];
    order[pivot] = order[column];
    order[column] = number;
  }

  double[] solve(double[] right) {
    int n = rows.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double rest = right[order[i]];
      for (int j = 0; j < i; j++) {
        rest -= rows[i][j] * x[j];
      }
      x[i] = rest;
    }
    for (int i = n - 1; i >= 0; i--) {
      double rest = x[i];
      for (int j = i + 1; j < n; j++) {
        rest -= rows[i][j] * x[j];
      }
      x[i] = rest / rows[i][i];
    }
    return x;
  }

  static LeibnizException singular() {
    return Problem.error(Code.LBZ009, "the matrix is singular, so that no system with it is solved")
        .help("add to its diagonal (a damped step), or solve for what it determines")
        .raise();
  }
}
