package leibniz.blas;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import leibniz.ir.Interrupted;
import leibniz.kernel.Crew;
import org.jspecify.annotations.Nullable;

/// The product without the Vector API, by loops that the compiler turns into vectors itself: over
/// several arrays at one index, which is all it dares. So rows of `B` and of the result are copied
/// to arrays of their own, of `double` whatever the type. Some rows of the result are a part.
final class LineProduct implements Runner {
  /// Terms that are added in one pass over a row of the result.
  private static final int TERMS = 8;

  /// Rows of the result for which a row of `B` is copied once.
  private static final int ROWS = 64;

  /// Columns: all rows of a part stay in a core's own cache.
  private static final int COLUMNS = 512;

  private final Product p;
  private final int down;
  private final int across;
  private final AtomicReference<@Nullable Work> idle = new AtomicReference<>();

  LineProduct(Product product) {
    // Long rows are what the compiler's vectors are good for.
    this.p = product.cols().n() < product.rows().n() ? product.exchanged() : product;
    this.down = (p.rows().n() + ROWS - 1) / ROWS;
    this.across = (p.cols().n() + COLUMNS - 1) / COLUMNS;
  }

  @Override
  public int scratch(int threads) {
    return 0;
  }

  @Override
  public void run(Object[] arrays, Object scratch, Crew crew) {
    Work spare = idle.getAndSet(null);
    Work work =
        spare == null || spare.lines.length < crew.threads() ? new Work(crew.threads()) : spare;
    work.arrays = arrays;
    try {
      crew.run(p.batch().n() * down * across, work);
    } finally {
      work.arrays = Work.NONE;
      idle.set(work);
    }
  }

  /// One run.
  private final class Work implements Crew.Part {
    private static final Object[] NONE = {};

    private final double[][][] lines; // for each thread
    private Object[] arrays = NONE;

    Work(int threads) {
      lines = new double[threads][ROWS + TERMS + 1][Math.clamp(p.cols().n(), TERMS, COLUMNS)];
    }

    @Override
    public void run(int number, int worker) {
      int row = number / across % down * ROWS;
      part(arrays, lines[worker], number / across / down, row, number % across * COLUMNS);
    }
  }

  private void part(Object[] arrays, double[][] lines, int matrix, int row, int col) {
    int rows = Math.min(ROWS, p.rows().n() - row);
    int cols = Math.min(COLUMNS, p.cols().n() - col);
    int a = p.a().offset() + p.batch().at(Axis.A, matrix);
    int b = p.b().offset() + p.batch().at(Axis.B, matrix);
    for (int i = 0; i < rows; i++) {
      Arrays.fill(lines[TERMS + i], 0);
    }
    double[] factors = lines[ROWS + TERMS];
    for (int k = 0; k < p.inner().n(); k += TERMS) {
      Interrupted.check();
      int terms = Math.min(TERMS, p.inner().n() - k);
      for (int q = 0; q < terms; q++) {
        int from = b + p.inner().at(Axis.B, k + q);
        read(arrays[p.b().array()], from, p.cols(), Axis.B, col, cols, lines[q]);
      }
      for (int i = 0; i < rows; i++) {
        int from = a + p.rows().at(Axis.A, row + i);
        read(arrays[p.a().array()], from, p.inner(), Axis.A, k, terms, factors);
        if (terms == TERMS) {
          addAll(lines[TERMS + i], lines, factors, cols);
        } else {
          for (int q = 0; q < terms; q++) {
            add(lines[TERMS + i], lines[q], factors[q], cols);
          }
        }
      }
    }
    int c = p.c().offset() + p.batch().at(Axis.C, matrix);
    for (int i = 0; i < rows; i++) {
      write(lines[TERMS + i], arrays[p.c().array()], c + p.rows().at(Axis.C, row + i), col, cols);
    }
  }

  private static void add(double[] sum, double[] line, double factor, int n) {
    for (int j = 0; j < n; j++) {
      sum[j] += factor * line[j];
    }
  }

  private static void addAll(double[] sum, double[][] lines, double[] factors, int n) {
    double f0 = factors[0];
    double f1 = factors[1];
    double f2 = factors[2];
    double f3 = factors[3];
    double f4 = factors[4];
    double f5 = factors[5];
    double f6 = factors[6];
    double f7 = factors[7];
    double[] l0 = lines[0];
    double[] l1 = lines[1];
    double[] l2 = lines[2];
    double[] l3 = lines[3];
    double[] l4 = lines[4];
    double[] l5 = lines[5];
    double[] l6 = lines[6];
    double[] l7 = lines[7];
    for (int j = 0; j < n; j++) {
      sum[j] +=
          f0 * l0[j]
              + f1 * l1[j]
              + f2 * l2[j]
              + f3 * l3[j]
              + f4 * l4[j]
              + f5 * l5[j]
              + f6 * l6[j]
              + f7 * l7[j];
    }
  }

  private static void read(
      Object array, int offset, Axis axis, int tensor, int first, int n, double[] to) {
    if (array instanceof double[] from) {
      for (int j = 0; j < n; j++) {
        to[j] = from[offset + axis.at(tensor, first + j)];
      }
    } else {
      float[] from = (float[]) array;
      for (int j = 0; j < n; j++) {
        to[j] = from[offset + axis.at(tensor, first + j)];
      }
    }
  }

  private void write(double[] sum, Object array, int offset, int first, int n) {
    if (array instanceof double[] to) {
      for (int j = 0; j < n; j++) {
        int at = offset + p.cols().at(Axis.C, first + j);
        to[at] = p.alpha() * sum[j] + (p.adds() ? to[at] : 0);
      }
    } else {
      float[] to = (float[]) array;
      for (int j = 0; j < n; j++) {
        int at = offset + p.cols().at(Axis.C, first + j);
        to[at] = (float) (p.alpha() * sum[j] + (p.adds() ? to[at] : 0));
      }
    }
  }

  @Override
  public String toString() {
    return "rows in plain loops";
  }
}
