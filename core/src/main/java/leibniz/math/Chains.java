package leibniz.math;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import leibniz.ir.Expr;
import leibniz.math.Term.Factor;
import org.jspecify.annotations.Nullable;

/// Finds matrix products in a term: `Σ_lm V_il W_lm x_bm` is `(V W x_b)_i`. A group of factors is
/// one if its summed indices tie matrices and vectors into a single path; free batch indices in
/// front of a factor are labels and do not count.
///
/// One summed index is easier to read as a sum, so a term needs two.
final class Chains {
  private static final int MOST_ADDENDS = 3; // of a bracket among matrices

  private Chains() {}

  /// One matrix or vector, as it stands in the product: one expression, or a short sum in brackets.
  record Link(List<Addend> of, List<Index> batch, boolean transposed) {}

  /// A summand of a link.
  record Addend(boolean minus, Expr value) {}

  /// @param ends the indices of the product: none, one or two
  record Chain(List<Link> links, List<Index> ends) {}

  /// The chains, and what is left of the term.
  record Found(List<Chain> chains, Term rest) {}

  /// A factor with its coordinates: one for a vector, two for a matrix.
  private record Tensor(Factor factor, List<Addend> of, List<Index> batch, List<Index> axes) {
    Index other(Index axis) {
      return axes.get(0).equals(axis) ? axes.get(1) : axes.get(0);
    }
  }

  /// @param fits whether an expression can be written without indices
  /// @param isBatch whether an index is a free batch index
  static Found in(Term term, Predicate<Expr> fits, Predicate<Index> isBatch) {
    List<Chain> chains = new ArrayList<>();
    List<Factor> left = new ArrayList<>(term.factors());
    Set<Index> bound = new LinkedHashSet<>(term.bound());
    if (bound.size() < 2) {
      return new Found(chains, term);
    }
    for (List<Factor> group : groups(term.factors(), bound)) {
      List<Tensor> path = path(group, term.bound(), fits, isBatch);
      if (path != null) {
        chains.add(oriented(path, term.bound()));
        left.removeAll(group);
        group.forEach(f -> bound.removeAll(f.atom().indices()));
      }
    }
    return new Found(chains, new Term(term.coefficient(), left, bound, term.deltas()));
  }

  /// The factors that share summed indices, directly or through others.
  static List<List<Factor>> groups(List<Factor> factors, Set<Index> bound) {
    List<List<Factor>> groups = new ArrayList<>();
    for (Factor factor : factors) {
      Set<Index> mine = new HashSet<>(factor.atom().indices());
      mine.retainAll(bound);
      if (mine.isEmpty()) {
        continue;
      }
      List<Factor> joined = new ArrayList<>();
      for (List<Factor> group : List.copyOf(groups)) {
        if (group.stream().anyMatch(f -> f.atom().indices().stream().anyMatch(mine::contains))) {
          groups.remove(group);
          joined.addAll(group);
        }
      }
      joined.add(factor);
      groups.add(joined);
    }
    return groups;
  }

  /// The group from one end to the other, or null if it is no path.
  private static @Nullable List<Tensor> path(
      List<Factor> group, Set<Index> bound, Predicate<Expr> fits, Predicate<Index> isBatch) {
    List<Tensor> tensors = new ArrayList<>();
    Map<Index, Integer> occurrences = new HashMap<>();
    for (Factor factor : group) {
      Tensor tensor = tensor(factor, fits, isBatch);
      if (tensor == null) {
        return null;
      }
      tensors.add(tensor);
      tensor.axes.forEach(a -> occurrences.merge(a, 1, Integer::sum));
    }
    for (var entry : occurrences.entrySet()) {
      if (entry.getValue() != (bound.contains(entry.getKey()) ? 2 : 1)) {
        return null;
      }
    }
    Tensor here = null;
    for (Tensor tensor : tensors) {
      if (tensor.axes.stream().filter(bound::contains).count() == 1) {
        here = tensor;
        break;
      }
    }
    List<Tensor> path = new ArrayList<>();
    Index door = null;
    while (here != null) {
      path.add(here);
      tensors.remove(here);
      Index through = door;
      door =
          here.axes.stream()
              .filter(a -> bound.contains(a) && !a.equals(through))
              .findAny()
              .orElse(null);
      Index next = door;
      here = tensors.stream().filter(t -> t.axes.contains(next)).findFirst().orElse(null);
    }
    return path.size() > 1 && tensors.isEmpty() ? path : null; // what is left lies on a circle
  }

