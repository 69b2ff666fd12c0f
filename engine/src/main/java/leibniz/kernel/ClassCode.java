package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the class of a kernel: a method for each loop, which takes the arrays, the offsets and
/// the rows, and [Kernel.Runner#run], which calls them.
final class ClassCode {
  /// How long the methods may be: the compiler does not see through too many calls of vectors.
  enum Length {
    /// What is transposed goes in blocks.
    BLOCKS,
    /// A line is written for each of a few vectors side by side.
    LINES,
    /// Every line is written but once.
    SHORT
  }

  private static final ClassDesc INTS = CD_int.arrayType();
  private static final ClassDesc SELF = ClassDesc.of(ClassCode.class.getPackageName(), "Loops");
  private static final int FINAL = ClassFile.ACC_FINAL;

  private final Kernel kernel;
  private final Arithmetic arithmetic;
  private final Length length;
  private final boolean isShort;
  private final ClassDesc array;
  private final Type type;
  private final @Nullable Stepped stepped;
  private final boolean alone;

  /// @param kernel a canonical one
  /// @param length of the methods
  /// @param stepped how some of the loops run together; not at all where it is null
  ClassCode(
      Kernel kernel, Type type, Arithmetic arithmetic, Length length, @Nullable Stepped stepped) {
    this.kernel = kernel;
    this.arithmetic = arithmetic;
    this.length = length;
    this.isShort = length == Length.SHORT;
    this.stepped = stepped;
    this.type = type;
    this.array = (type == Type.F64 ? CD_double : CD_float).arrayType();
    this.alone = kernel.loops().size() == 1;
  }

  byte[] write() {
    List<Part> parts = parts();
    List<LoopMethod> methods = parts.stream().map(Part::method).toList();
    return ClassFile.of()
        .build(
            SELF,
            made -> {
              made.withFlags(AccessFlag.FINAL, AccessFlag.SUPER);
              made.withInterfaceSymbols(ClassDesc.of(Kernel.Runner.class.getName()));
              made.withField("arrays", INTS, FINAL);
              made.withField("offsets", INTS, FINAL);
              constructor(made);
              for (Part part : parts) {
                made.withMethodBody(
                    part.method().name(),
                    part.method().type(array),
                    ClassFile.ACC_STATIC,
                    code -> loop(code, part));
              }
              made.withMethodBody(
                  "run",
                  MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_int, CD_int),
                  ClassFile.ACC_PUBLIC,
                  code -> new RunCode(code, SELF, array, type, kernel, methods, stepped).write());
            });
  }

  /// A method, and the loops it is for.
  ///
  /// @param both the loops, where they are two
  private record Part(LoopMethod method, Loop first, @Nullable BothSides both) {}

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    List<Loop> loops = kernel.loops();
    for (int k = 0; k < loops.size(); k++) {
      Loop loop = loops.get(k);
      String name = "loop" + parts.size();
      BothSides both = k + 1 < loops.size() ? both(loop, loops.get(k + 1)) : null;
      if (both == null) {
        parts.add(new Part(LoopMethod.of(name, nest(loop, k)), loop, null));
      } else {
        List<Loop> two = List.of(loop, loops.get(++k));
        parts.add(new Part(LoopMethod.of(name, nest(both.columns(), k), two), loop, both));
      }
    }
    return parts;
  }

  private @Nullable BothSides both(Loop first, Loop second) {
    return stepped == null && !isShort && arithmetic.width() > 1
        ? BothSides.of(first, second, arithmetic.width()).orElse(null)
        : null;
  }

  private Nest nest(Loop loop, int number) {
    int axis = stepped == null ? -1 : stepped.axes().get(number);
    int width = arithmetic(loop).width();
    if (stepped != null && axis >= 0) {
      Loop steps = Stepped.bySteps(loop, axis);
      return held(Nest.of(steps, stepped.atATime(type), true, width), true, width);
    }
    return held(Nest.of(loop, kernel.rows(), alone, width), alone, width);
  }

  /// Where every line is written but once there is but one vector, and nothing is held.
  private Nest held(Nest nest, boolean anyOrder, int width) {
    return isShort ? nest : Held.of(nest, anyOrder, width, type.bytes());
  }

  private Arithmetic arithmetic(Loop loop) {
    int width = arithmetic.width();
    boolean byNumbers =
        Minor.is(loop, kernel) || Nest.of(loop, kernel.rows(), alone, width).isScattered(width);
    return byNumbers ? new Scalars(type) : arithmetic;
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

  private void loop(CodeBuilder code, Part part) {
    LoopMethod method = part.method();
    Map<Integer, Integer> arrays = new HashMap<>();
    Map<Integer, Integer> offsets = new HashMap<>();
    int parameter = 0;
    for (int a : method.arrays()) {
      arrays.put(a, parameter++);
    }
    for (int offset : method.offsets()) {
      offsets.put(offset, parameter++);
    }
    int from = parameter;
    int to = parameter + 1;
    if (part.both() != null) {
      new BothSidesCode(code, arithmetic, part.both(), type, kernel.rows(), arrays, offsets)
          .write(from, to);
    } else {
      Arithmetic used = arithmetic(part.first());
      Arithmetic blocks = length == Length.BLOCKS ? arithmetic : used;
      Optional<Transposed> transposed =
          stepped != null || blocks.width() > 1 && length != Length.BLOCKS
              ? Optional.empty()
              : Transposed.of(kernel, blocks.width());
      Runnable rows = () -> rows(code, method.nest(), used, from, to, arrays, offsets);
      transposed.ifPresentOrElse(
          t -> new TransposedCode(code, blocks, t, arrays, offsets).write(from, to, rows), rows);
    }
    code.return_();
  }

  private void rows(
      CodeBuilder code,
      Nest nest,
      Arithmetic used,
      int from,
      int to,
      Map<Integer, Integer> arrays,
      Map<Integer, Integer> offsets) {
    Map<Access, Integer> entries = new HashMap<>();
    for (Access access : nest.loop().accesses()) {
      entries.put(access, local(offsets, access.offset()));
    }
    new LoopCode(code, used, nest, isShort, type, from, to, arrays, entries).write();
  }

  private static int local(Map<Integer, Integer> locals, int number) {
    return Objects.requireNonNull(locals.get(number));
  }
}
