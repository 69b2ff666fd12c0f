package leibniz.math;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Notation;
import leibniz.ir.Rational;
import leibniz.math.Matrix.Leaf;
import leibniz.math.Matrix.Power;
import leibniz.math.Matrix.Term;
import org.jspecify.annotations.Nullable;

/// Functions of a matrix that are written above it.
final class Superscripts {
  private Superscripts() {}

  static boolean isInverse(Notation.Superscript s) {
    return s.unicode().equals("⁻¹");
  }

  /// `A⁻¹`, and transposed `A⁻ᵀ`: the two signs become one.
  ///
  /// @param scale by what a sum under an inverse is multiplied to be read
  static @Nullable Term of(Notation.Superscript s, @Nullable Term whole, Rational scale) {
    if (whole == null || whole.body() == null) {
      return null;
    }
    boolean inverse = isInverse(s);
    Term term = inverse ? Term.of(whole.body()) : whole;
    if (inverse && whole.body() instanceof Matrix.Sum(List<Term> terms, int rank)) {
      term = Term.of(new Matrix.Sum(terms.stream().map(t -> t.scaled(scale)).toList(), rank));
    }
    Formula base = MatrixWriter.write(term);
    boolean symmetric = Matrices.transposed(whole.body()).equals(whole.body());
    Formula.Word mark = new Formula.Word(s.ascii(), s.unicode(), s.latex());
    Formula.Word both = inverse ? new Formula.Word("^-T", "⁻ᵀ", "^{-\\top}") : Formula.TRANSPOSED;
    if (inverse
        && base instanceof Formula.Marked(Formula under, Formula.Word sign)
        && sign.equals(Formula.TRANSPOSED)) {
      Leaf leaf =
          new Leaf(new Formula.Marked(under, both), new Formula.Marked(under, mark), 2, false);
      return divided(leaf, whole);
    }
    Formula written = new Formula.Marked(base, mark);
    Formula turned =
        inverse && symmetric ? written : new Formula.Marked(inverse ? base : written, both);
    Leaf leaf = new Leaf(written, turned, 2, false);
    return inverse ? divided(leaf, whole).scaled(scale) : Term.of(leaf);
  }

  /// The inverse of a multiple: its number and scalars are divided by.
  private static Term divided(Leaf inverse, Term multiple) {
    List<Power> scalars = new ArrayList<>();
    multiple.scalars().forEach(s -> scalars.add(new Power(s.base(), s.exponent().negate())));
    return new Term(multiple.coefficient().inverse(), scalars, inverse);
  }
}
