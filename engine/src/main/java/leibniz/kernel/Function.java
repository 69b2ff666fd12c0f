package leibniz.kernel;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// The functions of numbers that kernels know. Not a number and infinity behave as in [Math].
public enum Function {
  ADD((a, b) -> a + b),
  SUBTRACT((a, b) -> a - b),
  MULTIPLY((a, b) -> a * b),
  DIVIDE((a, b) -> a / b),
  MINIMUM(Math::min),
  MAXIMUM(Math::max),
  POWER(Math::pow),
  ARCTAN2(Math::atan2),
  /// 1 where the first is greater than the second, else 0.
  GREATER((a, b) -> a > b ? 1 : 0),
  /// 1 where the first is at least the second, else 0.
  AT_LEAST((a, b) -> a >= b ? 1 : 0),
  /// 1 where both are equal, else 0.
  EQUAL((a, b) -> a == b ? 1 : 0),
  NEGATE(a -> -a),
  ABSOLUTE(Math::abs),
  SIGN(Math::signum),
  ROOT(Math::sqrt),
  CUBE_ROOT(Math::cbrt),
  EXP(Math::exp),
  EXPM1(Math::expm1),
  LOG(Math::log),
  LOG1P(Math::log1p),
  SIN(Math::sin),
  COS(Math::cos),
  TAN(Math::tan),
  ARCSIN(Math::asin),
  ARCCOS(Math::acos),
  ARCTAN(Math::atan),
  SINH(Math::sinh),
  COSH(Math::cosh),
  TANH(Math::tanh),
  FLOOR(Math::floor),
  /// The second where the first is not 0, else the third.
  SELECT();

  private final int arity;
  private final DoubleUnaryOperator one;
  private final DoubleBinaryOperator two;

  Function(DoubleUnaryOperator one) {
    this.arity = 1;
    this.one = one;
    this.two = (a, b) -> one.applyAsDouble(a);
  }

  Function(DoubleBinaryOperator two) {
    this.arity = 2;
    this.one = a -> two.applyAsDouble(a, a);
    this.two = two;
  }

  Function() {
    this.arity = 3;
    this.one = a -> a;
    this.two = (a, b) -> a;
  }

  public int arity() {
    return arity;
  }

  /// Whether it answers 1 or 0.
  public boolean isComparison() {
    return this == GREATER || this == AT_LEAST || this == EQUAL;
  }

  /// Whether one application takes about as long as an addition.
  public boolean isCheap() {
    return switch (this) {
      case ADD,
          SUBTRACT,
          MULTIPLY,
          MINIMUM,
          MAXIMUM,
          GREATER,
          AT_LEAST,
          EQUAL,
          NEGATE,
          ABSOLUTE,
          SELECT,
          SIGN ->
          true;
      case DIVIDE,
          POWER,
          ARCTAN2,
          ROOT,
          CUBE_ROOT,
          EXP,
          EXPM1,
          LOG,
          LOG1P,
          SIN,
          COS,
          TAN,
          ARCSIN,
          ARCCOS,
          ARCTAN,
          SINH,
          COSH,
          TANH,
          FLOOR ->
          false;
    };
  }

  /// The value; arguments beyond the [#arity] do not matter.
  public double at(double a, double b, double c) {
    return switch (arity) {
      case 1 -> one.applyAsDouble(a);
      case 2 -> two.applyAsDouble(a, b);
      default -> a != 0 ? b : c;
    };
  }
}
