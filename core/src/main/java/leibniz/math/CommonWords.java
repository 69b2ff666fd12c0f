package leibniz.math;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leibniz.ir.Rational;
import leibniz.math.Matrix.Chain;
import leibniz.math.Matrix.Link;
import leibniz.math.Matrix.Power;
import leibniz.math.Matrix.Sum;
import leibniz.math.Matrix.Term;
import org.jspecify.annotations.Nullable;

/// Adds up terms, and takes out what products begin or end with alike: `C X B + Cᵀ X B` is `(C +
/// Cᵀ) X B`.
final class CommonWords {
  private CommonWords() {}

  static Term sum(List<Term> given, int rank) {
    List<Term> terms = collected(given, rank);
    for (Group group = best(terms); group != null; group = best(terms)) {
      terms = with(terms, group);
    }
    if (terms.isEmpty()) {
      return Term.ZERO;
    }
    Term entrywise = terms.size() == 1 ? null : SharedEntries.of(terms, rank, CommonWords::sum);
    if (entrywise != null) {
      return Signs.settled(entrywise);
    }
    return terms.size() == 1 ? Signs.settled(terms.get(0)) : Signs.settled(bracket(terms, rank));
  }

  // --- equal terms -----------------------------------------------------------------------------

  private record Key(List<Power> scalars, @Nullable Matrix body) {}

  private static List<Term> collected(List<Term> given, int rank) {
    Map<Key, Rational> sums = new LinkedHashMap<>();
    for (Term term : given) {
      for (Term part : opened(term)) {
        Term plain = Signs.settled(rank == 0 ? worded(part) : part);
        sums.merge(new Key(plain.scalars(), plain.body()), plain.coefficient(), Rational::plus);
      }
    }
    List<Term> terms = new ArrayList<>();
    sums.forEach((key, number) -> {
      if (!number.isZero()) {
        terms.add(new Term(number, key.scalars, key.body));
      }
    });
    return terms;
  }

  /// A sum in brackets with a sign needs no brackets in a sum, nor does a transposed one.
  private static List<Term> opened(Term term) {
    Matrix only = term.body();
    if (only == null && term.scalars().size() == 1 && term.scalars().get(0).exponent().isOne()) {
      only = term.scalars().get(0).base();
    } else if (!term.scalars().isEmpty()) {
      return List.of(term);
    }
    boolean turned =
        only instanceof Chain(List<Link> links) && links.size() == 1 && links.get(0).transposed();
    if (turned && only instanceof Chain(List<Link> links)) {
      only = links.get(0).value();
    }
    if (!(only instanceof Sum(List<Term> inner, int rank)) || !term.coefficient().abs().isOne()) {
      return List.of(term);
    }
    List<Term> parts = new ArrayList<>();
    for (Term part : inner) {
      Matrix body = part.body();
      Term read = turned && body != null ? part.with(Matrices.transposed(body)) : part;
      parts.add(read.scaled(term.coefficient()));
    }
    return parts;
  }

  /// A scalar that is a matrix product, as a word.
  private static Term worded(Term term) {
    if (term.body() == null) {
      for (Power scalar : term.scalars()) {
        if (scalar.base() instanceof Chain && scalar.exponent().isOne()) {
          List<Power> others = new ArrayList<>(term.scalars());
          others.remove(scalar);
          return new Term(term.coefficient(), others, scalar.base());
        }
      }
    }
    return term;
  }

  // --- common words ----------------------------------------------------------------------------

  /// What a remainder of a product is.
  private enum Kind {
    MATRIX,
    COLUMN,
    ROW
  }

  /// Terms that begin (or end) with the same links.
  private record Group(List<Term> members, boolean front, int length, int saved) {}

  private static @Nullable Group best(List<Term> terms) {
    Group best = null;
    for (int a = 0; a < terms.size(); a++) {
      for (int b = a + 1; b < terms.size(); b++) {
        for (boolean front : new boolean[] {true, false}) {
          for (int length = common(terms.get(a), terms.get(b), front); length > 0; length--) {
            Group group = group(terms, terms.get(a), front, length);
            if (group != null && (best == null || group.saved > best.saved)) {
              best = group;
            }
          }
        }
      }
    }
    return best;
  }

  private static List<Link> word(Term term) {
    return term.body() == null ? List.of() : Matrices.links(term.body(), false);
  }

