package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// Writes the class of a kernel: a method for each loop, which takes the arrays, the offsets and
/// the rows, and [Kernel.Runner#run], which calls them.
final class ClassCode {
  private static final ClassDesc INTS = CD_int.arrayType();
  private static final ClassDesc SELF = ClassDesc.of(ClassCode.class.getPackageName(), "Loops");
  private static final int FINAL = ClassFile.ACC_FINAL;

  private final Kernel kernel;
  private final Arithmetic arithmetic;
  private final boolean isShort;
  private final ClassDesc array;
  private final boolean alone;

  /// @param kernel a canonical one
  /// @param isShort whether its length counts more than its speed
  ClassCode(Kernel kernel, Type type, Arithmetic arithmetic, boolean isShort) {
    this.kernel = kernel;
    this.arithmetic = arithmetic;
    this.isShort = isShort;
    this.array = (type == Type.F64 ? CD_double : CD_float).arrayType();
    this.alone = kernel.loops().size() == 1;
  }

  /// One loop's method, with the arrays and offsets it takes.
  private record Method(String name, Nest nest, List<Integer> arrays, List<Integer> offsets) {

    MethodTypeDesc type(ClassDesc array) {
      List<ClassDesc> parameters = new ArrayList<>();
      arrays.forEach(_ -> parameters.add(array));
      offsets.forEach(_ -> parameters.add(CD_int));
      parameters.add(CD_int);
      parameters.add(CD_int);
      return MethodTypeDesc.of(CD_void, parameters);
    }
  }

  byte[] write() {
    List<Method> methods = new ArrayList<>();
    for (Loop loop : kernel.loops()) {
      Nest nest = Nest.of(loop, kernel.rows(), alone, arithmetic.width());
      List<Access> accesses = Normal.accesses(nest.loop());
      methods.add(
          new Method(
              "loop" + methods.size(),
              nest,
              List.copyOf(new TreeSet<>(accesses.stream().map(Access::array).toList())),
              List.copyOf(new TreeSet<>(accesses.stream().map(Access::offset).toList()))));
    }
    return ClassFile.of()
        .build(
            SELF,
            type -> {
              type.withFlags(AccessFlag.FINAL, AccessFlag.SUPER);
              type.withInterfaceSymbols(ClassDesc.of(Kernel.Runner.class.getName()));
              type.withField("arrays", INTS, FINAL);
              type.withField("offsets", INTS, FINAL);
              constructor(type);
              for (Method method : methods) {
                type.withMethodBody(
                    method.name(),
                    method.type(array),
                    ClassFile.ACC_STATIC,
                    code -> loop(code, method));
              }
              type.withMethodBody(
                  "run",
                  MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int, CD_int),
                  ClassFile.ACC_PUBLIC,
                  code -> run(code, methods));
            });
  }

  private static void constructor(ClassBuilder type) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        MethodTypeDesc.of(CD_void, INTS, INTS),
        0,
        code ->
            code.aload(0)
                .invokespecial(CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .aload(0)
                .aload(1)
                .putfield(SELF, "arrays", INTS)
                .aload(0)
                .aload(2)
                .putfield(SELF, "offsets", INTS)
                .return_());
  }

  private void loop(CodeBuilder code, Method method) {
    Map<Integer, Integer> arrays = new HashMap<>();
    Map<Integer, Integer> offsets = new HashMap<>();
    int parameter = 0;
    for (int a : method.arrays()) {
      arrays.put(a, parameter++);
    }
    for (int offset : method.offsets()) {
      offsets.put(offset, parameter++);
    }
    Map<Access, Integer> entries = new HashMap<>();
    for (Access access : Normal.accesses(method.nest().loop())) {
      entries.put(access, local(offsets, access.offset()));
    }
    new LoopCode(
            code, arithmetic, method.nest(), isShort, parameter, parameter + 1, arrays, entries)
        .write();
    code.return_();
  }

  private void run(CodeBuilder code, List<Method> methods) {
    int from = 2;
    int to = 3;
    Label end = code.newLabel();
    code.iload(from).iload(to).if_icmpge(end);
    Map<Integer, Integer> arrays = new HashMap<>();
    Map<Integer, Integer> offsets = new HashMap<>();
    for (Method method : methods) {
      for (int a : method.arrays()) {
        arrays.computeIfAbsent(a, _ -> array(code, a));
      }
      for (int offset : method.offsets()) {
        offsets.computeIfAbsent(offset, _ -> offset(code, offset));
      }
    }
    if (alone) {
      int scale = methods.getFirst().nest().scale();
      call(
          code,
          methods.getFirst(),
          arrays,
          offsets,
          () -> code.iload(from).loadConstant(scale).imul().iload(to).loadConstant(scale).imul());
    } else {
      Label next = code.newLabel();
      code.labelBinding(next).iload(from).iload(to).if_icmpge(end);
      for (Method method : methods) {
        call(code, method, arrays, offsets, () -> code.iload(from).iload(from).iconst_1().iadd());
      }
      code.iinc(from, 1).goto_(next);
    }
    code.labelBinding(end).return_();
  }

  private int array(CodeBuilder code, int number) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(1).aload(0).getfield(SELF, "arrays", INTS).loadConstant(number).iaload().aaload();
    code.checkcast(array).astore(local);
    return local;
  }

  private static int offset(CodeBuilder code, int number) {
    int local = code.allocateLocal(TypeKind.INT);
    code.aload(0).getfield(SELF, "offsets", INTS).loadConstant(number).iaload().istore(local);
    return local;
  }

  private void call(
      CodeBuilder code,
      Method method,
      Map<Integer, Integer> arrays,
      Map<Integer, Integer> offsets,
      Runnable rows) {
    method.arrays().forEach(a -> code.aload(local(arrays, a)));
    method.offsets().forEach(offset -> code.iload(local(offsets, offset)));
    rows.run();
    code.invokestatic(SELF, method.name(), method.type(array));
  }

  private static int local(Map<Integer, Integer> locals, int number) {
    return Objects.requireNonNull(locals.get(number));
  }
}
