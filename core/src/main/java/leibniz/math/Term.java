package leibniz.math;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import leibniz.ir.Expr;
import leibniz.ir.Rational;

/// A product in index notation: `coefficient · Σ_bound Π deltas · Π atom ^ power`. This is what an
/// expression is opened into, so that common factors, deltas and matrix chains can be seen before
/// anything is written.
///
/// @param bound the indices summed over; each is carried by a factor
record Term(Rational coefficient, List<Factor> factors, Set<Index> bound, List<Delta> deltas) {

  /// @param power never 0
  record Factor(Atom atom, Rational power) {}

  /// What is not taken apart further.
  sealed interface Atom {
    /// An entry of an expression.
    record Node(Expr value, List<Index> indices) implements Atom {}

    /// A sum in brackets.
    record Bracket(List<Term> terms) implements Atom {}

    /// The indices that are free in it, with repetition, in the order of its axes.
    default List<Index> indices() {
      return switch (this) {
        case Node n -> n.indices;
        case Bracket b -> {
          Set<Index> all = new LinkedHashSet<>();
          b.terms.forEach(t -> all.addAll(t.free()));
          yield List.copyOf(all);
        }
      };
    }

    default Atom rename(UnaryOperator<Index> to) {
      return switch (this) {
        case Node n -> new Node(n.value, n.indices.stream().map(to).toList());
        case Bracket b -> new Bracket(b.terms.stream().map(t -> t.rename(to).settled()).toList());
      };
    }
  }

  /// A Kronecker delta of two free indices; factors use the first of them.
  record Delta(Index first, Index second) {}

  static Term number(Rational coefficient) {
    return new Term(coefficient, List.of(), Set.of(), List.of());
  }

  static Term of(Atom atom) {
    return new Term(Rational.ONE, List.of(new Factor(atom, Rational.ONE)), Set.of(), List.of());
  }

  /// The indices that are not bound, deltas' included.
  Set<Index> free() {
    Set<Index> all = new LinkedHashSet<>();
    factors.forEach(f -> all.addAll(f.atom.indices()));
    for (Delta d : deltas) {
      all.add(d.first);
      all.add(d.second);
    }
    all.removeAll(bound);
    return all;
  }

  Term scaled(Rational by) {
    return new Term(coefficient.times(by), factors, bound, deltas);
  }

  /// The product; the bound indices of both are different ones.
  Term times(Term other) {
    Map<Atom, Rational> powers = new LinkedHashMap<>();
    factors.forEach(f -> powers.merge(f.atom, f.power, Rational::plus));
    other.factors.forEach(f -> powers.merge(f.atom, f.power, Rational::plus));
    List<Factor> both = new ArrayList<>();
    powers.forEach((atom, power) -> {
      if (!power.isZero()) {
        both.add(new Factor(atom, power));
      }
    });
    Set<Index> allBound = new LinkedHashSet<>(bound);
    allBound.addAll(other.bound);
    List<Delta> all = new ArrayList<>(deltas);
    all.addAll(other.deltas);
    return new Term(coefficient.times(other.coefficient), both, allBound, all);
  }

  /// The power. Where it cannot be moved inside, the whole goes into brackets.
  Term power(Rational p) {
    if (p.isOne()) {
      return this;
    }
    boolean plain = bound.isEmpty() && deltas.isEmpty();
    boolean single = plain && coefficient.isOne() && factors.size() == 1;
    boolean moves = plain && p.isInt() && !(coefficient.isZero() && p.signum() < 0);
    if (moves || single && factors.get(0).power.isOne()) {
      List<Factor> raised = new ArrayList<>();
      factors.forEach(f -> raised.add(new Factor(f.atom, f.power.times(p))));
      Rational c = coefficient.isOne() ? coefficient : coefficient.power(p.intValue());
      return new Term(c, raised, bound, deltas);
    }
    Factor whole = new Factor(new Atom.Bracket(List.of(this)), p);
    return new Term(Rational.ONE, List.of(whole), Set.of(), List.of());
  }

