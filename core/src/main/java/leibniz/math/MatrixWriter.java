package leibniz.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import leibniz.ir.Rational;
import leibniz.math.Matrix.Chain;
import leibniz.math.Matrix.Diagonal;
import leibniz.math.Matrix.Hadamard;
import leibniz.math.Matrix.Identity;
import leibniz.math.Matrix.Leaf;
import leibniz.math.Matrix.Link;
import leibniz.math.Matrix.Ones;
import leibniz.math.Matrix.Power;
import leibniz.math.Matrix.Sum;
import leibniz.math.Matrix.Term;
import leibniz.math.Matrix.Trace;

/// Matrix expressions as formulas. Scalars stand in front; a fraction has what is constant in front
/// of the matrices, `(1/n) Xᵀ y`, and all above the bar where there is more below: `A x / (bᵀ x)`.
final class MatrixWriter {
  private static final Formula ROW_OF_ONES = new Formula.Marked(Formula.ONES, Formula.TRANSPOSED);
  private static final Formula.Word IDENTITY = new Formula.Word("I", "I", "I");
  private static final Formula.Word TRACE = new Formula.Word("tr", "tr", "\\operatorname{tr}");
  private static final Formula.Word DIAGONAL =
      new Formula.Word("diag", "diag", "\\operatorname{diag}");
  private static final Formula.Word TIMES = new Formula.Word(".*", "⊙", "\\odot");
  private static final Formula.Word OVER = new Formula.Word("./", "⊘", "\\oslash");

  /// Names, functions, products, brackets.
  private static final Comparator<Power> SCALARS =
      Comparator.comparingInt((Power p) -> MatrixOrder.kind(p.base()))
          .thenComparing(p -> MatrixOrder.text(p.base()));

  private MatrixWriter() {}

  static Formula write(Term given) {
    Term term = MatrixNumbers.balanced(given);
    Rational number = term.coefficient().abs();
    if (number.isZero()) {
      return Formula.ZERO;
    }
    List<Formula> front = new ArrayList<>(); // constants above the bar
    List<Formula> above = new ArrayList<>();
    List<Formula> constants = new ArrayList<>(); // below the bar
    List<Formula> below = new ArrayList<>();
    List<Power> scalars = new ArrayList<>(term.scalars());
    scalars.sort(SCALARS);
    for (Power scalar : scalars) {
      boolean constant = scalar.base() instanceof Leaf l && l.constant();
      boolean over = scalar.exponent().signum() > 0;
      (over ? constant ? front : above : constant ? constants : below).add(raised(scalar));
    }
    boolean decimal = Spelling.isDecimal(number);
    Rational numerator = decimal ? number : whole(number.numerator());
    Rational denominator = decimal ? Rational.ONE : whole(number.denominator());
    if (!numerator.isOne()) {
      front.add(0, new Formula.Numeral(numerator));
    }
    if (!denominator.isOne()) {
      constants.add(0, new Formula.Numeral(denominator));
    }
    if (term.body() != null) {
      add(write(term.body()), front, above);
    } else if (below.isEmpty() && !above.isEmpty()) {
      add(above.removeLast(), front, above);
    }
    List<Formula> factors = new ArrayList<>();
    if (below.isEmpty() && !constants.isEmpty()) {
      factors.add(new Formula.Fraction(Formula.product(front), Formula.product(constants)));
      factors.addAll(above);
    } else {
      factors.addAll(front);
      factors.addAll(above);
    }
    Formula value = Formula.product(factors);
    if (!below.isEmpty()) {
      constants.addAll(below);
      value = new Formula.Fraction(value, Formula.product(constants));
    }
    return Formula.signed(term.coefficient().signum() < 0, value);
  }

  private static Rational whole(java.math.BigInteger value) {
    return Rational.of(value, Rational.ONE.denominator());
  }

