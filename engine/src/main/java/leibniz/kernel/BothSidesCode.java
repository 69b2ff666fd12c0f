package leibniz.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Writes [BothSides] as one loop over the rows, a few side by side. They are read from where a
/// cache line begins, and what is before that apart.
final class BothSidesCode {
  private static final int BESIDE = BothSides.BESIDE;

  private final CodeBuilder code;
  private final Arithmetic arithmetic;
  private final BothSides both;
  private final int line;
  private final Map<Integer, Integer> arrays;
  private final Map<Integer, Integer> offsets;
  private final int[] numbers = new int[BESIDE];
  private final int[] entries = new int[BESIDE];
  private final int[] sums = new int[BESIDE];
  private int vector;

  /// @param line the first entry at the beginning of a cache line
  /// @param arrays the locals of arrays
  /// @param offsets the locals of offsets
  BothSidesCode(
      CodeBuilder code,
      Arithmetic arithmetic,
      BothSides both,
      int line,
      Map<Integer, Integer> arrays,
      Map<Integer, Integer> offsets) {
    this.code = code;
    this.arithmetic = arithmetic;
    this.both = both;
    this.line = line;
    this.arrays = arrays;
    this.offsets = offsets;
  }

  /// @param from the local with the first row, `to` that with the end
  void write(int from, int to) {
    code.iload(from);
    int row = keep(TypeKind.INT);
    counted(
        row,
        () -> code.iload(to),
        1,
        () -> {
          code.iconst_0();
          int first = keep(TypeKind.INT);
          int rows = both.rows().extents()[0];
          counted(first, () -> code.loadConstant(rows), BESIDE, () -> some(row, first));
        });
  }

  /// Some rows side by side.
  private void some(int row, int first) {
    Loop rows = both.rows();
    Access matrix = BothSides.matrix(rows);
    Access factor = BothSides.vector(both.columns());
    for (int i = 0; i < BESIDE; i++) {
      entries[i] = entry(matrix, row, first, i, matrix.stride(0));
      int at = entry(factor, row, first, i, factor.stride(1));
      arithmetic.load(code, new Place(array(factor), at, 0), 0, Mask.ALL);
      numbers[i] = keep(arithmetic.kind());
      arithmetic.constant(code, 0);
      sums[i] = keep(arithmetic.kind());
    }
    vector = entry(BothSides.vector(rows), row, first, 0, 0);
    int width = arithmetic.width();
    int terms = rows.extents()[1];
    code.loadConstant(line).iload(entries[0]).isub().loadConstant(width - 1).iand();
    int head = keep(TypeKind.INT);
    code.iconst_0();
    int start = keep(TypeKind.INT);
    code.iload(head);
    int at = keep(TypeKind.INT);
    some(head, () -> code.iload(head), mask -> terms(start, mask, Part.FIRST));
    counted(
        at, () -> code.loadConstant(terms - width + 1), width, () -> terms(at, Mask.ALL, Part.ALL));
    code.loadConstant(terms).iload(at).isub();
    int left = keep(TypeKind.INT);
    code.loadConstant(terms - width);
    int last = keep(TypeKind.INT);
    some(
        left,
        () -> code.loadConstant(width).iload(left).isub(),
        mask -> terms(last, mask, Part.LAST));
    for (int i = 0; i < BESIDE; i++) {
      arithmetic.across(code, Loop.Reduction.SUM.join(), sums[i]);
      int sum = keep(arithmetic.kind());
      int to = entry(rows.target(), row, first, i, rows.target().stride(0));
      arithmetic.store(code, new Place(array(rows.target()), to, 0), 0, Mask.ALL, sum);
    }
  }

  /// Which entries of a vector count: those under a mask, those beside it, or all.
  private enum Part {
    FIRST,
    LAST,
    ALL
  }

  /// What is done with a mask, if there is something left.
  private void some(int left, Runnable count, Consumer<Mask> body) {
    Label none = code.newLabel();
    code.iload(left).ifle(none);
    count.run();
    arithmetic.mask(code);
    body.accept(new Mask(keep(TypeKind.REFERENCE), -1, -1));
    code.labelBinding(none);
  }

  /// A vector of each row. It is loaded and stored as a whole, and what does not count of it is
  /// zero, and stored as it was: loads under a mask may become objects.
  private void terms(int at, Mask mask, Part part) {
    Access target = both.columns().target();
    Access along = BothSides.vector(both.rows());
    int none = -1;
    if (part != Part.ALL) {
      arithmetic.constant(code, 0);
      none = keep(arithmetic.kind());
    }
    int x = chosen(none, load(array(along), vector, at), mask, part);
    code.iload(offset(target)).iload(at).iadd();
    Place place = new Place(array(target), keep(TypeKind.INT), 0);
    arithmetic.load(code, place, 1, Mask.ALL);
    int before = keep(arithmetic.kind());
    int down = before;
    for (int i = 0; i < BESIDE; i++) {
      int read = load(array(BothSides.matrix(both.rows())), entries[i], at);
      int a = chosen(none, read, mask, part);
      arithmetic.multiplyAdd(code, a, x, sums[i]);
      code.storeLocal(arithmetic.kind(), sums[i]);
      arithmetic.multiplyAdd(code, a, numbers[i], down);
      down = keep(arithmetic.kind());
    }
    arithmetic.store(code, place, 1, Mask.ALL, chosen(before, down, mask, part));
  }

  /// The second where it counts, else the first.
  private int chosen(int other, int value, Mask mask, Part part) {
    switch (part) {
      case FIRST -> arithmetic.blend(code, other, value, mask);
      case LAST -> arithmetic.blend(code, value, other, mask);
      case ALL -> {
        return value;
      }
    }
    return keep(arithmetic.kind());
  }

  private int load(int array, int first, int at) {
    code.iload(first).iload(at).iadd();
    arithmetic.load(code, new Place(array, keep(TypeKind.INT), 0), 1, Mask.ALL);
    return keep(arithmetic.kind());
  }

  /// The entry of the `i`-th row behind the first of those side by side.
  private int entry(Access access, int row, int first, int i, int stride) {
    code.iload(offset(access)).iload(row).loadConstant(access.row()).imul().iadd();
    code.iload(first).loadConstant(i).iadd().loadConstant(stride).imul().iadd();
    return keep(TypeKind.INT);
  }

  private int array(Access access) {
    return Objects.requireNonNull(arrays.get(access.array()));
  }

  private int offset(Access access) {
    return Objects.requireNonNull(offsets.get(access.offset()));
  }

  private void counted(int at, Runnable limit, int step, Runnable body) {
    Label next = code.newLabel();
    Label done = code.newLabel();
    limit.run();
    int end = keep(TypeKind.INT);
    code.labelBinding(next).iload(at).iload(end).if_icmpge(done);
    body.run();
    code.iinc(at, step).goto_(next).labelBinding(done);
  }

  private int keep(TypeKind kind) {
    int local = code.allocateLocal(kind);
    code.storeLocal(kind, local);
    return local;
  }
}
