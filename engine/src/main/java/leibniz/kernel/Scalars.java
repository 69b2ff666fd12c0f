package leibniz.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/// Values as numbers: plain Java, of which the compiler makes vectors where it is arithmetic.
final class Scalars implements Arithmetic {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  private final boolean isDouble;
  private final TypeKind kind;

  Scalars(Type type) {
    this.isDouble = type == Type.F64;
    this.kind = isDouble ? TypeKind.DOUBLE : TypeKind.FLOAT;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public TypeKind kind() {
    return kind;
  }

  @Override
  public void constant(CodeBuilder code, double value) {
    code.loadConstant(isDouble ? (ConstantDesc) value : (ConstantDesc) (float) value);
  }

  @Override
  public void repeat(CodeBuilder code) {
    // a number is the same everywhere
  }

  @Override
  public void load(CodeBuilder code, Place from, int stride, Mask mask) {
    from.push(code);
    code.arrayLoad(kind);
  }

  @Override
  public void store(CodeBuilder code, Place to, int stride, Mask mask, int value) {
    to.push(code);
    code.loadLocal(kind, value).arrayStore(kind);
  }

  @Override
  public void apply(CodeBuilder code, Function function, int a, int b, int c) {
    switch (function) {
      case ADD -> arithmetic(code, isDouble ? Opcode.DADD : Opcode.FADD, a, b);
      case SUBTRACT -> arithmetic(code, isDouble ? Opcode.DSUB : Opcode.FSUB, a, b);
      case MULTIPLY -> arithmetic(code, isDouble ? Opcode.DMUL : Opcode.FMUL, a, b);
      case DIVIDE -> arithmetic(code, isDouble ? Opcode.DDIV : Opcode.FDIV, a, b);
      case NEGATE -> {
        code.loadLocal(kind, a);
        if (isDouble) {
          code.dneg();
        } else {
          code.fneg();
        }
      }
      case MINIMUM -> own(code, "min", a, b);
      case MAXIMUM -> own(code, "max", a, b);
      case ABSOLUTE -> own(code, "abs", a);
      case SIGN -> own(code, "signum", a);
      case GREATER, AT_LEAST, EQUAL ->
          branch(code, function, a, b, () -> constant(code, 1), () -> constant(code, 0));
      case SELECT -> {
        int zero = code.allocateLocal(kind);
        constant(code, 0);
        code.storeLocal(kind, zero);
        choose(code, Function.EQUAL, a, zero, c, b);
      }
      case POWER -> wide(code, "pow", a, b);
      case ARCTAN2 -> wide(code, "atan2", a, b);
      case ROOT -> wide(code, "sqrt", a);
      case CUBE_ROOT -> wide(code, "cbrt", a);
      case EXP -> wide(code, "exp", a);
      case EXPM1 -> wide(code, "expm1", a);
      case LOG -> wide(code, "log", a);
      case LOG1P -> wide(code, "log1p", a);
      case SIN -> wide(code, "sin", a);
      case COS -> wide(code, "cos", a);
      case TAN -> wide(code, "tan", a);
      case ARCSIN -> wide(code, "asin", a);
      case ARCCOS -> wide(code, "acos", a);
      case ARCTAN -> wide(code, "atan", a);
      case SINH -> wide(code, "sinh", a);
      case COSH -> wide(code, "cosh", a);
      case TANH -> wide(code, "tanh", a);
      case FLOOR -> wide(code, "floor", a);
    }
  }

  @Override
  public void multiplyAdd(CodeBuilder code, int a, int b, int c) {
    arithmetic(code, isDouble ? Opcode.DMUL : Opcode.FMUL, a, b);
    code.loadLocal(kind, c);
    if (isDouble) {
      code.dadd();
    } else {
      code.fadd();
    }
  }

  @Override
  public void choose(CodeBuilder code, Function comparison, int x, int y, int b, int c) {
    branch(code, comparison, x, y, () -> code.loadLocal(kind, b), () -> code.loadLocal(kind, c));
  }

  @Override
  public void blend(CodeBuilder code, int first, int second, Mask mask) {
    throw new IllegalStateException("a single number has no mask");
  }

  @Override
  public void trade(CodeBuilder code, int half) {
    throw new IllegalStateException("a single number has no lanes");
  }

  @Override
  public void pick(CodeBuilder code, int numbers, int first, int second) {
    throw new IllegalStateException("a single number has no lanes");
  }

  @Override
  public void across(CodeBuilder code, Function join, int value) {
    code.loadLocal(kind, value);
  }

  @Override
  public void mask(CodeBuilder code) {
    throw new IllegalStateException("a single number has no mask");
  }

  private void arithmetic(CodeBuilder code, Opcode operation, int a, int b) {
    code.loadLocal(kind, a).loadLocal(kind, b);
    code.with(OperatorInstruction.of(operation));
  }

  /// A comparison with what is no number fails.
  private void branch(
      CodeBuilder code, Function comparison, int x, int y, Runnable yes, Runnable no) {
    code.loadLocal(kind, x).loadLocal(kind, y);
    if (isDouble) {
      code.dcmpl();
    } else {
      code.fcmpl();
    }
    Opcode holds =
        switch (comparison) {
          case GREATER -> Opcode.IFGT;
          case AT_LEAST -> Opcode.IFGE;
          case EQUAL -> Opcode.IFEQ;
          default -> throw new IllegalArgumentException(comparison + " is not a comparison");
        };
    Label is = code.newLabel();
    Label end = code.newLabel();
    code.branch(holds, is);
    no.run();
    code.goto_(end).labelBinding(is);
    yes.run();
    code.labelBinding(end);
  }

  /// A method of [Math] that there is for both types.
  private void own(CodeBuilder code, String name, int... arguments) {
    ClassDesc number = isDouble ? CD_double : CD_float;
    ClassDesc[] numbers = new ClassDesc[arguments.length];
    Arrays.fill(numbers, number);
    for (int argument : arguments) {
      code.loadLocal(kind, argument);
    }
    code.invokestatic(MATH, name, MethodTypeDesc.of(number, numbers));
  }

  /// A method of [Math] that there is for `double` alone.
  private void wide(CodeBuilder code, String name, int... arguments) {
    ClassDesc[] numbers = new ClassDesc[arguments.length];
    Arrays.fill(numbers, CD_double);
    for (int argument : arguments) {
      code.loadLocal(kind, argument);
      if (!isDouble) {
        code.f2d();
      }
    }
    code.invokestatic(MATH, name, MethodTypeDesc.of(CD_double, numbers));
    if (!isDouble) {
      code.d2f();
    }
  }
}
