package leibniz.math;

import java.util.List;
import leibniz.ir.Dim;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// A scalar, column vector or matrix that is written without indices. What means the same is kept
/// in one form as far as that is cheap, so that common words can be found: products are words over
/// links with transposition (a free monoid), and what is symmetric is never transposed.
sealed interface Matrix {

  /// The number of axes: 0, 1 or 2.
  int rank();

  /// What is not looked into.
  ///
  /// @param transposed how the transposed is written; of a scalar, the same
  /// @param constant whether it is a size or a constant such as π, which go in front
  record Leaf(Formula written, Formula transposed, int rank, boolean constant) implements Matrix {}

  /// The vector of ones.
  record Ones(Dim size) implements Matrix {
    @Override
    public int rank() {
      return 1;
    }
  }

  record Identity(Dim size) implements Matrix {
    @Override
    public int rank() {
      return 2;
    }
  }

  /// A matrix product. Rows are transposed columns, so the ends tell the rank: `A x` is a vector,
  /// `xᵀ A x` a scalar, `u wᵀ` a matrix.
  record Chain(List<Link> links) implements Matrix {
    @Override
    public int rank() {
      return (links.getFirst().opensLeft() ? 1 : 0) + (links.getLast().opensRight() ? 1 : 0);
    }
  }

  /// One factor of a matrix product; its value is no chain.
  record Link(Matrix value, boolean transposed) {
    boolean opensLeft() {
      return value.rank() == 2 || !transposed;
    }

    boolean opensRight() {
      return value.rank() == 2 || transposed;
    }
  }

  /// The product entry by entry.
  record Hadamard(List<Power> factors, int rank) implements Matrix {}

  /// A power entry by entry.
  record Power(Matrix base, Rational exponent) {}

  /// `diag(v)`, or of a matrix the vector of its diagonal.
  record Diagonal(Matrix of) implements Matrix {
    @Override
    public int rank() {
      return 3 - of.rank();
    }
  }

  record Trace(Matrix of) implements Matrix {
    @Override
    public int rank() {
      return 0;
    }
  }

  record Sum(List<Term> terms, int rank) implements Matrix {}

  /// A number, scalars and something of any rank; without a body it is a scalar.
  record Term(Rational coefficient, List<Power> scalars, @Nullable Matrix body) {
    static final Term ZERO = new Term(Rational.ZERO, List.of(), null);

    static Term of(Matrix value) {
      return value.rank() == 0
          ? new Term(Rational.ONE, List.of(new Power(value, Rational.ONE)), null)
          : new Term(Rational.ONE, List.of(), value);
    }

    Term scaled(Rational by) {
      return new Term(coefficient.times(by), scalars, body);
    }

    Term with(@Nullable Matrix other) {
      return new Term(coefficient, scalars, other);
    }

    /// As one value; what is scaled becomes a sum of one term.
    Matrix whole(int rank) {
      if (coefficient.isOne() && scalars.isEmpty() && body != null) {
        return body;
      }
      boolean single = coefficient.isOne() && body == null && scalars.size() == 1;
      return single && scalars.get(0).exponent.isOne()
          ? scalars.get(0).base
          : new Sum(List.of(this), rank);
    }
  }
}
