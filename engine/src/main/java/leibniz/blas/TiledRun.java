package leibniz.blas;

import java.lang.reflect.Array;
import leibniz.ir.Interrupted;
import leibniz.kernel.Crew;
import leibniz.kernel.Touch;

/// One run of a [Tiling]: the arrays, and how far it is.
final class TiledRun implements Crew.Part {
  /// Parts for each thread, so that none waits long for the last.
  private static final int SHARES = 4;

  private static final Object NOTHING = new Object();

  /// What parts do.
  private enum Phase {
    /// A group of matrices, from packing to result.
    MATRICES,
    /// Terms of a range of `B` are packed.
    PACK,
    /// A block of rows, some columns.
    BLOCK,
    /// Rows and tiles, and what is packed for them alone.
    OWN,
    /// Rows beyond the diagonal are copied from the columns.
    MIRROR,
    /// Rows that nobody was told of.
    READY
  }

  private final Tiling t;
  private final Product p;
  private final TileShape shape;
  private final Copies copies;
  private Object c = NOTHING;
  private Object a = NOTHING;
  private Object b = NOTHING;
  private Object scratch = NOTHING;
  private Ready ready = Ready.NOTHING;
  private boolean tells;
  private Phase phase = Phase.MATRICES;
  private Tiling.Own own = new Tiling.Own(0, 0);
  private int group;
  private int batch;
  private int first;
  private int term;
  private int rows;
  private int blocks;
  private int chunk;

  /// What came of reading matrices ahead; nobody asks, but the compiler does not know.
  @SuppressWarnings("UnusedVariable")
  private double touched;

  TiledRun(Tiling tiling) {
    this.t = tiling;
    this.p = tiling.p;
    this.shape = tiling.shape;
    this.copies = new Copies(tiling);
  }

  /// Holds no arrays between runs.
  void forget() {
    c = a = b = scratch = NOTHING;
    ready = Ready.NOTHING;
  }

  void run(Object[] arrays, Object room, Crew crew, Ready then) {
    ready = then;
    c = arrays[p.c().array()];
    a = arrays[p.a().array()];
    b = arrays[p.b().array()];
    scratch = room;
    if (t.sharesBatch) {
      phase = Phase.MATRICES;
      int all = p.batch().n() * ranges();
      group = Math.clamp(Tiling.PART / (p.flops() / all + 1), 1, all);
      crew.run((all + group - 1) / group, this);
    } else {
      for (batch = 0; batch < p.batch().n(); batch++) {
        matrix(crew);
      }
    }
  }

  /// One matrix, its parts shared.
  private void matrix(Crew crew) {
    Tiling.Own mine = t.own(crew.threads());
    if (mine == null) {
      together(crew);
    } else {
      own = mine;
      phase = Phase.OWN;
      blocks = (p.rows().n() + own.rows() - 1) / own.rows();
      tells = own.tiles() == shape.tilesAcross();
      crew.run(blocks * ((shape.tilesAcross() + own.tiles() - 1) / own.tiles()), this);
    }
    if (t.mirrors) {
      phase = Phase.MIRROR;
      crew.run((p.rows().n() + Mirror.ROWS - 1) / Mirror.ROWS, this);
    }
    if (!tells && !ready.equals(Ready.NOTHING)) {
      phase = Phase.READY;
      rows = t.block;
      crew.run((p.rows().n() + rows - 1) / rows, this);
    }
  }

  /// One matrix, of which all threads pack a range before they compute.
  private void together(Crew crew) {
    for (first = 0; first < shape.tilesAcross(); first += t.range) {
      for (term = 0; term < p.inner().n(); term += t.depth) {
        if (packsB(batch, term)) {
          phase = Phase.PACK;
          crew.run(copies.parts(first, term), this);
        }
        phase = Phase.BLOCK;
        share(crew.threads());
        tells =
            term + t.depth >= p.inner().n()
                && t.range >= shape.tilesAcross()
                && chunk >= shape.tilesAcross();
        crew.run(blocks * ((t.tiles(first) + chunk - 1) / chunk), this);
      }
    }
  }

  /// Cuts the block of this step into parts: by rows, and by columns if there are few.
  private void share(int threads) {
    long flops = 2L * p.rows().n() * shape.width() * t.tiles(first) * t.terms(term);
    int parts = threads == 1 ? 1 : Math.clamp(flops / Tiling.SMALL_PART, 1, threads * SHARES);
    int down = (shape.tilesDown() + parts - 1) / parts;
    rows = Math.min(t.block, down * shape.rows());
    blocks = (p.rows().n() + rows - 1) / rows;
    int beside = Math.max(1, parts / blocks);
    chunk = (t.tiles(first) + beside - 1) / beside;
  }

