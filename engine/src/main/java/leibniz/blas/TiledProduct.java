package leibniz.blas;

import java.util.concurrent.atomic.AtomicReference;
import leibniz.kernel.Crew;
import org.jspecify.annotations.Nullable;

/// The product by tiles that stay in registers. How the inner axis is cut does not depend on the
/// threads, so neither does a bit of the result.
final class TiledProduct implements Runner {
  private final Tiling tiling;
  private final AtomicReference<@Nullable TiledRun> idle;

  private TiledProduct(Tiling tiling) {
    this.tiling = tiling;
    this.idle = new AtomicReference<>();
  }

  /// The way for a product: without anything in between where it is small.
  static Runner of(Product product) {
    Tiling tiling = new Tiling(product);
    return tiling.isOnePart() ? new FewTiles(tiling) : new TiledProduct(tiling);
  }

  @Override
  public int scratch(int threads) {
    return tiling.scratch(threads);
  }

  @Override
  public void run(Object[] arrays, Object scratch, Crew crew) {
    run(arrays, scratch, crew, Ready.NOTHING);
  }

  /// Whether rows that lie so far apart are told of while they are in the caches.
  boolean tells(int rows, int apart) {
    return tiling.tells(rows, apart);
  }

  void run(Object[] arrays, Object scratch, Crew crew, Ready ready) {
    TiledRun spare = idle.getAndSet(null);
    TiledRun run = spare == null ? new TiledRun(tiling) : spare;
    try {
      run.run(arrays, scratch, crew, ready);
    } finally {
      run.forget();
      idle.set(run);
    }
  }

  @Override
  public String toString() {
    return tiling.toString();
  }
}