  /// Binds more indices.
  Term summed(Set<Index> more) {
    Set<Index> all = new LinkedHashSet<>(bound);
    all.addAll(more);
    return new Term(coefficient, factors, all, deltas);
  }

  Term rename(UnaryOperator<Index> to) {
    Set<Index> renamedBound = new LinkedHashSet<>();
    bound.forEach(i -> renamedBound.add(to.apply(i)));
    List<Delta> renamedDeltas = new ArrayList<>();
    deltas.forEach(d -> renamedDeltas.add(new Delta(to.apply(d.first), to.apply(d.second))));
    Term renamed = number(coefficient);
    for (Factor f : factors) {
      Factor other = new Factor(f.atom.rename(to), f.power);
      renamed = renamed.times(new Term(Rational.ONE, List.of(other), Set.of(), List.of()));
    }
    return new Term(renamed.coefficient, renamed.factors, renamedBound, renamedDeltas);
  }

  /// A fraction in front of a sum goes into it where that leaves less to read: `(1/4) (1 + 8 x)` is
  /// `1/4 + 2 x`, `(1/2) (2 + x)` is `1 + x/2`, and a decimal stays as it was written.
  Term balanced() {
    Rational size = coefficient.abs();
    for (int k = 0; k < factors.size() && !size.isOne(); k++) {
      Factor factor = factors.get(k);
      if (factor.power.isOne() && factor.atom instanceof Atom.Bracket(List<Term> terms)) {
        List<Term> scaled = terms.stream().map(t -> t.scaled(size)).toList();
        if (isBetter(scaled, terms, size)) {
          List<Factor> others = new ArrayList<>(factors);
          others.set(k, new Factor(new Atom.Bracket(scaled), Rational.ONE));
          return new Term(coefficient.dividedBy(size), others, bound, deltas);
        }
      }
    }
    return this;
  }

  private static boolean isBetter(List<Term> scaled, List<Term> terms, Rational size) {
    boolean decimal =
        Spelling.isDecimal(size) || terms.stream().anyMatch(t -> Spelling.isDecimal(t.coefficient));
    if (decimal) {
      Rational first = terms.get(0).coefficient.abs();
      boolean alike = terms.stream().allMatch(t -> t.coefficient.abs().equals(first));
      return !alike && numbers(scaled) <= numbers(terms) + 1;
    }
    int more = digits(scaled) - digits(terms) - Spelling.number(size).length();
    boolean number = terms.stream().anyMatch(t -> t.factors.isEmpty() && t.deltas.isEmpty());
    return !size.isInteger() && (more < 0 || more == 0 && number);
  }

  private static int numbers(List<Term> terms) {
    return (int)
        terms.stream().filter(t -> !t.coefficient.abs().isOne() || t.factors.isEmpty()).count();
  }

  /// A minus goes into a sum in brackets that has a term to become positive, and not into `1 − y`
  /// if there is another.
  Term turned() {
    if (coefficient.signum() >= 0) {
      return this;
    }
    int best = -1;
    for (int k = factors.size() - 1; k >= 0; k--) {
      Factor factor = factors.get(k);
      boolean odd = factor.power.isInteger() && !factor.power.isEven();
      boolean turns =
          odd
              && factor.atom instanceof Atom.Bracket(List<Term> terms)
              && terms.stream().anyMatch(t -> t.coefficient().signum() < 0);
      boolean better = best < 0 || !isComplement(factor, 1) || isComplement(factors.get(best), 1);
      best = turns && better ? k : best;
    }
    return best < 0 ? this : negated(best);
  }

  /// With minus a sum in brackets, which has an odd power.
  private Term negated(int k) {
    if (!(factors.get(k).atom instanceof Atom.Bracket(List<Term> terms))) {
      throw new IllegalStateException("no sum: " + factors.get(k));
    }
    List<Term> negated = terms.stream().map(t -> t.scaled(Rational.MINUS_ONE)).toList();
    List<Factor> others = new ArrayList<>(factors);
    others.set(k, new Factor(new Atom.Bracket(negated), factors.get(k).power));
    return new Term(coefficient.negate(), others, bound, deltas);
  }

