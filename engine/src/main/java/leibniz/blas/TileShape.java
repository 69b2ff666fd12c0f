package leibniz.blas;

import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// How a result is cut into tiles.
///
/// @param bits of a vector
/// @param lanes entries of a vector
/// @param rows of a tile
/// @param vectors of each row of a tile
/// @param tilesDown tiles in a column of tiles
/// @param tilesAcross tiles in a row of tiles
/// @param rest columns of the last tile of a row
/// @param isLow whether the last tile of a column has fewer rows
record TileShape(
    int bits,
    int lanes,
    int rows,
    int vectors,
    int tilesDown,
    int tilesAcross,
    int rest,
    boolean isLow) {

  /// Sums that registers hold beside what is read: of 32 registers, or of 16. 24 would fit, and be
  /// no faster; but with so many the JVM's first compiler gives up at times, and the method then
  /// stays slow for ever.
  private static final int MANY_SUMS = 16;

  private static final int FEW_SUMS = 12;
  private static final int MOST_ROWS = 12;
  private static final int MOST_VECTORS = 4;

  /// A processor does one multiplication and addition of vectors a cycle, and begins another on the
  /// same sum after so many: with fewer sums, it waits.
  private static final int LATENCY = 4;

  /// What a tile costs besides its terms, in such cycles: a call, and a store for each sum.
  private static final int CALL = 30;

  /// Tiles that fit a result: the cheapest, and of equals the widest, since the columns of a row
  /// lie in sequence.
  static TileShape of(Type type, int m, int n, int terms) {
    int most = Lanes.of(type) * 8 * type.bytes();
    int bits = most;
    while (bits > 128 && n * 8L * type.bytes() <= bits / 2) {
      bits /= 2;
    }
    int lanes = bits / (8 * type.bytes());
    int sums = most == 512 ? MANY_SUMS : FEW_SUMS;
    int all = (n + lanes - 1) / lanes;
    TileShape best = cut(m, n, bits, lanes, 1, 1);
    double least = Double.POSITIVE_INFINITY;
    for (int vectors = Math.min(all, MOST_VECTORS); vectors > 0; vectors--) {
      for (int rows = Math.min(m, Math.min(MOST_ROWS, sums / vectors)); rows > 0; rows--) {
        TileShape shape = cut(m, n, bits, lanes, rows, vectors);
        double cost = shape.cost(terms);
        if (cost < least) {
          least = cost;
          best = shape;
        }
      }
    }
    return best;
  }

  private static TileShape cut(int m, int n, int bits, int lanes, int rows, int vectors) {
    int width = vectors * lanes;
    int across = (n + width - 1) / width;
    int down = (m + rows - 1) / rows;
    int rest = n - (across - 1) * width;
    return new TileShape(bits, lanes, rows, vectors, down, across, rest, m % rows != 0);
  }

  /// What all tiles cost.
  private double cost(int terms) {
    int last = (rest + lanes - 1) / lanes;
    double row = (tilesAcross - 1) * cost(rows, vectors, terms) + cost(rows, last, terms);
    return tilesDown * row;
  }

  /// What a tile costs: for each term an operation for each sum, a load for each vector, half a one
  /// for each row.
  private static double cost(int rows, int vectors, int terms) {
    double loads = 0.5 * rows + 1.25 * vectors;
    return terms * Math.max(Math.max(rows * vectors, LATENCY), loads) + rows * vectors + CALL;
  }

  /// Whether the last vector of a row is not all there.
  boolean isTail() {
    return rest % lanes != 0;
  }

  /// Columns of a tile.
  int width() {
    return vectors * lanes;
  }

  /// The tile that is all there.
  Tile.Form full(Type type, boolean packed) {
    return new Tile.Form(type, bits, rows, vectors, false, packed, isLow, false);
  }

  /// The tile at the end of a row.
  Tile.Form last(Type type, boolean packed) {
    return new Tile.Form(
        type, bits, rows, (rest + lanes - 1) / lanes, isTail(), packed, isLow, false);
  }
}
