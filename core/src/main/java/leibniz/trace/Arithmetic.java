package leibniz.trace;

import java.math.BigInteger;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Problem;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import leibniz.op.Conditions;
import leibniz.op.Maps;
import leibniz.op.Roundings;
import leibniz.python.Expression.Operator;
import org.jspecify.annotations.Nullable;

/// `+`, `-`, `*`, `/`, `**` and their kin: exact on Python's numbers, symbolic on sizes, entry by
/// entry with broadcasting on tensors.
final class Arithmetic {
  private final Session session;

  Arithmetic(Session session) {
    this.session = session;
  }

  /// Arithmetic of two numbers or tensors.
  ///
  /// @param span the whole, or the function that does it
  Value apply(Operator operator, Value.Operand left, Value.Operand right, Span span) {
    if (!(left.value() instanceof Value.Tensor) && !(right.value() instanceof Value.Tensor)) {
      Value plain = plain(operator, left.value(), right.value(), span);
      if (plain != null) {
        return plain;
      }
    }
    Value classes = Labels.count(operator, left.value(), right.value(), session);
    if (classes != null) {
      return classes;
    }
    if (operator == Operator.MATMUL) {
      return HeldProducts.of(left, right, (a, b) -> tensors(operator, a, b, span));
    }
    Value.Held held = Held.common(List.of(left, right));
    return held == null
        ? tensors(operator, left, right, span)
        : Held.within(tensors(operator, Held.whole(left), Held.whole(right), span), held);
  }

  // --- numbers and sizes ---------------------------------------------------------------------

  /// The result if it is a number or size of Python; null if it takes tensors to say it.
  private @Nullable Value plain(Operator operator, Value left, Value right, Span span) {
    if (left instanceof Value.Bool(boolean a) && right instanceof Value.Bool(boolean b)) {
      switch (operator) {
        case AND -> {
          return new Value.Bool(a && b);
        }
        case OR -> {
          return new Value.Bool(a || b);
        }
        case XOR -> {
          return new Value.Bool(a != b);
        }
        default -> {}
      }
    }
    Value.Number a = number(left);
    Value.Number b = number(right);
    if (a != null && b != null) {
      return numbers(operator, a, b, span);
    }
    return Concrete.isWhole(left) && Concrete.isWhole(right)
        ? sizes(operator, left, right, span)
        : null;
  }

  private static Value.@Nullable Number number(Value value) {
    return switch (value) {
      case Value.Number n -> n;
      case Value.Bool b -> Value.Number.of(b.value() ? 1 : 0);
      default -> null;
    };
  }

  private @Nullable Value numbers(Operator operator, Value.Number a, Value.Number b, Span span) {
    Rational x = a.value();
    Rational y = b.value();
    boolean whole = a.whole() && b.whole();
    boolean divides =
        switch (operator) {
          case DIVIDE, FLOOR_DIVIDE, MODULO -> true;
          default -> false;
        };
    if (divides && y.isZero()) {
      throw Faults.unfit("division by zero", span).raise();
    }
    Rational result =
        switch (operator) {
          case ADD -> x.plus(y);
          case SUBTRACT -> x.minus(y);
          case MULTIPLY -> x.times(y);
          case DIVIDE -> x.dividedBy(y);
          case FLOOR_DIVIDE -> floor(x.dividedBy(y));
          case MODULO -> x.minus(y.times(floor(x.dividedBy(y))));
          case POWER -> power(x, y, a.whole(), span);
          case SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR -> whole ? bits(operator, x, y, span) : null;
          case MATMUL -> null;
        };
    if (result == null) {
      return null;
    }
    session.bounds().number(result, span);
    boolean inverse = operator == Operator.POWER && y.signum() < 0;
    boolean isWhole = whole && operator != Operator.DIVIDE && !inverse;
    return new Value.Number(isWhole ? result : Bounds.rounded(result), isWhole);
  }

  private static Rational floor(Rational x) {
    BigInteger[] parts = x.numerator().divideAndRemainder(x.denominator());
    boolean down = parts[1].signum() < 0;
    BigInteger floor = down ? parts[0].subtract(BigInteger.ONE) : parts[0];
    return Rational.of(floor);
  }

  private @Nullable Rational power(Rational x, Rational y, boolean whole, Span span) {
    if (!y.isInt() || x.isZero() && y.signum() < 0) {
      return null;
    }
    return whole
        ? session.bounds().power(x, y.intValue(), span)
        : session.bounds().floatPower(x, y.intValue(), span);
  }

  private static @Nullable Rational bits(Operator operator, Rational x, Rational y, Span span) {
    BigInteger a = x.numerator();
    BigInteger b = y.numerator();
    boolean shift = operator == Operator.SHIFT_LEFT || operator == Operator.SHIFT_RIGHT;
    if (shift && (b.signum() < 0 || b.bitLength() > 12)) {
      throw Faults.tooLarge("a shift by " + b, span);
    }
    BigInteger result =
        switch (operator) {
          case SHIFT_LEFT -> a.shiftLeft(b.intValueExact());
          case SHIFT_RIGHT -> a.shiftRight(b.intValueExact());
          case AND -> a.and(b);
          case OR -> a.or(b);
          case XOR -> a.xor(b);
          default -> null;
        };
    return result == null ? null : Rational.of(result);
  }