  @Override
  public void run(int number, int worker) {
    switch (phase) {
      case MATRICES -> {
        int from = number * group;
        matrices(from, Math.min(group, p.batch().n() * ranges() - from), worker);
      }
      case PACK -> packB(batch, first, term, number, t.begin);
      case BLOCK -> {
        int tile = number / blocks * chunk;
        int row = number % blocks * rows;
        int n = Math.min(rows, p.rows().n() - row);
        int count = Math.min(chunk, t.tiles(first) - tile);
        int room = t.begin + t.forB() + worker * (t.forA() + t.forC());
        block(batch, first, first + tile, count, term, row, n, t.begin, room);
        if (tells) {
          ready.rows(row, row + n, worker);
        }
      }
      case OWN -> own(number % blocks * own.rows(), number / blocks * own.tiles(), worker);
      case MIRROR -> Mirror.rows(p, c, cFrom(batch), number * Mirror.ROWS);
      case READY -> ready.rows(number * rows, Math.min(p.rows().n(), (number + 1) * rows), worker);
    }
  }

  /// Some ranges of columns of the matrices of a batch, all by this thread.
  private void matrices(int from, int count, int worker) {
    if (t.isPlain()) {
      touch(from, count);
      for (int tile = 0; tile < shape.tilesAcross(); tile++) {
        int aAt = aFrom(from);
        int bAt = bFrom(from) + p.cols().at(Axis.B, tile * shape.width());
        tiles(from, tile, 0, 0, p.rows().n(), aAt, false, bAt, count, false, 0);
      }
      return;
    }
    int room = t.begin + worker * (t.forB() + t.forA() + t.forC());
    for (int q = from; q < from + count; q++) {
      if (q % ranges() == 0) {
        touch(q / ranges(), 1);
      }
      range(q / ranges(), q % ranges() * t.range, room);
    }
  }

  /// Whether a stretch of `B` is packed: if all are, or what is read of it would end beyond the
  /// array.
  private boolean packsB(int matrix, int k) {
    int from = bFrom(matrix) + p.inner().at(Axis.B, k);
    return t.packsB || t.ends(Array.getLength(b), from, t.terms(k));
  }

  private void touch(int matrix, int count) {
    for (int q = matrix; q < matrix + count; q++) {
      if (t.touchesA) {
        touched = Touch.all(a, aFrom(q), p.rows().n() * p.inner().n());
      }
      if (t.touchesB) {
        touched = Touch.all(b, bFrom(q), p.cols().n() * p.inner().n());
      }
    }
  }

  private void range(int matrix, int start, int room) {
    for (int k = 0; k < p.inner().n(); k += t.depth) {
      for (int q = k; t.touchesStretch && q < k + t.terms(k); q++) {
        int from = bFrom(matrix) + p.inner().at(Axis.B, q) + start * shape.width();
        touched =
            Touch.all(
                b, from, Math.min(t.range * shape.width(), p.cols().n() - start * shape.width()));
      }
      for (int part = 0; packsB(matrix, k) && part < copies.parts(start, k); part++) {
        packB(matrix, start, k, part, room);
      }
      for (int row = 0; row < p.rows().n(); row += t.block) {
        int n = Math.min(t.block, p.rows().n() - row);
        block(matrix, start, start, t.tiles(start), k, row, n, room, room + t.forB());
      }
    }
    for (int row = 0; row < p.rows().n() && t.mirrors; row += Mirror.ROWS) {
      Mirror.rows(p, c, cFrom(matrix), row);
    }
  }

  /// Some rows and tiles of a matrix, with copies of its own: nothing goes from one core to
  /// another.
  private void own(int row, int from, int worker) {
    int n = Math.min(own.rows(), p.rows().n() - row);
    int to = Math.min(from + own.tiles(), shape.tilesAcross());
    int forB = t.begin + worker * t.forOwn(own);
    int forA = forB + t.widest() * t.depth;
    int forC = forA + t.forA(own.rows());
    for (int k = 0; k < p.inner().n(); k += t.depth) {
      if (t.packsA) {
        packA(batch, k, row, n, forA);
      }
      for (int tile = from; tile < to; tile++) {
        copies.ofB(b, bFrom(batch), tile, k, 0, t.terms(k), scratch, forB);
        column(batch, tile, k, row, row, n, true, forB, forA, forC);
      }
    }
    if (tells) {
      ready.rows(row, row + n, worker);
    }
  }

