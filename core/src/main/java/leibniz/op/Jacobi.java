package leibniz.op;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import leibniz.ir.Complex;
import leibniz.ir.Interrupted;
import leibniz.ir.Rational;
import leibniz.ir.Values;

/// Jacobi's rotations, the plain way to eigenvalues and singular values. They are done in complex
/// numbers without conjugation: on the real axis that is the decomposition of a real matrix, and
/// near it its analytic continuation.
///
/// The columns of the vectors are determined up to sign. The largest entry of each is positive
/// here, so that a small change of the matrix is a small change of them.
final class Jacobi {
  private static final int SWEEPS = 40;
  private static final double NEGLIGIBLE = 1e-17; // relative to the largest entry

  /// `A = V diag(λ) Vᵀ`, the eigenvalues in ascending order.
  record Eigen(Complex[] values, Complex[][] vectors) {}

  /// `A = U diag(σ) Vᵀ` with as many columns as the smaller side, the singular values in descending
  /// order.
  record Singular(Complex[][] left, Complex[] values, Complex[][] right) {}

  private final Complex[][] a;
  private final Complex[][] v; // the product of the rotations
  private final double re;
  private final double im;

  private Jacobi(Complex[][] a, int n) {
    this.a = a;
    this.v = new Complex[n][n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(v[i], Complex.ZERO);
      v[i][i] = Complex.ONE;
    }
    double largestRe = 0;
    double largestIm = 0;
    for (Complex[] row : a) {
      for (Complex entry : row) {
        largestRe = Math.max(largestRe, Math.abs(entry.re()));
        largestIm = Math.max(largestIm, Math.abs(entry.im()));
      }
    }
    this.re = largestRe * NEGLIGIBLE;
    this.im = largestIm * NEGLIGIBLE;
  }

