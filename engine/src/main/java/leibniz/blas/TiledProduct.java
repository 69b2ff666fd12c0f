package leibniz.blas;

import java.util.concurrent.atomic.AtomicReference;
import leibniz.kernel.Crew;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// The product by tiles that stay in registers. The inner axis is cut into stretches, the columns
/// into ranges whose stretch of `B` stays in the shared cache, and the rows into blocks whose
/// stretch of `A` stays in a core's own cache: these are the parts that threads share. Factors
/// whose entries do not lie as tiles read them are packed on the way. How the inner axis is cut
/// does not depend on the threads, so neither does a bit of the result.
///
/// Source of the scheme: K. Goto and R. van de Geijn, Anatomy of high-performance matrix
/// multiplication, ACM TOMS 34 (2008).
final class TiledProduct implements Runner {
  /// Terms of a sum before it goes to memory.
  private static final int DEPTH = 256;

  /// Bytes of a packed block of `A`, and of a packed range of `B`.
  private static final int BLOCK = 240 << 10;

  private static final int RANGE = 4 << 20;

  /// Rows of a tile: 12 times 2 vectors and what is read fit 32 registers, 6 times 2 fit 16.
  private static final int TALL = 12;

  private static final int LOW = 6;

  private final Product p;
  private final Type type;
  private final int tall;
  private final int lanes;
  private final int vectors;
  private final int depth;
  private final int range;
  private final boolean packsA;
  private final boolean packsB;
  private final boolean copiesC;
  private final Tiles tiles;
  private final AtomicReference<Work> idle = new AtomicReference<>();

  TiledProduct(Product product) {
    this.p = product;
    this.type = p.type();
    int bits = bits(p.cols().n(), type);
    this.lanes = bits / (8 * type.bytes());
    this.tall = Lanes.of(type) * type.bytes() == 64 ? TALL : LOW;
    this.vectors = Math.min((p.cols().n() + lanes - 1) / lanes, p.rows().n() <= tall / 3 ? 4 : 2);
    int stretches = (p.inner().n() + DEPTH - 1) / DEPTH;
    this.depth = stretches <= 1 ? p.inner().n() : (p.inner().n() + stretches - 1) / stretches;
    int width = Math.max(1, vectors * lanes);
    int most = Math.max(1, RANGE / (type.bytes() * Math.max(1, depth) * width)) * width;
    this.range = Math.min(most, (p.cols().n() + width - 1) / width * width);
    this.packsA =
        !(p.rows().isEven(Axis.A) && p.inner().isDense(Axis.A)) || p.cols().n() > 8 * width;
    this.packsB =
        !(p.cols().isDense(Axis.B) && p.inner().isEven(Axis.B)) || p.rows().n() > 8 * tall;
    this.copiesC = !(p.cols().isDense(Axis.C) && p.rows().isEven(Axis.C));
    this.tiles = new Tiles(type, bits, packsA);
  }

  /// Bits of the vectors: no more than the columns fill.
  private static int bits(int cols, Type type) {
    int bits = Lanes.of(type) * 8 * type.bytes();
    while (bits > 128 && cols * 8L * type.bytes() <= bits / 2) {
      bits /= 2;
    }
    return bits;
  }

  @Override
  public int scratch(int threads) {
    return shared() + threads * own();
  }

  private int shared() {
    return packsB ? range * depth : 0;
  }

  private int own() {
    return (packsA ? height() * depth : 0) + (copiesC ? tall * vectors * lanes : 0);
  }

  /// Rows of a block.
  private int height() {
    int rows = Math.max(1, BLOCK / (type.bytes() * Math.max(1, depth)) / tall) * tall;
    return Math.min(rows, p.rows().n());
  }

  @Override
  public void run(Object[] arrays, Object scratch, Crew crew) {
    Work spare = idle.getAndSet(null);
    Work work = spare == null ? new Work() : spare;
    work.c = arrays[p.c().array()];
    work.a = arrays[p.a().array()];
    work.b = arrays[p.b().array()];
    work.scratch = scratch;
    try {
      work.run(crew);
    } finally {
      work.c = work.a = work.b = work.scratch = type;
      idle.set(work);
    }
  }

  @Override
  public String toString() {
    return "tiles of %d x %d%s%s"
        .formatted(tall, vectors * lanes, packsA ? ", A packed" : "", packsB ? ", B packed" : "");
  }

