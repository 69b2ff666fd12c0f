package leibniz.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A loop that reads along one axis what it writes along another, as `A + Aᵀ`. Row by row, a cache
/// line that is read so is fetched for every entry of it. So such a loop is done in blocks of as
/// many rows as a vector has entries, which are loaded along the one axis and turned in registers,
/// and the blocks in tiles.
///
/// @param nest whose last two axes are those of the blocks: the one that is read along, and the
///   lane, which is written along
record Transposed(Nest nest) {
  /// What a tile has of either axis: what it reads and writes stays in the nearest caches.
  static final int TILE = 128;

  /// Shorter axes are not worth the blocks at their end, nor tiles.
  private static final int LEAST = 32;

  private static final int LEAST_VECTORS = 4;

  /// @param width entries of a vector
  static Optional<Transposed> of(Kernel kernel, int width) {
    Loop loop = kernel.loops().getFirst();
    int array = loop.target().array();
    if (kernel.loops().size() > 1
        || loop.reduced() > 0
        || loop.adds()
        || loop.reads().stream().anyMatch(read -> read.array() == array)
        || width > 1 && !isCheap(loop)) {
      return Optional.empty();
    }
    Nest nest = Nest.of(loop, kernel.rows(), true, width);
    int least = Math.max(LEAST, LEAST_VECTORS * width);
    int[] axes =
        IntStream.range(0, nest.loop().kept()).filter(axis -> nest.extent(axis) >= least).toArray();
    for (int lane : axes) {
      for (int along : axes) {
        if (nest.loop().target().stride(lane) == 1
            && nest.loop().reads().stream().anyMatch(read -> isTurned(read, along, lane))) {
          return Optional.of(of(nest, along, lane));
        }
      }
    }
    return Optional.empty();
  }

  /// Where functions take longer than loads, these are fetched meanwhile, entry by entry; a block
  /// waits for all of its own first. What is cheap is also the same by numbers.
  private static boolean isCheap(Loop loop) {
    return Stream.of(loop.body(), loop.finish())
        .flatMap(List::stream)
        .allMatch(line -> !(line instanceof Op.Apply a) || a.function().isCheap());
  }

  private static Transposed of(Nest nest, int along, int lane) {
    int kept = nest.loop().kept();
    int[] axes =
        IntStream.concat(
                IntStream.range(0, kept).filter(axis -> axis != along && axis != lane),
                IntStream.of(along, lane))
            .toArray();
    int rows =
        IntStream.range(0, kept).filter(k -> axes[k] == nest.rows()).findFirst().orElseThrow();
    Loop loop = Normal.with(nest.loop(), axes, kept);
    return new Transposed(new Nest(loop, rows, nest.scale(), kept - 1));
  }

  /// The axis that is read along.
  int along() {
    return nest.lane() - 1;
  }

  /// Whether a vector of what is read lies along the other axis.
  boolean isTurned(Access read) {
    return isTurned(read, along(), nest.lane());
  }

  /// Whether the blocks of a tile follow each other along the axis that is read along, and not
  /// along the lane: the machine fetches ahead what is read so, and writes may wait.
  boolean isDown() {
    List<Access> reads = nest.loop().reads();
    long plain =
        reads.stream().filter(r -> r.stride(nest.lane()) == 1 && r.stride(along()) != 0).count();
    return reads.stream().filter(this::isTurned).count() > plain;
  }

  private static boolean isTurned(Access read, int along, int lane) {
    return read.stride(along) == 1 && read.stride(lane) != 0 && read.stride(lane) != 1;
  }

  /// Whether one of the two axes is as long as there are rows to do, which may be too few for a
  /// block.
  boolean isOfRows() {
    return nest.rows() >= along();
  }
}
