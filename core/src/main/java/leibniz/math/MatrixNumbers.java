package leibniz.math;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Rational;
import leibniz.math.Matrix.Chain;
import leibniz.math.Matrix.Hadamard;
import leibniz.math.Matrix.Link;
import leibniz.math.Matrix.Power;
import leibniz.math.Matrix.Sum;
import leibniz.math.Matrix.Term;
import org.jspecify.annotations.Nullable;

/// Decimals as they were written. Sums are kept with whole coefficients, `0.1 (10 A + 3 B)`; where
/// the number in front leaves less to read inside, it is written there: `A + 0.3 B`.
final class MatrixNumbers {
  private MatrixNumbers() {}

  /// The term with its number inside a sum that is a factor of it, if that is better.
  static Term balanced(Term term) {
    Rational size = term.coefficient().abs();
    if (size.isOne() || size.isZero()) {
      return term;
    }
    for (int k = 0; k < term.scalars().size(); k++) {
      Power power = term.scalars().get(k);
      Sum inside = power.exponent().isOne() ? scaled(power.base(), size) : null;
      if (inside != null) {
        List<Power> scalars = new ArrayList<>(term.scalars());
        scalars.set(k, new Power(inside, Rational.ONE));
        return new Term(term.coefficient().dividedBy(size), scalars, term.body());
      }
    }
    Matrix inside = term.body() == null ? null : inside(term.body(), size);
    return inside == null ? term : term.scaled(size.inverse()).with(inside);
  }

  private static @Nullable Matrix inside(Matrix body, Rational size) {
    if (body instanceof Chain(List<Link> links)) {
      for (int k = 0; k < links.size(); k++) {
        Sum sum = scaled(links.get(k).value(), size);
        if (sum != null) {
          List<Link> others = new ArrayList<>(links);
          others.set(k, new Link(sum, links.get(k).transposed()));
          return new Chain(others);
        }
      }
    }
    if (body instanceof Hadamard(List<Power> factors, int rank)) {
      for (int k = 0; k < factors.size(); k++) {
        Sum sum = factors.get(k).exponent().isOne() ? scaled(factors.get(k).base(), size) : null;
        if (sum != null) {
          List<Power> others = new ArrayList<>(factors);
          others.set(k, new Power(sum, Rational.ONE));
          return new Hadamard(others, rank);
        }
      }
    }
    return scaled(body, size);
  }

  /// The sum times a number, or null if it is no sum, or better without.
  private static @Nullable Sum scaled(Matrix value, Rational size) {
    if (!(value instanceof Sum(List<Term> terms, int rank)) || terms.size() < 2) {
      return null;
    }
    List<Term> scaled = terms.stream().map(t -> t.scaled(size)).toList();
    boolean decimal =
        Spelling.isDecimal(size)
            || terms.stream().anyMatch(t -> !isFinite(t.coefficient()))
            || terms.stream().anyMatch(t -> Spelling.isDecimal(t.coefficient()));
    if (!decimal || !scaled.stream().allMatch(t -> isFinite(t.coefficient()))) {
      return null;
    }
    int fewer = 1 + numbers(terms) - numbers(scaled);
    int shorter = Spelling.number(size).length() + digits(terms) - digits(scaled);
    return fewer > 0 || fewer == 0 && shorter > 0 ? new Sum(scaled, rank) : null;
  }

  /// By what a sum with these coefficients is scaled under an inverse with the number `front`
  /// before it: `20 (20 I − 17 A)⁻¹` is `(I − 0.85 A)⁻¹`.
  static Rational underInverse(List<Rational> coefficients, Rational front) {
    Rational largest =
        coefficients.stream().map(Rational::abs).max(Rational::compareTo).orElse(Rational.ZERO);
    if (largest.isZero() || front.isZero()) {
      return Rational.ONE;
    }
    Rational size = largest.inverse();
    List<Rational> scaled = coefficients.stream().map(c -> c.times(size)).toList();
    Rational left = front.times(size);
    boolean decimal =
        isFinite(left)
            && scaled.stream().allMatch(MatrixNumbers::isFinite)
            && scaled.stream().anyMatch(c -> Spelling.isDecimal(c.abs()));
    return decimal && shown(scaled, left) < shown(coefficients, front) ? size : Rational.ONE;
  }

  private static long shown(List<Rational> coefficients, Rational front) {
    long inside = coefficients.stream().filter(c -> !c.abs().isOne()).count();
    return inside + (front.abs().isOne() ? 0 : 1);
  }

  private static boolean isFinite(Rational value) {
    BigInteger odd = value.denominator().shiftRight(value.denominator().getLowestSetBit());
    while (odd.mod(BigInteger.valueOf(5)).signum() == 0) {
      odd = odd.divide(BigInteger.valueOf(5));
    }
    return odd.equals(BigInteger.ONE);
  }

  private static int numbers(List<Term> terms) {
    return terms.stream().mapToInt(t -> shown(balanced(t))).sum();
  }

  /// How many numbers are to be read in a term, those in sums inside it too.
  private static int shown(Term term) {
    int inside = term.scalars().stream().mapToInt(p -> shown(p.base())).sum();
    boolean alone = term.scalars().isEmpty() && term.body() == null;
    return inside
        + (term.coefficient().abs().isOne() && !alone ? 0 : 1)
        + (term.body() == null ? 0 : shown(term.body()));
  }

  private static int shown(Matrix value) {
    return switch (value) {
      case Sum(List<Term> terms, int rank) -> numbers(terms);
      case Chain(List<Link> links) -> links.stream().mapToInt(l -> shown(l.value())).sum();
      case Hadamard(List<Power> factors, int rank) ->
          factors.stream().mapToInt(p -> shown(p.base())).sum();
      case Matrix.Leaf l -> 0;
      case Matrix.Ones o -> 0;
      case Matrix.Identity i -> 0;
      case Matrix.Diagonal d -> 0;
      case Matrix.Trace t -> 0;
    };
  }

  private static int digits(List<Term> terms) {
    int digits = 0;
    for (Term term : terms) {
      Rational size = term.coefficient().abs();
      digits += size.isOne() ? 0 : Spelling.number(size).length();
    }
    return digits;
  }
}
