package leibniz.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import leibniz.ir.Dim;
import leibniz.ir.Rational;

/// Sizes as formulas, and indices that are computed from indices: `i + 1`.
final class Sizes {
  private Sizes() {}

  /// The terms of the polynomial.
  static Formula formula(Dim size) {
    Dim.Product product = size.product();
    if (product != null) {
      List<Formula> factors = new ArrayList<>();
      boolean shown = Math.abs(product.number()) != 1 || product.symbols().isEmpty();
      if (shown) {
        factors.add(new Formula.Numeral(Rational.of(Math.abs(product.number()))));
      }
      product.symbols().forEach(s -> factors.add(new Formula.Size(s)));
      return Formula.signed(product.number() < 0, Formula.product(factors));
    }
    List<Formula.Term> terms = new ArrayList<>();
    boolean minus = false;
    for (String word : size.toString().split(" ")) {
      if (word.equals("+") || word.equals("-")) {
        minus = word.equals("-");
      } else {
        boolean leading = word.startsWith("-");
        terms.add(new Formula.Term(minus || leading, monomial(leading ? word.substring(1) : word)));
      }
    }
    return new Formula.Sum(terms);
  }

  private static Formula monomial(String text) {
    List<Formula> factors = new ArrayList<>();
    for (String factor : text.split("\\*")) {
      factors.add(
          factor.chars().allMatch(Character::isDigit)
              ? new Formula.Numeral(Rational.of(Long.parseLong(factor)))
              : new Formula.Size(factor));
    }
    return Formula.product(factors);
  }

  /// `step · letter + offset`.
  static Formula moved(Formula letter, Dim step, Dim by) {
    boolean minus = step.equals(Dim.of(-1));
    boolean plain = minus || step.isOne();
    Formula moved = plain ? letter : new Formula.Product(List.of(formula(step), letter));
    if (by.equals(Dim.of(0))) {
      return minus ? sum(List.of(new Formula.Term(true, moved))) : moved;
    }
    boolean back = by.constant().isPresent() && by.constant().getAsLong() < 0;
    Formula offset = formula(back ? Dim.of(0).minus(by) : by);
    List<Formula.Term> terms = new ArrayList<>(List.of(new Formula.Term(minus, moved)));
    terms.add(minus && !back ? 0 : 1, new Formula.Term(back, offset)); // n − 1 − i, but i + 1
    return sum(terms);
  }

  /// A sum of indices, of which what cancels is not there: `i − j + j` is `i`.
  static Formula sum(List<Formula.Term> given) {
    List<Formula.Term> terms = new ArrayList<>();
    Rational number = Rational.ZERO;
    int place = -1;
    for (Formula.Term term : flat(given)) {
      if (term.value() instanceof Formula.Numeral(Rational value)) {
        place = place < 0 ? terms.size() : place;
        number = term.minus() ? number.minus(value) : number.plus(value);
      } else if (!terms.remove(new Formula.Term(!term.minus(), term.value()))) {
        terms.add(term);
      }
    }
    if (!number.isZero() || terms.isEmpty()) {
      Formula.Numeral size = new Formula.Numeral(number.abs());
      terms.add(Math.clamp(place, 0, terms.size()), new Formula.Term(number.signum() < 0, size));
    }
    if (terms.size() > 1 && terms.get(0).minus()) {
      terms.sort(Comparator.comparing(Formula.Term::minus)); // not with a minus in front
    }
    boolean alone = terms.size() == 1 && !terms.get(0).minus();
    return alone ? terms.get(0).value() : new Formula.Sum(List.copyOf(terms));
  }

  private static List<Formula.Term> flat(List<Formula.Term> terms) {
    List<Formula.Term> flat = new ArrayList<>();
    for (Formula.Term term : terms) {
      if (term.value() instanceof Formula.Sum(List<Formula.Term> inner)) {
        inner.forEach(t -> flat.add(new Formula.Term(t.minus() != term.minus(), t.value())));
      } else {
        flat.add(term);
      }
    }
    return flat;
  }
}
