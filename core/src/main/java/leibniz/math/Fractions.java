package leibniz.math;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Rational;
import leibniz.math.Reading.Kind;
import leibniz.math.Reading.Piece;

/// Sets the pieces of a product: what has a negative power under a bar, numbers in front, deltas
/// where a textbook has them.
final class Fractions {
  private Fractions() {}

  /// @param written the deltas
  /// @param places the ranks of their indices
  record Deltas(List<Formula> written, Set<Integer> places) {}

  static Formula of(Rational number, List<Piece> pieces, Deltas deltas) {
    List<Piece> sorted = underOneRoot(pieces.stream().sorted(Reading.FACTORS).toList());
    List<Formula> front = new ArrayList<>(); // constants above the bar
    List<Formula> above = new ArrayList<>();
    List<Formula> behind = new ArrayList<>(); // after the deltas
    List<Formula> last = new ArrayList<>(); // reaches to the right, or is a fraction itself
    List<Formula> constants = new ArrayList<>(); // below the bar
    List<Formula> below = new ArrayList<>();
    for (Piece piece : sorted) {
      Formula raised = raised(piece);
      boolean constant = isConstant(piece);
      if (piece.power().signum() < 0) {
        (constant ? constants : below).add(raised);
      } else if (constant) {
        front.add(raised);
      } else if (isLast(piece)) {
        last.add(raised);
      } else if (apart(piece, deltas)) {
        behind.add(raised);
      } else {
        above.add(raised);
      }
    }
    above.addAll(deltas.written);
    above.addAll(behind);
    boolean splits = !number.isInteger() && !Spelling.isDecimal(number);
    Rational numerator = splits ? Rational.of(number.numerator()) : number;
    if (!numerator.isOne()) {
      front.add(0, new Formula.Numeral(numerator));
    }
    if (splits) {
      Rational denominator = Rational.of(number.denominator());
      constants.add(0, new Formula.Numeral(denominator));
    }
    List<Formula> factors = new ArrayList<>();
    if (below.isEmpty()) {
      if (constants.isEmpty()) {
        factors.addAll(front);
      } else {
        factors.add(fraction(front, constants));
      }
      factors.addAll(above);
    } else {
      front.addAll(above);
      constants.addAll(below);
      factors.add(fraction(front, constants));
    }
    factors.addAll(last);
    return Formula.product(factors);
  }

  /// Roots of constants that are beside each other are one: `√(2 π)`, `√(2/π)`.
  private static List<Piece> underOneRoot(List<Piece> pieces) {
    Map<Rational, List<Formula>> roots = new LinkedHashMap<>();
    List<Piece> merged = new ArrayList<>();
    for (Piece piece : pieces) {
      if (isConstant(piece) && !piece.power().isInteger()) {
        List<Formula> inside = roots.computeIfAbsent(piece.power(), p -> new ArrayList<>());
        boolean number = piece.formula() instanceof Formula.Numeral;
        inside.add(number ? 0 : inside.size(), piece.formula());
      } else {
        merged.add(piece);
      }
    }
    for (Rational power : List.copyOf(roots.keySet())) {
      List<Formula> above = roots.get(power);
      List<Formula> below = roots.get(power.negate());
      if (above != null && below != null && power.signum() > 0) {
        merged.add(constant(fraction(above, below), power));
        roots.remove(power.negate());
      } else if (above != null && below == null) {
        merged.add(constant(Formula.product(above), power));
      }
    }
    return merged.stream().sorted(Reading.FACTORS).toList();
  }

  private static Piece constant(Formula inside, Rational power) {
    return new Piece(Kind.CONSTANT, inside, power, List.of());
  }

  private static boolean isConstant(Piece piece) {
    return piece.kind() == Kind.CONSTANT || piece.kind() == Kind.SIZE;
  }

  private static Formula fraction(List<Formula> above, List<Formula> below) {
    return new Formula.Fraction(Formula.product(above), Formula.product(below));
  }

  private static boolean isLast(Piece piece) {
    return piece.kind() == Kind.DERIVATIVE
        || piece.kind() == Kind.OPERATOR && piece.power().isOne();
  }

  /// `δ_ij x_bk`: a factor that has nothing to do with the deltas stands behind them.
  private static boolean apart(Piece piece, Deltas deltas) {
    return !deltas.written.isEmpty()
        && !piece.places().isEmpty()
        && piece.places().stream().noneMatch(deltas.places::contains);
  }

  private static Formula raised(Piece piece) {
    Rational power = piece.power().abs();
    if (power.isOne()) {
      return piece.formula();
    }
    return power.equals(Rational.HALF)
        ? new Formula.Root(piece.formula())
        : new Formula.Raised(piece.formula(), new Formula.Numeral(power));
  }
}