  private @Nullable Value sizes(Operator operator, Value left, Value right, Span span) {
    try {
      Dim a = dim(left);
      Dim b = dim(right);
      Dim result =
          a == null || b == null
              ? null
              : switch (operator) {
                case ADD -> a.plus(b);
                case SUBTRACT -> a.minus(b);
                case MULTIPLY -> a.times(b);
                case FLOOR_DIVIDE -> quotient(a, b);
                case MODULO -> quotient(a, b) == null ? null : Dim.of(0);
                case POWER -> power(a, right);
                case DIVIDE, MATMUL, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR -> null;
              };
      if (result != null) {
        return Value.Size.of(Session.checked(result, span));
      }
    } catch (ArithmeticException e) {
      throw Faults.tooLarge("a size is larger than 2**63", span);
    }
    return switch (operator) {
      case FLOOR_DIVIDE, MODULO, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR ->
          numbers(operator, needed(left, operator, span), needed(right, operator, span), span);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER, MATMUL -> null;
    };
  }

  private Value.Number needed(Value value, Operator operator, Span span) {
    String what = "the operator " + operator.symbol();
    return Value.Number.of(Concrete.integer(value, what, span, session.sizes()));
  }

  private static @Nullable Dim dim(Value value) {
    if (value instanceof Value.Size(Dim dim)) {
      return dim;
    }
    Value.Number number = number(value);
    return number != null && number.value().numerator().bitLength() < 63
        ? Dim.of(number.value().numerator().longValueExact())
        : null;
  }

  private static @Nullable Dim power(Dim base, Value exponent) {
    Value.Number n = number(exponent);
    if (n == null || !n.value().isInt() || n.value().signum() < 0 || n.value().intValue() > 8) {
      return null;
    }
    Dim result = Dim.ONE;
    for (int k = 0; k < n.value().intValue(); k++) {
      result = result.times(base);
    }
    return result;
  }

  /// The exact quotient of two sizes, or null. Tried on single terms and on equal sizes.
  static @Nullable Dim quotient(Dim a, Dim b) {
    if (a.equals(b) && !b.toString().equals("0")) {
      return Dim.ONE;
    }
    Dim.Product x = a.product();
    Dim.Product y = b.product();
    if (x == null || y == null || y.number() == 0 || x.number() % y.number() != 0) {
      return null;
    }
    java.util.List<String> left = new java.util.ArrayList<>(x.symbols());
    for (String symbol : y.symbols()) {
      if (!left.remove(symbol)) {
        return null;
      }
    }
    Dim quotient = Dim.of(x.number() / y.number());
    for (String symbol : left) {
      quotient = quotient.times(Dim.symbol(symbol));
    }
    return quotient;
  }

  // --- tensors -------------------------------------------------------------------------------

  private Value tensors(Operator operator, Value.Operand left, Value.Operand right, Span span) {
    if (operator == Operator.MATMUL) {
      return Concrete.scalar(session.made(Contract.matmul(left, right, session), span));
    }
    Expr a = Tensors.of(left, session);
    Expr b = Tensors.of(right, session);
    Shape shape = Tensors.broadcast(left, a.shape(), right, b.shape(), operator.symbol(), session);
    Expr x = Build.broadcast(a, shape);
    Expr y = Build.broadcast(b, shape);
    Expr result =
        switch (operator) {
          case ADD -> Build.plus(x, y);
          case SUBTRACT ->
              isOne(x) && Conditions.isRelation(y) ? Conditions.not(y) : Build.minus(x, y);
          case MULTIPLY -> Build.times(x, y);
          case DIVIDE -> divide(x, y, span);
          case POWER -> power(x, y, b, span);
          case AND, OR, XOR -> logic(operator, left, right, x, y, span);
          case FLOOR_DIVIDE -> Build.map(Roundings.FLOOR, divide(x, y, span));
          case MODULO ->
              Build.minus(x, Build.times(y, Build.map(Roundings.FLOOR, divide(x, y, span))));
          case SHIFT_LEFT, SHIFT_RIGHT ->
              throw Faults.refused(
                      "the operator " + operator.symbol() + " on tensors has no useful derivative",
                      span)
                  .raise();
          case MATMUL -> throw new IllegalStateException("done above");
        };
    Expr made = session.made(result, span);
    boolean truths =
        switch (operator) {
          case AND, OR, XOR -> isMask(left.value());
          default -> false;
        };
    if (truths) {
      return Value.Tensor.mask(made);
    }
    return keepsWhole(operator, left.value(), right.value(), made)
        ? Concrete.whole(made)
        : Concrete.scalar(made);
  }

  /// Whether whole numbers come of whole numbers, of which some may be entries of arrays.
  private boolean keepsWhole(Operator operator, Value left, Value right, Expr made) {
    boolean closed =
        switch (operator) {
          case ADD, SUBTRACT, MULTIPLY -> true;
          default -> false;
        };
    return closed
        && session.follows()
        && made.rank() == 0
        && made.constant() != null
        && Concrete.counts(left)
        && Concrete.counts(right);
  }

