package leibniz.blas;

import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// How a result is cut into tiles. The last tile of a row has the columns that are left: fewer, or
/// some more where what is left beside a whole tile is less than a vector.
///
/// @param bits of a vector
/// @param lanes entries of a vector
/// @param rows of a tile
/// @param vectors of each row of a tile
/// @param tilesDown tiles in a column of tiles
/// @param tilesAcross tiles in a row of tiles
/// @param rest columns of the last tile of a row
record TileShape(
    int bits, int lanes, int rows, int vectors, int tilesDown, int tilesAcross, int rest) {

  /// Sums in registers, of which there are 32 or 16, beside a row of `B` and an entry of `A`. 24
  /// would fit 32, and be no faster; but with so many the JVM's first compiler gives up at times,
  /// and the method then stays slow for ever.
  private static final int MOST_SUMS = 16;

  private static final int MOST_ROWS = 12;
  private static final int MOST_VECTORS = 4;

  /// Rows of `A` that the caches hold side by side if the same lines of them collide.
  private static final int MOST_CROWDED = 4;

  /// In a column of so many tiles it does not matter whether the last one is all there: then they
  /// are as high as it goes, so that there are fewer kinds to compile.
  private static final int MANY_TILES = 12;

  /// Operations for which vectors with more entries than the result has columns do not pay: to copy
  /// for them takes longer than to compute with single numbers.
  private static final long SMALL = 4096;

  /// Terms of a short sum.
  private static final int SHORT = 24;

  /// From how many bytes on what a tile reads of `B` comes from the second cache, not the first,
  /// and what each of its vectors then costs for each term.
  private static final int FAR = 24 << 10;

  private static final double FROM_FAR = 0.6;

  /// A processor does one multiplication and addition of vectors a cycle, or two, and begins
  /// another on the same sum after so many: with fewer sums, it waits.
  private static final int LATENCY = 4;

  /// Sums that keep a processor busy that begins two such operations a cycle, and terms from which
  /// on it pays to have several for each entry, to be added up at the end.
  private static final int BUSY = 2 * LATENCY;

  private static final int LONG = 64;

  /// What a tile costs besides its terms, in such cycles.
  private static final int BEGIN = 20;

  /// Tiles that fit a result: the cheapest, and of equals the widest, since the columns of a row
  /// lie in sequence. Small products of few columns are computed with single numbers. All vectors
  /// of a type are of the width the machine prefers, also for fewer columns: once the JVM has seen
  /// two widths of one type, its compiler no longer sees through the methods they share, and
  /// vectors become objects, in all loops compiled from then on.
  ///
  /// @param isCrowded whether rows of `A` collide in the caches
  /// @param isRare whether there is so little to compute that a kind of tile more would cost more
  static TileShape of(Type type, int m, int n, int terms, boolean isCrowded, boolean isRare) {
    int registers = Lanes.of(type) * type.bytes() == 64 ? 32 : 16;
    boolean single = n < Lanes.of(type) && (isSmall(m, n, terms) || isShort(n, terms));
    int lanes = single ? 1 : Lanes.of(type);
    int bits = lanes * 8 * type.bytes();
    int tall = Math.min(m, isCrowded ? MOST_CROWDED : MOST_ROWS);
    TileShape best = cut(m, n, lanes, bits, 1, 1);
    double least = Double.POSITIVE_INFINITY;
    for (int vectors = Math.min((n + lanes - 1) / lanes, MOST_VECTORS); vectors > 0; vectors--) {
      int last = cut(m, n, lanes, bits, 1, vectors).lastVectors();
      int beside = Math.max(vectors, last);
      int sums = Math.min(MOST_SUMS, registers - 2 - beside);
      int most = Math.min(tall, sums / beside);
      for (int rows = most; rows > 0; rows = isRare ? rows / 2 : rows - 1) {
        TileShape shape = cut(m, n, lanes, bits, rows, vectors);
        double cost = shape.cost(terms);
        if (cost < least) {
          least = cost;
          best = shape;
        }
        if (shape.tilesDown() >= MANY_TILES) {
          break;
        }
      }
    }
    return best;
  }

  private static boolean isSmall(int m, int n, int terms) {
    return 2L * m * n * terms <= SMALL;
  }

  /// Whether a single column has so few terms that to add up the lanes of a vector takes longer
  /// than to compute with single numbers.
  static boolean isShort(int n, int terms) {
    return n == 1 && terms <= SHORT;
  }

  private static TileShape cut(int m, int n, int lanes, int bits, int rows, int vectors) {
    int width = vectors * lanes;
    int across = Math.max(1, (n + width - lanes) / width);
    return new TileShape(
        bits, lanes, rows, vectors, (m + rows - 1) / rows, across, n - (across - 1) * width);
  }

  /// What all tiles cost.
  private double cost(int terms) {
    double row = (tilesAcross - 1) * cost(vectors, terms);
    return tilesDown * (row + cost(lastVectors(), terms));
  }

  /// What a tile costs: for each term an operation for each sum, or what it takes to hand out all
  /// instructions, of which each load has some more that check its place; and a store for each sum.
  private double cost(int wide, int terms) {
    int sums = rows * wide;
    double handed = rows + wide + 0.25 * sums + 1.5;
    boolean isFar = (long) terms * wide * bits / Byte.SIZE > FAR;
    double term = Math.max(Math.max(sums, LATENCY), handed) + (isFar ? FROM_FAR * wide : 0);
    return terms * term + sums + BEGIN;
  }

  /// Vectors of a row of the last tile. Where they have more entries than there are columns, the
  /// last one overlaps the one before it.
  int lastVectors() {
    return (rest + lanes - 1) / lanes;
  }

  /// Whether a row of the result has fewer columns than the shortest vector.
  boolean isNarrow() {
    return rest < lanes;
  }

  /// Whether rows of the result that are shorter than a vector are written one after the other,
  /// what is too much of each overwritten by the next: they lie behind each other, nothing is added
  /// to them, and sums are so short that it matters.
  boolean isOnward(Product p) {
    return tilesDown > 1
        && p.rows().strides()[Axis.C] == p.cols().n()
        && p.inner().n() <= LONG
        && !p.adds();
  }

  /// How many of some such rows may be written so. The others, behind which no row may be that
  /// overwrites what is too much, are copied.
  int direct(int some) {
    int before = Math.max(0, some - (lanes - 1 + rest - 1) / rest);
    return before - before % rows;
  }

  /// Columns of a tile, and columns for which a row of the last one needs room.
  int width() {
    return vectors * lanes;
  }

  int lastWidth() {
    return lastVectors() * lanes;
  }

  /// Columns of a tile of a row.
  int columns(int tile) {
    return isLast(tile) ? rest : width();
  }

  boolean isLast(int tile) {
    return tile == tilesAcross - 1;
  }

  /// The tile that is not at the end of a row.
  ///
  /// @param apart how far the entries of a row of `B` are apart
  Tile.Form full(Type type, Tile.Left left, int apart, int terms) {
    int beside = beside(rows, vectors, terms);
    return new Tile.Form(type, bits, rows, vectors, false, left, apart, false, 0, false, beside);
  }

  /// The tile at the end of a row.
  Tile.Form last(Type type, Tile.Left left, int apart, int terms) {
    boolean overlaps = rest % lanes != 0 && !isNarrow();
    int wide = lastVectors();
    int beside = beside(rows, wide, terms);
    return new Tile.Form(type, bits, rows, wide, overlaps, left, apart, false, 0, false, beside);
  }

  /// Sums for each entry of a tile: a power of two, if sums are long.
  static int beside(int rows, int vectors, int terms) {
    int beside = 1;
    while (terms >= LONG && rows * vectors * beside < BUSY) {
      beside *= 2;
    }
    return beside;
  }
}
