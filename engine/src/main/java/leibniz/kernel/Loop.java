package leibniz.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// One loop nest over arrays, for one row.
///
/// ```
/// for i in kept axes:
///   value = reduction over the other axes of body(row, i, …)      or body(row, i), where there are none
///   target[row, i] = finish(value)                                 or += , if it adds
/// ```
///
/// The target's entries are all different, and none is read by the body or finish in the same row
/// except at the place that is written.
///
/// @param extents of the axes: first those that are kept, then those that are reduced
/// @param kept how many axes are kept
/// @param reduction how the values along the other axes are joined
/// @param body whose last line is the value
/// @param finish whose last line is what is stored; empty to store the value as it is
/// @param target where it is stored; has strides for the kept axes
/// @param adds whether it is added to what is there
public record Loop(
    int[] extents,
    int kept,
    Reduction reduction,
    List<Op> body,
    List<Op> finish,
    Access target,
    boolean adds) {

  /// How values are joined.
  public enum Reduction {
    SUM(0, Function.ADD),
    PRODUCT(1, Function.MULTIPLY),
    MAXIMUM(Double.NEGATIVE_INFINITY, Function.MAXIMUM),
    MINIMUM(Double.POSITIVE_INFINITY, Function.MINIMUM);

    private final double neutral;
    private final Function join;

    Reduction(double neutral, Function join) {
      this.neutral = neutral;
      this.join = join;
    }

    /// What joins to nothing else: the value over an axis of size 0.
    public double neutral() {
      return neutral;
    }

    public Function join() {
      return join;
    }
  }

  /// Takes copies of the lists.
  public Loop {
    body = List.copyOf(body);
    finish = List.copyOf(finish);
  }

  /// How many axes are reduced.
  public int reduced() {
    return extents.length - kept;
  }

  /// Where it reads.
  public List<Access> reads() {
    List<Access> reads = new ArrayList<>();
    for (List<Op> lines : List.of(body, finish)) {
      for (Op line : lines) {
        if (line instanceof Op.Load(Access from)) {
          reads.add(from);
        }
      }
    }
    return reads;
  }

  /// Where it reads, and where it writes.
  public List<Access> accesses() {
    List<Access> all = reads();
    all.add(target);
    return all;
  }

  /// The same loop with other accesses over other axes.
  public Loop map(int[] others, int keptOfThem, UnaryOperator<Access> change) {
    return new Loop(
        others,
        keptOfThem,
        reduction,
        map(body, change),
        map(finish, change),
        change.apply(target),
        adds);
  }

  private static List<Op> map(List<Op> lines, UnaryOperator<Access> change) {
    return lines.stream()
        .map(line -> line instanceof Op.Load(Access from) ? new Op.Load(change.apply(from)) : line)
        .toList();
  }

  /// How often the body runs in one row.
  public long points() {
    long points = 1;
    for (int extent : extents) {
      points *= extent;
    }
    return points;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Loop l
        && Arrays.equals(extents, l.extents)
        && kept == l.kept
        && reduction == l.reduction
        && body.equals(l.body)
        && finish.equals(l.finish)
        && target.equals(l.target)
        && adds == l.adds;
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(extents), kept, reduction, body, finish, target, adds);
  }
}
