package leibniz.code;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import leibniz.code.Piece.Kind;
import leibniz.code.Piece.Level;
import leibniz.ir.Rational;

/// Sums, products and powers of pieces that stand in one frame.
final class Arithmetic {
  /// The order of what has no name.
  static final int COMPUTED = Integer.MAX_VALUE;

  private static final int DIGITS = 12;
  private static final Pattern NUMBER = Pattern.compile("[0-9./ ]+");

  private final Words words;

  Arithmetic(Words words) {
    this.words = words;
  }

  /// A factor: a piece, already in the frame, to a power that is not zero.
  record Powered(Piece piece, Rational power, int order) {}

  /// A term of a sum: a piece, already in the frame, with its sign.
  record Signed(boolean negative, Piece piece, int order) {}

  /// With a minus before it, or without the one it has: Java takes two for a decrement.
  Piece negate(Piece piece) {
    Piece number = words.numbers(piece);
    if (number.level() == Level.PRODUCT && number.text().startsWith("-")) {
      return number.with(number.text().substring(1), Level.PRODUCT);
    }
    return switch (number.level()) {
      case COMPARISON, SUM -> number.with("-(" + number.text() + ")", Level.UNARY);
      case PRODUCT -> number.with("-" + number.text(), Level.PRODUCT);
      case UNARY -> number.with("-(" + number.text() + ")", Level.UNARY);
      case POWER, ATOM -> number.with("-" + number.text(), Level.UNARY);
    };
  }

  // --- numbers
  // ------------------------------------------------------------------------------------

  /// A fraction that is not negative: `2`, `0.5`, `1 / 3`.
  Piece number(Rational value) {
    if (value.isInteger()) {
      boolean exact = words.exact(value.numerator());
      return exact
          ? new Piece(value.numerator().toString(), Level.ATOM, Kind.INT, List.of())
          : constant(Double.toString(value.doubleValue()), Level.ATOM);
    }
    BigDecimal decimal = decimal(value);
    if (decimal != null) {
      return constant(decimal.toPlainString(), Level.ATOM);
    }
    return small(value)
        ? constant(words.fraction(value.numerator(), value.denominator()), Level.PRODUCT)
        : constant(Double.toString(value.doubleValue()), Level.ATOM);
  }

  private static Piece constant(String text, Level level) {
    return new Piece(text, level, Kind.NUMBER, List.of());
  }

  private static boolean small(Rational value) {
    return value.numerator().bitLength() < 53 && value.denominator().bitLength() < 53;
  }

  private static @org.jspecify.annotations.Nullable BigDecimal decimal(Rational value) {
    try {
      BigDecimal exact =
          new BigDecimal(value.numerator()).divide(new BigDecimal(value.denominator()));
      return exact.precision() <= DIGITS && exact.scale() <= DIGITS ? exact : null;
    } catch (ArithmeticException endless) {
      return null;
    }
  }

  // --- products
  // -----------------------------------------------------------------------------------

  /// The coefficient, which is positive, times the factors.
  Piece product(Rational coefficient, List<Powered> factors) {
    if (factors.isEmpty()) {
      return number(coefficient);
    }
    boolean truth = factors.stream().allMatch(f -> f.piece.kind() == Kind.BOOL);
    boolean alone = factors.size() == 1 && coefficient.isOne() && factors.get(0).power.isOne();
    List<Powered> sorted = new ArrayList<>(factors);
    if (!alone && (truth || !words.countsTruth())) {
      sorted.replaceAll(f -> new Powered(words.numbers(f.piece), f.power, f.order));
    }
    sorted.sort(
        Comparator.<Powered, Boolean>comparing(f -> f.piece.kind() == Kind.BOOL)
            .thenComparing(f -> !f.piece.axes().isEmpty())
            .thenComparingInt(Powered::order)
            .thenComparingInt(f -> f.piece.text().length())
            .thenComparing(f -> f.piece.text()));
    List<Piece> above = new ArrayList<>();
    List<Piece> below = new ArrayList<>();
    boolean ratio = !coefficient.isInteger() && decimal(coefficient) == null && small(coefficient);
    if (ratio) {
      addNumber(coefficient.numerator(), above);
      addNumber(coefficient.denominator(), below);
    } else if (!coefficient.isOne()) {
      above.add(number(coefficient));
    }
    for (Powered factor : sorted) {
      List<Piece> side = factor.power.signum() > 0 ? above : below;
      side.add(power(factor.piece, factor.power.abs()));
    }
    if (!alone && !above.isEmpty()) { // a minus before the whole is one before the first factor
      above.set(0, words.numbers(above.get(0)));
    }
    return ratio(above, below);
  }

