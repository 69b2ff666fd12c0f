package leibniz.blas;

import leibniz.kernel.Crew;

/// A product of so little that what is done around its tiles would take longer than they do: all is
/// read and written where it lies, and where each tile begins is known before it runs.
final class FewTiles implements Runner {
  private final Tiling tiling;
  private final Product p;
  private final Call[] calls;

  /// A tile of a row, of all rows and matrices.
  ///
  /// @param b where what it reads of `B` begins, `c` where its result does
  /// @param last where the last vector of a row begins
  private record Call(Tile tile, int b, int c, int last) {}

  /// The tiles of a product that is one part.
  FewTiles(Tiling tiling) {
    this.tiling = tiling;
    this.p = tiling.p;
    TileShape shape = tiling.shape;
    this.calls = new Call[shape.tilesAcross()];
    for (int tile = 0; tile < calls.length; tile++) {
      int col = tile * shape.width();
      calls[tile] =
          new Call(
              tiling.tile(shape.isLast(tile), p.adds()),
              p.b().offset() + p.cols().at(Axis.B, col),
              p.c().offset() + p.cols().at(Axis.C, col),
              shape.columns(tile) - shape.lanes());
    }
  }

  @Override
  public int scratch(int threads) {
    return 0;
  }

  @Override
  public void run(Object[] arrays, Object scratch, Crew crew) {
    Object c = arrays[p.c().array()];
    Object a = arrays[p.a().array()];
    Object b = arrays[p.b().array()];
    for (Call call : calls) {
      call.tile.run(
          a,
          p.a().offset(),
          p.rows().strides()[Axis.A],
          p.inner().strides()[Axis.A],
          p.batch().strides()[Axis.A],
          b,
          call.b,
          p.inner().strides()[Axis.B],
          p.batch().strides()[Axis.B],
          c,
          call.c,
          p.rows().strides()[Axis.C],
          p.batch().strides()[Axis.C],
          p.inner().n(),
          p.rows().n(),
          call.last,
          p.batch().n(),
          p.alpha());
    }
    for (int row = 0; row < p.rows().n() && tiling.mirrors; row += Mirror.ROWS) {
      Mirror.rows(p, c, p.c().offset(), row);
    }
  }

  @Override
  public String toString() {
    return tiling.toString();
  }
}
