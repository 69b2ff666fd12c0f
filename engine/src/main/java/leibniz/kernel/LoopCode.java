package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes the code of one nest into a method: every axis a loop around the next, every line as far
/// out as it can be computed, and along the lane several vectors side by side.
final class LoopCode {
  /// Sums that are added up side by side, so that none waits for the one before.
  private static final int SIDE_BY_SIDE = 4;

  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final CodeBuilder code;
  private final Arithmetic arithmetic;
  private final Nest nest;
  private final boolean isShort;
  private final Loop loop;
  private final Lines lines;
  private final int from;
  private final int to;

  /// The locals of arrays, and of the entries of accesses as far as axes have been entered.
  private final Map<Integer, Integer> arrays;

  private final Map<Access, Integer> entries;

  /// The locals of lines, for each vector of the group.
  private final int[][] values;

  private Mask rest = Mask.ALL;
  private List<Vector> group = List.of(new Vector(0, Mask.ALL));
  private int[] sums = new int[0];

  /// One of the vectors side by side.
  ///
  /// @param shift how many entries along the lane it is behind the first
  private record Vector(int shift, Mask mask) {}

  /// @param isShort whether every line is written but once, which is slower where it is not the
  ///   length that counts
  /// @param from the local with the first row, `to` that with the end
  /// @param arrays the locals of arrays
  /// @param entries the locals of where accesses begin
  LoopCode(
      CodeBuilder code,
      Arithmetic arithmetic,
      Nest nest,
      boolean isShort,
      int from,
      int to,
      Map<Integer, Integer> arrays,
      Map<Access, Integer> entries) {
    this.code = code;
    this.arithmetic = arithmetic;
    this.nest = nest;
    this.isShort = isShort;
    this.loop = nest.loop();
    this.lines = Lines.of(nest);
    this.from = from;
    this.to = to;
    this.arrays = arrays;
    this.entries = new HashMap<>(entries);
    this.values = new int[lines.all().size()][];
  }

  void write() {
    for (int axis = 0; axis < loop.kept(); axis++) {
      if (axis != nest.rows() && nest.extent(axis) == 0) {
        return;
      }
    }
    rest = rest();
    entered(0);
    nest(0);
  }

  // ---------------------------------------------------------------------------------------- loops

  /// All axes from `axis` on.
  private void nest(int axis) {
    if (axis < loop.kept()) {
      each(axis, () -> nest(axis + 1));
    } else if (loop.reduced() == 0 || lines.uses()[lines.value()] == 0) {
      store();
    } else {
      reduce();
    }
  }

