package leibniz.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sums in normal form: flat, equal terms collected, terms in an order that does not depend on how
/// they were written, coefficients whole (but for a constant), without a common divisor, and with
/// the sign that makes the constant term positive (`1 - h²`), or else the first (the rest is a
/// scaling around the sum). Axes that repeat or are tied by a delta in every term are a view around
/// the sum, so that `a δ + b δ` is `(a + b) δ`.
final class Terms {
  private static final Rational SMALL = Rational.of(64);

  /// A sum of more terms is not opened in another: in a network of residual layers each layer would
  /// list all before it.
  private static final int MOST_OPENED = 32;

  private Terms() {}

  static Expr sum(Shape shape, List<Rational> coefficients, List<Expr> terms) {
    Map<Expr, Rational> collected = new LinkedHashMap<>();
    for (int k = 0; k < terms.size(); k++) {
      if (!terms.get(k).shape().equals(shape)) {
        throw new IllegalArgumentException(terms.get(k).shape() + " is not " + shape);
      }
      collect(coefficients.get(k), terms.get(k), collected);
    }
    collected.values().removeIf(Rational::isZero);
    if (collected.isEmpty()) {
      return Build.zeros(shape);
    }
    if (collected.size() == 1) {
      var only = collected.entrySet().iterator().next();
      return Build.scale(only.getValue(), only.getKey());
    }
    List<Expr> sorted = new ArrayList<>(collected.keySet());
    sorted.sort(java.util.Comparator.comparingLong(Expr::key));
    Expr pulled = pullPattern(shape, sorted, collected);
    return pulled != null ? pulled : intern(shape, sorted, collected);
  }

  /// Splits a term into its number and the rest, opens sums, and adds it up.
  private static void collect(Rational factor, Expr term, Map<Expr, Rational> collected) {
    if (term.head() instanceof Head.Einsum e && !e.coefficient().isOne()) {
      if (!e.coefficient().isZero()) {
        Expr rest = unscaled(term, e);
        collect(factor.times(e.coefficient()), rest, collected);
      }
    } else if (term.head() instanceof Head.Sum s && term.args().size() <= MOST_OPENED) {
      for (int k = 0; k < term.args().size(); k++) {
        collect(factor.times(s.coefficients().get(k)), term.arg(k), collected);
      }
    } else {
      collected.merge(term, factor, Rational::plus);
    }
  }

  private static Expr unscaled(Expr term, Head.Einsum e) {
    Product product = Product.one().letters(e.out(), term.shape());
    for (int k = 0; k < term.args().size(); k++) {
      product.times(term.arg(k), e.factors().get(k).letters(), e.factors().get(k).power());
    }
    return product.out(e.out());
  }

  private static Expr intern(Shape shape, List<Expr> sorted, Map<Expr, Rational> collected) {
    Rational content = content(sorted, collected);
    List<Rational> coefficients = new ArrayList<>();
    for (Expr term : sorted) {
      coefficients.add(collected.getOrDefault(term, Rational.ZERO).dividedBy(content));
    }
    Expr sum = Interner.intern(new Head.Sum(coefficients), sorted, shape);
    return Build.scale(content, sum);
  }

  /// What is taken out of a sum: the greatest fraction that leaves whole coefficients, if they are
  /// small (`2 a + 4 b`, `a/2 + b/2`), else the largest of them (`h + f/100` stays as it is).
  /// Either way multiples of a sum have the same sum inside. A constant term that would make the
  /// others large does not count: `v + 0.00001` stays as it is. The sign is that of the leading
  /// term.
  private static Rational content(List<Expr> sorted, Map<Expr, Rational> collected) {
    List<Rational> all = new ArrayList<>();
    List<Rational> varying = new ArrayList<>();
    Expr leading = sorted.get(0);
    for (Expr term : sorted.reversed()) {
      Rational c = collected.getOrDefault(term, Rational.ZERO);
      all.add(c);
      if (term.constant() == null) {
        varying.add(c);
      } else {
        leading = term;
      }
    }
    List<Rational> counted = varying.isEmpty() ? all : varying;
    Rational content = common(all);
    content = content == null ? common(counted) : content;
    content = content == null ? largest(counted) : content;
    boolean negative = collected.getOrDefault(leading, Rational.ZERO).signum() < 0;
    return negative ? content.negate() : content;
  }

  private static Rational largest(List<Rational> coefficients) {
    return coefficients.stream().map(Rational::abs).max(Rational::compareTo).orElseThrow();
  }

  /// The greatest fraction of which all are small whole multiples; null if there is none, which
  /// shows early: decimals of many digits have a common divisor of many more.
  private static @Nullable Rational common(List<Rational> coefficients) {
    Rational largest = largest(coefficients);
    Rational common = Rational.ZERO;
    for (Rational coefficient : coefficients) {
      common = common(common, coefficient);
      if (largest.dividedBy(common).compareTo(SMALL) > 0) {
        return null;
      }
    }
    return common;
  }

  /// The greatest fraction of which both are whole multiples.
  private static Rational common(Rational a, Rational b) {
    return Rational.of(
        a.numerator().multiply(b.denominator()).gcd(b.numerator().multiply(a.denominator())),
        a.denominator().multiply(b.denominator()));
  }

  // --- the pattern all terms share ---------------------------------------------------------------

  private static @Nullable Expr pullPattern(
      Shape shape, List<Expr> sorted, Map<Expr, Rational> collected) {
    int rank = shape.rank();
    List<Integer> whole = new ArrayList<>(); // for each axis, the first axis it is tied to
    List<Integer> kept = new ArrayList<>(); // one axis of each tie that some term depends on
    Map<List<Integer>, Integer> first = new HashMap<>();
    for (int axis = 0; axis < rank; axis++) {
      List<Integer> signature = new ArrayList<>();
      for (Expr term : sorted) {
        signature.add(tie(term, axis));
      }
      Integer known = first.putIfAbsent(signature, axis);
      whole.add(known == null ? axis : known);
      final int here = axis;
      if (known == null && !sorted.stream().allMatch(t -> t.isRepeatedAlong(here))) {
        kept.add(axis);
      }
    }
    if (kept.size() == rank) {
      return null;
    }
    List<Expr> inside = new ArrayList<>();
    List<Rational> coefficients = new ArrayList<>();
    for (Expr term : sorted) {
      inside.add(View.first(term, kept));
      coefficients.add(collected.getOrDefault(term, Rational.ZERO));
    }
    Shape inner = new Shape(kept.stream().map(shape::get).toList());
    Expr sum = sum(inner, coefficients, inside);
    return Product.one().letters(whole, shape).times(sum, kept).out(whole);
  }

  /// A number that two axes of a term share exactly if a delta ties them.
  private static int tie(Expr term, int axis) {
    return term.isView() && term.head() instanceof Head.Einsum e
        ? e.out().indexOf(e.out().get(axis))
        : axis;
  }
}
