package leibniz.blas;

import leibniz.kernel.Lanes;
import leibniz.kernel.Type;
import org.jspecify.annotations.Nullable;

/// How a product is cut: the inner axis into stretches, the columns into ranges whose stretch of
/// `B` stays in the shared cache, and the rows into blocks whose stretch of `A` stays in a core's
/// own cache. Factors whose entries do not lie as tiles read them are packed on the way.
///
/// Source of the scheme: K. Goto and R. van de Geijn, Anatomy of high-performance matrix
/// multiplication, ACM TOMS 34 (2008).
final class Tiling {
  /// Terms of a sum before it goes to memory. Many: what tiles read comes from the second cache as
  /// fast as from the first, since it is read in sequence, but each visit to the result waits.
  private static final int DEPTH = 1024;

  /// Bytes of a block of `A`, which is written into the second cache, and of a packed range of `B`.
  private static final int BLOCK = 256 << 10;

  private static final int RANGE = 8 << 20;

  /// From how many bytes on a factor that is read once is read in sequence: a few of its rows side
  /// by side, as far as the result stays in a core's first cache.
  private static final long STREAM = 256 << 10;

  private static final int STREAMED = 8;
  private static final int NEAR = 256 << 10;

  /// Rows that lie so many bytes apart, or a multiple, collide in the caches; and what is put
  /// between rows so that theirs do not.
  private static final int FAR = 2048;

  private static final int LINE = 16;

  /// From so many bytes on rows share lines of the first cache.
  private static final int LINES = 4095;

  /// From how many tiles that read it on a factor is packed: reading in sequence then pays for
  /// copying. Sooner, if it does not stay in a core's own caches.
  private static final int READERS = 32;

  private static final int FAR_READERS = 8;
  private static final int STAYS = 128 << 10;

  /// Up to how many tiles read columns of `A` as they lie, if they are so many bytes apart, or so
  /// few columns; as many as of packed ones where all of it stays in the first cache.
  private static final int NEAR_READERS = 4;

  private static final int CLOSE = 24 << 10;
  private static final int NEXT = 1024;
  private static final int FEW_TERMS = 64;

  /// From how many bytes of a batch on it is not in a core's own caches, and up to how many a
  /// matrix stays there.
  private static final long AWAY = 1 << 20;

  private static final long NEARBY = 256 << 10;

  /// Operations of a part: so many that claiming it costs nothing.
  static final long PART = 1_000_000;

  /// Operations of a part of one matrix: helpers that are awake take it up in a tenth of its time.
  static final long SMALL_PART = PART / 4;

  /// From how many operations on one matrix of a batch is shared among threads.
  private static final long LARGE = 20_000_000;

  /// Rows of a part from which on to pack `B` alone is cheaper than to read what others packed: of
  /// so many parts for each thread, so that one that is held up does not hold up all.
  private static final int OWN = 112;

  private static final int MOST_OWN = 2;

  /// How many bytes of such rows stay in a core's own cache beside a tile of `B`, and up to how
  /// many bytes of `B` are read tile by tile; fewer, if its rows collide.
  private static final int OWN_BYTES = 512 << 10;

  private static final long OWN_B = 3 << 20;

  /// Operations of a symmetric result, all of which is computed before half of it is copied.
  private static final long FEW = 4096;

  /// Terms of tiles in one run from which on the tile is to be compiled before.
  private static final int WARMED = 2000;

  final Product p;
  final Type type;
  final TileShape shape;
  final int depth;

  /// Tiles of a range, and rows of a block.
  final int range;

  final int block;
  final boolean packsA;

  /// How tiles read `A`: as it lies, or a copy.
  final Tile.Left left;

  /// Entries between rows of a copy, or between tiles of one.
  final int pitch;

  final boolean packsB;

  /// Where copies begin: vectors of `B` then lie on one line of a cache each.
  final int begin;

  final boolean copiesC;

  /// Whether threads share the matrices of a batch and ranges of columns, not the blocks of a
  /// matrix.
  final boolean sharesBatch;

