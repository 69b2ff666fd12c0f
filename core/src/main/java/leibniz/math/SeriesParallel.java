package leibniz.math;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import leibniz.ir.Dim;
import leibniz.ir.Rational;
import leibniz.math.Matrix.Diagonal;
import leibniz.math.Matrix.Hadamard;
import leibniz.math.Matrix.Identity;
import leibniz.math.Matrix.Link;
import leibniz.math.Matrix.Ones;
import leibniz.math.Matrix.Power;
import leibniz.math.Matrix.Trace;
import org.jspecify.annotations.Nullable;

/// From a product with letters to a product of matrices. The letters are the vertices of a graph,
/// vectors sit on vertices and matrices are edges. A summed letter with at most two neighbours can
/// be eliminated: with two neighbours its matrices are multiplied, with one a matrix is applied to
/// a vector, with none there is a scalar; what becomes parallel is multiplied entry by entry.
///
/// This is the series-parallel reduction of graphs, so it is complete: it ends, in whatever order,
/// exactly for graphs of treewidth at most 2 (Duffin, *Topology of series-parallel networks*, 1965;
/// Bodlaender, *A partial k-arboretum*, 1998), where an edge between the two letters of the result
/// counts. The order decides on beauty only, so a few orders are followed at once, those first that
/// leave less to read.
final class SeriesParallel {
  /// How many orders are followed: many while there are few.
  private static final int WIDE = 12;

  private static final int NARROW = 4;
  private static final int FEW = 4;

  /// A vector at a letter, or a matrix from its first letter to its second, which is another one.
  record Edge(Matrix value, List<Integer> letters) {

    /// On the way the diagonal of a matrix may still become a trace.
    int cost() {
      return value instanceof Diagonal(Matrix of) && value.rank() == 1
          ? MatrixOrder.cost(new Trace(of))
          : MatrixOrder.cost(value);
    }
  }

  /// Scalars, and what has the rank of the result; null for a scalar.
  record Result(List<Matrix> scalars, @Nullable Matrix body) {}

  private final Map<Integer, Dim> sizes;
  private final List<Integer> out;

  private SeriesParallel(List<Integer> out, Map<Integer, Dim> sizes) {
    this.out = out;
    this.sizes = sizes;
  }

  /// The product as a matrix expression, or null where there is none.
  ///
  /// @param edges every summed letter is on one of them
  /// @param out the letters of the result: at most two, perhaps the same
  static @Nullable Result of(List<Edge> edges, List<Integer> out, Map<Integer, Dim> sizes) {
    SeriesParallel reduction = new SeriesParallel(out, sizes);
    State start = new State(List.copyOf(edges), List.of(), 0);
    int summed = reduction.summed(start).size();
    int width = summed <= FEW ? WIDE : NARROW;
    List<State> states = List.of(start);
    for (int k = 0; k < summed; k++) {
      Set<State> next = new LinkedHashSet<>();
      states.forEach(s -> reduction.eliminate(s, next));
      states = next.stream().sorted(Comparator.comparingInt(State::cost)).limit(width).toList();
    }
    return states.stream()
        .map(reduction::finish)
        .min(Comparator.comparingInt(SeriesParallel::cost))
        .orElse(null);
  }

  private static int cost(Result result) {
    int cost = result.body == null ? 0 : MatrixOrder.cost(result.body);
    return cost + result.scalars.stream().mapToInt(MatrixOrder::cost).sum();
  }

  /// A graph on the way, and how much there is to read in it.
  private record State(List<Edge> edges, List<Matrix> scalars, int cost) {
    State(List<Edge> edges, List<Matrix> scalars) {
      this(
          edges,
          scalars,
          edges.stream().mapToInt(Edge::cost).sum()
              + scalars.stream().mapToInt(MatrixOrder::cost).sum());
    }

    /// With another edge and without those of a letter.
    State with(Edge edge, int letter) {
      List<Edge> left = new ArrayList<>(edges);
      left.removeIf(e -> e.letters.contains(letter));
      left.add(edge);
      return new State(left, scalars);
    }