  private void addNumber(BigInteger value, List<Piece> side) {
    if (!value.equals(BigInteger.ONE)) {
      side.add(number(Rational.of(value)));
    }
  }

  private Piece ratio(List<Piece> above, List<Piece> below) {
    Piece top =
        above.isEmpty()
            ? new Piece("1", Level.ATOM, Kind.INT, List.of())
            : above.stream().reduce((a, b) -> join(a, " * ", b)).orElseThrow();
    if (below.isEmpty()) {
      return top;
    }
    Piece bottom = below.stream().reduce((a, b) -> join(a, " * ", b)).orElseThrow();
    Piece quotient = join(top, " / ", bottom);
    return quotient.with(quotient.isNumber() ? Kind.NUMBER : Kind.FLOAT);
  }

  private Piece join(Piece left, String operator, Piece b) {
    Piece a = words.widened(left, b);
    return new Piece(
        a.at(Level.PRODUCT) + operator + b.at(Level.POWER),
        Level.PRODUCT,
        Kind.joined(a.kind(), b.kind()),
        union(a.axes(), b.axes()));
  }

  /// A positive power.
  private Piece power(Piece base, Rational power) {
    if (power.isOne()) {
      return base;
    }
    Piece number = words.numbers(base);
    if (power.equals(Rational.HALF)) {
      return words.sqrt(number);
    }
    Kind kind = power.isInteger() ? number.kind() : number.isNumber() ? Kind.NUMBER : Kind.FLOAT;
    return words.power(number, number(power), kind);
  }

  // --- sums
  // ---------------------------------------------------------------------------------------

  /// The sum of terms. Positive ones come first; numbers stand last among them.
  Piece sum(List<Signed> terms) {
    List<Signed> sorted = new ArrayList<>(terms);
    sorted.sort(
        Comparator.comparing(Signed::negative)
            .thenComparing(t -> NUMBER.matcher(t.piece.text()).matches())
            .thenComparing(t -> t.order != COMPUTED)
            .thenComparingInt(Signed::order)
            .thenComparing(t -> t.piece.text()));
    StringBuilder text = new StringBuilder();
    List<Integer> axes = List.of();
    Kind kind = Kind.INT;
    for (Signed term : sorted) {
      Piece piece = words.numbers(term.piece);
      if (text.isEmpty()) {
        text.append((term.negative ? negate(piece) : piece).at(Level.SUM));
      } else {
        text.append(term.negative ? " - " : " + ").append(piece.at(Level.PRODUCT));
      }
      axes = union(axes, piece.axes());
      kind = Kind.joined(kind, piece.kind());
    }
    return new Piece(text.toString(), Level.SUM, kind, axes);
  }

  /// The axes that two pieces of one frame have together, as broadcasting finds them.
  static List<Integer> union(List<Integer> a, List<Integer> b) {
    int rank = Math.max(a.size(), b.size());
    List<Integer> axes = new ArrayList<>();
    for (int k = 0; k < rank; k++) {
      int left = k - (rank - a.size());
      int right = k - (rank - b.size());
      axes.add(Math.max(left < 0 ? Piece.ONE : a.get(left), right < 0 ? Piece.ONE : b.get(right)));
    }
    return axes;
  }
}
