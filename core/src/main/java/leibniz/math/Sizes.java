package leibniz.math;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Notation;
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

  /// For each axis of the argument, the index it is read at; axes of size 1 need none. The notation
  /// speaks of trailing axes, those in front are the same in both.
  static List<Formula> indices(
      Notation.Reindexed r, Expr argument, List<Index> indices, Scope scope) {
    int labels = argument.rank() - r.indices().size();
    List<Index> own = indices.subList(labels, indices.size());
    List<Formula> found = new ArrayList<>(scope.of(indices.subList(0, labels)));
    for (int axis = labels; axis < argument.rank(); axis++) {
      if (!argument.shape().get(axis).isOne()) {
        found.add(index(r.indices().get(axis - labels), own, scope));
      }
    }
    return found;
  }

  private static Formula index(Notation.Reindexed.Index at, List<Index> indices, Scope scope) {
    List<Formula> letter = at.axis() < 0 ? List.of() : scope.of(List.of(indices.get(at.axis())));
    return letter.isEmpty() ? formula(at.offset()) : moved(letter.get(0), at.step(), at.offset());
  }

  /// `step · letter + offset`.
  static Formula moved(Formula letter, Dim step, Dim by) {
    Formula moved = letter;
    boolean minus = step.equals(Dim.of(-1));
    if (!minus && !step.isOne()) {
      moved = new Formula.Product(List.of(formula(step), letter));
    }
    if (by.equals(Dim.of(0))) {
      return Formula.signed(minus, moved);
    }
    boolean back = by.constant().isPresent() && by.constant().getAsLong() < 0;
    if (back && !minus) {
      Formula less = formula(Dim.of(0).minus(by));
      return new Formula.Sum(List.of(new Formula.Term(false, moved), new Formula.Term(true, less)));
    }
    Formula offset = formula(by);
    List<Formula.Term> terms = new ArrayList<>();
    terms.add(new Formula.Term(minus, moved));
    int place = minus ? 0 : 1; // n − 1 − i, but i + 1
    terms.addAll(
        place,
        offset instanceof Formula.Sum s ? s.terms() : List.of(new Formula.Term(false, offset)));
    return new Formula.Sum(terms);
  }
}