  /// Whether `B` is packed tile by tile, since the columns of each lie behind each other; and
  /// whether its rows do, and all of each is packed.
  final boolean packsTiles;

  final boolean packsWhole;

  /// Whether a factor is read in sequence before it is multiplied.
  final boolean touchesA;

  final boolean touchesB;

  /// Whether a stretch of `B` is read so, row by row, since a single row of tiles reads it once.
  final boolean touchesStretch;

  /// Whether only the tiles up to the diagonal are computed, and copied to the other side.
  final boolean mirrors;

  /// The tiles that begin a sum, and those that add to one; each only if it is needed.
  private final Tile[] full;

  private final Tile[] last;

  /// The tile for the last of rows that are shorter than a vector, which are copied.
  final Tile ending;

  Tiling(Product product) {
    this.p = product;
    this.type = p.type();
    int inner = p.inner().n();
    boolean isAlong = p.rows().isEven(Axis.A) && p.inner().isDense(Axis.A);
    boolean isCrowded = isAlong && isCrowded(Axis.A, LINES);
    boolean isRead = p.cols().n() <= FAR_READERS * 2 * Lanes.of(type);
    boolean isRare = p.flops() < PART;
    this.shape = TileShape.of(type, p.rows().n(), p.cols().n(), inner, isCrowded && isRead, isRare);
    this.packsB = packsB();
    this.begin = packsB ? Lanes.line(type) : 0;
    boolean streams =
        shape.tilesDown() == 1
            && shape.tilesAcross() > 1
            && inner > 2 * STREAMED
            && !packsB
            && (long) inner * p.cols().n() * type.bytes() > STREAM;
    int most = streams ? STREAMED * shape.rows() : DEPTH;
    int stretches = (inner + most - 1) / most;
    this.depth = (inner + stretches - 1) / stretches;
    int bytes = type.bytes() * depth;
    this.range =
        Math.clamp((streams ? NEAR : RANGE) / (bytes * shape.width()), 1, shape.tilesAcross());
    this.block = Math.clamp(BLOCK / (bytes * shape.rows()), 1, shape.tilesDown()) * shape.rows();
    this.left = isAlong ? Tile.Left.ALONG : isNear() ? Tile.Left.ACROSS : Tile.Left.PACKED;
    this.packsA =
        left == Tile.Left.PACKED
            || isAlong
                && shape.tilesAcross() > FAR_READERS
                && isCrowded(Axis.A, Math.min(LINES, 2 * depth * type.bytes()));
    this.pitch = (isAlong ? depth : depth * shape.rows()) + LINE;
    this.copiesC =
        !(p.cols().isDense(Axis.C) && p.rows().isEven(Axis.C))
            || shape.isNarrow() && !shape.isOnward(p);
    this.sharesBatch =
        streams || (p.batch().n() == 1 ? isSmall() : p.flops() / p.batch().n() < LARGE);
    this.mirrors = p.symmetric() && (!sharesBatch || range == shape.tilesAcross());
    boolean isLarge = (long) inner * p.cols().n() * type.bytes() > STREAM;
    this.packsTiles = packsB && isLarge && depth == inner && isFull(p.inner(), p.cols(), Axis.B);
    this.packsWhole =
        packsB && isLarge && range == shape.tilesAcross() && isFull(p.cols(), p.inner(), Axis.B);
    this.touchesA = isAway(Axis.A);
    this.touchesB = isAway(Axis.B);
    this.touchesStretch = streams && p.cols().isDense(Axis.B);
    int apart = packsB || p.cols().n() == 1 ? 1 : p.cols().strides()[Axis.B];
    boolean isOnward = shape.isNarrow() && !copiesC;
    Tile.Form end = shape.last(type, left, apart, depth);
    this.full = tiles(shape.full(type, left, apart, depth));
    this.last = tiles(isOnward ? end.writingOnward() : end);
    this.ending = isOnward ? tile(end) : last[0];
  }

  private Tile[] tiles(Tile.Form form) {
    boolean adds = !copiesC && (p.adds() || depth < p.inner().n());
    return new Tile[] {tile(form.adding(adds && p.adds())), tile(form.adding(adds))};
  }

