package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Writes [BothSides] as one loop over the rows, a few side by side. Long ones are read from where
/// a cache line begins, and what is before that apart; of short ones that would be a step too many.
final class BothSidesCode {
  private static final int BESIDE = BothSides.BESIDE;

  /// Vectors of a row that is read from where a line begins.
  private static final int LONG = 16;

  /// Rows that are shorter than a page are read from one end to the other before, so many bytes at
  /// a time, where all of them do not fit into the caches.
  private static final int PAGE = 4 << 10;

  private static final int STRETCH = 64 << 10;
  private static final long CACHES = 16 << 20;

  private final CodeBuilder code;
  private final Arithmetic arithmetic;
  private final BothSides both;
  private final Type type;
  private final Map<Integer, Integer> arrays;
  private final Map<Integer, Integer> offsets;
  private final int[] numbers = new int[BESIDE];
  private final int[] entries = new int[BESIDE];
  private final int[] sums = new int[BESIDE];
  private int vector;
  private int sum;
  private final boolean touches;
  private final int zero; // a number, as far as rows are read ahead

  /// @param all how many rows the kernel has
  /// @param arrays the locals of arrays
  /// @param offsets the locals of offsets
  BothSidesCode(
      CodeBuilder code,
      Arithmetic arithmetic,
      BothSides both,
      Type type,
      int all,
      Map<Integer, Integer> arrays,
      Map<Integer, Integer> offsets) {
    this.code = code;
    this.arithmetic = arithmetic;
    this.both = both;
    this.type = type;
    this.arrays = arrays;
    this.offsets = offsets;
    Loop rows = both.rows();
    int apart = BothSides.matrix(rows).stride(0);
    this.touches =
        !both.columns().adds()
            && apart > 0
            && apart * type.bytes() < PAGE
            && (long) apart * type.bytes() * rows.extents()[0] * all >= CACHES;
    this.zero = code.allocateLocal(type == Type.F64 ? TypeKind.DOUBLE : TypeKind.FLOAT);
    code.loadConstant(type == Type.F64 ? (ConstantDesc) 0.0 : (ConstantDesc) 0.0f);
    code.storeLocal(type == Type.F64 ? TypeKind.DOUBLE : TypeKind.FLOAT, zero);
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
          sum = entry(both.columns().target(), row, first, 0, 0);
          if (!both.columns().adds()) {
            clear();
          }
          int rows = both.rows().extents()[0];
          counted(
              first,
              () -> code.loadConstant(rows),
              BESIDE,
              () -> {
                touch(row, first, rows);
                some(row, first);
              });
        });
  }

  private void clear() {
    code.aload(array(both.columns().target())).iload(sum);
    code.loadConstant(both.columns().extents()[0]);
    Repeats.fill(code, type, 0);
  }

  /// Reads some rows ahead, if they come from memory and are short.
  private void touch(int row, int first, int rows) {
    if (!touches) {
      return;
    }
    Access matrix = BothSides.matrix(both.rows());
    int apart = matrix.stride(0);
    int bytes = apart * type.bytes();
    int some = Math.max(1, STRETCH / bytes / BESIDE) * BESIDE;
    Label known = code.newLabel();
    code.iload(first).loadConstant(some).irem().ifne(known);
    code.aload(array(matrix)).iload(entry(matrix, row, first, 0, apart));
    code.loadConstant(rows).iload(first).isub().loadConstant(some);
    code.invokestatic(
        ClassDesc.of("java.lang.Math"), "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    code.loadConstant(apart).imul();
    code.loadConstant(apart - both.rows().extents()[1]).isub(); // no more than the last row has
    ClassDesc entry = type == Type.F64 ? CD_double : CD_float;
    code.invokestatic(
        ClassDesc.of(Touch.class.getName()),
        "zero",
        MethodTypeDesc.of(entry, entry.arrayType(), CD_int, CD_int));
    code.storeLocal(TypeKind.from(entry), zero);
    code.labelBinding(known);
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
      if (touches && i == 0) {
        code.loadLocal(type == Type.F64 ? TypeKind.DOUBLE : TypeKind.FLOAT, zero);
        arithmetic.repeat(code);
      } else {
        arithmetic.constant(code, 0);
      }
      sums[i] = keep(arithmetic.kind());
    }
    vector = entry(BothSides.vector(rows), row, first, 0, 0);
    int width = arithmetic.width();
    int terms = rows.extents()[1];
    int at = terms >= LONG * width ? head() : none();
    counted(
        at, () -> code.loadConstant(terms - width + 1), width, () -> terms(at, Mask.ALL, Part.ALL));
    if (terms >= LONG * width || terms % width != 0) {
      tail(at, terms);
    }
    for (int i = 0; i < BESIDE; i++) {
      arithmetic.across(code, Loop.Reduction.SUM.join(), sums[i]);
      int sum = keep(arithmetic.kind());
      int to = entry(rows.target(), row, first, i, rows.target().stride(0));
      arithmetic.store(code, new Place(array(rows.target()), to, 0), 0, Mask.ALL, sum);
    }
  }

  private int none() {
    code.iconst_0();
    return keep(TypeKind.INT);
  }

  /// What is before the first line: leaves where that begins.
  private int head() {
    code.loadConstant(Lanes.line(type))
        .iload(entries[0])
        .isub()
        .loadConstant(arithmetic.width() - 1)
        .iand();
    int head = keep(TypeKind.INT);
    int start = none();
    code.iload(head);
    int at = keep(TypeKind.INT);
    some(head, () -> code.iload(head), mask -> terms(start, mask, Part.FIRST));
    return at;
  }

  /// What is left of a row, and fills no vector.
  private void tail(int at, int terms) {
    int width = arithmetic.width();
    code.loadConstant(terms).iload(at).isub();
    int left = keep(TypeKind.INT);
    code.loadConstant(terms - width);
    int last = keep(TypeKind.INT);
    some(
        left,
        () -> code.loadConstant(width).iload(left).isub(),
        mask -> terms(last, mask, Part.LAST));
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
    code.iload(sum).iload(at).iadd();
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
