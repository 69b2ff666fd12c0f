package leibniz.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.math.Term.Atom;
import leibniz.math.Term.Delta;
import leibniz.math.Term.Factor;
import org.jspecify.annotations.Nullable;

/// A sum becomes what its terms share, times the rest in brackets: `q_i δ_ij − q_i q_j` is `q_i
/// (δ_ij − q_j)`. Under δ_ij the indices i and j are one, so `q_i δ_ij` also has the factor `q_j`.
final class Factoring {
  private Factoring() {}

  static Term of(List<Term> terms) {
    if (terms.size() == 1) {
      return terms.get(0);
    }
    List<Term> rest = new ArrayList<>(terms);
    Term common = Term.number(Rational.ONE);
    for (Delta delta : List.copyOf(terms.get(0).deltas())) {
      if (rest.stream().allMatch(t -> t.deltas().contains(delta))) {
        rest.replaceAll(t -> without(t, delta));
        common = common.times(new Term(Rational.ONE, List.of(), Set.of(), List.of(delta)));
      }
    }
    for (Atom atom : candidates(rest)) {
      Rational power = sharedPower(atom, rest);
      if (power != null) {
        Rational taken = power;
        rest.replaceAll(t -> divided(t, atom, taken));
        common =
            common.times(
                new Term(Rational.ONE, List.of(new Factor(atom, taken)), Set.of(), List.of()));
      }
    }
    Rational content = content(rest);
    rest.replaceAll(t -> t.scaled(content.inverse()));
    return common.scaled(content).times(Term.of(new Atom.Bracket(List.copyOf(rest))));
  }

  /// Factors that may be common, in reading order: those of a term without deltas if there is one,
  /// because its letters are the ones that are not interchangeable.
  private static List<Atom> candidates(List<Term> terms) {
    Term from = terms.stream().min(Comparator.comparingInt(t -> t.deltas().size())).orElseThrow();
    List<Atom> atoms = new ArrayList<>();
    for (Factor f : from.factors()) {
      if (f.atom().indices().stream().noneMatch(from.bound()::contains)) {
        atoms.add(f.atom());
      }
    }
    atoms.sort(Factoring::inReadingOrder);
    return atoms;
  }

  private static int inReadingOrder(Atom a, Atom b) {
    List<Index> left = a.indices();
    List<Index> right = b.indices();
    for (int k = 0; k < Math.min(left.size(), right.size()); k++) {
      int order = left.get(k).compareTo(right.get(k));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /// The power that every term has of the factor, or null. A denominator that is a name is shared
  /// only whole: `1/r⁷ − 2/r¹³`, but `(1 − x²/(1 + x²)) / √(1 + x²)`.
  private static @Nullable Rational sharedPower(Atom atom, List<Term> terms) {
    Rational shared = null;
    for (Term term : terms) {
      Factor found = find(term, atom);
      if (found == null) {
        return null;
      }
      Rational p = found.power();
      if (shared != null && !p.equals(shared)) {
        boolean divides = p.signum() > 0 || isNumber(atom) || atom instanceof Atom.Bracket;
        if (p.signum() != shared.signum() || !divides || !p.minus(shared).isInteger()) {
          return null;
        }
        p = p.abs().compareTo(shared.abs()) < 0 ? p : shared;
      }
      shared = p;
    }
    return shared;
  }

  private static boolean isNumber(Atom atom) {
    return atom instanceof Atom.Node n && n.value().head() instanceof Head.Num;
  }

  private static @Nullable Factor find(Term term, Atom atom) {
    Atom here = under(term, atom);
    for (Factor f : term.factors()) {
      if (f.atom().equals(here)) {
        return f;
      }
    }
    return null;
  }

  /// The factor as the term's deltas let one write it.
  private static Atom under(Term term, Atom atom) {
    Map<Index, Index> first = new HashMap<>();
    term.deltas().forEach(d -> first.put(d.second(), d.first()));
    return first.isEmpty() ? atom : atom.rename(i -> first.getOrDefault(i, i));
  }

  private static Term divided(Term term, Atom atom, Rational power) {
    Atom here = under(term, atom);
    Term inverse =
        new Term(Rational.ONE, List.of(new Factor(here, power.negate())), Set.of(), List.of());
    return term.times(inverse);
  }

  private static Term without(Term term, Delta delta) {
    List<Delta> others = new ArrayList<>(term.deltas());
    others.remove(delta);
    return new Term(term.coefficient(), term.factors(), new LinkedHashSet<>(term.bound()), others);
  }

  /// The number all terms share: their size where it is the same in all, and a minus of all.
  private static Rational content(List<Term> terms) {
    Rational size = terms.get(0).coefficient().abs();
    boolean same = terms.stream().allMatch(t -> t.coefficient().abs().equals(size));
    boolean minus = terms.stream().allMatch(t -> t.coefficient().signum() < 0);
    Rational content = same && !size.isZero() ? size : Rational.ONE;
    return minus ? content.negate() : content;
  }
}
