package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/// Values as vectors of the Vector API, of the width the machine prefers. The classes are named,
/// not linked: the module need not be there where this one is loaded.
final class Vectors implements Arithmetic {
  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final ClassDesc SHUFFLE = ClassDesc.of(PACKAGE, "VectorShuffle");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc UNARY = OPERATORS.nested("Unary");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc INTS = CD_int.arrayType();

  private final Type type;
  private final int width;
  private final ClassDesc vector;
  private final ClassDesc number;

  Vectors(Type type, int width) {
    this.type = type;
    this.width = width;
    this.vector = ClassDesc.of(PACKAGE, type == Type.F64 ? "DoubleVector" : "FloatVector");
    this.number = type == Type.F64 ? CD_double : CD_float;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public TypeKind kind() {
    return TypeKind.REFERENCE;
  }

  @Override
  public void constant(CodeBuilder code, double value) {
    species(code);
    push(code, value);
    make(code, "broadcast", SPECIES, number);
  }

  @Override
  public void repeat(CodeBuilder code) {
    int held = code.allocateLocal(TypeKind.from(number));
    code.storeLocal(TypeKind.from(number), held);
    species(code);
    code.loadLocal(TypeKind.from(number), held);
    make(code, "broadcast", SPECIES, number);
  }

  @Override
  public void load(CodeBuilder code, Place from, int stride, Mask mask) {
    species(code);
    from.push(code);
    switch (stride) {
      case 0 -> {
        code.arrayLoad(TypeKind.from(number));
        make(code, "broadcast", SPECIES, number);
      }
      case 1 -> {
        mask.push(code);
        make(code, "fromArray", masked(mask, SPECIES, number.arrayType(), CD_int));
      }
      default -> {
        steps(code, stride, mask);
        mask.push(code);
        make(code, "fromArray", masked(mask, SPECIES, number.arrayType(), CD_int, INTS, CD_int));
      }
    }
  }

  @Override
  public void store(CodeBuilder code, Place to, int stride, Mask mask, int value) {
    if (stride == 0) {
      to.push(code);
      first(code, value);
      code.arrayStore(TypeKind.from(number));
      return;
    }
    code.aload(value);
    to.push(code);
    ClassDesc[] arguments = {number.arrayType(), CD_int};
    if (stride != 1) {
      steps(code, stride, mask);
      arguments = new ClassDesc[] {number.arrayType(), CD_int, INTS, CD_int};
    }
    mask.push(code);
    code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, masked(mask, arguments)));
  }

  private static ClassDesc[] masked(Mask mask, ClassDesc... arguments) {
    if (mask.isAll()) {
      return arguments;
    }
    ClassDesc[] with = Arrays.copyOf(arguments, arguments.length + 1);
    with[arguments.length] = MASK;
    return with;
  }

  @Override
  public void apply(CodeBuilder code, Function function, int a, int b, int c) {
    switch (function) {
      case ADD -> binary(code, "add", a, b);
      case SUBTRACT -> binary(code, "sub", a, b);
      case MULTIPLY -> binary(code, "mul", a, b);
      case DIVIDE -> binary(code, "div", a, b);
      case MINIMUM -> binary(code, "min", a, b);
      case MAXIMUM -> binary(code, "max", a, b);
      case POWER -> lanewise(code, "POW", a, b);
      case ARCTAN2 -> lanewise(code, "ATAN2", a, b);
      case GREATER, AT_LEAST, EQUAL -> {
        constant(code, 0);
        constant(code, 1);
        compare(code, comparison(function), a, b);
        blend(code);
      }
      case NEGATE -> negate(code, a);
      case ABSOLUTE -> unary(code, "abs", a);
      case ROOT -> unary(code, "sqrt", a);
      case SIGN -> sign(code, a);
      case CUBE_ROOT -> lanewise(code, "CBRT", a);
      case EXP -> lanewise(code, "EXP", a);
      case EXPM1 -> lanewise(code, "EXPM1", a);
      case LOG -> lanewise(code, "LOG", a);
      case LOG1P -> lanewise(code, "LOG1P", a);
      case SIN -> lanewise(code, "SIN", a);
      case COS -> lanewise(code, "COS", a);
      case TAN -> lanewise(code, "TAN", a);
      case ARCSIN -> lanewise(code, "ASIN", a);
      case ARCCOS -> lanewise(code, "ACOS", a);
      case ARCTAN -> lanewise(code, "ATAN", a);
      case SINH -> lanewise(code, "SINH", a);
      case COSH -> lanewise(code, "COSH", a);
      case TANH -> lanewise(code, "TANH", a);
      case FLOOR -> floor(code, a);
      case SELECT -> {
        code.aload(c).aload(b);
        compareZero(code, "NE", a);
        blend(code);
      }
    }
  }

  @Override
  public void multiplyAdd(CodeBuilder code, int a, int b, int c) {
    code.aload(a).aload(b).aload(c);
    code.invokevirtual(vector, "fma", MethodTypeDesc.of(vector, VECTOR, VECTOR));
  }

  @Override
  public void choose(CodeBuilder code, Function comparison, int x, int y, int b, int c) {
    code.aload(c).aload(b);
    compare(code, comparison(comparison), x, y);
    blend(code);
  }

  @Override
  public void blend(CodeBuilder code, int first, int second, Mask mask) {
    code.aload(first).aload(second);
    mask.push(code);
    blend(code);
  }

  @Override
  public void trade(CodeBuilder code, int half) {
    species(code);
    String made = type == Type.F64 ? "doubles" : "floats";
    code.loadConstant(Steps.constant(number.arrayType(), made, width, half)).iconst_0();
    make(code, "fromArray", SPECIES, number.arrayType(), CD_int);
  }

  @Override
  public void pick(CodeBuilder code, int numbers, int first, int second) {
    code.aload(numbers).aload(first).aload(second);
    call(code, "selectFrom", VECTOR, VECTOR);
  }

  /// In halves, so that the order is the same whether this is compiled or not.
  @Override
  public void across(CodeBuilder code, Function join, int value) {
    int left = code.allocateLocal(TypeKind.REFERENCE);
    int right = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(value).astore(left);
    for (int half = width / 2; half > 0; half /= 2) {
      code.aload(left).loadConstant(turn(half));
      code.invokevirtual(vector, "rearrange", MethodTypeDesc.of(vector, SHUFFLE)).astore(right);
      apply(code, join, left, right, right);
      code.astore(left);
    }
    first(code, left);
    repeat(code);
  }

  /// From bits: the method made for it has branches, and behind them masks become objects.
  @Override
  public void mask(CodeBuilder code) {
    int count = code.allocateLocal(TypeKind.INT);
    code.istore(count);
    species(code);
    code.loadConstant(-1L).loadConstant(Long.SIZE).iload(count).isub().lushr();
    code.invokestatic(MASK, "fromLong", MethodTypeDesc.of(MASK, SPECIES, CD_long));
  }

  // ------------------------------------------------------------------------------------ functions

  /// Taken from negative zero: the instruction for it reads a constant from memory each time.
  private void negate(CodeBuilder code, int a) {
    constant(code, -0.0);
    code.aload(a);
    call(code, "sub", VECTOR);
  }

  /// As [Math#signum]: zeros keep their sign, and what is no number stays so.
  private void sign(CodeBuilder code, int a) {
    code.aload(a);
    constant(code, 1);
    compareZero(code, "GT", a);
    blend(code);
    constant(code, -1);
    compareZero(code, "LT", a);
    blend(code);
  }

  /// Numbers below the one from which on all are whole are rounded by adding it and taking it off
  /// again; where that is above, one less.
  private void floor(CodeBuilder code, int a) {
    double whole = type == Type.F64 ? 0x1p52 : 0x1p23;
    int magic = code.allocateLocal(TypeKind.REFERENCE);
    int rounded = code.allocateLocal(TypeKind.REFERENCE);
    constant(code, whole);
    constant(code, -whole);
    compareZero(code, "LT", a);
    blend(code);
    code.astore(magic);
    binary(code, "add", a, magic);
    code.aload(magic);
    call(code, "sub", VECTOR);
    code.astore(rounded);
    code.aload(rounded).aload(rounded);
    constant(code, 1);
    call(code, "sub", VECTOR);
    compare(code, "GT", rounded, a);
    blend(code);
    code.astore(rounded);
    // Zeros keep their sign; what is whole already, or no number, stays.
    unary(code, "abs", a);
    code.astore(magic);
    code.aload(a).aload(rounded).aload(magic);
    operator(code, "LT", COMPARISON);
    constant(code, whole);
    code.invokevirtual(vector, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
    blend(code);
    code.aload(a);
    compareZero(code, "EQ", a);
    blend(code);
  }

  private static String comparison(Function function) {
    return switch (function) {
      case GREATER -> "GT";
      case AT_LEAST -> "GE";
      case EQUAL -> "EQ";
      default -> throw new IllegalArgumentException(function + " is not a comparison");
    };
  }

  // ------------------------------------------------------------------------------------- bytecode

  private void species(CodeBuilder code) {
    code.getstatic(vector, "SPECIES_PREFERRED", SPECIES);
  }

  private void push(CodeBuilder code, double value) {
    code.loadConstant(type == Type.F64 ? (ConstantDesc) value : (ConstantDesc) (float) value);
  }

  private void first(CodeBuilder code, int value) {
    code.aload(value).iconst_0().invokevirtual(vector, "lane", MethodTypeDesc.of(number, CD_int));
  }

  private void make(CodeBuilder code, String name, ClassDesc... of) {
    code.invokestatic(vector, name, MethodTypeDesc.of(vector, of));
  }

  private void call(CodeBuilder code, String name, ClassDesc... of) {
    code.invokevirtual(vector, name, MethodTypeDesc.of(vector, of));
  }

  private void unary(CodeBuilder code, String name, int a) {
    code.aload(a);
    call(code, name);
  }

  private void binary(CodeBuilder code, String name, int a, int b) {
    code.aload(a).aload(b);
    call(code, name, VECTOR);
  }

  private void lanewise(CodeBuilder code, String name, int a) {
    code.aload(a);
    operator(code, name, UNARY);
    call(code, "lanewise", UNARY);
  }

  private void lanewise(CodeBuilder code, String name, int a, int b) {
    code.aload(a);
    operator(code, name, BINARY);
    code.aload(b);
    call(code, "lanewise", BINARY, VECTOR);
  }

  private static void operator(CodeBuilder code, String name, ClassDesc kind) {
    code.getstatic(OPERATORS, name, kind);
  }

  private void compare(CodeBuilder code, String comparison, int a, int b) {
    code.aload(a);
    operator(code, comparison, COMPARISON);
    code.aload(b);
    code.invokevirtual(vector, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
  }

  private void compareZero(CodeBuilder code, String comparison, int a) {
    code.aload(a);
    operator(code, comparison, COMPARISON);
    constant(code, 0);
    code.invokevirtual(vector, "compare", MethodTypeDesc.of(MASK, COMPARISON, VECTOR));
  }

  /// Of two values and a mask on the stack, the second where the mask is set.
  private void blend(CodeBuilder code) {
    call(code, "blend", VECTOR, MASK);
  }

  // ------------------------------------------------------------------------------------ constants

  private void steps(CodeBuilder code, int stride, Mask mask) {
    code.loadConstant(Steps.constant(INTS, "steps", width, stride));
    mask.pushCount(code, width);
    code.loadConstant(width).imul();
  }

  private DynamicConstantDesc<?> turn(int by) {
    return Steps.constant(
        SHUFFLE,
        MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            SHUFFLE,
            "fromArray",
            MethodTypeDesc.of(SHUFFLE, SPECIES, INTS, CD_int)),
        DynamicConstantDesc.ofNamed(
            ConstantDescs.ofConstantBootstrap(
                ClassDesc.of("java.lang.invoke.ConstantBootstraps"),
                "getStaticFinal",
                ConstantDescs.CD_Object,
                ConstantDescs.CD_Class),
            "SPECIES_PREFERRED",
            SPECIES,
            vector),
        Steps.constant(INTS, "turn", width, by),
        0);
  }
}