  private boolean packsB() {
    boolean lies = shape.lanes() == 1 ? p.cols().isEven(Axis.B) : p.cols().isDense(Axis.B);
    if (!lies || !p.inner().isEven(Axis.B)) {
      return true;
    }
    if (shape.isNarrow() && p.inner().n() > 1 && p.inner().strides()[Axis.B] < 0) {
      return true;
    }
    boolean stays = (long) p.inner().n() * p.cols().n() * type.bytes() <= STAYS;
    return shape.tilesDown() > (stays ? READERS : FAR_READERS);
  }

  private Tile tile(Tile.Form form) {
    long sums = (long) shape.rows() * shape.width();
    return p.flops() / 2 / sums > WARMED ? TileClass.warm(form) : TileClass.of(form);
  }

  /// The tile for a place in a row of tiles.
  Tile tile(boolean isLast, boolean more) {
    return (isLast ? last : full)[more ? 1 : 0];
  }

  /// Tiles across of the range that begins with a tile.
  int tiles(int start) {
    return Math.min(range, shape.tilesAcross() - start);
  }

  /// Terms of the stretch that begins with one.
  int terms(int start) {
    return Math.min(depth, p.inner().n() - start);
  }

  /// Entries between rows of a packed tile of `B`.
  int bRow(int tile) {
    return shape.isLast(tile) ? shape.lastWidth() : shape.width();
  }

  private boolean isSmall() {
    return p.flops() < 2 * SMALL_PART;
  }

  /// Whether columns of `A` lie in sequence, and so near to each other, or so few, that it is read
  /// faster than copied.
  private boolean isNear() {
    boolean stays = (long) p.rows().n() * p.inner().n() * type.bytes() <= CLOSE;
    return p.rows().isDense(Axis.A)
        && p.inner().isEven(Axis.A)
        && shape.tilesAcross() <= (stays ? READERS : NEAR_READERS)
        && (depth <= FEW_TERMS || Math.abs(p.inner().strides()[Axis.A]) * type.bytes() <= NEXT);
  }

  /// Whether what is read of the rows of `A` would push each other out of the caches: if they are
  /// more bytes apart than that.
  private boolean isCrowded(int tensor, int least) {
    long bytes = (long) p.rows().strides()[tensor] * type.bytes();
    return bytes % FAR == 0 && bytes > least;
  }

  /// Whether everything is read and written where it lies, and matrices lie at even distances: a
  /// call for each tile of a row does many.
  boolean isPlain() {
    return !mirrors && isThere();
  }

  private boolean isThere() {
    return depth == p.inner().n()
        && range == shape.tilesAcross()
        && !packsA
        && !packsB
        && !copiesC
        && p.batch().isEven(Axis.A)
        && p.batch().isEven(Axis.B)
        && p.batch().isEven(Axis.C)
        && !shape.isNarrow();
  }

  /// Whether it is so, and so little that one thread does it.
  boolean isOnePart() {
    boolean isHalf = shape.tilesAcross() > 1 && p.flops() > FEW;
    boolean computesAll = !mirrors || p.batch().n() == 1 && !isHalf;
    return sharesBatch && computesAll && isThere() && p.flops() < PART && !touchesA && !touchesB;
  }

  /// How many of some rows of the result tiles may write where they lie.
  int direct(int some) {
    return copiesC || !shape.isNarrow() ? some : shape.direct(some);
  }

  /// Whether the rows of a stretch of `B` that are read as whole vectors, though they are shorter,
  /// end beyond their array.
  ///
  /// @param from where the first begins
  boolean ends(int length, int from, int terms) {
    long last = from + (terms - 1L) * p.inner().strides()[Axis.B];
    return shape.isNarrow() && last + shape.lanes() > length;
  }

