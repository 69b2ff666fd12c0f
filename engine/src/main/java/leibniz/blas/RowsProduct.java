package leibniz.blas;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import leibniz.kernel.Crew;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;
import org.jspecify.annotations.Nullable;

/// A matrix, whose rows lie in sequence, times a vector. Long sums of few rows are cut into pieces
/// that threads share; where they are cut does not depend on the threads.
final class RowsProduct implements Runner {
  /// Operations of a part.
  private static final long PART = 200_000;

  /// Operations of a part, at most, and how many parts there are before they are longer: what is
  /// read in sequence for longer is read faster.
  private static final long LONG_PART = 1_000_000;

  private static final int MANY = 16;

  /// Terms of a piece of a long sum.
  private static final int PIECE = 32768;

  /// Up to so many sums are cut.
  private static final int FEW = 8;

  /// Vectors that one large matrix is multiplied with, at most, and its bytes, at least.
  private static final int VECTORS = 8;

  private static final long LARGE = 256 << 10;

  private final Product p;
  private final Rows rows;

  /// Entries that rows need for themselves.
  private final int room;

  private final int pieces;
  private final boolean packs;

  /// Rows of a part, or else matrices of a part.
  private final int chunk;

  private final int chunks;
  private final int group;
  private final AtomicReference<@Nullable Work> idle = new AtomicReference<>();

  /// The product of a matrix and a vector, that is, of one column.
  RowsProduct(Product product) {
    this.p = product;
    int terms = p.inner().n();
    int m = p.rows().n();
    int lanes = Lanes.of(p.type());
    boolean isShort = ShortRows.fits(p.type(), m, terms);
    int beside = isShort ? lanes : Rows.BESIDE;
    if (isShort) {
      ShortRows few = new ShortRows(p.type(), terms);
      this.rows = few;
      this.room = few.room(terms);
    } else {
      this.rows = RowsClass.of(p.type());
      this.room = Rows.BESIDE * lanes;
    }
    this.pieces =
        (long) m * p.batch().n() <= FEW && terms >= 2 * PIECE ? (terms + PIECE - 1) / PIECE : 1;
    this.packs = !p.inner().isDense(Axis.B);
    long part = Math.clamp(p.flops() / MANY, PART, LONG_PART);
    int tall = Math.clamp(part / (2L * terms), 1, m);
    boolean shares =
        p.batch().n() > 1 && p.batch().isEven(Axis.A) && p.batch().strides()[Axis.A] == 0;
    if (shares) {
      tall = Math.clamp(LARGE / ((long) terms * p.type().bytes()), 1, tall);
    }
    int step = tall < beside * lanes ? beside : beside * lanes;
    this.chunk = Math.min(m, (tall + step - 1) / step * step);
    this.chunks = (m + chunk - 1) / chunk;
    int several = Math.clamp(PART / (2L * terms * m), 1, p.batch().n());
    this.group = shares ? p.batch().n() : several;
  }

  /// A large matrix whose rows lie in sequence times a few vectors, as a batch of them: some of its
  /// rows are read for all vectors. Tiles would read its columns, and copy it all for that.
  ///
  /// @return null where it is none
  static @Nullable Product vectors(Product p) {
    long bytes = (long) p.rows().n() * p.inner().n() * p.type().bytes();
    return p.batch().n() == 1
            && p.cols().n() > 1
            && p.cols().n() <= VECTORS
            && bytes > LARGE
            && p.inner().n() >= VECTORS * Lanes.of(p.type())
            && p.inner().isDense(Axis.A)
            && p.rows().isEven(Axis.A)
            && p.rows().isEven(Axis.C)
        ? new Product(
            p.type(),
            p.cols(),
            p.rows(),
            Axis.of(List.of(), Axis.C),
            p.inner(),
            p.c(),
            p.a(),
            p.b(),
            p.alpha(),
            p.adds(),
            false)
        : null;
  }

  /// Whether a product of one column is done so.
  static boolean fits(Product p) {
    return p.cols().n() == 1
        && p.inner().isDense(Axis.A)
        && p.rows().isEven(Axis.A)
        && p.rows().isEven(Axis.C);
  }

