package leibniz.blas;

import leibniz.ir.Interrupted;
import leibniz.kernel.Crew;
import leibniz.kernel.Type;

/// One run of a [Tiling]: the arrays, and how far it is.
final class TiledRun implements Crew.Part {
  /// Parts for each thread, so that none waits long for the last.
  private static final int SHARES = 4;

  /// Rows, and columns, that are mirrored at a time: they stay in the first cache.
  private static final int MIRRORED = 32;

  /// Terms of `B` that are packed at a time: what is read then stays in the second cache.
  private static final int PACKED = 64;

  /// Rows of `B` that are read side by side, where their entries lie in sequence: more, and the
  /// processor does not foresee what is read next.
  private static final int BESIDE = 8;

  private static final Object NOTHING = new Object();

  /// What parts do.
  private enum Phase {
    /// A group of matrices, from packing to result.
    MATRICES,
    /// Terms of a range of `B` are packed.
    PACK,
    /// A block of rows, some columns.
    BLOCK,
    /// Rows beyond the diagonal are copied from the columns.
    MIRROR
  }

  private final Tiling t;
  private final Product p;
  private final Type type;
  private final TileShape shape;
  private Object c = NOTHING;
  private Object a = NOTHING;
  private Object b = NOTHING;
  private Object scratch = NOTHING;
  private Phase phase = Phase.MATRICES;
  private int group;
  private int batch;
  private int from;
  private int k;
  private int rows;
  private int blocks;
  private int chunk;

  TiledRun(Tiling tiling) {
    this.t = tiling;
    this.p = tiling.p;
    this.type = tiling.type;
    this.shape = tiling.shape;
  }

  /// Holds no arrays between runs.
  void forget() {
    c = a = b = scratch = NOTHING;
  }

  void run(Object[] arrays, Object room, Crew crew) {
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
    for (from = 0; from < p.cols().n(); from += t.range) {
      for (k = 0; k < p.inner().n(); k += t.depth) {
        if (t.packsB) {
          phase = Phase.PACK;
          crew.run((terms(k) + PACKED - 1) / PACKED, this);
        }
        phase = Phase.BLOCK;
        share(crew.threads());
        crew.run(blocks * ((columns(from) + chunk - 1) / chunk), this);
      }
    }
    if (t.mirrors) {
      phase = Phase.MIRROR;
      crew.run((p.rows().n() + MIRRORED - 1) / MIRRORED, this);
    }
  }

  /// Cuts the block of this step into parts: by rows, and by columns if there are few.
  private void share(int threads) {
    long flops = 2L * p.rows().n() * columns(from) * terms(k);
    int parts = threads == 1 ? 1 : Math.clamp(flops / Tiling.PART, 1, threads * SHARES);
    int tiles = (shape.tilesDown() + parts - 1) / parts;
    rows = Math.min(t.block, tiles * shape.rows());
    blocks = (p.rows().n() + rows - 1) / rows;
    int beside = Math.max(1, parts / blocks);
    chunk = (panels() + beside - 1) / beside * shape.width();
  }

  @Override
  public void run(int number, int worker) {
    switch (phase) {
      case MATRICES -> {
        int first = number * group;
        matrices(first, Math.min(group, p.batch().n() * ranges() - first), worker);
      }
      case PACK -> packB(batch, from, k, number * PACKED, 0);
      case BLOCK -> {
        int start = number / blocks * chunk;
        int first = number % blocks * rows;
        block(
            batch,
            from,
            k,
            start,
            Math.min(chunk, columns(from) - start),
            first,
            Math.min(rows, p.rows().n() - first),
            0,
            t.forB() + worker * (t.forA() + t.forC()));
      }
      case MIRROR -> mirror(batch, number * MIRRORED);
    }
  }

  /// Some ranges of columns of the matrices of a batch, all by this thread.
  private void matrices(int first, int count, int worker) {
    if (t.isOneTile()) {
      tile(true, first, 0, p.rows().n(), 0, p.cols().n(), 0, aFrom(first), bFrom(first), count, 0);
      return;
    }
    int room = worker * (t.forB() + t.forA() + t.forC());
    for (int q = first; q < first + count; q++) {
      range(q / ranges(), q % ranges() * t.range, room);
    }
  }

  private void range(int matrix, int col, int room) {
    for (int term = 0; term < p.inner().n(); term += t.depth) {
      for (int q = 0; q < terms(term) && t.packsB; q += PACKED) {
        packB(matrix, col, term, q, room);
      }
      for (int row = 0; row < p.rows().n(); row += t.block) {
        int n = Math.min(t.block, p.rows().n() - row);
        block(matrix, col, term, 0, columns(col), row, n, room, room + t.forB());
      }
    }
    for (int row = 0; row < p.rows().n() && t.mirrors; row += MIRRORED) {
      mirror(matrix, row);
    }
  }

  private int ranges() {
    return (p.cols().n() + t.range - 1) / t.range;
  }

  private int columns(int start) {
    return Math.min(t.range, p.cols().n() - start);
  }

  private int panels() {
    return (columns(from) + shape.width() - 1) / shape.width();
  }

  private int terms(int start) {
    return Math.min(t.depth, p.inner().n() - start);
  }