  /// Whether the matrices of a batch come from memory, one after the other, and tiles read this
  /// factor of each as it lies.
  private boolean isAway(int tensor) {
    boolean isPacked = tensor == Axis.A ? packsA : packsB;
    Axis own = tensor == Axis.A ? p.rows() : p.cols();
    long bytes = (long) p.inner().n() * own.n() * type.bytes();
    return !isPacked
        && p.flops() / p.batch().n() > PART / 4
        && bytes <= NEARBY
        && bytes * p.batch().n() > AWAY
        && p.batch().strides()[tensor] != 0
        && (isFull(own, p.inner(), tensor) || isFull(p.inner(), own, tensor));
  }

  private static boolean isFull(Axis one, Axis other, int tensor) {
    return one.isDense(tensor) && other.isEven(tensor) && other.strides()[tensor] == one.n();
  }

  /// Whether blocks of rows are completed one after the other, and are rows of the result that lie
  /// so far apart.
  boolean tells(int rows, int apart) {
    return !sharesBatch
        && !mirrors
        && p.batch().n() == 1
        && p.rows().n() == rows
        && p.rows().isEven(Axis.C)
        && p.rows().strides()[Axis.C] == apart;
  }

  /// What a thread does of a matrix at a time, with copies of its own: so many rows, and so many
  /// tiles of each.
  record Own(int rows, int tiles) {}

  /// Parts of a matrix for which a thread packs by itself, all of `A` and then tile by tile of `B`;
  /// null where all threads pack together, before. Rows are shared if there are many, and else
  /// columns, where `B` does not stay near and a part of `A` does.
  @Nullable Own own(int threads) {
    if (sharesBatch || mirrors || !packsB) {
      return null;
    }
    int all = p.rows().n();
    long bytes = (long) p.cols().n() * depth * type.bytes();
    boolean collides = Math.abs(p.inner().strides()[Axis.B]) * type.bytes() % (LINES + 1) == 0;
    int most = Math.min(all / threads, OWN_BYTES / (depth * type.bytes()));
    if (threads > 1 && most >= OWN && bytes <= (collides ? AWAY : OWN_B)) {
      int each = (all / threads + most - 1) / most;
      int parts = threads * Math.max(each, Math.min(MOST_OWN, all / threads / OWN));
      return new Own(upwards(shape.tilesDown(), parts) * shape.rows(), shape.tilesAcross());
    }
    boolean isWide =
        bytes > AWAY && shape.tilesDown() * shape.rows() * depth * type.bytes() <= OWN_BYTES;
    return isWide && !collides
        ? new Own(
            shape.tilesDown() * shape.rows(),
            upwards(shape.tilesAcross(), threads == 1 ? 1 : threads * MOST_OWN))
        : null;
  }

  private static int upwards(int n, int parts) {
    return (n + parts - 1) / parts;
  }

  /// Entries that a run with so many threads needs.
  int scratch(int threads) {
    Own own = own(threads);
    if (own != null) {
      return begin + threads * forOwn(own);
    }
    return begin
        + (sharesBatch
            ? threads * (forB() + forA() + forC())
            : forB() + threads * (forA() + forC()));
  }

  /// Entries of a packed range of `B`, a packed block of `A`, and a block of a column of tiles.
  int forB() {
    return packsB || shape.isNarrow() ? ((range - 1) * shape.width() + widest()) * depth : 0;
  }

  int forA() {
    return forA(block);
  }

  int forC() {
    return forC(block);
  }

  /// Entries for a part that a thread does with copies of its own.
  int forOwn(Own own) {
    return widest() * depth + forA(own.rows) + forC(own.rows);
  }

  /// The same for so many rows, a multiple of those of a tile.
  int forA(int rows) {
    return packsA ? (left == Tile.Left.ALONG ? rows : rows / shape.rows()) * pitch : 0;
  }

  int forC(int rows) {
    int some = shape.isNarrow() ? Math.min(rows, shape.lanes() + shape.rows()) : 0;
    return (copiesC ? rows : some) * widest();
  }

  int widest() {
    return Math.max(shape.width(), shape.lastWidth());
  }

  @Override
  public String toString() {
    return "tiles of %d x %d%s%s%s"
        .formatted(
            shape.rows(),
            shape.width(),
            packsA ? ", A packed" : "",
            packsB ? ", B packed" : "",
            mirrors ? ", half mirrored" : "");
  }
}
