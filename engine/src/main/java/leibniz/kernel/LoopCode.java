package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Writes the code of one nest into a method: every axis a loop around the next, every line as far
/// out as it can be computed, and along the lane several vectors side by side.
final class LoopCode {
  /// Sums that are added up side by side, so that none waits for the one before.
  private static final int SIDE_BY_SIDE = 4;

  /// Vectors of a lane of which it counts on how many lines of memory they are.
  private static final int LONG = 8;

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final CodeBuilder code;
  private final Arithmetic arithmetic;
  private final Nest nest;
  private final boolean isShort;
  private final Type type;
  private final Loop loop;
  private final LineCode lines;
  private final int from;
  private final int to;

  private Mask rest = Mask.ALL;

  /// @param isShort whether every line is written but once, which is slower where it is not the
  ///   length that counts
  /// @param type of entries
  /// @param from the local with the first row, `to` that with the end
  /// @param arrays the locals of arrays
  /// @param entries the locals of where accesses begin
  LoopCode(
      CodeBuilder code,
      Arithmetic arithmetic,
      Nest nest,
      boolean isShort,
      Type type,
      int from,
      int to,
      Map<Integer, Integer> arrays,
      Map<Access, Integer> entries) {
    this.code = code;
    this.arithmetic = arithmetic;
    this.nest = nest;
    this.isShort = isShort && arithmetic.width() > 1;
    this.type = type;
    this.loop = nest.loop();
    this.lines = new LineCode(code, arithmetic, nest, arrays, entries);
    this.from = from;
    this.to = to;
  }

  void write() {
    for (int axis = 0; axis < loop.kept(); axis++) {
      if (axis != nest.rows() && nest.extent(axis) == 0) {
        return;
      }
    }
    rest = rest();
    lines.entered(0);
    nest(0);
  }

  // ---------------------------------------------------------------------------------------- loops

  /// All axes from `axis` on.
  private void nest(int axis) {
    if (axis < loop.kept()) {
      each(axis, () -> nest(axis + 1));
    } else if (!lines.isReduced()) {
      lines.store();
    } else {
      reduce();
    }
  }

  private void reduce() {
    lines.start(nest.isAcross() ? side() : 1);
    if (points() > 0) {
      reduce(loop.kept());
    }
    lines.finish();
    lines.store();
  }

  private long points() {
    long points = 1;
    for (int axis = loop.kept(); axis < loop.extents().length; axis++) {
      points *= nest.extent(axis);
    }
    return points;
  }

  private void reduce(int axis) {
    if (axis == loop.extents().length) {
      lines.add();
    } else {
      each(axis, () -> reduce(axis + 1));
    }
  }

  /// One axis: the code within it, perhaps several times.
  private void each(int axis, Runnable body) {
    Runnable within =
        () -> {
          lines.entered(axis + 1);
          body.run();
        };
    if (Repeats.isNumber(axis, nest, type.bytes())) {
      lines.target();
      code.loadConstant(nest.extent(axis));
      Repeats.fill(code, type, Repeats.number(loop));
    } else if (axis == nest.rows() && axis == nest.lane()) {
      eachRowOfLanes(axis, within);
    } else if (Repeats.isAlong(axis, nest, type.bytes())) {
      repeated(axis, within);
    } else if (axis == nest.rows()) {
      code.iload(from);
      int at = keepInt();
      counted(at, () -> code.iload(to), 1, () -> lines.step(axis, at, within));
    } else if (axis == nest.lane()) {
      eachOfLanes(axis, within);
    } else {
      code.iconst_0();
      int at = keepInt();
      counted(
          at, () -> code.loadConstant(nest.extent(axis)), 1, () -> lines.step(axis, at, within));
    }
  }

  /// The first step along an axis, and copies of what it has written.
  private void repeated(int axis, Runnable within) {
    boolean isRows = axis == nest.rows();
    if (isRows) {
      code.iload(from);
    } else {
      code.iconst_0();
    }
    int at = keepInt();
    Label none = code.newLabel();
    if (isRows) {
      code.iload(from).iload(to).if_icmpge(none);
    }
    lines.step(axis, at, within);
    lines.step(
        axis,
        at,
        () -> {
          lines.target();
          code.loadConstant(Repeats.block(axis, nest));
          if (isRows) {
            code.iload(to).iload(from).isub();
          } else {
            code.loadConstant(nest.extent(axis));
          }
          Repeats.call(code, "repeat", type, CD_int);
        });
    code.labelBinding(none);
  }

  /// Groups of vectors as far as they are whole, and the rest in one smaller group.
  private void eachOfLanes(int axis, Runnable within) {
    int width = arithmetic.width();
    int extent = nest.extent(axis);
    if (isShort) {
      code.iconst_0();
      int at = keepInt();
      Runnable limit = () -> code.loadConstant(extent);
      counted(at, limit, width, () -> oneOfLanes(axis, at, limit, within));
      return;
    }
    int side = side();
    int whole = nest.isHeld() ? 0 : extent - extent % (side * width);
    if (whole > 0) {
      code.iconst_0();
      int at = keepInt();
      lines.group(group(side, Mask.ALL));
      counted(at, () -> code.loadConstant(whole), side * width, () -> lines.step(axis, at, within));
    }
    int left = extent - whole;
    if (left > 0) {
      code.loadConstant(whole);
      int at = keepInt();
      lines.group(overlaps() ? overlapping(left) : group((left + width - 1) / width, rest));
      lines.step(axis, at, within);
    }
    lines.group(group(1, Mask.ALL));
  }