  /// Of the symmetric part of the matrix that starts at an entry.
  static Eigen symmetric(Values values, int start) {
    int n = values.shape()[values.shape().length - 1];
    Complex[][] a = new Complex[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = values.at(start + i * n + j).plus(values.at(start + j * n + i)).times(0.5);
      }
    }
    Jacobi jacobi = new Jacobi(a, n);
    jacobi.sweep(n, jacobi::diagonalise);
    int[] order = order(n, k -> a[k][k].re());
    signs(jacobi.v, new Complex[0][]);
    return new Eigen(
        Arrays.stream(order).mapToObj(k -> a[k][k]).toArray(Complex[]::new),
        columns(jacobi.v, order));
  }

  /// Of the matrix that starts at an entry, by rotations of its columns until they are orthogonal
  /// (Hestenes, *Inversion of matrices by biorthogonalization*, 1958). Of a wide matrix it is that
  /// of its transpose.
  static Singular of(Values values, int start) {
    int rank = values.shape().length;
    int rows = values.shape()[rank - 2];
    int columns = values.shape()[rank - 1];
    boolean wide = columns > rows;
    int m = Math.max(rows, columns);
    int n = Math.min(rows, columns);
    Complex[][] a = new Complex[m][n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = values.at(start + (wide ? j * columns + i : i * columns + j));
      }
    }
    Jacobi jacobi = new Jacobi(a, n);
    jacobi.sweep(n, jacobi::separate);
    Complex[] sizes = new Complex[n];
    for (int k = 0; k < n; k++) {
      sizes[k] = dot(a, k, k).power(Rational.HALF);
      for (Complex[] row : a) {
        row[k] = row[k].dividedBy(sizes[k]);
      }
    }
    int[] order = order(n, k -> -sizes[k].re());
    signs(wide ? a : jacobi.v, wide ? jacobi.v : a);
    Complex[][] tall = columns(a, order);
    Complex[][] square = columns(jacobi.v, order);
    Complex[] sorted = Arrays.stream(order).mapToObj(k -> sizes[k]).toArray(Complex[]::new);
    return wide ? new Singular(square, sorted, tall) : new Singular(tall, sorted, square);
  }

  private interface Rotation {
    /// Whether there was something to rotate.
    boolean of(int p, int q);
  }

  private void sweep(int n, Rotation rotation) {
    boolean moved = true;
    for (int sweep = 0; moved && sweep < SWEEPS; sweep++) {
      moved = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          Interrupted.check();
          moved |= rotation.of(p, q);
        }
      }
    }
  }

  private boolean diagonalise(int p, int q) {
    Complex off = a[p][q];
    if (off.equals(Complex.ZERO)) {
      return false;
    }
    Complex[] cs = angle(a[p][p], a[q][q], off);
    turn(a, p, q, cs);
    for (int k = 0; k < a.length; k++) {
      Complex left = a[p][k];
      Complex right = a[q][k];
      a[p][k] = cs[0].times(left).minus(cs[1].times(right));
      a[q][k] = cs[1].times(left).plus(cs[0].times(right));
    }
    turn(v, p, q, cs);
    return !(Math.abs(off.re()) <= re && Math.abs(off.im()) <= im);
  }

  private boolean separate(int p, int q) {
    Complex off = dot(a, p, q);
    if (off.equals(Complex.ZERO)) {
      return false;
    }
    Complex first = dot(a, p, p);
    Complex second = dot(a, q, q);
    Complex[] cs = angle(first, second, off);
    turn(a, p, q, cs);
    turn(v, p, q, cs);
    double scale = Math.sqrt(Math.abs(first.re()) + Math.abs(second.re()));
    return !(Math.abs(off.re()) <= scale * re && Math.abs(off.im()) <= scale * im);
  }

  /// Cosine and sine of the angle by which the symmetric matrix of two rows becomes diagonal.
  private static Complex[] angle(Complex first, Complex second, Complex off) {
    Complex difference = second.minus(first);
    Complex twice = off.times(2);
    Complex root = difference.times(difference).plus(twice.times(twice)).power(Rational.HALF);
    Complex tangent =
        twice.dividedBy(difference.re() < 0 ? difference.minus(root) : difference.plus(root));
    Complex size = Complex.ONE.plus(tangent.times(tangent)).power(Rational.HALF);
    Complex cosine = Complex.ONE.dividedBy(size);
    return new Complex[] {cosine, tangent.times(cosine)};
  }

  private static void turn(Complex[][] columns, int p, int q, Complex[] cs) {
    for (Complex[] row : columns) {
      Complex left = row[p];
      Complex right = row[q];
      row[p] = cs[0].times(left).minus(cs[1].times(right));
      row[q] = cs[1].times(left).plus(cs[0].times(right));
    }
  }

  private static Complex dot(Complex[][] columns, int p, int q) {
    Complex sum = Complex.ZERO;
    for (Complex[] row : columns) {
      sum = sum.plus(row[p].times(row[q]));
    }
    return sum;
  }

  private static int[] order(int n, java.util.function.IntToDoubleFunction key) {
    return IntStream.range(0, n)
        .boxed()
        .sorted(Comparator.comparingDouble(key::applyAsDouble))
        .mapToInt(k -> k)
        .toArray();
  }

  /// Turns each column whose largest entry is negative, and the same column of the other matrix.
  private static void signs(Complex[][] columns, Complex[][] others) {
    for (int k = 0; k < columns[0].length; k++) {
      Complex largest = Complex.ZERO;
      for (Complex[] row : columns) {
        largest = Math.abs(row[k].re()) > Math.abs(largest.re()) ? row[k] : largest;
      }
      for (Complex[][] each : new Complex[][][] {columns, others}) {
        for (Complex[] row : each) {
          row[k] = largest.re() < 0 ? row[k].negate() : row[k];
        }
      }
    }
  }

  private static Complex[][] columns(Complex[][] a, int[] order) {
    Complex[][] sorted = new Complex[a.length][order.length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < order.length; k++) {
        sorted[i][k] = a[i][order[k]];
      }
    }
    return sorted;
  }
}
