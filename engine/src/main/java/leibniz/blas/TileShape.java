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

  /// Tiles that fit a result: as many sums as there are registers, little of them beyond the edge.
  static TileShape of(Type type, int m, int n) {
    int most = Lanes.of(type) * 8 * type.bytes();
    int bits = most;
    while (bits > 128 && n * 8L * type.bytes() <= bits / 2) {
      bits /= 2;
    }
    int lanes = bits / (8 * type.bytes());
    int sums = most == 512 ? MANY_SUMS : FEW_SUMS;
    int all = (n + lanes - 1) / lanes;
    int vectors = Math.min(all, vectors(m, all, sums));
    int tall = Math.min(MOST_ROWS, sums / vectors);
    int rows = rows(m, tall);
    int width = vectors * lanes;
    int across = (n + width - 1) / width;
    return new TileShape(
        bits,
        lanes,
        rows,
        vectors,
        (m + rows - 1) / rows,
        across,
        n - (across - 1) * width,
        m % rows != 0);
  }

  /// Vectors of a row of a tile: many if there are few rows; three if that leaves none over.
  private static int vectors(int m, int all, int sums) {
    if (m <= sums / 6 && all > 3) {
      return 4;
    }
    return all % 2 != 0 && all % 3 == 0 ? 3 : 2;
  }

  /// Rows of a tile that divide all rows, if there are such of two thirds of the height; otherwise
  /// as even as it goes.
  private static int rows(int m, int tall) {
    for (int rows = tall; 3 * rows >= 2 * tall; rows--) {
      if (m % rows == 0) {
        return rows;
      }
    }
    int down = (m + tall - 1) / tall;
    return (m + down - 1) / down;
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