  /// The number of links that both have, with something left in each.
  private static int common(Term a, Term b, boolean front) {
    List<Link> left = front ? word(a) : word(a).reversed();
    List<Link> right = front ? word(b) : word(b).reversed();
    int length = 0;
    while (length < Math.min(left.size(), right.size()) - 1
        && left.get(length).equals(right.get(length))) {
      length++;
    }
    return length;
  }

  private static @Nullable Group group(List<Term> terms, Term like, boolean front, int length) {
    Kind kind = kind(rest(word(like), front, length));
    List<Link> taken = taken(word(like), front, length);
    List<Term> members = new ArrayList<>();
    for (Term term : terms) {
      List<Link> word = word(term);
      if (word.size() > length
          && taken(word, front, length).equals(taken)
          && kind != null
          && kind == kind(rest(word, front, length))) {
        members.add(term);
      }
    }
    int cost = taken.stream().mapToInt(l -> MatrixOrder.cost(l.value())).sum();
    boolean all = members.size() == terms.size();
    if (!all && members.stream().anyMatch(t -> word(t).size() != length + 1)) {
      return null; // what stays a sum of products is not read better in brackets
    }
    return members.size() < 2
        ? null
        : new Group(members, front, length, cost * (members.size() - 1));
  }

  private static List<Link> taken(List<Link> word, boolean front, int length) {
    return front ? word.subList(0, length) : word.subList(word.size() - length, word.size());
  }

  private static List<Link> rest(List<Link> word, boolean front, int length) {
    return front ? word.subList(length, word.size()) : word.subList(0, word.size() - length);
  }

  /// A row is only left behind where it is a single one: a sum of rows is a transposed sum.
  private static @Nullable Kind kind(List<Link> rest) {
    boolean left = rest.getFirst().opensLeft();
    boolean right = rest.getLast().opensRight();
    if (left) {
      return right ? Kind.MATRIX : Kind.COLUMN;
    }
    return right && rest.size() == 1 ? Kind.ROW : null;
  }

  private static List<Term> with(List<Term> terms, Group group) {
    List<Link> first = word(group.members.get(0));
    boolean rows = kind(rest(first, group.front, group.length)) == Kind.ROW;
    List<Term> inside = new ArrayList<>();
    int rank = 1;
    for (Term member : group.members) {
      List<Link> rest = rest(word(member), group.front, group.length);
      Matrix left = rows ? rest.get(0).value() : Matrices.chain(rest);
      rank = left.rank();
      inside.add(member.with(left));
    }
    Term sum = sum(inside, rank);
    List<Term> others = new ArrayList<>(terms);
    int place = others.indexOf(group.members.get(0));
    others.removeAll(group.members);
    if (!sum.coefficient().isZero()) {
      List<Link> links = new ArrayList<>(Matrices.links(Objects.requireNonNull(sum.body()), rows));
      links.addAll(group.front ? 0 : links.size(), taken(first, group.front, group.length));
      others.add(place, sum.with(Matrices.chain(links)));
    }
    return others;
  }

  // --- what is left in brackets ----------------------------------------------------------------

  /// The scalars and the number all terms share, times the rest in brackets.
  private static Term bracket(List<Term> terms, int rank) {
    List<Power> shared = new ArrayList<>(terms.get(0).scalars());
    terms.forEach(t -> shared.retainAll(t.scalars()));
    Rational number = content(terms);
    List<Term> inside = new ArrayList<>();
    for (Term term : terms) {
      List<Power> own = new ArrayList<>(term.scalars());
      own.removeAll(shared);
      inside.add(Signs.settled(new Term(term.coefficient().dividedBy(number), own, term.body())));
    }
    Matrix sum = Matrices.sum(inside, rank);
    if (rank > 0) {
      return new Term(number, shared, sum);
    }
    shared.add(new Power(sum, Rational.ONE));
    return new Term(number, shared, null);
  }

  /// Their size where it is the same in all, and a minus of all.
  private static Rational content(List<Term> terms) {
    Rational size = terms.get(0).coefficient().abs();
    boolean same = terms.stream().allMatch(t -> t.coefficient().abs().equals(size));
    boolean minus = terms.stream().allMatch(t -> t.coefficient().signum() < 0);
    Rational content = same ? size : Rational.ONE;
    return minus ? content.negate() : content;
  }
}
