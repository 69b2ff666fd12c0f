package leibniz.blas;

import leibniz.kernel.Lanes;
import leibniz.kernel.Touch;
import leibniz.kernel.Type;

/// What is copied for tiles: parts of the factors that do not lie as tiles read them, and of the
/// result, where it does not lie as they write it.
final class Copies {
  /// Terms of `B` that are packed at a time: what is read then stays in the second cache.
  private static final int PACKED = 64;

  /// Rows of `B` that are read side by side, where their entries lie in sequence: more, and the
  /// processor does not foresee what is read next.
  private static final int BESIDE = 8;

  /// As many more are read before the next tile as have so many bytes: they are near by then.
  private static final int NEAR = 16 << 10;

  /// Entries of the result that lie side by side, from which on they are copied in one go.
  private static final int RUN = 4;

  private final Tiling t;
  private final Product p;
  private final Type type;
  private final TileShape shape;
  private final int run;

  /// Whether rows of the result are shorter than a vector and lie behind each other.
  private final boolean isShort;

  private final Pieces pieces;

  Copies(Tiling tiling) {
    this.t = tiling;
    this.p = tiling.p;
    this.type = tiling.type;
    this.shape = tiling.shape;
    this.run = p.cols().run(Axis.C);
    this.isShort =
        shape.isNarrow()
            && p.cols().isDense(Axis.C)
            && p.rows().isEven(Axis.C)
            && p.rows().strides()[Axis.C] == p.cols().n();
    this.pieces = PiecesClass.of(type, Lanes.of(type));
  }

  /// In how many parts a range of columns is packed.
  int parts(int start, int k) {
    return t.packsTiles ? t.tiles(start) : (t.terms(k) + PACKED - 1) / PACKED;
  }

  /// A part of a range of columns, of the stretch that begins with `k`: all terms of a tile, or
  /// some of all tiles. What lies in sequence is read so before.
  ///
  /// @return what came of reading ahead
  double ofB(Object b, int offset, int start, int k, int part, Object to, int room) {
    if (t.packsTiles) {
      int tile = start + part;
      int first = offset + p.cols().at(Axis.B, tile * shape.width());
      double touched = Touch.all(b, first, shape.columns(tile) * t.terms(k));
      ofB(b, offset, tile, k, 0, t.terms(k), to, roomOf(tile, start, k, room));
      return touched;
    }
    int from = part * PACKED;
    int end = Math.min(from + PACKED, t.terms(k));
    double touched = 0;
    if (t.packsWhole) {
      int first = offset + p.inner().at(Axis.B, k + from);
      touched = Touch.all(b, first, (end - from) * p.cols().n());
    }
    int step = PACKED;
    if (p.cols().isDense(Axis.B)) {
      step = Math.clamp(NEAR / ((long) p.cols().n() * type.bytes()), BESIDE, PACKED);
    }
    for (int q = from; q < end; q += step) {
      for (int tile = start; tile < start + t.tiles(start); tile++) {
        ofB(b, offset, tile, k, q, Math.min(step, end - q), to, roomOf(tile, start, k, room));
      }
    }
    return touched;
  }

  private int roomOf(int tile, int start, int k, int room) {
    return room + (tile - start) * shape.width() * t.terms(k);
  }

  /// Some terms of a tile.
  void ofB(Object b, int offset, int tile, int k, int from, int count, Object to, int room) {
    int col = tile * shape.width();
    int n = shape.columns(tile);
    int width = t.bRow(tile);
    int at = room + from * width;
    if (shape.isNarrow()) {
      Pack.blocks(
          type, b, offset, Axis.B, p.cols(), col, n, p.inner(), k + from, count, to, at, width, 0);
    } else if (shape.lanes() > 1 && p.cols().isDense(Axis.B) && p.inner().isEven(Axis.B)) {
      int start = offset + p.cols().at(Axis.B, col) + p.inner().at(Axis.B, k + from);
      Pack.lines(type, b, start, p.inner().strides()[Axis.B], n, count, to, at, width);
    } else {
      Pack.block(
          type, b, offset, Axis.B, p.cols(), col, n, p.inner(), k + from, count, to, at, width);
    }
  }

  /// Some rows of a stretch.
  void ofA(Object a, int offset, int k, int row, int n, Object to, int room) {
    int terms = t.terms(k);
    if (t.left == Tile.Left.ALONG) {
      Pack.block(type, a, offset, Axis.A, p.inner(), k, terms, p.rows(), row, n, to, room, t.pitch);
    } else {
      Pack.blocks(
          type,
          a,
          offset,
          Axis.A,
          p.rows(),
          row,
          n,
          p.inner(),
          k,
          terms,
          to,
          room,
          shape.rows(),
          t.pitch);
    }
  }

  /// Rows of a tile go to their places.
  ///
  /// @param adds whether to what is there
  void toC(Object from, int at, Object c, int offset, int row, int n, int tile, boolean adds) {
    int col = tile * shape.width();
    int count = shape.columns(tile);
    if (isShort && !adds) {
      shortRows(from, at, c, offset + p.rows().at(Axis.C, row), n);
      return;
    }
    int pitch = t.bRow(tile);
    if (run < RUN && p.rows().isEven(Axis.C)) {
      int first = offset + p.rows().at(Axis.C, row);
      int apart = p.rows().strides()[Axis.C];
      for (int j = 0; j < count; j++) {
        int place = first + p.cols().at(Axis.C, col + j);
        Entries.put(from, at + j, pitch, n, c, place, apart, adds);
      }
      return;
    }
    int step = p.cols().isEven(Axis.C) ? p.cols().strides()[Axis.C] : 1;
    for (int j = 0; j < count; ) {
      int length = p.cols().isEven(Axis.C) ? count : Math.min(run - (col + j) % run, count - j);
      int place = offset + p.cols().at(Axis.C, col + j);
      for (int i = 0; i < n; i++) {
        int to = place + p.rows().at(Axis.C, row + i);
        Entries.put(from, at + i * pitch + j, 1, length, c, to, step, adds);
      }
      j += length;
    }
  }

  /// Rows that are shorter than a vector go to their places by one each: what is too much of it is
  /// overwritten by the next. Those at the end, behind which there are none, go by themselves.
  private void shortRows(Object from, int at, Object c, int place, int n) {
    int count = p.cols().n();
    int pitch = shape.lastWidth();
    int whole = Math.max(0, n - (shape.lanes() - 1) / count);
    pieces.run(from, at, pitch, count, c, place, count, 0, whole);
    for (int i = whole; i < n; i++) {
      System.arraycopy(from, at + i * pitch, c, place + i * count, count);
    }
  }
}