  /// One run: where it is, and the arrays.
  private final class Work implements Crew.Part {
    private Object c = type;
    private Object a = type;
    private Object b = type;
    private Object scratch = type;
    private boolean packing;
    private int batch;
    private int from;
    private int columns;
    private int k;
    private int terms;
    private int rows;

    void run(Crew crew) {
      int blocks = (p.rows().n() + height() - 1) / height();
      rows = height();
      for (batch = 0; batch < p.batch().n(); batch++) {
        for (from = 0; from < p.cols().n(); from += range) {
          columns = Math.min(range, p.cols().n() - from);
          for (k = 0; k < p.inner().n(); k += depth) {
            terms = Math.min(depth, p.inner().n() - k);
            if (packsB) {
              packing = true;
              crew.run((columns + width() - 1) / width(), this);
            }
            packing = false;
            crew.run(blocks, this);
          }
        }
      }
    }

    @Override
    public void run(int number, int worker) {
      if (packing) {
        int first = number * width();
        int n = Math.min(width(), columns - first);
        Pack.block(
            type,
            b,
            bFrom(),
            Axis.B,
            p.cols(),
            from + first,
            n,
            p.inner(),
            k,
            terms,
            scratch,
            number * width() * terms,
            width());
      } else {
        int first = number * rows;
        block(first, Math.min(rows, p.rows().n() - first), shared() + worker * own());
      }
    }

    private int width() {
      return vectors * lanes;
    }

    private int bFrom() {
      return p.b().offset() + p.batch().at(Axis.B, batch);
    }

    private int aFrom() {
      return p.a().offset() + p.batch().at(Axis.A, batch);
    }

    /// Some rows, for all columns of the range and this stretch of the inner axis.
    private void block(int first, int n, int mine) {
      int panels = (n + tall - 1) / tall;
      if (packsA) {
        for (int q = 0; q < panels; q++) {
          int row = n * q / panels;
          int height = n * (q + 1) / panels - row;
          Pack.block(
              type,
              a,
              aFrom(),
              Axis.A,
              p.rows(),
              first + row,
              height,
              p.inner(),
              k,
              terms,
              scratch,
              mine + row * terms,
              height);
        }
      }
      for (int col = 0; col < columns; col += width()) {
        int bAt =
            packsB
                ? col * terms
                : bFrom() + p.inner().at(Axis.B, k) + p.cols().at(Axis.B, from + col);
        for (int q = 0; q < panels; q++) {
          int row = n * q / panels;
          int height = n * (q + 1) / panels - row;
          int aAt =
              packsA
                  ? mine + row * terms
                  : aFrom() + p.rows().at(Axis.A, first + row) + p.inner().at(Axis.A, k);
          tile(first + row, height, col, aAt, bAt, mine);
        }
      }
    }

    private void tile(int row, int height, int col, int aAt, int bAt, int mine) {
      int n = Math.min(width(), columns - col);
      int used = (n + lanes - 1) / lanes;
      boolean more = k > 0 || p.adds();
      Tile tile = tiles.of(height, used, n % lanes != 0, more && !copiesC);
      int cFrom = p.c().offset() + p.batch().at(Axis.C, batch);
      int buffer = mine + (packsA ? height() * depth : 0);
      tile.run(
          packsA ? scratch : a,
          aAt,
          p.rows().strides()[Axis.A],
          0,
          packsB ? scratch : b,
          bAt,
          packsB ? width() : p.inner().strides()[Axis.B],
          0,
          copiesC ? scratch : c,
          copiesC ? buffer : cFrom + p.rows().at(Axis.C, row) + p.cols().at(Axis.C, from + col),
          copiesC ? width() : p.rows().strides()[Axis.C],
          0,
          terms,
          n - (used - 1) * lanes,
          1,
          p.alpha());
      if (copiesC) {
        for (int i = 0; i < height; i++) {
          spread(buffer + i * width(), n, cFrom + p.rows().at(Axis.C, row + i), from + col, more);
        }
      }
    }

    /// A row of a tile goes to its places.
    private void spread(int at, int n, int rowFrom, int col, boolean more) {
      for (int j = 0; j < n; j++) {
        int place = rowFrom + p.cols().at(Axis.C, col + j);
        if (type == Type.F64) {
          double[] result = (double[]) c;
          result[place] = ((double[]) scratch)[at + j] + (more ? result[place] : 0);
        } else {
          float[] result = (float[]) c;
          result[place] = ((float[]) scratch)[at + j] + (more ? result[place] : 0);
        }
      }
    }
  }
}