  private void reduce() {
    int side = nest.isAcross() ? side() : group.size();
    sums = new int[side];
    for (int k = 0; k < side; k++) {
      arithmetic.constant(code, loop.reduction().neutral());
      sums[k] = keep();
    }
    if (points() > 0) {
      reduce(loop.kept());
    }
    for (int l = 0; l < values.length; l++) {
      if (lines.get(l).op() instanceof Op.Reduced) {
        values[l] = nest.isAcross() ? new int[] {joined()} : sums;
      }
    }
    late();
    store();
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
      for (int k = 0; k < group.size(); k++) {
        add(k);
      }
    } else {
      each(axis, () -> reduce(axis + 1));
    }
  }

  /// One axis: the code within it, perhaps several times.
  private void each(int axis, Runnable body) {
    Runnable within =
        () -> {
          entered(axis + 1);
          body.run();
        };
    if (axis == nest.rows() && axis == nest.lane()) {
      eachRowOfLanes(axis, within);
    } else if (axis == nest.rows()) {
      code.iload(from);
      int at = keepInt();
      counted(at, () -> code.iload(to), 1, () -> step(axis, at, within));
    } else if (axis == nest.lane()) {
      eachOfLanes(axis, within);
    } else {
      code.iconst_0();
      int at = keepInt();
      counted(at, () -> code.loadConstant(nest.extent(axis)), 1, () -> step(axis, at, within));
    }
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
    int whole = extent - extent % (side * width);
    if (whole > 0) {
      code.iconst_0();
      int at = keepInt();
      group = group(side, Mask.ALL);
      counted(at, () -> code.loadConstant(whole), side * width, () -> step(axis, at, within));
    }
    int left = extent - whole;
    if (left > 0) {
      code.loadConstant(whole);
      int at = keepInt();
      group = group((left + width - 1) / width, rest);
      step(axis, at, within);
    }
    group = group(1, Mask.ALL);
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
      group = group(n, Mask.ALL);
      counted(
          at,
          () -> code.iload(to).loadConstant(n * width - 1).isub(),
          n * width,
          () -> step(axis, at, within));
    }
    if (width > 1) {
      Label done = code.newLabel();
      code.iload(at).iload(to).if_icmpge(done);
      oneOfLanes(axis, at, limit, within);
      code.labelBinding(done);
    }
    group = group(1, Mask.ALL);
  }

  /// One vector, as much of it as there is below the limit.
  private void oneOfLanes(int axis, int at, Runnable limit, Runnable within) {
    limit.run();
    code.iload(at).isub().loadConstant(arithmetic.width());
    code.invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    int count = keepInt();
    code.iload(count);
    arithmetic.mask(code);
    group = group(1, new Mask(keep(TypeKind.REFERENCE), -1, count));
    step(axis, at, within);
    group = group(1, Mask.ALL);
  }

  /// How many vectors go side by side along the lane.
  private int side() {
    if (loop.reduced() == 0 || isShort) {
      return 1;
    }
    int vectors = (nest.extent(nest.lane()) + arithmetic.width() - 1) / arithmetic.width();
    return Math.clamp(vectors, 1, SIDE_BY_SIDE);
  }

  private List<Vector> group(int n, Mask lastMask) {
    List<Vector> vectors = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      vectors.add(new Vector(k * arithmetic.width(), k == n - 1 ? lastMask : Mask.ALL));
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

  /// Enters an axis at the place that the local `at` holds.
  private void step(int axis, int at, Runnable within) {
    Map<Access, Integer> before = new HashMap<>(entries);
    for (Map.Entry<Access, Integer> entry : before.entrySet()) {
      int stride = entry.getKey().stride(axis);
      if (stride != 0) {
        code.iload(entry.getValue()).iload(at);
        if (stride != 1) {
          code.loadConstant(stride).imul();
        }
        code.iadd();
        entries.put(entry.getKey(), keepInt());
      }
    }
    within.run();
    entries.putAll(before);
  }

  // ---------------------------------------------------------------------------------------- lines

  /// The lines that can be computed now that so many axes have been entered.
  private void entered(int depth) {
    for (int l = 0; l < values.length; l++) {
      Lines.Line line = lines.get(l);
      if (line.depth() == depth && !line.late() && lines.uses()[l] > 0) {
        compute(l);
      }
    }
  }

  private void late() {
    for (int l = 0; l < values.length; l++) {
      Lines.Line line = lines.get(l);
      if (line.late() && lines.uses()[l] > 0 && !(line.op() instanceof Op.Reduced)) {
        compute(l);
      }
    }
  }

  private void compute(int l) {
    int n = lines.get(l).varies() ? group.size() : 1;
    values[l] = new int[n];
    for (int k = 0; k < n; k++) {
      push(l, k);
      values[l][k] = keep();
    }
  }

  private int value(int l, int k) {
    return lines.get(l).varies() ? values[l][k] : values[l][0];
  }

  private void push(int l, int k) {
    switch (lines.get(l).op()) {
      case Op.Load(Access access) -> {
        Vector vector = lines.get(l).varies() ? group.get(k) : new Vector(0, Mask.ALL);
        arithmetic.load(code, place(access, vector), laneStride(access), vector.mask());
      }
      case Op.Constant(double value) -> arithmetic.constant(code, value);
      case Op.Apply(Function f, int a, int b, int c) ->
          arithmetic.apply(code, f, value(a, k), value(b, k), value(c, k));
      case Op.Other _, Op.Reduced _ -> throw new IllegalStateException("not a line of its own");
    }
  }

  private void add(int k) {
    int value = value(lines.value(), k);
    arithmetic.apply(code, loop.reduction().join(), sums[k], value, value);
    Mask mask = group.get(k).mask();
    if (!mask.isAll() && nest.isAcross()) {
      int joined = keep();
      arithmetic.blend(code, sums[k], joined, mask);
    }
    code.storeLocal(arithmetic.kind(), sums[k]);
  }

  /// The sums side by side as one, in halves.
  private int joined() {
    for (int half = Integer.highestOneBit(sums.length * 2 - 1) / 2; half > 0; half /= 2) {
      for (int k = 0; k + half < sums.length && k < half; k++) {
        arithmetic.apply(code, loop.reduction().join(), sums[k], sums[k + half], sums[k + half]);
        code.storeLocal(arithmetic.kind(), sums[k]);
      }
    }
    arithmetic.across(code, loop.reduction().join(), sums[0]);
    return keep();
  }

  private void store() {
    Access target = loop.target();
    for (int k = 0; k < group.size(); k++) {
      Place place = place(target, group.get(k));
      int value = value(lines.stored(), k);
      if (loop.adds()) {
        arithmetic.load(code, place, laneStride(target), group.get(k).mask());
        int before = keep();
        arithmetic.apply(code, Function.ADD, before, value, value);
        value = keep();
      }
      arithmetic.store(code, place, laneStride(target), group.get(k).mask(), value);
    }
  }

  // --------------------------------------------------------------------------------------- locals

  private int laneStride(Access access) {
    return nest.lane() < 0 ? 0 : access.stride(nest.lane());
  }

  private Place place(Access access, Vector vector) {
    return new Place(
        Objects.requireNonNull(arrays.get(access.array())),
        Objects.requireNonNull(entries.get(access)),
        vector.shift() * laneStride(access));
  }

  /// The mask of the end of the lane is made once, before all loops, where it is known then.
  private Mask rest() {
    int width = arithmetic.width();
    if (isShort
        || nest.lane() < 0
        || nest.lane() == nest.rows()
        || nest.extent(nest.lane()) % width == 0) {
      return Mask.ALL;
    }
    int rest = nest.extent(nest.lane()) % width;
    code.loadConstant(rest);
    arithmetic.mask(code);
    return new Mask(keep(TypeKind.REFERENCE), rest, -1);
  }

  private int keep() {
    return keep(arithmetic.kind());
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