  @Override
  public int scratch(int threads) {
    return partial() + threads * own();
  }

  /// The sums of the pieces.
  private int partial() {
    return pieces == 1 ? 0 : pieces * p.batch().n() * p.rows().n();
  }

  private int own() {
    return room + (packs ? Math.min(p.inner().n(), terms()) : 0);
  }

  private int terms() {
    return pieces == 1 ? p.inner().n() : PIECE;
  }

  @Override
  public void run(Object[] arrays, Object scratch, Crew crew) {
    int groups = (p.batch().n() + group - 1) / group;
    Object c = arrays[p.c().array()];
    Object a = arrays[p.a().array()];
    Object b = arrays[p.b().array()];
    if (groups * chunks * pieces == 1) {
      part(c, a, b, scratch, 0, 0);
      return;
    }
    Work spare = idle.getAndSet(null);
    Work work = spare == null ? new Work() : spare;
    work.c = c;
    work.a = a;
    work.b = b;
    work.scratch = scratch;
    try {
      crew.run(groups * chunks * pieces, work);
      if (pieces > 1) {
        work.join();
      }
    } finally {
      work.c = work.a = work.b = work.scratch = Work.NOTHING;
      idle.set(work);
    }
  }

  private void part(Object c, Object a, Object b, Object scratch, int number, int worker) {
    int piece = number % pieces;
    int first = number / pieces % chunks * chunk;
    int start = number / pieces / chunks * group;
    int mine = partial() + worker * own();
    for (int matrix = start; matrix < Math.min(start + group, p.batch().n()); matrix++) {
      rows(c, a, b, scratch, matrix, first, piece, mine);
    }
  }

  private void rows(
      Object c, Object a, Object b, Object scratch, int matrix, int first, int piece, int mine) {
    int k = piece * terms();
    int n = Math.min(terms(), p.inner().n() - k);
    int vector = p.b().offset() + p.batch().at(Axis.B, matrix);
    int packed = mine + room;
    if (packs) {
      Pack.block(p.type(), b, vector, Axis.B, p.inner(), k, n, p.cols(), 0, 1, scratch, packed, n);
    }
    boolean whole = pieces == 1;
    int m = p.rows().n();
    rows.run(
        a,
        p.a().offset() + p.batch().at(Axis.A, matrix) + p.rows().at(Axis.A, first) + k,
        p.rows().strides()[Axis.A],
        packs ? scratch : b,
        packs ? packed : vector + k,
        whole ? c : scratch,
        whole ? cAt(matrix, first) : (piece * p.batch().n() + matrix) * m + first,
        whole ? p.rows().strides()[Axis.C] : 1,
        scratch,
        mine,
        n,
        Math.min(chunk, m - first),
        whole ? p.alpha() : 1,
        whole && p.adds());
  }

  private int cAt(int matrix, int row) {
    return p.c().offset() + p.batch().at(Axis.C, matrix) + p.rows().at(Axis.C, row);
  }

  @Override
  public String toString() {
    return "rows times vector"
        + (packs ? ", vector packed" : "")
        + (pieces > 1 ? ", in pieces" : "");
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
      part(c, a, b, scratch, number, worker);
    }

    /// Adds up the pieces.
    void join() {
      int sums = p.batch().n() * p.rows().n();
      for (int s = 0; s < sums; s++) {
        int at = cAt(s / p.rows().n(), s % p.rows().n());
        if (p.type() == Type.F64) {
          double sum = 0;
          for (int piece = 0; piece < pieces; piece++) {
            sum += ((double[]) scratch)[piece * sums + s];
          }
          double[] result = (double[]) c;
          result[at] = p.alpha() * sum + (p.adds() ? result[at] : 0);
        } else {
          float sum = 0;
          for (int piece = 0; piece < pieces; piece++) {
            sum += ((float[]) scratch)[piece * sums + s];
          }
          float[] result = (float[]) c;
          result[at] = (float) p.alpha() * sum + (p.adds() ? result[at] : 0);
        }
      }
    }
  }
}