  /// In a sum that begins with something positive: `y/p − (1 − y)/(1 − p)`, not `y/p + (y − 1)/(1 −
  /// p)`, and `− (x_i − μ) Σ_k (x_k − μ)` with both differences the same way round.
  ///
  /// @param begins whether another term begins the sum
  Term inSum(boolean begins) {
    Term term = balanced();
    if (!begins) {
      return term.turned();
    }
    if (term.coefficient.signum() < 0) {
      Term turned = term.hasLike() ? term : term.turned();
      boolean spoils =
          !turned.equals(term) && turned.complement(-1) >= 0 && term.complement(1) >= 0;
      return spoils ? term : turned;
    }
    int complement = term.complement(-1);
    boolean above = complement >= 0 && term.factors.get(complement).power.signum() > 0;
    return above ? term.negated(complement) : term;
  }

  /// Which factor is `1 − y` (or, with the other sign, `y − 1`); or -1.
  private int complement(int sign) {
    for (int k = 0; k < factors.size(); k++) {
      if (isComplement(factors.get(k), sign)) {
        return k;
      }
    }
    return -1;
  }

  private static boolean isComplement(Factor factor, int sign) {
    return factor.power.isInteger()
        && !factor.power.isEven()
        && factor.atom instanceof Atom.Bracket(List<Term> terms)
        && terms.size() == 2
        && terms.stream().anyMatch(t -> t.isNumber() && t.coefficient.equals(Rational.of(sign)))
        && terms.stream().anyMatch(t -> !t.isNumber() && t.coefficient.signum() == -sign);
  }

  private boolean isNumber() {
    return factors.isEmpty() && deltas.isEmpty();
  }

  /// Whether two factors are one sum at different indices.
  private boolean hasLike() {
    Set<List<Object>> seen = new LinkedHashSet<>();
    for (Factor factor : factors) {
      if (factor.atom instanceof Atom.Bracket(List<Term> terms) && terms.size() > 1) {
        List<Object> shape = new ArrayList<>();
        for (Term term : terms) {
          shape.add(term.coefficient);
          for (Factor inner : term.factors) {
            shape.add(inner.atom instanceof Atom.Node n ? n.value : inner.power);
          }
        }
        if (!seen.add(shape)) {
          return true;
        }
      }
    }
    return false;
  }

  private static int digits(List<Term> terms) {
    int digits = 0;
    for (Term term : terms) {
      boolean shown = !term.coefficient.abs().isOne() || term.factors.isEmpty();
      digits += shown ? Spelling.number(term.coefficient.abs()).length() : 0;
    }
    return digits;
  }

  /// Uses the deltas up: one with a bound index takes the sum away, and of two free indices the
  /// first to be read stands in all factors.
  Term settled() {
    Term term = this;
    for (int k = 0; k < term.deltas.size(); ) {
      Delta d = term.deltas.get(k);
      boolean firstBound = term.bound.contains(d.first);
      boolean secondBound = term.bound.contains(d.second);
      Index kept = secondBound != firstBound ? firstBound ? d.second : d.first : earlier(d);
      Index gone = kept.equals(d.first) ? d.second : d.first;
      List<Delta> others = new ArrayList<>(term.deltas);
      others.remove(k);
      if (kept.equals(gone)) {
        term = new Term(term.coefficient, term.factors, term.bound, others);
        continue;
      }
      Set<Index> left = new LinkedHashSet<>(term.bound);
      left.remove(gone);
      Term merged =
          new Term(term.coefficient, term.factors, left, others)
              .rename(i -> i.equals(gone) ? kept : i);
      boolean stays = !firstBound && !secondBound;
      if (stays) {
        others = new ArrayList<>(merged.deltas);
        others.add(k, new Delta(kept, gone));
        merged = new Term(merged.coefficient, merged.factors, merged.bound, others);
        k++;
      }
      term = merged;
    }
    return term;
  }

  private static Index earlier(Delta d) {
    return d.first.compareTo(d.second) <= 0 ? d.first : d.second;
  }
}
