package leibniz.math;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Dim;
import leibniz.ir.Name;
import leibniz.ir.Rational;

/// A formula as it is read, before an alphabet is chosen: data from which every printer decides on
/// brackets and spelling by itself. Nothing here is text that was put together.
public sealed interface Formula {

  /// What a value is called in the program.
  record Named(Name name) implements Formula {}

  /// A word or sign that is spelled differently in each alphabet: a function, `π`, `Σ`, `δ`.
  record Word(String ascii, String unicode, String latex) implements Formula {}

  /// An index: `i`, or `i1` when the alphabet is used up.
  ///
  /// @param size the number of values it runs through
  record Letter(String text, Role role, Dim size) implements Formula {}

  /// What a letter runs along.
  enum Role {
    BATCH,
    OUTPUT,
    INPUT,
    SUMMED
  }

  /// A number that is not negative; signs belong to [Sum].
  record Numeral(Rational value) implements Formula {}

  /// The number of entries of an axis, by its symbol.
  record Size(String symbol) implements Formula {}

  /// Entries of a tensor: `q_bi`. Fewer indices than axes leave a smaller tensor: `x_b`.
  record Indexed(Formula base, List<Formula> indices) implements Formula {}

  /// `x²`.
  record Raised(Formula base, Formula exponent) implements Formula {}

  /// A matrix with a sign above: `Wᵀ`, `A⁻¹`.
  record Marked(Formula base, Word mark) implements Formula {}

  record Root(Formula of) implements Formula {}

  /// Factors side by side; of matrices without indices, their matrix product.
  record Product(List<Formula> factors) implements Formula {}

  /// Factors multiplied (`⊙`) or divided (`⊘`) entry by entry.
  record Entrywise(Word sign, List<Formula> operands) implements Formula {}

  /// A power of each entry: `x^∘2`.
  record EntrywisePower(Formula base, Formula exponent) implements Formula {}

  record Fraction(Formula above, Formula below) implements Formula {}

  record Sum(List<Term> terms) implements Formula {}

  /// A summand and its sign.
  record Term(boolean minus, Formula value) {}

  /// An operator with the letters it binds: `Σ_k`, `max_k`. It reaches as far as a product does.
  record Big(Word operator, List<Letter> letters, Formula body) implements Formula {}

  record Applied(Word function, List<Formula> arguments) implements Formula {}

  record Bars(Formula of) implements Formula {}

  /// 1 where the relation holds, else 0: `[x > 0]`.
  record Holds(Word relation, Formula left, Formula right) implements Formula {}

  /// `yes` where the condition is not 0, else `no`.
  record Choice(Formula condition, Formula yes, Formula no) implements Formula {}

  /// A partial derivative, of as high an order as there are variables: `∂q_bi/∂v_bj`.
  record Partial(Formula of, List<Formula> by) implements Formula {}

  /// Sides that are equal.
  record Equal(List<Formula> sides) implements Formula {}

  Numeral ZERO = new Numeral(Rational.ZERO);
  Numeral ONE = new Numeral(Rational.ONE);
  Word ONES = new Word("1", "1", "\\mathbf{1}"); // the vector of ones
  Word SIGMA = new Word("sum", "Σ", "\\sum");
  Word DELTA = new Word("delta", "δ", "\\delta");
  Word TRANSPOSED = new Word("^T", "ᵀ", "^{\\top}");

  /// The factors side by side; one alone is itself, none is 1.
  static Formula product(List<Formula> factors) {
    return switch (factors.size()) {
      case 0 -> ONE;
      case 1 -> factors.get(0);
      default -> new Product(List.copyOf(factors));
    };
  }

  /// `∂of/∂wrt` without indices.
  static Formula partial(Name of, List<Name> wrt) {
    return new Partial(new Named(of), wrt.stream().<Formula>map(Named::new).toList());
  }

  /// With these indices; without any it is itself.
  static Formula indexed(Formula base, List<? extends Formula> indices) {
    return indices.isEmpty() ? base : new Indexed(base, List.copyOf(indices));
  }

  /// With its sign; a sum takes the sign into its terms.
  static Formula signed(boolean minus, Formula value) {
    if (!minus) {
      return value;
    }
    if (!(value instanceof Sum sum)) {
      return new Sum(List.of(new Term(true, value)));
    }
    List<Term> turned = new ArrayList<>();
    sum.terms().forEach(t -> turned.add(new Term(!t.minus(), t.value())));
    return new Sum(turned);
  }
}
