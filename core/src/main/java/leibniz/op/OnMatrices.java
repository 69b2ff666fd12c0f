package leibniz.op;

import java.util.Arrays;
import leibniz.ir.Interrupted;
import leibniz.ir.Values;

/// Factors, inverses and determinants of real matrices, one after the other. A matrix is worked on
/// as one array for each row: the JVM makes vector code of a loop that takes a multiple of one row
/// from another, if each row is an array of its own.
final class OnMatrices {
  private OnMatrices() {}

  /// The lower triangular factor, as [Cholesky] has it.
  static void cholesky(double[] x, int from, int[] shape, double[] to) {
    int n = size(shape);
    double[][] upper = new double[n][n];
    for (int start = 0; start < Values.count(shape); start += n * n) {
      for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++) {
          upper[i][j] = (x[from + start + i * n + j] + x[from + start + j * n + i]) * 0.5;
        }
      }
      factor(upper);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          to[start + i * n + j] = j <= i ? upper[j][i] : 0;
        }
      }
    }
  }

  /// In place, the upper triangle alone.
  private static void factor(double[]... upper) {
    int n = upper.length;
    for (int j = 0; j < n; j++) {
      Interrupted.check();
      double[] top = upper[j];
      double root = top[j] > 0 ? Math.sqrt(top[j]) : Double.NaN;
      top[j] = root;
      for (int k = j + 1; k < n; k++) {
        top[k] /= root;
      }
      for (int i = j + 1; i < n; i++) {
        subtract(upper[i], top[i], top, i);
      }
    }
  }

  /// The inverse, as [Inverse] has it: by elimination in place, where each column that is done
  /// makes room for one of the inverse.
  static void inverse(double[] x, int from, int[] shape, double[] to) {
    int n = size(shape);
    double[][] rows = new double[n][];
    int[] columns = new int[n];
    for (int start = 0; start < Values.count(shape); start += n * n) {
      load(rows, x, from + start);
      boolean isSingular = invert(rows, columns);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          to[start + i * n + j] = isSingular ? Double.NaN : rows[i][columns[j]];
        }
      }
    }
  }

  /// @param columns where each column of the inverse then is
  /// @return whether there is none
  private static boolean invert(double[][] rows, int... columns) {
    int n = rows.length;
    int[] pivots = new int[n];
    double negligible = negligible(rows);
    for (int c = 0; c < n; c++) {
      Interrupted.check();
      pivots[c] = pivot(rows, c);
      double[] row = rows[c];
      double head = row[c];
      if (Math.abs(head) <= negligible) {
        return true;
      }
      row[c] = 1;
      for (int j = 0; j < n; j++) {
        row[j] /= head;
      }
      for (int i = 0; i < n; i++) {
        double times = rows[i][c];
        if (i != c && times != 0) { // true of NaN, which must not get lost
          rows[i][c] = 0;
          subtract(rows[i], times, row, 0);
        }
      }
    }
    Arrays.setAll(columns, c -> c);
    for (int c = n - 1; c >= 0; c--) { // rows that changed places are columns of the inverse
      int other = columns[pivots[c]];
      columns[pivots[c]] = columns[c];
      columns[c] = other;
    }
    return false;
  }

  /// The determinant, or the logarithm of its magnitude, as [Determinant] has them.
  static void determinant(boolean log, double[] x, int from, int[] shape, double[] to) {
    int n = size(shape);
    double[][] rows = new double[n][];
    int matrices = Values.count(Arrays.copyOf(shape, shape.length - 2));
    for (int k = 0; k < matrices; k++) {
      load(rows, x, from + k * n * n);
      to[k] = log ? logDeterminant(rows) : determinant(rows);
    }
  }

  private static double determinant(double[]... rows) {
    double product = 1;
    for (int c = 0; c < rows.length; c++) {
      boolean changed = pivot(rows, c) != c;
      double head = rows[c][c];
      product *= changed ? -head : head;
      eliminate(rows, c);
    }
    return product;
  }

  /// The sum of logarithms: the product may be too large for a number.
  private static double logDeterminant(double[]... rows) {
    double negligible = negligible(rows);
    double sum = 0;
    for (int c = 0; c < rows.length; c++) {
      pivot(rows, c);
      double size = Math.abs(rows[c][c]);
      if (size <= negligible) {
        return Double.NEGATIVE_INFINITY;
      }
      sum += Math.log(size);
      eliminate(rows, c);
    }
    return sum;
  }

  /// Makes the entries below a pivot zero.
  private static void eliminate(double[][] rows, int c) {
    Interrupted.check();
    for (int i = c + 1; i < rows.length; i++) {
      double times = rows[i][c] / rows[c][c];
      if (rows[i][c] != 0) {
        subtract(rows[i], times, rows[c], c);
      }
    }
  }

  /// Brings the row with the largest entry of a column up to it, and says where it was.
  private static int pivot(double[][] rows, int c) {
    int pivot = c;
    for (int i = c + 1; i < rows.length; i++) {
      pivot = Math.abs(rows[i][c]) > Math.abs(rows[pivot][c]) ? i : pivot;
    }
    double[] row = rows[pivot];
    rows[pivot] = rows[c];
    rows[c] = row;
    return pivot;
  }

  private static double negligible(double[]... rows) {
    double largest = 0;
    for (double[] row : rows) {
      for (double entry : row) {
        largest = Math.max(largest, Math.abs(entry));
      }
    }
    return Elimination.negligible(rows.length, largest);
  }

  private static void load(double[][] rows, double[] x, int start) {
    int n = rows.length;
    for (int i = 0; i < n; i++) {
      rows[i] = Arrays.copyOfRange(x, start + i * n, start + (i + 1) * n);
    }
  }

  private static int size(int... shape) {
    return shape[shape.length - 1];
  }

  /// From entry `first` on.
  private static void subtract(double[] row, double times, double[] other, int first) {
    for (int k = first; k < row.length; k++) {
      row[k] -= times * other[k];
    }
  }
}
