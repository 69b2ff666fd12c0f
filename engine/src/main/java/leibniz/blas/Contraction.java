package leibniz.blas;

import java.util.Optional;
import leibniz.kernel.Crew;
import leibniz.kernel.Lanes;
import leibniz.kernel.Type;

/// A contraction of two tensors, made for their places in memory once and run often, by many
/// threads at once if need be:
///
/// ```
/// C[…] = alpha · Σ A[…] · B[…]      or += , if it adds
/// ```
///
/// Letters have an extent, and a stride in each tensor, 0 where the tensor does not have it. A
/// letter that `C` does not have is summed. Any order of axes is read where it lies: nothing is
/// transposed first. Not a number and infinity go where arithmetic takes them.
public final class Contraction {
  /// Entries of a matrix of a batch for which a call of its own takes longer than to compute with
  /// single numbers.
  private static final int SMALL = 128;

  private final Product product;
  private final Runner runner;

  Contraction(Product product, Runner runner) {
    this.product = product;
    this.runner = runner;
  }

  /// A contraction, computed in the way that is fastest here.
  ///
  /// @param extents of the letters
  /// @param adds whether it is added to what is in `C`
  public static Contraction of(
      Type type, int[] extents, Operand c, Operand a, Operand b, double alpha, boolean adds) {
    return fastest(Product.of(type, extents, c, a, b, alpha, adds, false));
  }

  /// The same, of which the caller knows that the result is symmetric: rows and columns are as
  /// many, and `C[i, j] = C[j, i]`. Half of it is computed and copied to the other.
  public static Contraction symmetric(
      Type type, int[] extents, Operand c, Operand a, Operand b, double alpha, boolean adds) {
    return fastest(Product.of(type, extents, c, a, b, alpha, adds, true));
  }

  private static Contraction fastest(Product product) {
    if (product.flops() == 0) {
      return new Contraction(product, new PlainProduct(product));
    }
    return new Contraction(product, Lanes.USED ? inVectors(product) : new LineProduct(product));
  }

  /// The way for a product that is not empty, where there are vectors.
  static Runner inVectors(Product product) {
    if (product.rows().n() > 1 && product.cols().n() > 1) {
      Product few = RowsProduct.vectors(product);
      Product vectors = few == null ? RowsProduct.vectors(product.exchanged()) : few;
      return vectors == null ? TiledProduct.of(product) : new RowsProduct(vectors);
    }
    Product column = product.cols().n() == 1 ? product : product.exchanged();
    Product row = column.exchanged();
    boolean isShort = column.rows().n() > 1 && TileShape.isShort(1, column.inner().n());
    int lanes = Lanes.of(product.type());
    boolean isLow =
        column.rows().n() < lanes
            || column.rows().n() % lanes > 0
                && column.batch().n() > 1
                && column.rows().n() * column.inner().n() <= SMALL;
    if (RowsProduct.fits(column) && !(isShort && isLow)) {
      return new RowsProduct(column);
    }
    if (ColumnsProduct.fits(row)) {
      return new ColumnsProduct(row);
    }
    return TiledProduct.of(isShort ? column : row);
  }

  /// How many entries a run with so many threads needs for itself.
  public int scratch(int threads) {
    return runner.scratch(threads);
  }

  /// Computes it.
  ///
  /// @param arrays by number, `double[]` or `float[]` as the type says; `C` overlaps neither factor
  /// @param scratch an array of at least [#scratch] entries that nobody else uses meanwhile
  public void run(Object[] arrays, Object scratch, Crew crew) {
    if (runner instanceof FewTiles few) { // known by its class: to look its method up would count
      few.run(arrays, scratch, crew);
    } else if (runner instanceof RowsProduct rows) {
      rows.run(arrays, scratch, crew);
    } else {
      runner.run(arrays, scratch, crew);
    }
  }

  /// Rows of a result: how many there are, and how far they lie from each other.
  public record Rows(int count, int apart) {}

  /// The rows that a contraction completes one after the other, if its result is one matrix of
  /// them.
  public static Optional<Rows> rows(int[] extents, Operand c, Operand a, Operand b) {
    Product p = Product.of(Type.F64, extents, c, a, b, 1, false, false);
    return p.batch().n() == 1 && p.rows().n() > 1 && p.rows().isEven(Axis.C)
        ? Optional.of(new Rows(p.rows().n(), p.rows().strides()[Axis.C]))
        : Optional.empty();
  }

  /// Whether it can say of its rows when they are complete.
  ///
  /// @param rows how many there are
  /// @param apart how far they lie from each other
  public boolean tells(int rows, int apart) {
    return runner instanceof TiledProduct tiles && tiles.tells(rows, apart);
  }

  /// Computes it, and says of each of its rows when it is complete; only if it [#tells].
  public void run(Object[] arrays, Object scratch, Crew crew, Ready ready) {
    if (!(runner instanceof TiledProduct tiles)) {
      throw new IllegalStateException("it does not tell: " + runner);
    }
    tiles.run(arrays, scratch, crew, ready);
  }

  /// Multiplications and additions of a run.
  public long flops() {
    return product.flops();
  }

  /// How it is computed, in a few words.
  @Override
  public String toString() {
    return runner.toString();
  }
}
