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
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// Writes a [Transposed] loop: tile by tile, within a tile block by block. The last block of an
/// axis begins so early that it is whole: what it shares with the one before is computed and
/// written twice. By numbers, a block is one entry.
final class TransposedCode {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final CodeBuilder code;
  private final Arithmetic arithmetic;
  private final Transposed transposed;
  private final Nest nest;
  private final Loop loop;
  private final Lines lines;
  private final Map<Integer, Integer> arrays;

  /// Whether a line differs along the axis that is read along.
  private final boolean[] differs;

  /// The locals of where accesses are, as far as axes have been entered.
  private Map<Access, Integer> entries = new HashMap<>();

  /// The locals of the order of lanes for each step of turning a block, first and second half.
  private final List<int[]> orders = new ArrayList<>();

  /// @param arrays the locals of arrays
  /// @param offsets the locals of offsets
  TransposedCode(
      CodeBuilder code,
      Arithmetic arithmetic,
      Transposed transposed,
      Map<Integer, Integer> arrays,
      Map<Integer, Integer> offsets) {
    this.code = code;
    this.arithmetic = arithmetic;
    this.transposed = transposed;
    this.nest = transposed.nest();
    this.loop = nest.loop();
    this.lines = Lines.of(nest);
    this.arrays = arrays;
    this.differs = differs();
    for (Access access : loop.accesses()) {
      entries.put(access, Objects.requireNonNull(offsets.get(access.offset())));
    }
  }

  private boolean[] differs() {
    boolean[] differs = new boolean[lines.all().size()];
    for (int l = 0; l < differs.length; l++) {
      differs[l] =
          switch (lines.get(l).op()) {
            case Op.Load(Access read) -> read.stride(transposed.along()) != 0;
            case Op.Apply(Function f, int a, int b, int c) ->
                differs[a] || f.arity() > 1 && differs[b] || f.arity() > 2 && differs[c];
            case Op.Constant _, Op.Other _, Op.Reduced _ -> false;
          };
    }
    return differs;
  }

  /// @param from the local with the first row, `to` that with the end
  /// @param few writes what is done where there are fewer rows than a block has
  void write(int from, int to, Runnable few) {
    int width = arithmetic.width();
    Label done = code.newLabel();
    if (width > 1 && transposed.isOfRows()) {
      Label whole = code.newLabel();
      code.iload(to).iload(from).isub().loadConstant(width).if_icmpge(whole);
      few.run();
      code.goto_(done).labelBinding(whole);
    }
    for (int half = width / 2; half > 0; half /= 2) {
      orders.add(orders(half));
    }
    outer(0, from, to);
    code.labelBinding(done);
  }

  // ---------------------------------------------------------------------------------------- loops

  /// The axes around the blocks, one step at a time.
  private void outer(int axis, int from, int to) {
    if (axis == transposed.along()) {
      tiles(from, to);
    } else {
      int end = end(axis, to);
      counted(begin(axis, from), end, 1, at -> step(axis, at, () -> outer(axis + 1, from, to)));
    }
  }

  private void tiles(int from, int to) {
    Range rows = all(transposed.along(), from, to);
    Range lanes = all(nest.lane(), from, to);
    boolean isDown = arithmetic.width() > 1 && transposed.isDown();
    tiles(rows, r -> tiles(lanes, c -> inTile(isDown ? c : r, isDown ? r : c)));
  }

  private void inTile(Range around, Range within) {
    blocks(around, () -> blocks(within, this::block));
  }

  /// A range of an axis, in locals.
  ///
  /// @param end where the axis ends
  private record Range(int axis, int from, int to, int end) {}

  private Range all(int axis, int from, int to) {
    int end = end(axis, to);
    return new Range(axis, begin(axis, from), end, end);
  }

  /// An axis tile by tile.
  private void tiles(Range all, Consumer<Range> body) {
    counted(
        all.from(),
        all.to(),
        Transposed.TILE,
        at -> {
          code.iload(at).loadConstant(Transposed.TILE).iadd().iload(all.end());
          body.accept(new Range(all.axis(), at, least(), all.end()));
        });
  }

  /// A tile block by block, each whole.
  private void blocks(Range tile, Runnable body) {
    int width = arithmetic.width();
    counted(
        tile.from(),
        tile.to(),
        width,
        at -> {
          int first = at;
          if (width > 1) {
            code.iload(at).iload(tile.end()).loadConstant(width).isub();
            first = least();
          }
          step(tile.axis(), first, body);
        });
  }

