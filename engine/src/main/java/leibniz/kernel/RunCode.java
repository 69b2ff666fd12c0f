package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes [Kernel.Runner#run] of a generated class: the calls of the loops, row by row, and what is
/// written past the caches.
final class RunCode {
  private static final int FROM = 2;
  private static final int TO = 3;
  private static final ClassDesc INTS = CD_int.arrayType();
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc BYPASS = ClassDesc.of(Bypass.class.getName());

  private final CodeBuilder code;
  private final ClassDesc self;
  private final ClassDesc array;
  private final Type type;
  private final List<LoopMethod> methods;
  private final @Nullable Streamed streamed;
  private final boolean alone;

  /// The locals of arrays and of offsets, by number.
  private final Map<Integer, Integer> arrays = new HashMap<>();

  private final Map<Integer, Integer> offsets = new HashMap<>();

  /// For each offset, the array it is in and entries from one row to the next.
  private final Map<Integer, Access> accesses = new HashMap<>();

  RunCode(
      CodeBuilder code,
      ClassDesc self,
      ClassDesc array,
      Type type,
      Kernel kernel,
      List<LoopMethod> methods,
      @Nullable Streamed streamed) {
    this.code = code;
    this.self = self;
    this.array = array;
    this.type = type;
    this.methods = methods;
    this.streamed = streamed;
    this.alone = methods.size() == 1;
    for (Loop loop : kernel.loops()) {
      loop.accesses().forEach(access -> accesses.put(access.offset(), access));
    }
  }

  void write() {
    Label end = code.newLabel();
    code.iload(FROM).iload(TO).if_icmpge(end);
    for (LoopMethod method : methods) {
      method.arrays().forEach(number -> arrays.computeIfAbsent(number, this::array));
      method.offsets().forEach(number -> offsets.computeIfAbsent(number, this::offset));
    }
    if (streamed == null) {
      rows(FROM, TO);
    } else {
      new Stream(streamed, arrays).write();
    }
    code.labelBinding(end).return_();
  }

  /// All loops, for the rows from one local to another.
  private void rows(int from, int to) {
    if (alone) {
      call(methods.getFirst(), from, to);
    } else {
      each(from, to, 1, (row, end) -> methods.forEach(method -> call(method, row, end)));
    }
  }

  /// One range of rows.
  private interface Range {
    void write(int from, int to);
  }

  /// The numbers from one local to another, so many at a time.
  private void each(int from, int to, int step, Range body) {
    Label next = code.newLabel();
    Label done = code.newLabel();
    int at = keep(() -> code.iload(from));
    code.labelBinding(next).iload(at).iload(to).if_icmpge(done);
    int end =
        keep(() ->
            code.iload(at)
                .loadConstant(step)
                .iadd()
                .iload(to)
                .invokestatic(MATH, "min", MethodTypeDesc.of(CD_int, CD_int, CD_int)));
    body.write(at, end);
    code.iload(end).istore(at).goto_(next).labelBinding(done);
  }

  private void call(LoopMethod method, int from, int to) {
    method.arrays().forEach(number -> code.aload(local(arrays, number)));
    method.offsets().forEach(number -> code.iload(local(offsets, number)));
    int scale = method.nest().scale();
    code.iload(from).loadConstant(scale).imul();
    code.iload(to).loadConstant(scale).imul();
    code.invokestatic(self, method.name(), method.type(array));
  }

  // --------------------------------------------------------------------------- past the caches

  /// The array is replaced by a block: all that is written in a row or step goes there first.
  private final class Stream {
    private final Streamed streamed;
    private final int array;
    private final int block;
    private final int at; // where in the array the block begins
    private final int filled; // how much of the block is

    Stream(Streamed streamed, Map<Integer, Integer> arrays) {
      this.streamed = streamed;
      this.array = local(arrays, streamed.array());
      int entries = streamed.stepsOfBlock(type) * streamed.step() + Bypass.LINE;
      code.loadConstant(entries);
      code.invokestatic(
          BYPASS,
          type == Type.F64 ? "doubles" : "floats",
          MethodTypeDesc.of(RunCode.this.array, CD_int));
      this.block = code.allocateLocal(TypeKind.REFERENCE);
      code.astore(block);
      this.at = keep(() -> row(FROM));
      this.filled = keep(() -> code.iconst_0());
    }

    void write() {
      arrays.put(streamed.array(), block);
      if (streamed.steps() == 1) {
        each(FROM, TO, streamed.stepsOfBlock(type), this::block);
      } else {
        each(FROM, TO, 1, this::bySteps);
      }
      flush(true);
    }

    /// Some rows.
    private void block(int from, int to) {
      Map<Integer, Integer> before = new HashMap<>(offsets);
      shift(() -> row(from));
      rows(from, to);
      offsets.putAll(before);
      fill(from, to);
    }

    /// One row: first the loops that touch other arrays, then the others step by step.
    private void bySteps(int row, int end) {
      Map<Integer, Integer> before = new HashMap<>(offsets);
      for (int k = 0; k < methods.size(); k++) {
        if (streamed.axes().get(k) < 0) {
          call(methods.get(k), row, end);
        }
      }
      accesses.forEach((number, access) ->
          offsets.computeIfPresent(
              number,
              (_, local) ->
                  keep(() ->
                      code.iload(local).iload(row).loadConstant(access.row()).imul().iadd())));
      int none = keep(() -> code.iconst_0());
      int steps = keep(() -> code.loadConstant(streamed.steps()));
      each(
          none,
          steps,
          streamed.stepsOfBlock(type),
          (from, to) -> {
            Map<Integer, Integer> inRow = new HashMap<>(offsets);
            shift(() -> {
              row(row);
              code.iload(from).loadConstant(streamed.step()).imul().iadd();
            });
            for (int k = 0; k < methods.size(); k++) {
              if (streamed.axes().get(k) >= 0) {
                call(methods.get(k), from, to);
              }
            }
            offsets.putAll(inRow);
            fill(from, to);
          });
      offsets.putAll(before);
    }

    /// Pushes where in the array a row begins.
    private void row(int number) {
      code.aload(0).getfield(self, "offsets", INTS).dup().arraylength().iconst_1().isub().iaload();
      code.iload(number).loadConstant(streamed.row()).imul().iadd();
    }

    /// Offsets in the array become offsets in the block, where what begins at `start` comes next.
    private void shift(Runnable start) {
      start.run();
      int begins = keep(() -> code.iload(filled).swap().isub());
      accesses.forEach((number, access) -> {
        if (access.array() == streamed.array()) {
          offsets.computeIfPresent(
              number, (_, local) -> keep(() -> code.iload(local).iload(begins).iadd()));
        }
      });
    }

    private void fill(int from, int to) {
      code.iload(to).iload(from).isub().loadConstant(streamed.step()).imul();
      code.iload(filled).iadd().istore(filled);
      flush(false);
    }

    private void flush(boolean all) {
      code.aload(block).iload(filled).aload(array).iload(at).loadConstant(all ? 1 : 0);
      ClassDesc numbers = RunCode.this.array;
      code.invokestatic(
          BYPASS, "write", MethodTypeDesc.of(CD_int, numbers, CD_int, numbers, CD_int, CD_boolean));
      int written = keep(() -> {});
      code.iload(at).iload(written).iadd().istore(at);
      code.iload(filled).iload(written).isub().istore(filled);
    }
  }

  // -------------------------------------------------------------------------------------- locals

  private int array(int number) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(1).aload(0).getfield(self, "arrays", INTS).loadConstant(number).iaload().aaload();
    code.checkcast(array).astore(local);
    return local;
  }

  private int offset(int number) {
    return keep(() -> code.aload(0).getfield(self, "offsets", INTS).loadConstant(number).iaload());
  }

  private int keep(Runnable value) {
    value.run();
    int local = code.allocateLocal(TypeKind.INT);
    code.istore(local);
    return local;
  }

  private static int local(Map<Integer, Integer> locals, int number) {
    return Objects.requireNonNull(locals.get(number));
  }
}
