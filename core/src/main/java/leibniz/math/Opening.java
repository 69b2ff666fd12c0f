package leibniz.math;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Special;

/// Opens expressions into [Term]s: unnamed products melt into the product they are a factor of,
/// sums are factored, and what has a symbol stays closed.
final class Opening {
  private final Known known;
  private final Map<Place, Term> closed = new HashMap<>();
  private int next;

  /// An expression at these indices.
  private record Place(Expr value, List<Index> indices) {}

  /// @param next the number of the first index that is free to use
  Opening(Known known, int next) {
    this.known = known;
    this.next = next;
  }

  Index fresh(Dim size) {
    return Index.of(next++, size);
  }

  /// The expression at these indices, one for each axis.
  Term of(Expr e, List<Index> indices) {
    Known.Found found = known.find(e);
    if (found != null) {
      Term term = Term.of(new Term.Atom.Node(found.value(), indices));
      return found.negative() ? term.scaled(Rational.MINUS_ONE) : term;
    }
    Known.Alias alias = known.alias(e, Rational.ONE);
    if (alias != null && alias.power().isOne()) {
      return named(alias, indices, Rational.ONE);
    }
    return switch (e.head()) {
      case Head.Var v -> Term.of(new Term.Atom.Node(e, indices));
      case Head.Num n -> Term.of(new Term.Atom.Node(e, indices));
      case Head.Map m -> Term.of(new Term.Atom.Node(e, indices));
      case Head.Special s -> special(e, s.op(), indices);
      case Head.Sum s -> sum(e, s, indices);
      case Head.Einsum p -> product(e, p, indices);
    };
  }

  /// `(M/2)⁻¹` is `2 M⁻¹`, where M has a name.
  private Term special(Expr e, Special op, List<Index> indices) {
    Integer degree = op.degree();
    Known.Alias multiple = degree == null ? null : known.multiple(e.arg(0));
    if (degree == null || multiple == null) {
      Rational number = op.isLinearIn(0) && e.args().size() == 1 ? number(e.arg(0)) : Rational.ONE;
      Expr plain = number.isOne() ? e : Build.special(op, Build.scale(number.inverse(), e.arg(0)));
      return Term.of(new Term.Atom.Node(plain, indices)).scaled(number);
    }
    Expr other = Build.special(op, multiple.named());
    return Term.of(new Term.Atom.Node(other, indices))
        .scaled(multiple.scale().power(degree).inverse());
  }

  /// By what something without a name is scaled.
  private Rational number(Expr e) {
    boolean scaled = known.symbol(e) == null && e.isView() && !e.args().isEmpty();
    return scaled && e.head() instanceof Head.Einsum view && !view.coefficient().isZero()
        ? view.coefficient()
        : Rational.ONE;
  }

  private Term sum(Expr e, Head.Sum head, List<Index> indices) {
    List<Term> terms = new ArrayList<>();
    for (Known.Part part : known.parts(e, head)) {
      Term term = of(part.value(), indices).scaled(part.coefficient());
      if (isOnlyASum(term)) {
        Rational sign = term.coefficient();
        inside(term).forEach(t -> terms.add(t.scaled(sign)));
      } else {
        terms.add(term);
      }
    }
    return Factoring.of(terms);
  }

  /// Whether the term is a sum in brackets and a sign, so that it needs no brackets in a sum.
  private static boolean isOnlyASum(Term term) {
    return term.coefficient().abs().isOne()
        && term.deltas().isEmpty()
        && term.bound().isEmpty()
        && term.factors().size() == 1
        && term.factors().get(0).power().isOne()
        && !inside(term).isEmpty();
  }

  private static List<Term> inside(Term term) {
    return term.factors().get(0).atom() instanceof Term.Atom.Bracket(List<Term> terms)
        ? terms
        : List.of();
  }

  private Term product(Expr e, Head.Einsum head, List<Index> indices) {
    Map<Integer, Index> at = new HashMap<>();
    List<Term.Delta> deltas = new ArrayList<>();
    for (int axis = 0; axis < indices.size(); axis++) {
      Index here = indices.get(axis);
      Index first = at.putIfAbsent(head.out().get(axis), here);
      if (first != null && !first.equals(here)) {
        deltas.add(new Term.Delta(first, here));
      }
    }
    Set<Index> bound = new HashSet<>();
    Term term = new Term(head.coefficient(), List.of(), Set.of(), deltas);
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = head.factors().get(k);
      List<Index> mine = new ArrayList<>();
      for (int axis = 0; axis < factor.letters().size(); axis++) {
        Integer letter = factor.letters().get(axis);
        if (!at.containsKey(letter)) {
          Index summed = fresh(e.arg(k).shape().get(axis));
          at.put(letter, summed);
          if (!summed.isSilent()) {
            bound.add(summed);
          }
        }
        mine.add(at.get(letter));
      }
      term = term.times(factor(e.arg(k), mine, factor.power()));
    }
    return complete(term.summed(bound).settled());
  }

  /// A factor by the name of something it is inside of, if there is such a name.
  private Term factor(Expr value, List<Index> indices, Rational power) {
    Known.Alias alias = known.alias(value, power);
    if (alias != null) {
      return named(alias, indices, power);
    }
    Place place = new Place(value, indices);
    Term before = closed.get(place);
    if (before != null && (before.bound().isEmpty() || !power.isOne())) {
      return before.power(power); // what is bound in it is bound in brackets: it may stand twice
    }
    Term term = of(value, indices);
    if (term.bound().isEmpty() || !power.isOne()) {
      closed.put(place, term);
    }
    return term.power(power);
  }

  private Term named(Known.Alias alias, List<Index> indices, Rational power) {
    Rational p = power.dividedBy(alias.power());
    List<Index> mine = new ArrayList<>();
    for (int axis : alias.axes()) {
      mine.add(axis < 0 ? fresh(Dim.ONE) : indices.get(axis));
    }
    return of(alias.named(), mine).power(p).scaled(alias.scale().power(p.intValue()).inverse());
  }

  /// A summed index that no factor carries any more counts: it is a size.
  private static Term complete(Term term) {
    Set<Index> carried = new HashSet<>();
    term.factors().forEach(f -> carried.addAll(f.atom().indices()));
    Term whole = term;
    for (Index index : term.bound()) {
      if (!carried.contains(index)) {
        Set<Index> left = new HashSet<>(whole.bound());
        left.remove(index);
        whole = new Term(whole.coefficient(), whole.factors(), left, whole.deltas());
        Expr size = Build.size(index.size());
        whole = whole.times(Term.of(new Term.Atom.Node(size, List.of())));
      }
    }
    return whole;
  }
}