  private int least() {
    code.invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int));
    return keep(TypeKind.INT);
  }

  private void counted(int from, int end, int step, IntConsumer body) {
    Label next = code.newLabel();
    Label done = code.newLabel();
    code.iload(from);
    int at = keep(TypeKind.INT);
    code.labelBinding(next).iload(at).iload(end).if_icmpge(done);
    body.accept(at);
    code.iinc(at, step).goto_(next).labelBinding(done);
  }

  private int begin(int axis, int from) {
    if (axis == nest.rows()) {
      return from;
    }
    code.iconst_0();
    return keep(TypeKind.INT);
  }

  private int end(int axis, int to) {
    if (axis == nest.rows()) {
      return to;
    }
    code.loadConstant(nest.extent(axis));
    return keep(TypeKind.INT);
  }

  /// What is within an axis, entered at the place that the local `at` holds.
  private void step(int axis, int at, Runnable within) {
    Map<Access, Integer> before = entries;
    entries = new HashMap<>(before);
    entries.replaceAll((access, entry) -> moved(entry, at, access.stride(axis)));
    within.run();
    entries = before;
  }

  private int moved(int entry, int at, int stride) {
    if (stride == 0) {
      return entry;
    }
    code.iload(entry).iload(at).loadConstant(stride).imul().iadd();
    return keep(TypeKind.INT);
  }

  // --------------------------------------------------------------------------------------- blocks

  /// What is turned is loaded as a whole; all else, and what is computed from it, row by row.
  private void block() {
    int[][] turned = new int[lines.all().size()][];
    for (int l = 0; l < turned.length; l++) {
      if (isUsed(l) && lines.get(l).op() instanceof Op.Load(Access read) && isTurned(read)) {
        turned[l] = turned(read);
      }
    }
    int[] values = new int[turned.length];
    for (int row = 0; row < arithmetic.width(); row++) {
      for (int l = 0; l < values.length; l++) {
        if (turned[l] != null) {
          values[l] = turned[l][row];
        } else if (isUsed(l) && (row == 0 || differs[l])) {
          push(lines.get(l).op(), row, values);
          values[l] = keep(arithmetic.kind());
        }
      }
      int lane = loop.target().stride(nest.lane());
      arithmetic.store(code, place(loop.target(), row), lane, Mask.ALL, values[lines.stored()]);
    }
  }

  private boolean isUsed(int line) {
    return lines.uses()[line] > 0;
  }

  private boolean isTurned(Access read) {
    return arithmetic.width() > 1 && transposed.isTurned(read);
  }

  private void push(Op op, int row, int[] values) {
    switch (op) {
      case Op.Load(Access read) ->
          arithmetic.load(code, place(read, row), read.stride(nest.lane()), Mask.ALL);
      case Op.Constant(double value) -> arithmetic.constant(code, value);
      case Op.Apply(Function f, int a, int b, int c) ->
          arithmetic.apply(code, f, values[a], values[b], values[c]);
      case Op.Other _, Op.Reduced _ -> throw new IllegalStateException("not a line of a map");
    }
  }

  private Place place(Access access, int row) {
    return place(access, transposed.along(), row);
  }

  private Place place(Access access, int axis, int steps) {
    return new Place(
        Objects.requireNonNull(arrays.get(access.array())),
        Objects.requireNonNull(entries.get(access)),
        steps * access.stride(axis));
  }

  /// The rows of a block, of which the columns are loaded: lanes are traded between vectors that
  /// are half the width apart, then a quarter, and so on.
  private int[] turned(Access read) {
    int width = arithmetic.width();
    int[] vectors = new int[width];
    for (int lane = 0; lane < width; lane++) {
      arithmetic.load(code, place(read, nest.lane(), lane), 1, Mask.ALL);
      vectors[lane] = keep(arithmetic.kind());
    }
    int half = width / 2;
    for (int[] order : orders) {
      for (int k = 0; k < width; k++) {
        if ((k & half) == 0) {
          int left = vectors[k];
          int right = vectors[k + half];
          vectors[k] = picked(order[0], left, right);
          vectors[k + half] = picked(order[1], left, right);
        }
      }
      half /= 2;
    }
    return vectors;
  }

  private int picked(int order, int left, int right) {
    arithmetic.pick(code, order, left, right);
    return keep(arithmetic.kind());
  }

  private int[] orders(int half) {
    arithmetic.trade(code, half);
    int first = keep(arithmetic.kind());
    arithmetic.constant(code, half);
    int further = keep(arithmetic.kind());
    arithmetic.apply(code, Function.ADD, first, further, further);
    return new int[] {first, keep(arithmetic.kind())};
  }

  private int keep(TypeKind kind) {
    int local = code.allocateLocal(kind);
    code.storeLocal(kind, local);
    return local;
  }
}
