package leibniz.kernel;

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

/// Writes [Kernel.Runner#run] of a generated class: the calls of the loops, row by row, and those
/// of some of them step by step.
final class RunCode {
  private static final int FROM = 2;
  private static final int TO = 3;
  private static final ClassDesc INTS = CD_int.arrayType();
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final CodeBuilder code;
  private final ClassDesc self;
  private final ClassDesc array;
  private final Type type;
  private final List<LoopMethod> methods;
  private final @Nullable Stepped stepped;

  /// The locals of arrays and of offsets, by number.
  private final Map<Integer, Integer> arrays = new HashMap<>();

  private final Map<Integer, Integer> offsets = new HashMap<>();

  /// For each offset, an access that has it.
  private final Map<Integer, Access> accesses = new HashMap<>();

  RunCode(
      CodeBuilder code,
      ClassDesc self,
      ClassDesc array,
      Type type,
      Kernel kernel,
      List<LoopMethod> methods,
      @Nullable Stepped stepped) {
    this.code = code;
    this.self = self;
    this.array = array;
    this.type = type;
    this.methods = methods;
    this.stepped = stepped;
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
    if (stepped != null) {
      each(FROM, TO, 1, (row, last) -> bySteps(stepped, row, last));
    } else if (methods.size() == 1) {
      call(methods.getFirst(), FROM, TO);
    } else {
      each(FROM, TO, 1, (row, last) -> methods.forEach(method -> call(method, row, last)));
    }
    code.labelBinding(end).return_();
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

  // ---------------------------------------------------------------------------------- in steps

  /// One row: first the loops that are not done in steps, then the others, a few steps at a time.
  private void bySteps(Stepped by, int row, int end) {
    for (int k = 0; k < methods.size(); k++) {
      if (by.axes().get(k) < 0) {
        call(methods.get(k), row, end);
      }
    }
    Map<Integer, Integer> before = new HashMap<>(offsets);
    accesses.forEach((number, access) ->
        offsets.computeIfPresent(
            number,
            (_, local) ->
                keep(() -> code.iload(local).iload(row).loadConstant(access.row()).imul().iadd())));
    int none = keep(() -> code.iconst_0());
    int steps = keep(() -> code.loadConstant(by.steps()));
    each(
        none,
        steps,
        by.atATime(type),
        (from, to) -> {
          for (int k = 0; k < methods.size(); k++) {
            if (by.axes().get(k) >= 0) {
              call(methods.get(k), from, to);
            }
          }
        });
    offsets.putAll(before);
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
