package leibniz.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/// Which way round differences stand in a product: sums are kept with an arbitrary sign, but one
/// reads `2 Aᵀ (A x − b)` and `1 − tanh(x)^∘2`. A minus goes into a sum that has a term to become
/// positive.
final class Signs {
  private Signs() {}

  static Term settled(Term term) {
    Term liked = term;
    for (Sum sum : sums(term).keySet()) {
      liked = likes(sum) < 0 ? turned(liked, sum) : liked;
    }
    Term result = liked.coefficient().signum() < 0 ? positive(liked) : liked;
    return result.coefficient().signum() < 0 && term.coefficient().signum() > 0 ? term : result;
  }

  /// With the sum turned that suffers least by it.
  private static Term positive(Term term) {
    Term result = term;
    int least = 2;
    for (var entry : sums(term).entrySet()) {
      int likes = Math.abs(likes(entry.getKey()));
      if (odd(entry.getValue()) && likes < 2 && likes <= least) {
        result = turned(term, entry.getKey());
        least = likes;
      }
    }
    return result;
  }

  /// The sums in brackets that can be turned, with the number of minuses that makes.
  private static Map<Sum, Integer> sums(Term term) {
    Map<Sum, Integer> sums = new LinkedHashMap<>();
    term.scalars().forEach(p -> find(p.base(), odd(p.exponent()), sums));
    find(term.body(), 1, sums);
    return sums;
  }

  private static boolean odd(int n) {
    return n % 2 != 0;
  }

  private static int odd(Rational power) {
    return power.isInteger() && !power.isEven() ? 1 : 0;
  }

  /// Positive if a sum stands as it should, negative if it should be turned; 2 if that matters.
  private static int likes(Sum sum) {
    List<Term> terms = new ArrayList<>(sum.terms());
    for (Term term : terms) {
      if (MatrixOrder.isNumber(term)) {
        return 2 * term.coefficient().signum();
      }
    }
    terms.sort(Comparator.comparingInt(t -> -MatrixOrder.length(t)));
    boolean alike = MatrixOrder.length(terms.get(0)) == MatrixOrder.length(terms.get(1));
    return alike ? 0 : terms.get(0).coefficient().signum();
  }

  private static void find(@Nullable Matrix value, int signs, Map<Sum, Integer> found) {
    switch (value) {
      case null -> {}
      case Leaf l -> {}
      case Ones o -> {}
      case Identity i -> {}
      case Diagonal(Matrix of) -> find(of, signs, found);
      case Trace(Matrix of) -> find(of, signs, found);
      case Chain(List<Link> links) -> links.forEach(l -> find(l.value(), signs, found));
      case Hadamard(List<Power> factors, int rank) ->
          factors.forEach(p -> find(p.base(), signs * odd(p.exponent()), found));
      case Sum sum -> {
        boolean one = sum.terms().stream().anyMatch(t -> t.coefficient().signum() < 0);
        if (one && sum.terms().size() > 1) {
          found.merge(sum, signs, Integer::sum);
        }
      }
    }
  }

  private static Term turned(Term term, Sum sum) {
    boolean signs = odd(sums(term).getOrDefault(sum, 0));
    List<Power> scalars = new ArrayList<>();
    term.scalars().forEach(p -> scalars.add(new Power(with(p.base(), sum), p.exponent())));
    Matrix body = term.body() == null ? null : with(term.body(), sum);
    return new Term(signs ? term.coefficient().negate() : term.coefficient(), scalars, body);
  }

  private static Sum negated(Sum sum) {
    return Matrices.sum(
        sum.terms().stream().map(t -> settled(t.scaled(Rational.MINUS_ONE))).toList(), sum.rank());
  }

  /// With minus the sum wherever it occurs.
  private static Matrix with(Matrix value, Sum sum) {
    return switch (value) {
      case Leaf l -> l;
      case Ones o -> o;
      case Identity i -> i;
      case Diagonal(Matrix of) -> new Diagonal(with(of, sum));
      case Trace(Matrix of) -> new Trace(with(of, sum));
      case Chain(List<Link> links) ->
          Matrices.chain(
              links.stream().map(l -> new Link(with(l.value(), sum), l.transposed())).toList());
      case Hadamard(List<Power> factors, int rank) ->
          Matrices.hadamard(
              factors.stream().map(p -> new Power(with(p.base(), sum), p.exponent())).toList(),
              rank);
      case Sum s -> s.equals(sum) ? negated(sum) : s;
    };
  }
}