  /// The last factor needs no brackets; but ones beside a number are kept apart from it.
  private static void add(Formula last, List<Formula> front, List<Formula> above) {
    if (last instanceof Formula.Product(List<Formula> factors)) {
      boolean beside = above.isEmpty() && !front.isEmpty();
      boolean ones = factors.get(0).equals(Formula.ONES) || factors.get(0).equals(ROW_OF_ONES);
      above.addAll(beside && ones ? List.of(last) : factors);
    } else {
      above.add(last);
    }
  }

  private static Formula raised(Power scalar) {
    Rational power = scalar.exponent().abs();
    Formula base = write(scalar.base());
    if (power.isOne()) {
      return base;
    }
    return power.equals(Rational.HALF)
        ? new Formula.Root(base)
        : new Formula.Raised(base, new Formula.Numeral(power));
  }

  static Formula write(Matrix value) {
    return switch (value) {
      case Leaf l -> l.written();
      case Ones o -> Formula.ONES;
      case Identity i -> IDENTITY;
      case Chain(List<Link> links) ->
          Formula.product(links.stream().map(MatrixWriter::link).toList());
      case Hadamard h -> hadamard(h);
      case Diagonal(Matrix of) -> new Formula.Applied(DIAGONAL, List.of(write(of)));
      case Trace(Matrix of) -> new Formula.Applied(TRACE, List.of(write(of)));
      case Sum(List<Term> terms, int rank) -> sum(terms);
    };
  }

  private static Formula link(Link link) {
    if (!link.transposed()) {
      return write(link.value());
    }
    return link.value() instanceof Leaf leaf
        ? leaf.transposed()
        : new Formula.Marked(write(link.value()), Formula.TRANSPOSED);
  }

  private static Formula sum(List<Term> terms) {
    if (terms.size() == 1) {
      return write(terms.get(0));
    }
    List<Formula.Term> written = new ArrayList<>();
    for (Term term : opened(terms)) {
      boolean minus = term.coefficient().signum() < 0;
      written.add(new Formula.Term(minus, write(minus ? term.scaled(Rational.MINUS_ONE) : term)));
    }
    return new Formula.Sum(Reading.placed(written));
  }

  /// A sum that has taken its number inside is part of the sum around it.
  private static List<Term> opened(List<Term> terms) {
    List<Term> opened = new ArrayList<>();
    for (Term term : terms) {
      Term balanced = MatrixNumbers.balanced(term);
      boolean taken = !balanced.equals(term) && balanced.scalars().isEmpty();
      if (taken && balanced.body() instanceof Sum(List<Term> inside, int rank)) {
        Rational sign = balanced.coefficient();
        opened.addAll(opened(inside.stream().map(t -> t.scaled(sign)).toList()));
      } else {
        opened.add(term);
      }
    }
    return opened;
  }

  /// What has a negative power is divided by, unless there is nothing to divide.
  private static Formula hadamard(Hadamard h) {
    List<Formula> above = new ArrayList<>();
    List<Formula> below = new ArrayList<>();
    boolean divides = h.factors().stream().anyMatch(p -> p.exponent().signum() > 0);
    for (Power p : h.factors()) {
      boolean under = divides && p.exponent().signum() < 0;
      (under ? below : above).add(power(p.base(), under ? p.exponent().negate() : p.exponent()));
    }
    Formula product = entrywise(TIMES, above);
    return below.isEmpty()
        ? product
        : new Formula.Entrywise(OVER, List.of(product, entrywise(TIMES, below)));
  }

  private static Formula entrywise(Formula.Word sign, List<Formula> factors) {
    return factors.size() == 1 ? factors.get(0) : new Formula.Entrywise(sign, List.copyOf(factors));
  }

  private static Formula power(Matrix base, Rational exponent) {
    Formula numeral = new Formula.Numeral(exponent.abs());
    return exponent.isOne()
        ? write(base)
        : new Formula.EntrywisePower(write(base), Formula.signed(exponent.signum() < 0, numeral));
  }
}