  private static @Nullable Tensor tensor(
      Factor factor, Predicate<Expr> fits, Predicate<Index> isBatch) {
    List<Addend> addends = addends(factor);
    if (addends.isEmpty() || !addends.stream().allMatch(a -> fits.test(a.value))) {
      return null;
    }
    List<Index> axes = new ArrayList<>(factor.atom().indices());
    axes.removeIf(Index::isSilent);
    List<Index> batch = new ArrayList<>();
    while (!axes.isEmpty() && isBatch.test(axes.get(0))) {
      batch.add(axes.removeFirst());
    }
    boolean coordinates =
        !axes.isEmpty() && axes.size() <= 2 && new HashSet<>(axes).size() == axes.size();
    return coordinates ? new Tensor(factor, addends, batch, axes) : null;
  }

  /// What a factor is the sum of, if its terms are expressions with the same indices; else empty.
  private static List<Addend> addends(Factor factor) {
    if (!factor.power().isOne()) {
      return List.of();
    }
    return switch (factor.atom()) {
      case Term.Atom.Node node -> List.of(new Addend(false, node.value()));
      case Term.Atom.Bracket(List<Term> terms) -> {
        List<Addend> addends = new ArrayList<>();
        for (Term term : terms) {
          boolean plain =
              term.coefficient().abs().isOne()
                  && term.factors().size() == 1
                  && term.bound().isEmpty()
                  && term.deltas().isEmpty()
                  && term.factors().get(0).power().isOne()
                  && term.factors().get(0).atom() instanceof Term.Atom.Node n
                  && n.indices().equals(factor.atom().indices());
          if (!plain || terms.size() > MOST_ADDENDS) {
            yield List.of();
          }
          Term.Atom.Node node = (Term.Atom.Node) term.factors().get(0).atom();
          boolean minus = term.coefficient().signum() < 0;
          addends.add(minus ? addends.size() : 0, new Addend(minus, node.value()));
        }
        yield addends;
      }
    };
  }

  /// Read in the direction that needs fewer transpositions; a vector is better at the end than,
  /// transposed, at the start.
  private static Chain oriented(List<Tensor> path, Set<Index> bound) {
    Chain forward = chain(path, bound);
    Chain backward = chain(path.reversed(), bound);
    int forth = transpositions(forward);
    int back = transpositions(backward);
    boolean vectorFirst = path.get(0).axes.size() == 1;
    boolean vectorLast = path.getLast().axes.size() == 1;
    boolean prefersBack;
    if (forth != back) {
      prefersBack = back < forth;
    } else if (vectorFirst != vectorLast) {
      prefersBack = vectorFirst;
    } else {
      prefersBack =
          forward.ends.size() == 2 && forward.ends.get(1).compareTo(forward.ends.get(0)) < 0;
    }
    return prefersBack ? backward : forward;
  }

  private static int transpositions(Chain chain) {
    return (int) chain.links.stream().filter(Link::transposed).count();
  }

  private static Chain chain(List<Tensor> path, Set<Index> bound) {
    List<Link> links = new ArrayList<>();
    List<Index> ends = new ArrayList<>();
    Tensor first = path.get(0);
    Index in = first.axes.stream().filter(a -> !bound.contains(a)).findFirst().orElse(null);
    if (in != null) {
      ends.add(in);
    }
    for (int k = 0; k < path.size(); k++) {
      Tensor tensor = path.get(k);
      if (tensor.axes.size() == 1) {
        links.add(new Link(tensor.of, tensor.batch, k == 0));
        in = tensor.axes.get(0);
      } else {
        Index from = in == null ? tensor.axes.get(0) : in;
        links.add(new Link(tensor.of, tensor.batch, !tensor.axes.get(0).equals(from)));
        in = tensor.other(from);
      }
    }
    if (in != null && path.getLast().axes.size() == 2) {
      ends.add(in);
    }
    return new Chain(links, ends);
  }
}
