package leibniz.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

/// The constructors: what they return is in the form in which equal things are found to be equal.
final class Matrices {
  private Matrices() {}

  // --- products --------------------------------------------------------------------------------

  static Matrix chain(List<Link> links) {
    List<Link> word = new ArrayList<>();
    for (Link link : links) {
      word.addAll(links(link.value(), link.transposed()));
    }
    if (word.size() > 1) {
      List<Link> proper = new ArrayList<>(word);
      proper.removeIf(l -> l.value() instanceof Identity);
      word = proper.isEmpty() ? word.subList(0, 1) : proper;
    }
    return word.size() == 1 && !word.get(0).transposed()
        ? word.get(0).value()
        : new Chain(List.copyOf(word));
  }

  /// The factors of a matrix product; a column that is transposed gives a row.
  static List<Link> links(Matrix value, boolean transposed) {
    if (!(value instanceof Chain(List<Link> links))) {
      return List.of(link(value, transposed));
    }
    if (!transposed) {
      return links;
    }
    return links.reversed().stream().map(l -> link(l.value(), !l.transposed())).toList();
  }

  private static Link link(Matrix value, boolean transposed) {
    if (value.rank() == 2 && (value instanceof Sum || value instanceof Hadamard)) {
      Matrix inside = turnedInside(value);
      if (inside.equals(value)) {
        return new Link(value, false);
      }
      int whole = MatrixOrder.transpositions(value) + (transposed ? 1 : 0);
      int turned = MatrixOrder.transpositions(inside) + (transposed ? 0 : 1);
      return turned < whole ? new Link(inside, !transposed) : new Link(value, transposed);
    }
    return new Link(value, transposed && value.rank() > 0 && !isSymmetric(value));
  }

  static Matrix transposed(Matrix value) {
    return value.rank() < 2 ? value : chain(List.of(new Link(value, true)));
  }

  private static boolean isSymmetric(Matrix value) {
    return switch (value) {
      case Leaf l -> l.written().equals(l.transposed());
      case Ones o -> false;
      case Identity i -> true;
      case Diagonal d -> d.rank() == 2;
      case Trace t -> true;
      case Chain c -> false;
      case Hadamard h -> h.rank() == 2 && turnedInside(h).equals(h);
      case Sum s -> s.rank() == 2 && turnedInside(s).equals(s);
    };
  }

  /// `(A B + C)ᵀ` as `Bᵀ Aᵀ + Cᵀ`.
  private static Matrix turnedInside(Matrix value) {
    return switch (value) {
      case Sum(List<Term> terms, int rank) ->
          sum(
              terms.stream().map(t -> t.body() == null ? t : t.with(transposed(t.body()))).toList(),
              rank);
      case Hadamard(List<Power> factors, int rank) ->
          hadamard(
              factors.stream().map(p -> new Power(transposed(p.base()), p.exponent())).toList(),
              rank);
      case Leaf l -> l;
      case Ones o -> o;
      case Identity i -> i;
      case Chain c -> c;
      case Diagonal d -> d;
      case Trace t -> t;
    };
  }

  /// `aᵀ b`, read from the end that needs fewer transpositions.
  static Matrix inner(Matrix a, Matrix b) {
    List<Link> word = new ArrayList<>(links(a, true));
    word.addAll(links(b, false));
    return scalar(word);
  }

  private static Matrix scalar(List<Link> word) {
    Matrix forth = chain(word);
    Matrix back = new Chain(links(forth, true));
    return MatrixOrder.BY_READING.compare(forth, back) <= 0 ? forth : back;
  }

  /// The trace of a product may begin anywhere, and be read backwards: of all these words the least
  /// one. Where a column meets a row it is no trace but a product from that row to that column.
  static Matrix trace(Matrix of) {
    List<Link> word = links(of, false);
    for (int k = 0; k < word.size(); k++) {
      if (word.get(k).value().rank() == 1 && !word.get(k).transposed()) {
        return scalar(rotated(word, k + 1));
      }
    }
    Matrix least = of;
    for (boolean back : new boolean[] {false, true}) {
      List<Link> read = links(of, back);
      for (int k = 0; k < word.size(); k++) {
        Matrix other = chain(rotated(read, k));
        least = MatrixOrder.BY_READING.compare(other, least) < 0 ? other : least;
      }
    }
    return new Trace(least);
  }

  private static List<Link> rotated(List<Link> word, int start) {
    List<Link> turned = new ArrayList<>(word.subList(start, word.size()));
    turned.addAll(word.subList(0, start));
    return turned;
  }

  /// The entrywise product of powers of one shape, of which there is at least one.
  static Matrix hadamard(List<Power> powers, int rank) {
    List<Power> factors = new ArrayList<>();
    for (Power power : powers) {
      if (power.base() instanceof Hadamard h && power.exponent().isInteger()) {
        for (Power f : h.factors()) {
          merge(new Power(f.base(), f.exponent().times(power.exponent())), factors);
        }
      } else {
        merge(power, factors);
      }
    }
    if (factors.size() > 1) {
      List<Power> proper = new ArrayList<>(factors);
      proper.removeIf(f -> f.base() instanceof Ones);
      factors = proper.isEmpty() ? factors.subList(0, 1) : proper;
    }
    factors.sort(
        Comparator.comparing(
            Power::base,
            Comparator.comparingInt(MatrixOrder::kind).thenComparing(MatrixOrder::text)));
    boolean plain = factors.size() == 1 && factors.get(0).exponent().isOne();
    return plain ? factors.get(0).base() : new Hadamard(List.copyOf(factors), rank);
  }

  private static void merge(Power power, List<Power> into) {
    for (int k = 0; k < into.size(); k++) {
      Rational sum = into.get(k).exponent().plus(power.exponent());
      if (into.get(k).base().equals(power.base()) && !sum.isZero()) {
        into.set(k, new Power(power.base(), sum));
        return;
      }
    }
    into.add(power);
  }

  // --- sums ------------------------------------------------------------------------------------

  /// In reading order; a matrix and its transposed next to each other.
  static Sum sum(List<Term> terms, int rank) {
    List<Term> sorted = new ArrayList<>(terms);
    sorted.sort(MatrixOrder.TERMS);
    for (int k = 0; k < sorted.size(); k++) {
      Term term = sorted.get(k);
      if (term.body() != null && term.body().rank() == 2) {
        Term pair = term.with(transposed(term.body()));
        int at = sorted.indexOf(pair);
        if (at > k + 1) {
          sorted.remove(at);
          sorted.add(k + 1, pair);
        }
      }
    }
    return new Sum(List.copyOf(sorted), rank);
  }
}
