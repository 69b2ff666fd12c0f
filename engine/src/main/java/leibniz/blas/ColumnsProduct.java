package leibniz.blas;

import java.util.concurrent.atomic.AtomicReference;
import leibniz.kernel.Crew;
import leibniz.kernel.Lanes;
import org.jspecify.annotations.Nullable;

/// A vector times a matrix whose rows lie in sequence. Where there is much to read, sums are cut
/// into pieces that threads share; where they are cut does not depend on the threads. Columns are
/// cut only if they are very many: rows are read faster if they are read on into the next.
final class ColumnsProduct implements Runner {
  /// Operations of a part, and of a piece.
  private static final long PART = 200_000;

  private static final long PIECE = 1_000_000;

  /// Pieces of a sum, at most, and terms of each, at least.
  private static final int MOST = 16;

  private static final int LEAST = 64;

  /// Bytes of a matrix that does not stay in a core's own caches.
  private static final long FAR = 1 << 20;

  /// Vectors of a row that are many, and that are so many that what was written of the result is in
  /// the cache when it is read again.
  private static final int WIDE = 16;

  private static final int WIDEST = 128;

  /// Bytes of the result that stay in a core's own caches.
  private static final int NEAR = 64 << 10;

  private final Product p;
  private final Columns columns;

  /// Columns of a part, or else matrices of a part.
  private final int chunk;

  private final int chunks;
  private final int group;

  /// Terms of a piece.
  private final int terms;

  private final int pieces;
  private final AtomicReference<@Nullable Work> idle = new AtomicReference<>();

  /// The product of one row.
  ColumnsProduct(Product product) {
    this.p = product;
    int n = p.cols().n();
    int lanes = Lanes.of(p.type());
    int inner = p.inner().n();
    boolean isNarrow = n < lanes;
    int most = p.batch().n() > 1 ? 1 : Math.clamp(inner / LEAST, 1, MOST);
    long work = isNarrow ? p.flops() / n * lanes : p.flops();
    int cut = Math.clamp(work / PIECE, 1, most);
    int each = (inner + cut - 1) / cut;
    int step = lanes * Columns.BESIDE;
    this.terms = cut == 1 ? inner : (each + step - 1) / step * step;
    this.pieces = (inner + terms - 1) / terms;
    boolean adds = pieces == 1 && p.adds();
    this.columns =
        isNarrow
            ? Narrow.of(p.type(), n, adds)
            : ColumnsClass.of(p.type(), adds, isFar() && isWide());
    int wide = NEAR / p.type().bytes();
    this.chunks = Math.clamp((n + wide - 1) / wide, 1, Math.max(1, n / lanes));
    this.chunk = n / chunks / lanes * lanes;
    this.group = Math.clamp(PART / (2L * inner * n), 1, p.batch().n());
  }

  /// Whether the matrix does not stay in a core's own caches.
  private boolean isFar() {
    return (long) p.cols().n() * p.inner().n() * p.type().bytes() > FAR;
  }

  /// Whether rows are so long that they are read from where a cache line begins. Where they do not
  /// all begin at the same place of a line, results of one are at other places for the next: a
  /// processor waits for what it has just written if it is read in other pieces.
  private boolean isWide() {
    int lanes = Lanes.of(p.type());
    int least = p.inner().strides()[Axis.B] % lanes == 0 ? WIDE : WIDEST;
    return p.cols().n() >= least * lanes;
  }

  /// Whether a product of one row is done so.
  static boolean fits(Product p) {
    return p.rows().n() == 1
        && (p.cols().n() >= Math.max(2, Lanes.of(p.type())) || Narrow.fits(p))
        && p.cols().isDense(Axis.B)
        && p.cols().isDense(Axis.C)
        && p.inner().isEven(Axis.A)
        && p.inner().isEven(Axis.B);
  }

  @Override
  public int scratch(int threads) {
    return pieces == 1 ? 0 : pieces * p.cols().n();
  }

  @Override
  public void run(Object[] arrays, Object scratch, Crew crew) {
    int parts = (p.batch().n() + group - 1) / group * chunks * pieces;
    Object c = arrays[p.c().array()];
    Object a = arrays[p.a().array()];
    Object b = arrays[p.b().array()];
    if (parts == 1) {
      part(c, a, b, scratch, 0);
      return;
    }
    Work spare = idle.getAndSet(null);
    Work work = spare == null ? new Work() : spare;
    work.c = c;
    work.a = a;
    work.b = b;
    work.scratch = scratch;
    try {
      crew.run(parts, work);
      if (pieces > 1) {
        work.join();
      }
    } finally {
      work.c = work.a = work.b = work.scratch = Work.NOTHING;
      idle.set(work);
    }
  }

  private void part(Object c, Object a, Object b, Object scratch, int number) {
    int col = number % chunks * chunk;
    int n = number % chunks == chunks - 1 ? p.cols().n() - col : chunk;
    int piece = number / chunks % pieces;
    int k = piece * terms;
    int start = number / chunks / pieces * group;
    for (int matrix = start; matrix < Math.min(start + group, p.batch().n()); matrix++) {
      columns.run(
          a,
          p.a().offset() + p.batch().at(Axis.A, matrix) + p.inner().at(Axis.A, k),
          p.inner().strides()[Axis.A],
          b,
          p.b().offset() + p.batch().at(Axis.B, matrix) + p.inner().at(Axis.B, k) + col,
          p.inner().strides()[Axis.B],
          pieces > 1 ? scratch : c,
          col + (pieces > 1 ? piece * p.cols().n() : cAt(matrix)),
          Math.min(terms, p.inner().n() - k),
          n,
          p.alpha());
    }
  }

  private int cAt(int matrix) {
    return p.c().offset() + p.batch().at(Axis.C, matrix);
  }

  @Override
  public String toString() {
    return "vector times rows" + (pieces > 1 ? ", in pieces" : "");
  }

  /// One run.
  private final class Work implements Crew.Part {
    private static final Object NOTHING = new Object();

    private Object c = NOTHING;
    private Object a = NOTHING;
    private Object b = NOTHING;
    private Object scratch = NOTHING;

    @Override
    public void run(int number, int worker) {
      part(c, a, b, scratch, number);
    }

    /// Adds up the pieces.
    void join() {
      int n = p.cols().n();
      for (int piece = 0; piece < pieces; piece++) {
        Entries.put(scratch, piece * n, 1, n, c, cAt(0), 1, piece > 0 || p.adds());
      }
    }
  }
}
