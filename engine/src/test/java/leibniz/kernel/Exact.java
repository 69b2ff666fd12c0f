package leibniz.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.function.UnaryOperator;

/// Functions of numbers to fifty digits, by their series: what others are measured by.
final class Exact {
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal FAR = new BigDecimal(200); // exp(-200) is not seen beside 1
  private static final BigDecimal SMALL = new BigDecimal("1e-58");
  private static final BigDecimal LN2 = atanh(ONE.divide(new BigDecimal(3), DIGITS)).multiply(TWO);

  private static final double MANY_TURNS = 1e9; // π has not enough digits here for more

  /// Machin's formula.
  private static final BigDecimal PI =
      arctanOfSmall(new BigDecimal("0.2"))
          .multiply(new BigDecimal(4))
          .subtract(arctanOfSmall(ONE.divide(new BigDecimal(239), DIGITS)))
          .multiply(new BigDecimal(4));

  private Exact() {}

  /// The value, or null where it is no number or there is no series here.
  static BigDecimal of(Function f, double a, double b) {
    BigDecimal x = new BigDecimal(a);
    return switch (f) {
      case EXP -> exp(x);
      case EXPM1 -> expm1(x);
      case LOG -> a > 0 ? log(x) : null;
      case LOG1P -> a > -1 ? log1p(x) : null;
      case SIN -> Math.abs(a) < MANY_TURNS ? sin(x) : null;
      case COS -> Math.abs(a) < MANY_TURNS ? sin(x.add(half())) : null;
      case TAN -> Math.abs(a) < MANY_TURNS ? sin(x).divide(sin(x.add(half())), DIGITS) : null;
      case SINH -> expm1(x).subtract(expm1(x.negate())).divide(TWO, DIGITS);
      case COSH -> exp(x).add(exp(x.negate())).divide(TWO, DIGITS);
      case TANH -> tanh(x);
      case ARCTAN -> arctan(x);
      case ARCSIN ->
          Math.abs(a) < 1
              ? arctan(x.divide(ONE.subtract(x.multiply(x)).sqrt(DIGITS), DIGITS))
              : null;
      case ARCCOS ->
          Math.abs(a) < 1
              ? half().subtract(arctan(x.divide(ONE.subtract(x.multiply(x)).sqrt(DIGITS), DIGITS)))
              : null;
      case ROOT -> a > 0 ? x.sqrt(DIGITS) : null;
      case CUBE_ROOT -> a > 0 ? exp(log(x).divide(new BigDecimal(3), DIGITS)) : null;
      case POWER -> a > 0 ? exp(log(x).multiply(new BigDecimal(b))) : null;
      case DIVIDE -> b != 0 ? x.divide(new BigDecimal(b), DIGITS) : null;
      case ARCTAN2 -> b > 0 ? arctan(x.divide(new BigDecimal(b), DIGITS)) : null;
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
          SIGN,
          FLOOR,
          SELECT ->
          null;
    };
  }

  private static BigDecimal half() {
    return PI.divide(TWO, DIGITS);
  }

  /// The sum of a series, from its first term on.
  private static BigDecimal series(
      BigDecimal first, java.util.function.IntFunction<BigDecimal> next) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal term = first;
    BigDecimal small = first.abs().multiply(SMALL, DIGITS);
    for (int k = 1; term.abs().compareTo(small) > 0; k++) {
      sum = sum.add(term, DIGITS);
      term = term.multiply(next.apply(k), DIGITS);
    }
    return sum;
  }

  /// By the power of two nearest to it.
  private static BigDecimal exp(BigDecimal x) {
    BigInteger n =
        x.divide(LN2, DIGITS).setScale(0, java.math.RoundingMode.HALF_EVEN).toBigInteger();
    BigDecimal rest = x.subtract(LN2.multiply(new BigDecimal(n)), DIGITS);
    BigDecimal e = series(ONE, k -> rest.divide(new BigDecimal(k), DIGITS));
    BigDecimal power = TWO.pow(n.abs().intValueExact(), DIGITS);
    return n.signum() < 0 ? e.divide(power, DIGITS) : e.multiply(power, DIGITS);
  }

  private static BigDecimal expm1(BigDecimal x) {
    if (x.compareTo(FAR.negate()) < 0) {
      return ONE.negate();
    }
    return x.abs().compareTo(ONE) < 0
        ? x.signum() == 0 ? x : series(x, k -> x.divide(new BigDecimal(k + 1), DIGITS))
        : exp(x).subtract(ONE);
  }

  private static BigDecimal tanh(BigDecimal x) {
    if (x.compareTo(FAR) > 0) {
      return ONE;
    }
    BigDecimal e = expm1(x.multiply(TWO));
    return e.divide(e.add(TWO), DIGITS);
  }

  /// `x + x³/3 + x⁵/5 + …`, for a small x.
  private static BigDecimal atanh(BigDecimal x) {
    return odd(x, x.multiply(x, DIGITS));
  }

  private static BigDecimal arctanOfSmall(BigDecimal x) {
    return odd(x, x.multiply(x, DIGITS).negate());
  }

  private static BigDecimal odd(BigDecimal x, BigDecimal square) {
    return x.signum() == 0
        ? x
        : series(
            x,
            k ->
                square
                    .multiply(new BigDecimal(2 * k - 1))
                    .divide(new BigDecimal(2 * k + 1), DIGITS));
  }

  /// By halves of the angle, until it is small.
  private static BigDecimal arctan(BigDecimal x) {
    UnaryOperator<BigDecimal> halved =
        t -> t.divide(ONE.add(ONE.add(t.multiply(t, DIGITS)).sqrt(DIGITS)), DIGITS);
    return arctanOfSmall(halved.apply(halved.apply(halved.apply(x)))).multiply(new BigDecimal(8));
  }

  /// By the power of two that brings it near 1.
  private static BigDecimal log(BigDecimal x) {
    int power = Math.getExponent(x.doubleValue());
    if (power < Double.MIN_EXPONENT) {
      power = Double.MIN_EXPONENT;
    }
    BigDecimal scale = TWO.pow(Math.abs(power));
    BigDecimal m = power < 0 ? x.multiply(scale) : x.divide(scale, DIGITS);
    while (m.compareTo(new BigDecimal("0.7")) < 0) { // a number below the normal ones
      m = m.multiply(TWO);
      power--;
    }
    if (m.compareTo(new BigDecimal("1.4")) > 0) {
      m = m.divide(TWO, DIGITS);
      power++;
    }
    return log1p(m.subtract(ONE)).add(LN2.multiply(new BigDecimal(power)), DIGITS);
  }

  private static BigDecimal log1p(BigDecimal x) {
    return x.abs().compareTo(new BigDecimal("0.45")) < 0
        ? atanh(x.divide(x.add(TWO), DIGITS)).multiply(TWO)
        : log(x.add(ONE));
  }

  private static BigDecimal sin(BigDecimal x) {
    BigInteger turns =
        x.divide(PI, DIGITS).setScale(0, java.math.RoundingMode.HALF_EVEN).toBigInteger();
    BigDecimal rest = x.subtract(PI.multiply(new BigDecimal(turns)));
    if (rest.signum() == 0) {
      return rest;
    }
    BigDecimal square = rest.multiply(rest, DIGITS).negate();
    BigDecimal sine =
        series(rest, k -> square.divide(new BigDecimal(2L * k * (2L * k + 1)), DIGITS));
    return turns.testBit(0) ? sine.negate() : sine;
  }
}
