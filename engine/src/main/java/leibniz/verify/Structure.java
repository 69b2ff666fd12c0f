package leibniz.verify;

import leibniz.ir.Head;
import leibniz.ir.Values;

/// Values that are what their input is declared to be.
public final class Structure {
  private Structure() {}

  /// Changes drawn values so that each declared property holds.
  public static void impose(Head.Var input, Values values) {
    input.properties().forEach(property -> impose(property, values));
  }

  static void impose(Head.Property property, Values values) {
    int rank = values.shape().length;
    if (rank == 0) {
      return;
    }
    double[] x = values.re();
    int n = values.shape()[rank - 1];
    int step = property.isOfSquares() ? n * n : n;
    for (int start = 0; start < x.length; start += step) {
      switch (property) {
        case POSITIVE, WHOLE, TRUTH -> {} // drawn so
        case ROWS_SUM_TO_ONE -> normalise(x, start, n);
        case SYMMETRIC -> symmetrise(x, start, n);
        case POSITIVE_DEFINITE -> square(x, start, n);
        case ORTHOGONAL -> orthogonalise(x, start, n);
        case DIAGONAL -> keep(x, start, n, 0);
        case LOWER_TRIANGULAR -> keep(x, start, n, n);
      }
    }
  }

  private static void normalise(double[] x, int start, int n) {
    double sum = 0;
    for (int k = start; k < start + n; k++) {
      sum += x[k];
    }
    for (int k = start; k < start + n; k++) {
      x[k] /= sum;
    }
  }

  private static void symmetrise(double[] x, int start, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (x[start + i * n + j] + x[start + j * n + i]) / 2;
        x[start + i * n + j] = mean;
        x[start + j * n + i] = mean;
      }
    }
  }

  /// `X Xᵀ + n I`, away from singular.
  private static void square(double[] x, int start, int n) {
    double[] block = java.util.Arrays.copyOfRange(x, start, start + n * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        x[start + i * n + j] = dot(block, i * n, block, j * n, n) + (i == j ? n : 0);
      }
    }
  }

  /// Gram and Schmidt's rows, each twice for the rounding.
  private static void orthogonalise(double[] x, int start, int n) {
    for (int i = 0; i < n; i++) {
      int row = start + i * n;
      for (int k = 0; k < 2 * i; k++) {
        int other = start + k % i * n;
        double along = dot(x, row, x, other, n);
        for (int j = 0; j < n; j++) {
          x[row + j] -= along * x[other + j];
        }
      }
      double size = Math.sqrt(dot(x, row, x, row, n));
      for (int j = 0; j < n; j++) {
        x[row + j] /= size;
      }
    }
  }

  private static void keep(double[] x, int start, int n, int below) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (j > i || i - j > below) {
          x[start + i * n + j] = 0;
        }
      }
    }
  }

  private static double dot(double[] x, int i, double[] y, int j, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += x[i + k] * y[j + k];
    }
    return sum;
  }
}
