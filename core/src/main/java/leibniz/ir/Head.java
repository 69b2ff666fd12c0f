package leibniz.ir;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What kind of thing an [Expr] is. The family is closed: each pass answers for every kind, and the
/// compiler lists the passes when a kind is added. A head holds no children.
public sealed interface Head {

  /// An input. `properties` is what was declared of its values.
  record Var(String name, SortedSet<Property> properties) implements Head {

    /// Whether its values are known to be so, by declaration or by what follows from one.
    public boolean is(Property property) {
      return properties.stream().anyMatch(declared -> declared.implies(property));
    }
  }

  /// A scalar that is known but is no fraction: a size, or a constant such as π.
  record Num(Constant value) implements Head {}

  /// A product of powers, summed over the letters that are not in `out`: `coefficient · Σ Π
  /// argument_k[letters_k] ^ power_k`.
  ///
  /// A letter that occurs twice in `out` is a Kronecker delta that is kept: the value is zero off
  /// that diagonal. A letter of `out` that no factor carries is a broadcast. So `eye(n)` is the
  /// product of nothing with `out` = (0, 0), and `ones(n)` the one with `out` = (0).
  record Einsum(Rational coefficient, List<Factor> factors, List<Integer> out) implements Head {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Einsum e
              && coefficient.equals(e.coefficient)
              && out.equals(e.out)
              && factors.equals(e.factors);
    }

    @Override
    public int hashCode() {
      return (31 * coefficient.hashCode() + factors.hashCode()) * 31 + out.hashCode();
    }
  }

  /// `Σ coefficient_k · argument_k`; all arguments have the shape of the sum.
  record Sum(List<Rational> coefficients) implements Head {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || other instanceof Sum s && coefficients.equals(s.coefficients);
    }

    @Override
    public int hashCode() {
      return coefficients.hashCode();
    }
  }

  /// A function applied entry by entry to arguments of one shape.
  record Map(Elementwise op) implements Head {}

  /// Anything else, with its parameters: a reduction such as max, an inverse, a slice.
  record Special(leibniz.ir.Special op) implements Head {}

  /// How one argument of an einsum takes part.
  record Factor(List<Integer> letters, Rational power) {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || other instanceof Factor f && power.equals(f.power) && letters.equals(f.letters);
    }

    @Override
    public int hashCode() {
      return 31 * letters.hashCode() + power.hashCode();
    }
  }

  /// What is declared of an input's values. Of matrices it is said of the last two axes.
  enum Property {
    /// Each row (last axis) sums to 1.
    ROWS_SUM_TO_ONE,
    /// Every entry is greater than 0.
    POSITIVE,
    /// Every entry is a whole number, not below 0: a label, a count, a position along an axis.
    /// Nothing is differentiated by it.
    WHOLE,
    /// Every entry is 1 or 0 for true or false. Nothing is differentiated by it.
    TRUTH,
    SYMMETRIC,
    /// Symmetric, with eigenvalues greater than 0.
    POSITIVE_DEFINITE,
    /// Square, and its transpose is its inverse.
    ORTHOGONAL,
    /// Zero off the diagonal.
    DIAGONAL,
    /// Zero above the diagonal.
    LOWER_TRIANGULAR;

    /// Whether it binds the entries to one another, so that one cannot vary alone.
    public boolean binds() {
      return this == ROWS_SUM_TO_ONE || isOfSquares();
    }

    /// Whether it is said of square matrices.
    public boolean isOfSquares() {
      return compareTo(SYMMETRIC) >= 0;
    }

    /// Whether what is so is `other`, too.
    boolean implies(Property other) {
      return this == other
          || other == SYMMETRIC && (this == POSITIVE_DEFINITE || this == DIAGONAL)
          || other == LOWER_TRIANGULAR && this == DIAGONAL;
    }

    /// As it is written in a declaration: `positive_definite`.
    public String word() {
      String plain = name().toLowerCase(Locale.ROOT);
      return this == ROWS_SUM_TO_ONE
          ? "rows_sum_to_1"
          : this == WHOLE ? "int" : this == TRUTH ? "bool" : plain;
    }
  }

  /// A scalar that is known.
  sealed interface Constant {
    /// The number of entries along an axis, as a value.
    record Size(Dim size) implements Constant {}

    /// A mathematical constant and its nearest double.
    record Named(String unicode, String latex, Spelling spelling, double value)
        implements Constant {}
  }
}
