package leibniz.math;

import java.util.Comparator;
import java.util.List;
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

/// Which of two ways to write a matrix expression is read better, and what stands first.
final class MatrixOrder {
  private MatrixOrder() {}

  /// The number of transpositions that are read.
  static int transpositions(Matrix value) {
    return switch (value) {
      case Leaf l -> 0;
      case Ones o -> 0;
      case Identity i -> 0;
      case Diagonal d -> transpositions(d.of());
      case Trace t -> transpositions(t.of());
      case Chain c -> transpositions(c.links());
      case Hadamard h -> h.factors().stream().mapToInt(p -> transpositions(p.base())).sum();
      case Sum s ->
          s.terms().stream().mapToInt(t -> t.body() == null ? 0 : transpositions(t.body())).sum();
    };
  }

  static int transpositions(List<Link> links) {
    return links.stream().mapToInt(l -> (l.transposed() ? 1 : 0) + transpositions(l.value())).sum();
  }

  /// Names, then products, then brackets.
  static int kind(Matrix value) {
    return switch (value) {
      case Ones o -> 0;
      case Identity i -> 0;
      case Leaf l -> 1;
      case Diagonal d -> 1;
      case Trace t -> 1;
      case Chain c -> 2;
      case Hadamard h -> 3;
      case Sum s -> 4;
    };
  }

  /// Fewest transpositions first; of two factors the first is better transposed, as in `tr(Aᵀ B)`.
  static final Comparator<Matrix> BY_READING =
      Comparator.comparingInt((Matrix m) -> transpositions(m))
          .thenComparing(m ->
              m instanceof Chain(List<Link> links)
                  && links.size() == 2
                  && !links.get(0).transposed())
          .thenComparing(MatrixOrder::text);

  /// Positive terms first, so that a sum does not start with a minus; then numbers, then what has
  /// the most factors.
  static final Comparator<Term> TERMS =
      Comparator.comparing((Term t) -> t.coefficient().signum() < 0)
          .thenComparing(t -> !isNumber(t))
          .thenComparingInt(t -> -length(t))
          .thenComparingInt(t -> t.scalars().size())
          .thenComparingInt(t -> t.body() == null ? 0 : transpositions(t.body()))
          .thenComparing(t -> t.body() == null ? "" : text(t.body()))
          .thenComparing(t -> t.scalars().toString());

  /// Whether all entries are one number.
  static boolean isNumber(Term term) {
    return term.scalars().isEmpty() && (term.body() == null || term.body() instanceof Ones);
  }

  /// The number of factors; scalars count as one, and only where there is nothing else.
  static int length(Term term) {
    return switch (term.body()) {
      case null -> Math.min(1, term.scalars().size());
      case Chain c -> c.links().size();
      case Hadamard h -> h.factors().size();
      case Leaf l -> 1;
      case Ones o -> 1;
      case Identity i -> 1;
      case Diagonal d -> 1;
      case Trace t -> 1;
      case Sum s -> 1;
    };
  }

  /// How much there is to read; sums and leaves count as one thing, whatever is in them. Vectors of
  /// ones and the diagonals of matrices are what one avoids where there is another way.
  static int cost(Matrix value) {
    return switch (value) {
      case Leaf l -> 2;
      case Ones o -> 5;
      case Identity i -> 2;
      case Sum s -> 3;
      case Diagonal d -> cost(d.of()) + (d.rank() == 2 ? 5 : 14);
      case Trace t -> cost(t.of()) + 3;
      case Chain c ->
          c.links().stream().mapToInt(l -> cost(l.value()) + (l.transposed() ? 1 : 0)).sum();
      case Hadamard h -> {
        int cost = 3 * (h.factors().size() - 1);
        for (Power p : h.factors()) {
          cost += p.base() instanceof Identity ? 8 : 0; // a diagonal that is cut out
          cost +=
              cost(p.base()) + (p.exponent().isOne() ? 0 : 3) + (p.base() instanceof Chain ? 1 : 0);
        }
        yield cost;
      }
    };
  }

  /// A text by which what looks alike is ordered: ones, names, functions, brackets.
  static String text(Matrix value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Matrix value, StringBuilder out) {
    switch (value) {
      case Leaf(Formula.Named named, Formula t, int r, boolean c) -> out.append(named.name());
      case Leaf(
              Formula.Marked(Formula.Named named, Formula.Word mark),
              Formula t,
              int r,
              boolean c) ->
          out.append(named.name()).append(mark.ascii());
      case Leaf l -> out.append('|').append(l.written());
      case Ones o -> out.append(" 1");
      case Identity i -> out.append('I');
      case Diagonal d -> write(d.of(), out.append("diag "));
      case Trace t -> write(t.of(), out.append("tr "));
      case Chain c -> {
        for (Link link : c.links()) {
          write(link.value(), out);
          out.append(link.transposed() ? "' " : " ");
        }
      }
      case Hadamard h -> {
        out.append("~(");
        for (Power p : h.factors()) {
          write(p.base(), out);
          out.append('^').append(p.exponent()).append(' ');
        }
        out.append(')');
      }
      case Sum s -> {
        out.append("~(");
        for (Term term : s.terms()) {
          out.append(term.coefficient()).append(term.scalars().size());
          if (term.body() != null) {
            write(term.body(), out);
          }
          out.append(' ');
        }
        out.append(')');
      }
    }
  }
}
