package leibniz.blas;

import leibniz.kernel.Type;

/// The tiles of one product, by how much of them is used; each is made when it is first needed.
final class Tiles {
  private static final int ROWS = 16;
  private static final int VECTORS = 8;

  private final Type type;
  private final int bits;
  private final boolean packed;
  private final Tile[] made = new Tile[ROWS * VECTORS * 4];

  Tiles(Type type, int bits, boolean packed) {
    this.type = type;
    this.bits = bits;
    this.packed = packed;
  }

  /// The tile for so many rows and vectors; two threads that ask at once find the same one.
  Tile of(int rows, int vectors, boolean tail, boolean adds) {
    int at = ((rows * VECTORS + vectors) * 2 + (tail ? 1 : 0)) * 2 + (adds ? 1 : 0);
    Tile tile = made[at];
    if (tile == null) {
      tile = TileClass.of(new Tile.Form(type, bits, rows, vectors, tail, packed, adds));
      made[at] = tile;
    }
    return tile;
  }
}