  private int aFrom(int matrix) {
    return p.a().offset() + p.batch().at(Axis.A, matrix);
  }

  private int bFrom(int matrix) {
    return p.b().offset() + p.batch().at(Axis.B, matrix);
  }

  /// Some terms of a range of columns, from `first` of this stretch on.
  private void packB(int matrix, int start, int term, int first, int room) {
    int width = shape.width();
    int end = Math.min(first + PACKED, terms(term));
    int step = p.cols().isDense(Axis.B) ? BESIDE : PACKED;
    for (int q = first; q < end; q += step) {
      for (int col = 0; col < columns(start); col += width) {
        Pack.block(
            type,
            b,
            bFrom(matrix),
            Axis.B,
            p.cols(),
            start + col,
            Math.min(width, columns(start) - col),
            p.inner(),
            term + q,
            Math.min(step, end - q),
            scratch,
            room + col * terms(term) + q * width,
            width);
      }
    }
  }

  private void packA(int matrix, int term, int row, int n, int room) {
    int from = aFrom(matrix);
    int terms = terms(term);
    if (t.isAlong) {
      Pack.block(
          type, a, from, Axis.A, p.inner(), term, terms, p.rows(), row, n, scratch, room, t.pitch);
    } else {
      int width = shape.rows();
      Pack.block(
          type, a, from, Axis.A, p.rows(), row, n, p.inner(), term, terms, scratch, room, width);
    }
  }

  /// Some rows and columns, for this stretch of the inner axis.
  ///
  /// @param start of the range of columns
  /// @param col first column, from the start of the range on
  /// @param packed where the packed range of `B` is
  /// @param room where the packed rows of `A` may be, and a tile of `C` behind them
  private void block(
      int matrix, int start, int term, int col, int cols, int row, int n, int packed, int room) {
    int terms = terms(term);
    for (int i = 0; i < n && t.packsA; i += shape.rows()) {
      packA(matrix, term, row + i, Math.min(shape.rows(), n - i), room + i * t.pitch);
    }
    for (int j = col; j < col + cols; j += shape.width()) {
      int bAt =
          t.packsB
              ? packed + j * terms
              : bFrom(matrix) + p.inner().at(Axis.B, term) + p.cols().at(Axis.B, start + j);
      int width = Math.min(shape.width(), columns(start) - j);
      boolean isLast = width < shape.width();
      for (int i = 0; i < n; i += shape.rows()) {
        int aAt =
            t.packsA
                ? room + i * t.pitch
                : aFrom(matrix) + p.rows().at(Axis.A, row + i) + p.inner().at(Axis.A, term);
        int height = Math.min(shape.rows(), n - i);
        if (t.mirrors && start + j >= row + i + height) {
          continue; // all of it beyond the diagonal
        }
        Interrupted.check();
        tile(isLast, matrix, row + i, height, start + j, width, term, aAt, bAt, 1, room + t.forA());
      }
    }
  }

  private void tile(
      boolean isLast,
      int matrix,
      int row,
      int height,
      int col,
      int width,
      int term,
      int aAt,
      int bAt,
      int count,
      int buffer) {
    int cFrom = p.c().offset() + p.batch().at(Axis.C, matrix);
    boolean more = term > 0 || p.adds();
    boolean spread = t.isSpread(isLast, more);
    t.tile(isLast, more && !spread)
        .run(
            t.packsA ? scratch : a,
            aAt,
            t.packsA ? t.pitch : p.rows().strides()[Axis.A],
            p.batch().strides()[Axis.A],
            t.packsB ? scratch : b,
            bAt,
            t.packsB ? shape.width() : p.inner().strides()[Axis.B],
            p.batch().strides()[Axis.B],
            spread ? scratch : c,
            spread ? buffer : cFrom + p.rows().at(Axis.C, row) + p.cols().at(Axis.C, col),
            spread ? shape.width() : p.rows().strides()[Axis.C],
            p.batch().strides()[Axis.C],
            terms(term),
            height,
            (width - 1) % shape.lanes() + 1,
            count,
            p.alpha());
    for (int i = 0; i < height && spread; i++) {
      spread(buffer + i * shape.width(), width, cFrom + p.rows().at(Axis.C, row + i), col, more);
    }
  }

  /// Some rows get what is beyond the diagonal from the columns.
  private void mirror(int matrix, int first) {
    int from = p.c().offset() + p.batch().at(Axis.C, matrix);
    int down = p.rows().strides()[Axis.C];
    int right = p.cols().strides()[Axis.C];
    int n = p.rows().n();
    int end = Math.min(n, first + MIRRORED);
    for (int j = first; j < n; j += MIRRORED) {
      for (int row = first; row < end; row++) {
        int begin = Math.max(j, row + 1);
        int count = Math.min(n, j + MIRRORED) - begin;
        int to = from + row * down + begin * right;
        int there = from + begin * down + row * right;
        for (int k = 0; k < count; k++) {
          if (type == Type.F64) {
            ((double[]) c)[to + k * right] = ((double[]) c)[there + k * down];
          } else {
            ((float[]) c)[to + k * right] = ((float[]) c)[there + k * down];
          }
        }
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