  private static boolean isOne(Expr x) {
    Rational known = x.constant();
    return known != null && known.isOne();
  }

  private Expr divide(Expr x, Expr y, Span span) {
    if (y.isZero()) {
      throw Faults.unfit("division by zero", span).raise();
    }
    return Build.times(x, power(y, Rational.MINUS_ONE, span));
  }

  /// A power with a fixed fraction is part of a product; any other is a function of two arguments.
  private Expr power(Expr x, Expr y, Expr exponent, Span span) {
    Rational fixed = exponent.constant();
    if (fixed != null) {
      return power(x, fixed, span);
    }
    Expr base = x.rank() == 0 ? x : Build.reduce(x, List.of());
    if (isE(base)) {
      return Build.map(Maps.EXP, y);
    }
    return Build.map(Maps.POWER, x, y);
  }

  private static boolean isE(Expr x) {
    Expr e = Product.one().times(Build.constant(Maps.E), List.of()).out(List.of());
    return x == Build.broadcast(e, x.shape());
  }

  /// A fixed power, checked to be within bounds.
  Expr power(Expr x, Rational exponent, Span span) {
    long longest = Math.max(exponent.numerator().bitLength(), exponent.denominator().bitLength());
    if (longest > 32) {
      throw Faults.tooLarge("an exponent has more than 9 digits", span);
    }
    if (x.isZero() && exponent.signum() < 0) {
      throw Faults.unfit("division by zero", span).raise();
    }
    if (x.head() instanceof leibniz.ir.Head.Einsum e && exponent.isInt()) {
      session
          .bounds()
          .power(
              e.coefficient(),
              exponent.signum() < 0 && e.coefficient().isZero() ? 0 : exponent.intValue(),
              span);
    }
    return Build.power(x, exponent);
  }

  private Expr logic(
      Operator operator, Value.Operand left, Value.Operand right, Expr x, Expr y, Span span) {
    if (!isMask(left.value()) || !isMask(right.value())) {
      if (operator == Operator.XOR && isOne(y) && Whole.is(x)) {
        return neighbours(x, y, span);
      }
      throw Faults.refused(
              "the operator "
                  + operator.symbol()
                  + " is read for comparisons only, as in"
                  + " (x > 0) & (x < 1)",
              span)
          .raise();
    }
    Expr both = Build.times(x, y);
    Expr either = Build.minus(Build.plus(x, y), both);
    return switch (operator) {
      case AND -> both;
      case OR -> either;
      default -> Build.minus(either, both);
    };
  }

  /// `positions ^ 1`: 1 for 0, 0 for 1, 3 for 2, …, as samples are paired.
  private Expr neighbours(Expr x, Expr one, Span span) {
    Expr two = Build.scale(Rational.TWO, one);
    Expr odd = Build.minus(x, Build.times(two, Build.map(Roundings.FLOOR, divide(x, two, span))));
    return Build.minus(Build.plus(x, one), Build.times(two, odd));
  }

  static boolean isMask(Value value) {
    return value instanceof Value.Tensor t && t.isMask() || value instanceof Value.Bool;
  }

  /// A function of two arguments entry by entry, with broadcasting.
  Expr map(Elementwise op, Value.Operand left, Value.Operand right, String written, Span span) {
    Expr a = Tensors.of(left, session);
    Expr b = Tensors.of(right, session);
    Shape shape = Tensors.broadcast(left, a.shape(), right, b.shape(), written, session);
    Expr result = Build.map(op, Build.broadcast(a, shape), Build.broadcast(b, shape));
    return session.made(result, span);
  }

  /// `-x`.
  Value negate(Value.Operand x, Span span) {
    Value.Number number = number(x.value());
    if (number != null) {
      return new Value.Number(number.value().negate(), number.whole());
    }
    if (x.value() instanceof Value.Size(Dim dim)) {
      return Value.Size.of(Dim.of(0).minus(dim));
    }
    if (!(x.value() instanceof Value.Tensor)) {
      throw Faults.unfit("- " + Value.kind(x.value()), span).raise();
    }
    Value.Held held = Held.common(List.of(x));
    Expr all = Tensors.of(Held.whole(x), session);
    Value negated = Concrete.scalar(session.made(Build.negate(all), span));
    return held == null ? negated : Held.within(negated, held);
  }

  /// `~x`.
  Value invert(Value.Operand x, Span span) {
    if (x.value() instanceof Value.Tensor t && t.isMask()) {
      Expr mask = Tensors.of(x, session);
      return Value.Tensor.mask(session.made(Conditions.not(mask), span));
    }
    Value.Number number = number(x.value());
    if (number != null && number.whole()) {
      return new Value.Number(number.value().negate().minus(Rational.ONE), true);
    }
    throw Problem.error(Code.LBZ009, "~ needs a comparison, not " + Value.kind(x.value()), span, "")
        .raise();
  }
}
