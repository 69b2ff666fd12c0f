package leibniz.blas;

import java.util.concurrent.atomic.AtomicReference;
import leibniz.kernel.Crew;
import leibniz.kernel.Lanes;
import org.jspecify.annotations.Nullable;

/// A vector times a matrix whose rows lie in sequence. Columns are shared, never parts of a sum.
final class ColumnsProduct implements Runner {
  /// Operations of a part.
  private static final long PART = 200_000;

  /// Bytes of the result that stay in the first cache.
  private static final int NEAR = 16 << 10;

  /// Columns of a part, at least: pieces of rows so long are read as fast as whole ones.
  private static final int LEAST = 512;

  private final Product p;
  private final Columns columns;

  /// Columns of a part, or else matrices of a part.
  private final int chunk;

  private final int chunks;
  private final int group;
  private final AtomicReference<@Nullable Work> idle = new AtomicReference<>();

  /// The product of one row.
  ColumnsProduct(Product product) {
    this.p = product;
    int n = p.cols().n();
    int lanes = Math.min(Lanes.of(p.type()), Integer.highestOneBit(n));
    this.columns = ColumnsClass.of(p.type(), lanes, p.adds());
    int most = NEAR / p.type().bytes();
    long wide = Math.clamp(PART / (2L * p.inner().n()), LEAST, most);
    this.chunks = Math.max(1, (int) Math.min(n / lanes, (n + wide - 1) / wide));
    this.chunk = n / chunks / lanes * lanes;
    this.group = Math.clamp(PART / (2L * p.inner().n() * n), 1, p.batch().n());
  }

  /// Whether a product of one row is done so.
  static boolean fits(Product p) {
    return p.rows().n() == 1
        && p.cols().n() > 1
        && p.cols().isDense(Axis.B)
        && p.cols().isDense(Axis.C)
        && p.inner().isEven(Axis.A)
        && p.inner().isEven(Axis.B);
  }

  @Override
  public int scratch(int threads) {
    return 0;
  }

  @Override
  public void run(Object[] arrays, Object scratch, Crew crew) {
    Work spare = idle.getAndSet(null);
    Work work = spare == null ? new Work() : spare;
    work.c = arrays[p.c().array()];
    work.a = arrays[p.a().array()];
    work.b = arrays[p.b().array()];
    try {
      crew.run((p.batch().n() + group - 1) / group * chunks, work);
    } finally {
      work.c = work.a = work.b = Work.NOTHING;
      idle.set(work);
    }
  }

  @Override
  public String toString() {
    return "vector times rows";
  }

  /// One run.
  private final class Work implements Crew.Part {
    private static final Object NOTHING = new Object();

    private Object c = NOTHING;
    private Object a = NOTHING;
    private Object b = NOTHING;

    @Override
    public void run(int number, int worker) {
      int col = number % chunks * chunk;
      int n = number % chunks == chunks - 1 ? p.cols().n() - col : chunk;
      int start = number / chunks * group;
      for (int matrix = start; matrix < Math.min(start + group, p.batch().n()); matrix++) {
        columns.run(
            a,
            p.a().offset() + p.batch().at(Axis.A, matrix),
            p.inner().strides()[Axis.A],
            b,
            p.b().offset() + p.batch().at(Axis.B, matrix) + col,
            p.inner().strides()[Axis.B],
            c,
            p.c().offset() + p.batch().at(Axis.C, matrix) + col,
            p.inner().n(),
            n,
            p.alpha());
      }
    }
  }
}
