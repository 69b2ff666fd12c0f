package leibniz.kernel;

import java.util.List;
import java.util.stream.IntStream;

/// A nest whose lane is as short as some registers, as that of an outer product: what differs along
/// the lane alone is kept there while the axis around it runs within. To load it again for every
/// row that is written costs a third of the time, for loads wait for the lines that stores ask for.
///
/// All of the lane is one group of vectors, so everything is stored in the order in which it was.
final class Held {
  /// Registers for what is held, of all there are; the others are for what is computed from it.
  private static final double PART = 0.5;

  /// Lines for all vectors of the lane: the compiler does not see through many more.
  private static final int MOST_CALLS = 100;

  /// Fewer rows are not worth the change.
  private static final int LEAST_ROWS = 4;

  private Held() {}

  /// The nest with the last two of its axes exchanged, if that pays; else the same.
  ///
  /// @param alone whether the rows may be taken in any order
  /// @param width entries of a vector
  static Nest of(Nest nest, boolean alone, int width, int bytes) {
    int lane = nest.lane();
    if (!isFit(nest, alone, width)) {
      return nest;
    }
    int around = lane - 1;
    int[] order =
        IntStream.range(0, lane + 1)
            .map(k -> k == lane ? around : k == around ? lane : k)
            .toArray();
    int rows = nest.rows() == around ? lane : nest.rows();
    Nest held =
        new Nest(Normal.with(nest.loop(), order, nest.loop().kept()), rows, nest.scale(), around);
    int vectors = (nest.extent(lane) + width - 1) / width;
    int registers = width * bytes == 64 ? 32 : 16;
    Lines lines = Lines.of(held);
    int kept = kept(lines, lane) * vectors;
    long calls = lines.all().stream().filter(Lines.Line::varies).count() + 1;
    return kept > 0 && kept <= PART * registers && calls * vectors <= MOST_CALLS ? held : nest;
  }

  private static boolean isFit(Nest nest, boolean alone, int width) {
    Loop loop = nest.loop();
    int lane = nest.lane();
    return width > 1
        && loop.reduced() == 0
        && lane > 0
        && lane == loop.kept() - 1
        && nest.rows() != lane
        && (alone || nest.rows() != lane - 1)
        && nest.extent(lane) >= width
        && nest.extent(lane - 1) >= LEAST_ROWS
        && loop.target().stride(lane) == 1
        && !loop.adds()
        && loop.reads().stream().noneMatch(read -> read.array() == loop.target().array());
  }

  /// How many lines are computed before the innermost axis is entered and differ along the lane,
  /// and are used by what is computed within.
  ///
  /// @param depth of what is computed before
  private static int kept(Lines lines, int depth) {
    List<Lines.Line> all = lines.all();
    boolean[] used = new boolean[all.size()];
    used[lines.stored()] = true;
    for (Lines.Line line : all) {
      if (line.depth() > depth && line.op() instanceof Op.Apply(Function f, int a, int b, int c)) {
        used[a] = true;
        used[f.arity() > 1 ? b : a] = true;
        used[f.arity() > 2 ? c : a] = true;
      }
    }
    return (int)
        IntStream.range(0, used.length)
            .filter(l -> used[l] && all.get(l).varies() && all.get(l).depth() <= depth)
            .count();
  }
}