  private void packB(int matrix, int start, int k, int part, int room) {
    touched = copies.ofB(b, bFrom(matrix), start, k, part, scratch, room);
  }

  private void packA(int matrix, int k, int row, int n, int room) {
    copies.ofA(a, aFrom(matrix), k, row, n, scratch, room);
  }

  private int ranges() {
    return (shape.tilesAcross() + t.range - 1) / t.range;
  }

  private int aFrom(int matrix) {
    return p.a().offset() + p.batch().at(Axis.A, matrix);
  }

  private int bFrom(int matrix) {
    return p.b().offset() + p.batch().at(Axis.B, matrix);
  }

  private int cFrom(int matrix) {
    return p.c().offset() + p.batch().at(Axis.C, matrix);
  }

  /// Some rows and columns, for a stretch of the inner axis.
  ///
  /// @param start first tile of the range of columns
  /// @param from first tile
  /// @param count how many tiles beside each other
  /// @param packed where the packed range of `B` is
  /// @param room where the packed rows of `A` may be, and tiles of `C` behind them
  private void block(
      int matrix, int start, int from, int count, int k, int row, int n, int packed, int room) {
    if (t.packsA) {
      packA(matrix, k, row, n, room);
    }
    boolean packs = packsB(matrix, k);
    for (int tile = from; tile < from + count; tile++) {
      int col = tile * shape.width();
      int bAt =
          packs
              ? packed + (tile - start) * shape.width() * t.terms(k)
              : bFrom(matrix) + p.inner().at(Axis.B, k) + p.cols().at(Axis.B, col);
      // Tiles that are all beyond the diagonal are left out.
      int left = t.mirrors ? Math.max(0, col - row) / shape.rows() * shape.rows() : 0;
      if (left < n) {
        column(matrix, tile, k, row, row + left, n - left, packs, bAt, room, room + t.forA());
      }
    }
  }

  /// Rows of a column of tiles.
  ///
  /// @param packed the row with which what is packed of `A` begins
  private void column(
      int matrix,
      int tile,
      int k,
      int packed,
      int row,
      int n,
      boolean packsB,
      int bAt,
      int room,
      int buffer) {
    Interrupted.check();
    int direct = t.direct(n);
    if (direct > 0) {
      int aAt = aAt(matrix, k, packed, row, room);
      tiles(matrix, tile, k, row, direct, aAt, packsB, bAt, 1, t.copiesC, buffer);
    }
    if (direct < n) {
      int aAt = aAt(matrix, k, packed, row + direct, room);
      tiles(matrix, tile, k, row + direct, n - direct, aAt, packsB, bAt, 1, true, buffer);
    }
  }

  private int aAt(int matrix, int k, int packed, int row, int room) {
    int below = row - packed;
    return t.packsA
        ? room + (t.left == Tile.Left.ALONG ? below : below / shape.rows()) * t.pitch
        : aFrom(matrix) + p.rows().at(Axis.A, row) + p.inner().at(Axis.A, k);
  }

  /// A column of tiles, of some matrices.
  private void tiles(
      int matrix,
      int tile,
      int k,
      int row,
      int n,
      int aAt,
      boolean packsB,
      int bAt,
      int count,
      boolean copiesC,
      int buffer) {
    int col = tile * shape.width();
    boolean more = k > 0 || p.adds();
    (copiesC && !t.copiesC ? t.ending : t.tile(shape.isLast(tile), more && !copiesC))
        .run(
            t.packsA ? scratch : a,
            aAt,
            t.packsA ? t.pitch : p.rows().strides()[Axis.A],
            p.inner().strides()[Axis.A],
            p.batch().strides()[Axis.A],
            packsB ? scratch : b,
            bAt,
            packsB ? t.bRow(tile) : p.inner().strides()[Axis.B],
            p.batch().strides()[Axis.B],
            copiesC ? scratch : c,
            copiesC ? buffer : cFrom(matrix) + p.rows().at(Axis.C, row) + p.cols().at(Axis.C, col),
            copiesC ? t.bRow(tile) : p.rows().strides()[Axis.C],
            p.batch().strides()[Axis.C],
            t.terms(k),
            n,
            shape.columns(tile) - shape.lanes(),
            count,
            p.alpha());
    if (copiesC) {
      copies.toC(scratch, buffer, c, cFrom(matrix), row, n, tile, more);
    }
  }
}
