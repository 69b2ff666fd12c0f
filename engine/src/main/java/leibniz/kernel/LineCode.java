package leibniz.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes the lines of a nest, each once for every vector side by side that it differs in, and the
/// sums and stores they end in.
final class LineCode {
  private final CodeBuilder code;
  private final Arithmetic arithmetic;
  private final Nest nest;
  private final Loop loop;
  private final Lines lines;

  /// The locals of arrays, and of the entries of accesses as far as axes have been entered.
  private final Map<Integer, Integer> arrays;

  private final Map<Access, Integer> entries;

  /// The locals of lines, for each vector of the group.
  private final int[][] values;

  private List<Vector> group = List.of(new Vector(0, Mask.ALL));
  private int[] sums = new int[0];

  /// One of the vectors side by side.
  ///
  /// @param shift how many entries along the lane it is behind the first
  record Vector(int shift, Mask mask) {}

  /// @param arrays the locals of arrays
  /// @param entries the locals of where accesses begin
  LineCode(
      CodeBuilder code,
      Arithmetic arithmetic,
      Nest nest,
      Map<Integer, Integer> arrays,
      Map<Access, Integer> entries) {
    this.code = code;
    this.arithmetic = arithmetic;
    this.nest = nest;
    this.loop = nest.loop();
    this.lines = Lines.of(nest);
    this.arrays = arrays;
    this.entries = new HashMap<>(entries);
    this.values = new int[lines.all().size()][];
  }

  /// Whether a reduction has to be made at all.
  boolean isReduced() {
    return loop.reduced() > 0 && lines.uses()[lines.value()] > 0;
  }

  /// Lines are written for these vectors from now on.
  void group(List<Vector> vectors) {
    group = vectors;
  }

  /// Writes the code within an axis, entered at the place that the local `at` holds.
  void step(int axis, int at, Runnable within) {
    Map<Access, Integer> before = new HashMap<>(entries);
    for (Map.Entry<Access, Integer> entry : before.entrySet()) {
      int stride = entry.getKey().stride(axis);
      if (stride != 0) {
        code.iload(entry.getValue()).iload(at);
        if (stride != 1) {
          code.loadConstant(stride).imul();
        }
        code.iadd();
        entries.put(entry.getKey(), keep(TypeKind.INT));
      }
    }
    within.run();
    entries.putAll(before);
  }

  /// The lines that can be computed now that so many axes have been entered.
  void entered(int depth) {
    for (int l = 0; l < values.length; l++) {
      Lines.Line line = lines.get(l);
      if (line.depth() == depth && !line.late() && lines.uses()[l] > 0 && !isPart(l)) {
        compute(l);
      }
    }
  }

  private void late() {
    for (int l = 0; l < values.length; l++) {
      Lines.Line line = lines.get(l);
      boolean isOwn = !(line.op() instanceof Op.Reduced) && !isPart(l);
      if (line.late() && lines.uses()[l] > 0 && isOwn) {
        compute(l);
      }
    }
  }

  /// Whether a line is not computed by itself: a product that is summed, or a comparison that
  /// chooses.
  private boolean isPart(int l) {
    if (isSummed(l)) {
      return true;
    }
    for (int whole = l + 1; whole < values.length; whole++) {
      if (lines.uses()[whole] > 0 && isChosenBy(l, whole)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSummed(int l) {
    return l == lines.value()
        && loop.reduced() > 0
        && lines.uses()[l] == 1
        && lines.stored() != l
        && loop.reduction() == Loop.Reduction.SUM
        && lines.get(l).depth() == loop.extents().length
        && lines.get(l).op() instanceof Op.Apply(Function f, int _, int _, int _)
        && f == Function.MULTIPLY;
  }

  private boolean isChosenBy(int l, int whole) {
    return lines.get(whole).op() instanceof Op.Apply(Function select, int condition, int _, int _)
        && select == Function.SELECT
        && condition == l
        && lines.isPartOf(l, whole)
        && lines.get(l).op() instanceof Op.Apply(Function comparison, int _, int _, int _)
        && comparison.isComparison();
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
      case Op.Apply(Function f, int a, int b, int c) -> {
        if (f == Function.SELECT
            && isChosenBy(a, l)
            && lines.get(a).op() instanceof Op.Apply(Function compared, int x, int y, int _)) {
          int first = value(x, k);
          arithmetic.choose(code, compared, first, value(y, k), value(b, k), value(c, k));
        } else {
          arithmetic.apply(code, f, value(a, k), value(b, k), value(c, k));
        }
      }
      case Op.Other _, Op.Reduced _ -> throw new IllegalStateException("not a line of its own");
    }
  }

  private void add(int k) {
    if (isSummed(lines.value())
        && lines.get(lines.value()).op() instanceof Op.Apply(Function _, int a, int b, int _)) {
      arithmetic.multiplyAdd(code, value(a, k), value(b, k), sums[k]);
    } else {
      int value = value(lines.value(), k);
      arithmetic.apply(code, loop.reduction().join(), sums[k], value, value);
    }
    Mask mask = group.get(k).mask();
    if (!mask.isAll() && nest.isAcross()) {
      int joined = keep();
      arithmetic.blend(code, sums[k], joined, mask);
    }
    code.storeLocal(arithmetic.kind(), sums[k]);
  }

  /// Sums of nothing yet; so many side by side, or one for each vector.
  void start(int side) {
    sums = new int[nest.isAcross() ? side : group.size()];
    for (int k = 0; k < sums.length; k++) {
      arithmetic.constant(code, loop.reduction().neutral());
      sums[k] = keep();
    }
  }

  /// Adds the values of all vectors.
  void add() {
    for (int k = 0; k < group.size(); k++) {
      add(k);
    }
  }

  /// The sums are complete: what needs them is computed.
  void finish() {
    int[] complete = nest.isAcross() ? new int[] {joined()} : sums;
    for (int l = 0; l < values.length; l++) {
      if (lines.get(l).op() instanceof Op.Reduced) {
        values[l] = complete;
      }
    }
    late();
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

  void store() {
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

  /// Leaves the array of the target, and its entry as far as axes have been entered.
  void target() {
    Place first = place(loop.target(), new Vector(0, Mask.ALL));
    first.push(code);
  }

  private int laneStride(Access access) {
    return nest.lane() < 0 ? 0 : access.stride(nest.lane());
  }

  private Place place(Access access, Vector vector) {
    return new Place(
        Objects.requireNonNull(arrays.get(access.array())),
        Objects.requireNonNull(entries.get(access)),
        vector.shift() * laneStride(access));
  }

  private int keep() {
    return keep(arithmetic.kind());
  }

  private int keep(TypeKind kind) {
    int local = code.allocateLocal(kind);
    code.storeLocal(kind, local);
    return local;
  }
}
