package leibniz.math;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Dim;
import leibniz.ir.Rational;
import leibniz.math.Matrix.Chain;
import leibniz.math.Matrix.Diagonal;
import leibniz.math.Matrix.Hadamard;
import leibniz.math.Matrix.Link;
import leibniz.math.Matrix.Ones;
import leibniz.math.Matrix.Power;
import leibniz.math.Matrix.Term;
import org.jspecify.annotations.Nullable;

/// What all terms of a sum have as a factor of each entry: `q ⊙ g − (qᵀ g) q` is `q ⊙ (g − (qᵀ g)
/// 1)`, and `P ⊙ G − diag(v) P` is `P ⊙ (G − v 1ᵀ)`.
final class SharedEntries {
  private SharedEntries() {}

  /// Ones of whatever size fits: what they are multiplied with has that size.
  private static final Ones ONES = new Ones(Dim.ONE);

  /// How terms are added up.
  interface Adding {
    Term sum(List<Term> terms, int rank);
  }

  /// The factor times the rest in brackets, or null where there is none.
  static @Nullable Term of(List<Term> terms, int rank, Adding adding) {
    for (Term term : terms) {
      if (!(term.body() instanceof Hadamard(List<Power> factors, int of))) {
        continue;
      }
      for (Power factor : factors) {
        Term shared = without(terms, factor, rank, adding);
        if (shared != null) {
          return shared;
        }
      }
    }
    return null;
  }

  private static @Nullable Term without(List<Term> terms, Power factor, int rank, Adding adding) {
    List<Term> left = new ArrayList<>();
    for (Term term : terms) {
      Matrix rest = term.body() == null ? null : rest(term.body(), factor);
      if (rest == null) {
        return null;
      }
      left.add(term.with(rest));
    }
    Term inside = adding.sum(left, rank);
    if (inside.body() == null) {
      return null;
    }
    List<Power> both = List.of(factor, new Power(inside.body(), Rational.ONE));
    return inside.with(Matrices.hadamard(both, rank));
  }

  /// What is left of a product entry by entry, or null if it has no such factor.
  private static @Nullable Matrix rest(Matrix body, Power factor) {
    int rank = factor.base().rank();
    if (body.equals(Matrices.hadamard(List.of(factor), rank))) {
      return rank == 1 ? ONES : rows(ONES);
    }
    return switch (body) {
      case Hadamard(List<Power> factors, int of) -> {
        List<Power> others = new ArrayList<>(factors);
        boolean had = others.remove(factor);
        yield had && !others.isEmpty() ? Matrices.hadamard(others, of) : null;
      }
      case Chain(List<Link> links) when rank == 2 ->
          scaled(links, Matrices.hadamard(List.of(factor), rank));
      case Chain c -> null;
      case Matrix.Leaf l -> null;
      case Ones o -> null;
      case Matrix.Identity i -> null;
      case Diagonal d -> null;
      case Matrix.Trace t -> null;
      case Matrix.Sum s -> null;
    };
  }

  /// `v 1ᵀ` of `diag(v) M`, `1 wᵀ` of `M diag(w)`.
  private static @Nullable Matrix scaled(List<Link> links, Matrix factor) {
    int last = links.size() - 1;
    if (last < 1) {
      return null;
    }
    if (links.get(0).value() instanceof Diagonal(Matrix rows)
        && rows.rank() == 1
        && Matrices.chain(links.subList(1, last + 1)).equals(factor)) {
      return rows(rows);
    }
    if (links.get(last).value() instanceof Diagonal(Matrix columns)
        && columns.rank() == 1
        && Matrices.chain(links.subList(0, last)).equals(factor)) {
      return Matrices.transposed(rows(columns));
    }
    return null;
  }

  private static Matrix rows(Matrix column) {
    List<Link> word = new ArrayList<>(Matrices.links(column, false));
    word.add(new Link(ONES, true));
    return Matrices.chain(word);
  }
}