  /// Whether the last vector of the lane may begin so early that it is whole: what it shares with
  /// the one before is computed and written twice. A mask costs more: near the end of an array the
  /// vector is taken apart lane by lane, and where the compiler has seen that, masks are objects.
  private boolean overlaps() {
    int array = loop.target().array();
    return !isShort
        && !nest.isAcross()
        && nest.extent(nest.lane()) >= arithmetic.width()
        && !loop.adds()
        && loop.reads().stream().noneMatch(read -> read.array() == array);
  }

  /// Vectors for the last `left` entries, and for some before.
  private List<LineCode.Vector> overlapping(int left) {
    int width = arithmetic.width();
    int line = nest.isHeld() ? line(left) : 0;
    List<LineCode.Vector> vectors = new ArrayList<>();
    if (line > 0) {
      vectors.add(new LineCode.Vector(0, Mask.ALL));
    }
    for (int shift = line; shift + width < left; shift += width) {
      vectors.add(new LineCode.Vector(shift, Mask.ALL));
    }
    vectors.add(new LineCode.Vector(left - width, Mask.ALL));
    return vectors;
  }

  /// Where in the lane the first line of memory begins, if then every other row at least is written
  /// by whole lines, and there are no more vectors of it: a vector on two lines takes longer.
  private int line(int left) {
    int width = arithmetic.width();
    int line = Lanes.line(type);
    int[] strides = loop.target().strides();
    boolean isRegular =
        IntStream.range(0, strides.length)
            .allMatch(axis -> axis == nest.lane() || strides[axis] * 2 % width == 0);
    return line > 0
            && left >= LONG * width
            && isRegular
            && (left - line + width - 1) / width < (left + width - 1) / width
        ? line
        : 0;
  }

  /// The same where the end is known only when it runs.
  private void eachRowOfLanes(int axis, Runnable within) {
    int width = arithmetic.width();
    int side = side();
    code.iload(from);
    int at = keepInt();
    Runnable limit = () -> code.iload(to);
    if (isShort) {
      counted(at, limit, width, () -> oneOfLanes(axis, at, limit, within));
      return;
    }
    for (int n : side > 1 ? new int[] {side, 1} : new int[] {1}) {
      lines.group(group(n, Mask.ALL));
      counted(
          at,
          () -> code.iload(to).loadConstant(n * width - 1).isub(),
          n * width,
          () -> lines.step(axis, at, within));
    }
    if (width > 1) {
      Label done = code.newLabel();
      code.iload(at).iload(to).if_icmpge(done);
      oneOfLanes(axis, at, limit, within);
      code.labelBinding(done);
    }
    lines.group(group(1, Mask.ALL));
  }

  /// One vector, as much of it as there is below the limit.
  private void oneOfLanes(int axis, int at, Runnable limit, Runnable within) {
    limit.run();
    code.iload(at).isub().loadConstant(arithmetic.width());
    code.invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    int count = keepInt();
    code.iload(count);
    arithmetic.mask(code);
    lines.group(group(1, new Mask(keep(TypeKind.REFERENCE), -1, count)));
    lines.step(axis, at, within);
    lines.group(group(1, Mask.ALL));
  }

  /// How many vectors go side by side along the lane.
  private int side() {
    if (loop.reduced() == 0 || isShort) {
      return 1;
    }
    int vectors = (nest.extent(nest.lane()) + arithmetic.width() - 1) / arithmetic.width();
    return Math.clamp(vectors, 1, SIDE_BY_SIDE);
  }

  private List<LineCode.Vector> group(int n, Mask lastMask) {
    List<LineCode.Vector> vectors = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      vectors.add(new LineCode.Vector(k * arithmetic.width(), k == n - 1 ? lastMask : Mask.ALL));
    }
    return vectors;
  }

  /// `at` has the first number already; the limit is pushed by `limit`.
  private void counted(int at, Runnable limit, int step, Runnable body) {
    Label next = code.newLabel();
    Label done = code.newLabel();
    limit.run();
    int end = keepInt();
    code.labelBinding(next).iload(at).iload(end).if_icmpge(done);
    body.run();
    code.iinc(at, step).goto_(next).labelBinding(done);
  }

  /// The mask of the end of the lane is made once, before all loops, where it is known then.
  private Mask rest() {
    int width = arithmetic.width();
    if (isShort
        || nest.lane() < 0
        || nest.lane() == nest.rows()
        || nest.extent(nest.lane()) % width == 0
        || overlaps()) {
      return Mask.ALL;
    }
    int rest = nest.extent(nest.lane()) % width;
    code.loadConstant(rest);
    arithmetic.mask(code);
    return new Mask(keep(TypeKind.REFERENCE), rest, -1);
  }

  private int keepInt() {
    return keep(TypeKind.INT);
  }

  private int keep(TypeKind kind) {
    int local = code.allocateLocal(kind);
    code.storeLocal(kind, local);
    return local;
  }
}