    State with(Matrix scalar, int letter) {
      List<Edge> left = new ArrayList<>(edges);
      left.removeIf(e -> e.letters.contains(letter));
      List<Matrix> more = new ArrayList<>(scalars);
      more.add(scalar);
      return new State(left, more);
    }
  }

  private Set<Integer> summed(State state) {
    Set<Integer> letters = new LinkedHashSet<>();
    state.edges.forEach(e -> letters.addAll(e.letters));
    letters.removeAll(out);
    return letters;
  }

  // --- one letter ------------------------------------------------------------------------------

  private void eliminate(State state, Collection<State> next) {
    for (Integer letter : summed(state)) {
      List<Matrix> vectors = new ArrayList<>();
      Map<Integer, List<Matrix>> matrices = new TreeMap<>(); // from the neighbour to the letter
      for (Edge edge : state.edges) {
        int at = edge.letters.indexOf(letter);
        if (at >= 0 && edge.letters.size() == 1) {
          vectors.add(edge.value);
        } else if (at >= 0) {
          Matrix towards = at == 1 ? edge.value : Matrices.transposed(edge.value);
          matrices.computeIfAbsent(edge.letters.get(1 - at), o -> new ArrayList<>()).add(towards);
        }
      }
      List<Integer> neighbours = List.copyOf(matrices.keySet());
      switch (neighbours.size()) {
        case 0 -> scalars(vectors, letter).forEach(s -> next.add(state.with(s, letter)));
        case 1 -> {
          int other = neighbours.get(0);
          for (Matrix vector : vectors(matrices.getOrDefault(other, List.of()), vectors, letter)) {
            next.add(state.with(new Edge(vector, List.of(other)), letter));
          }
        }
        case 2 -> {
          Matrix left = times(matrices.getOrDefault(neighbours.get(0), List.of()), 2);
          Matrix back = times(matrices.getOrDefault(neighbours.get(1), List.of()), 2);
          Matrix product = through(left, vectors, Matrices.transposed(back), letter);
          next.add(state.with(new Edge(product, neighbours), letter));
        }
        default -> {}
      }
    }
  }

  /// `Σ_i u_i v_i …`: an inner product of two halves, the trace of a diagonal, or a sum of entries.
  private List<Matrix> scalars(List<Matrix> vectors, Integer letter) {
    List<Power> powers = powers(vectors);
    if (powers.size() == 1 && powers.get(0).base() instanceof Diagonal(Matrix of)) {
      if (powers.get(0).exponent().isOne()) {
        return List.of(Matrices.trace(of));
      }
    }
    List<Matrix> found = new ArrayList<>();
    for (List<List<Power>> halves : halves(powers)) {
      found.add(
          Matrices.inner(Matrices.hadamard(halves.get(0), 1), Matrices.hadamard(halves.get(1), 1)));
    }
    if (found.isEmpty()) {
      found.add(Matrices.inner(ones(letter), Matrices.hadamard(powers, 1)));
    }
    return found;
  }

  /// `Σ_i M_oi v_i`. Of a product of two matrices it is also a diagonal: of `M diag(v) Nᵀ`.
  private List<Matrix> vectors(List<Matrix> matrices, List<Matrix> vectors, Integer letter) {
    List<Matrix> found = new ArrayList<>();
    Matrix vector = vectors.isEmpty() ? ones(letter) : times(vectors, 1);
    List<Link> word = new ArrayList<>(Matrices.links(times(matrices, 2), false));
    word.addAll(Matrices.links(vector, false));
    found.add(Matrices.chain(word));
    for (List<List<Power>> halves : halves(powers(matrices))) {
      Matrix left = Matrices.hadamard(halves.get(0), 2);
      Matrix right = Matrices.transposed(Matrices.hadamard(halves.get(1), 2));
      Matrix forth = through(left, vectors, right, letter);
      Matrix back = Matrices.transposed(forth);
      boolean better = MatrixOrder.BY_READING.compare(forth, back) <= 0;
      found.add(new Diagonal(better ? forth : back));
    }
    return found;
  }

