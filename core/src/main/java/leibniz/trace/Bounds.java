package leibniz.trace;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import leibniz.ir.Build;
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Span;

/// How far a program may go: far beyond what people write, and near enough that reading always
/// ends. Everything that can grow is counted here.
final class Bounds {
  /// Evaluated expressions and statements, and elements of lists made.
  static final int STEPS = 1_000_000;

  /// Tensor operations.
  static final int NODES = 200_000;

  /// Arguments of tensor operations, all together; long sums are dear.
  static final int WORK = 2_000_000;

  /// Calls of the program's functions within one another.
  static final int CALLS = 200;

  /// Evaluations within one another; the stack of [Trace] is made for it.
  static final int DEPTH = 20_000;

  /// Characters of a text.
  static final int TEXT = 1_000_000;

  /// Bits of a number.
  static final int BITS = 16_384;

  /// Bits of a fraction that Python holds as a `float`. What is short stays exact, so that `0.1` is
  /// a tenth; what a loop makes of it, as in `beta ** t`, would have thousands of digits, and a
  /// double has the value that Python goes on with.
  private static final int FLOAT_BITS = 256;

  private static final MathContext FLOAT_POWERS = new MathContext(60); // a double has 17 digits

  /// Axes of a tensor.
  static final int AXES = 32;

  /// Letters in a size.
  static final int SIZE = 2_000;

  private int steps;
  private int nodes;
  private int work;
  private int calls;
  private int depth;

  void step(Span span) {
    steps(1, span);
  }

  /// Counts elements, or other work of the same kind.
  void steps(long count, Span span) {
    steps = (int) Math.min(STEPS + 1L, steps + count);
    if (steps > STEPS) {
      throw Faults.tooLarge(
          "the program takes more than " + Faults.number(STEPS) + " steps to read", span);
    }
    Effort.spend(count);
  }

  /// Counts an operation and checks that its numbers are not beyond reason. What scales a tensor is
  /// a `float`, too.
  Expr node(Expr made, Span span) {
    work += made.args().size();
    if (++nodes > NODES || work > WORK) {
      throw Faults.tooLarge("the program has too many tensor operations", span);
    }
    if (made.rank() > AXES) {
      throw Faults.tooLarge("a tensor has " + made.rank() + " axes; at most " + AXES, span);
    }
    return switch (made.head()) {
      case Head.Einsum e -> {
        e.factors().forEach(f -> number(f.power(), span));
        Rational exact = e.coefficient();
        Rational rounded = rounded(exact);
        Expr shorter =
            rounded.equals(exact) || exact.isZero()
                ? made
                : Build.scale(rounded.dividedBy(exact), made);
        number(rounded, span);
        yield shorter;
      }
      case Head.Sum s -> {
        s.coefficients().forEach(c -> number(c, span));
        yield made;
      }
      case Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> made;
    };
  }

  /// Checks that a number is not too long.
  Rational number(Rational value, Span span) {
    bits(bits(value), span);
    return value;
  }

  /// Checks a power before it is computed.
  Rational power(Rational base, int exponent, Span span) {
    BigInteger longest = base.numerator().abs().max(base.denominator());
    bits((long) Math.max(0, longest.bitLength() - 1) * Math.abs((long) exponent), span);
    return base.power(exponent);
  }

  /// What a `float` of that value is: the value itself as long as it is short.
  static Rational rounded(Rational value) {
    if (bits(value) <= FLOAT_BITS) {
      return value;
    }
    double nearest = value.doubleValue();
    return Double.isFinite(nearest) ? Rational.of(new BigDecimal(nearest)) : value;
  }

  private static int bits(Rational value) {
    return Math.max(value.numerator().bitLength(), value.denominator().bitLength());
  }

  /// A power of a `float`: exact if it is short, else to more digits than a double has.
  Rational floatPower(Rational base, int exponent, Span span) {
    if ((long) bits(base) * Math.abs((long) exponent) <= FLOAT_BITS) {
      return power(base, exponent, span);
    }
    Rational positive = exponent < 0 ? base.inverse() : base;
    int times = Math.abs(exponent);
    BigDecimal decimal =
        new BigDecimal(positive.numerator())
            .divide(new BigDecimal(positive.denominator()), FLOAT_POWERS);
    double power = decimal.pow(times, FLOAT_POWERS).doubleValue();
    if (!Double.isFinite(power)) {
      throw Faults.tooLarge("a number is larger than a float can be", span);
    }
    return Rational.of(new BigDecimal(power));
  }

  private static void bits(long bits, Span span) {
    if (bits > BITS) {
      throw Faults.tooLarge("a number has more than " + BITS * 3 / 10 + " digits", span);
    }
  }

  /// Checks the length of a text before it is made.
  void text(long length, Span span) {
    if (length > TEXT) {
      throw Faults.tooLarge("a text has more than " + Faults.number(TEXT) + " characters", span);
    }
    steps(length / 64, span);
  }

  void enter(Span span) {
    if (++depth > DEPTH) {
      throw Faults.tooLarge("the program is nested too deeply", span);
    }
  }

  void leave() {
    depth--;
  }

  void call(Span span) {
    if (++calls > CALLS) {
      calls = 0; // what is caught above goes on from the top
      throw Faults.tooLarge("functions call one another more than " + CALLS + " deep", span);
    }
  }

  void returned() {
    calls = Math.max(0, calls - 1);
  }

  /// How deep calls and evaluations are nested at some point.
  record Depth(int calls, int depth) {}

  Depth depth() {
    return new Depth(calls, depth);
  }

  /// What was thrown is caught at a point of that depth.
  void resume(Depth at) {
    calls = at.calls;
    depth = at.depth;
  }

  /// Counts steps anew: what comes is another run.
  void renew() {
    steps = 0;
    nodes = 0;
    work = 0;
    reset();
  }

  /// Whether no step is left: then nothing that follows can be read either.
  boolean isSpent() {
    return steps > STEPS || nodes > NODES || work > WORK;
  }

  /// Forgets nested calls: the statement that made them failed.
  void reset() {
    calls = 0;
    depth = 0;
  }
}