  private Matrix through(Matrix left, List<Matrix> vectors, Matrix right, Integer letter) {
    List<Link> word = new ArrayList<>(Matrices.links(left, false));
    if (!vectors.isEmpty()) {
      word.add(new Link(diagonal(times(vectors, 1), letter), false));
    }
    word.addAll(Matrices.links(right, false));
    return Matrices.chain(word);
  }

  /// The diagonal matrix of a vector; that of the diagonal of a matrix is the matrix, masked.
  private Matrix diagonal(Matrix vector, Integer letter) {
    Matrix eye = new Identity(sizes.getOrDefault(letter, Dim.ONE));
    return vector instanceof Diagonal(Matrix of)
        ? times(List.of(eye, of), 2)
        : new Diagonal(vector);
  }

  private static Matrix times(List<Matrix> factors, int rank) {
    return Matrices.hadamard(factors.stream().map(f -> new Power(f, Rational.ONE)).toList(), rank);
  }

  private static List<Power> powers(List<Matrix> factors) {
    List<Power> powers = new ArrayList<>();
    for (Matrix factor : factors) {
      if (factor instanceof Hadamard h) {
        powers.addAll(h.factors());
      } else {
        powers.add(new Power(factor, Rational.ONE));
      }
    }
    return powers;
  }

  /// The ways to part a product into two; a square alone is parted into its roots. With more than a
  /// few factors only each one by itself is tried.
  private static List<List<List<Power>>> halves(List<Power> powers) {
    List<List<List<Power>>> found = new ArrayList<>();
    if (powers.size() == 1) {
      Power only = powers.get(0);
      if (only.exponent().equals(Rational.TWO)) {
        List<Power> root = List.of(new Power(only.base(), Rational.ONE));
        found.add(List.of(root, root));
      }
      return found;
    }
    int n = powers.size();
    if (n > FEW) {
      for (Power one : powers) {
        List<Power> others = new ArrayList<>(powers);
        others.remove(one);
        found.add(List.of(List.of(one), others));
      }
      return found;
    }
    for (int mask = 1; mask < 1 << n - 1; mask++) { // the last is always on the right
      List<Power> left = new ArrayList<>();
      List<Power> right = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        ((mask >> k & 1) == 1 ? left : right).add(powers.get(k));
      }
      found.add(List.of(left, right));
    }
    return found;
  }

  // --- the result ------------------------------------------------------------------------------

  private Result finish(State state) {
    if (out.isEmpty()) {
      return new Result(state.scalars, null);
    }
    Integer row = out.get(0);
    Matrix first = at(state, List.of(row));
    if (out.size() == 1) {
      return new Result(state.scalars, first == null ? ones(row) : first);
    }
    Integer column = out.get(1);
    if (row.equals(column)) {
      Matrix eye = new Identity(sizes.getOrDefault(row, Dim.ONE));
      return new Result(state.scalars, first == null ? eye : diagonal(first, row));
    }
    Matrix last = at(state, List.of(column));
    Matrix middle = at(state, out);
    List<Link> word = new ArrayList<>();
    if (middle == null) {
      word.addAll(Matrices.links(first == null ? ones(row) : first, false));
      word.addAll(Matrices.links(last == null ? ones(column) : last, true));
    } else {
      if (first != null) {
        word.add(new Link(diagonal(first, row), false));
      }
      word.addAll(Matrices.links(middle, false));
      if (last != null) {
        word.add(new Link(diagonal(last, column), false));
      }
    }
    return new Result(state.scalars, Matrices.chain(word));
  }

  private Ones ones(Integer letter) {
    return new Ones(sizes.getOrDefault(letter, Dim.ONE));
  }

  /// The product of what is on these letters, or null.
  private static @Nullable Matrix at(State state, List<Integer> letters) {
    List<Matrix> found = new ArrayList<>();
    for (Edge edge : state.edges) {
      if (edge.letters.equals(letters)) {
        found.add(edge.value);
      } else if (letters.size() == 2 && edge.letters.equals(letters.reversed())) {
        found.add(Matrices.transposed(edge.value));
      }
    }
    return found.isEmpty() ? null : times(found, letters.size());
  }
}
