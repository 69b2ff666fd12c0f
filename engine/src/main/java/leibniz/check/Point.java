package leibniz.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Values;
import leibniz.op.Maps;
import leibniz.run.Remembered;
import leibniz.trace.Placed;
import leibniz.verify.Structure;
import org.jspecify.annotations.Nullable;

/// Numbers for the inputs of a program, and what follows from them.
final class Point {
  private static final int TRIES = 4;
  private static final double LARGE = 1e12;

  private final SortedMap<String, Integer> sizes;
  private final Remembered remembered;
  private final List<Placed> placed;
  private int tries = 1; // draws until values were finite
  private boolean isDead;

  /// Where inputs are drawn from, in the order in which they are tried.
  private enum Domain {
    NORMAL,
    PROBABILITY,
    POSITIVE,
    MIXED
  }

  private Point(SortedMap<String, Integer> sizes, Remembered remembered, List<Placed> placed) {
    this.sizes = sizes;
    this.remembered = remembered;
    this.placed = placed;
  }

  /// No numbers yet, but sizes.
  static Point of(SortedMap<String, Integer> sizes) {
    return new Point(sizes, Remembered.at(at(sizes)), List.of());
  }

  /// The same where infinity is a number that is far from all others: what is chosen of a list with
  /// an infinite end is a product with zeros.
  static Point finite(SortedMap<String, Integer> sizes) {
    return of(sizes)
        .with(Map.of(Build.constant(Maps.INFINITY), Values.real(new int[0], new double[] {FAR})));
  }

  /// The same where these positions are drawn of those at which their conditions hold.
  Point placing(List<Placed> held) {
    return new Point(sizes, remembered, held);
  }

  private static final double FAR = 700; // its exponential is finite

  SortedMap<String, Integer> sizes() {
    return sizes;
  }

  /// The number of a variable or input; null if it has none here.
  @Nullable Values number(Expr variable) {
    return remembered.input(variable);
  }

  /// Whether all variables that an expression is made of have numbers here.
  boolean knows(Expr expression) {
    return expression.inOrder().stream()
        .allMatch(e -> !(e.head() instanceof Head.Var) || number(e) != null);
  }

  /// The same point with numbers for further variables, or other ones.
  Point with(Map<Expr, Values> more) {
    Point other = new Point(sizes, remembered.with(more), placed);
    other.isDead = isDead;
    return other;
  }

  /// Gives a variable another number.
  void put(Expr variable, Values number) {
    remembered.put(variable, number);
  }

  /// A point of these sizes at which all of these are finite, and rather one at which all layers of
  /// rectifiers let something through: behind one that does not, all gradients are 0. Null if none
  /// was found.
  ///
  /// @param roots expressions of inputs
  /// @param seed which point
  /// @param scale how large normal entries are
  @Nullable Point draw(Collection<Expr> roots, int seed, double scale) {
    List<Expr> inputs = inputs(roots);
    Map<Expr, WholeRange> ranges = ranges(roots, seed);
    Map<Expr, Double> limits = seed % 2 == 0 ? Map.of() : limits(roots);
    List<Expr> layers = Expr.inOrder(roots).stream().filter(Point::isRectified).toList();
    Point large = null;
    Point dead = null;
    int left = ALIVE;
    for (int k = 0; k < TRIES * Domain.values().length && left > 0; k++) {
      Point point = tried(inputs, ranges, k % 2 == 0 ? limits : Map.of(), k, seed, scale);
      point.tries = k + 1;
      Map<Expr, Values> values = point.values(roots);
      left -= dead == null ? 0 : 1;
      if (values.entrySet().stream().allMatch(Point::hasValue)) {
        if (values.values().stream().anyMatch(Point::isLarge)) {
          large = large == null ? point : large;
        } else if (layers.stream().allMatch(point::letsThrough)) {
          return point;
        } else {
          dead = dead == null ? point : dead;
        }
      }
    }
    if (dead != null) {
      dead.isDead = true;
    }
    return dead == null ? large : dead;
  }

  /// Whether a layer of rectifiers lets nothing through here, and no other point was found.
  boolean isDead() {
    return isDead;
  }

  private static final int ALIVE = 12; // tries for another point than one without any gradient

  /// `np.maximum(0, x)` of several numbers.
  private static boolean isRectified(Expr e) {
    return e.rank() > 0 && e.head() instanceof Head.Map m && m.op().equals(Maps.RELU);
  }

  private boolean letsThrough(Expr rectified) {
    return Arrays.stream(value(rectified).re()).anyMatch(x -> x > 0);
  }

  /// The points that are tried where these were found, from the same kind of numbers on; whether or
  /// not values are finite there.
  List<Point> tried(Collection<Expr> roots, int seed, double scale, List<Point> found) {
    IntSummaryStatistics tries = found.stream().mapToInt(point -> point.tries).summaryStatistics();
    List<Expr> inputs = inputs(roots);
    Map<Expr, WholeRange> ranges = ranges(roots, seed);
    return IntStream.range((tries.getMin() - 1) / TRIES * TRIES, tries.getMax())
        .mapToObj(k -> tried(inputs, ranges, Map.of(), k, seed, scale))
        .toList();
  }

  private static List<Expr> inputs(Collection<Expr> roots) {
    return Expr.inOrder(roots).stream().filter(e -> e.head() instanceof Head.Var).toList();
  }

  /// At every other point positions go as far as the axes that they say where on; at the rest there
  /// are two of them, so that many are alike.
  private Map<Expr, WholeRange> ranges(Collection<Expr> roots, int seed) {
    return WholeRange.of(roots, seed % 2 != 0, at(sizes));
  }

  /// The numbers that inputs are compared with and that they would hardly come to: of data that is
  /// censored at 4, some lies behind that; of what is true for one in ten, as edges of a graph,
  /// half is.
  private static Map<Expr, Double> limits(Collection<Expr> roots) {
    Map<Expr, Double> limits = new HashMap<>();
    for (Expr node : Expr.inOrder(roots)) {
      if (node.head() instanceof Head.Map m && COMPARED.contains(m.op().name())) {
        for (int k = 0; k < 2; k++) {
          Expr input = WholeRange.viewed(node.arg(k));
          Rational limit = node.arg(1 - k).constant();
          if (input.head() instanceof Head.Var v
              && limit != null
              && (isFar(limit.doubleValue()) || isRare(v, limit.doubleValue()))) {
            limits.put(input, limit.doubleValue());
          }
        }
      }
    }
    return limits;
  }

  private static final Set<String> COMPARED =
      Set.of("less", "less_equal", "greater", "greater_equal", "minimum", "maximum");

  private static boolean isFar(double limit) {
    return Math.abs(limit) > 1 && Math.abs(limit) < 100; // else it guards, as `1e10` does
  }

  private static boolean isRare(Head.Var input, double limit) {
    return input.properties().contains(Head.Property.POSITIVE) && limit > 0 && limit <= HALF;
  }

  private static final double HALF = 0.5;
  private static final double LOW = 0.2;

  private Point tried(
      List<Expr> inputs,
      Map<Expr, WholeRange> ranges,
      Map<Expr, Double> limits,
      int k,
      int seed,
      double scale) {
    Domain domain = Domain.values()[k / TRIES];
    SplittableRandom random = new SplittableRandom(1000L * seed + k % TRIES);
    Map<Expr, Values> drawn = new LinkedHashMap<>();
    Map<Dim, Set<Integer>> taken = new HashMap<>(); // one position each
    for (Expr input : inputs) {
      WholeRange range = ranges.getOrDefault(input, WholeRange.FEW);
      Values values = draw(input, domain, range, random, scale);
      if (input.rank() == 0 && range.along() != null) {
        Set<Integer> others = taken.computeIfAbsent(range.along(), _ -> new HashSet<>());
        values.re()[0] = range.apart((int) values.re()[0], others);
        others.add((int) values.re()[0]);
      }
      Double limit = limits.get(input);
      for (int n = 0; n < values.count() && limit != null; n++) {
        boolean rare = limit > 0 && limit <= HALF;
        if (random.nextInt(rare ? 2 : 3) == 0) {
          values.re()[n] = limit * (rare ? random.nextDouble(LOW, 1) : random.nextDouble(1, 1.5));
        }
      }
      drawn.put(input, values);
    }
    Point point = with(drawn);
    return placed.isEmpty()
        ? point
        : point.with(DrawnPlaces.of(placed, drawn, point::value, seed % 2 == 0, random));
  }

  /// Whether rounding may be larger than a difference: where a probability was cut off at 2⁻⁵², a
  /// derivative has no digits left.
  private static boolean isLarge(Values values) {
    return Arrays.stream(values.re()).anyMatch(x -> Math.abs(x) > LARGE);
  }

  private Values draw(
      Expr input, Domain domain, WholeRange range, SplittableRandom random, double scale) {
    Values values = Values.zeros(input.shape().at(at(sizes)));
    Head.Var v = (Head.Var) input.head();
    boolean whole = v.properties().contains(Head.Property.WHOLE);
    boolean truth = v.properties().contains(Head.Property.TRUTH);
    boolean positive =
        v.properties().contains(Head.Property.POSITIVE)
            || v.properties().contains(Head.Property.ROWS_SUM_TO_ONE);
    Domain own =
        domain == Domain.MIXED ? Domain.values()[random.nextInt(Domain.MIXED.ordinal())] : domain;
    for (int k = 0; k < values.count(); k++) {
      double drawn =
          switch (own) {
            case NORMAL, MIXED -> scale * random.nextGaussian();
            case PROBABILITY -> random.nextDouble(0.05, 0.95);
            case POSITIVE -> random.nextDouble(0.2, 2.2);
          };
      values.re()[k] =
          whole || truth
              ? (whole ? range : WholeRange.FEW).draw(random)
              : positive ? Math.abs(drawn) + 0.1 * Math.min(1, scale) : drawn;
    }
    Structure.impose(v, values);
    return values;
  }

  /// A size of which no value that is compared speaks, as a position along an axis, is 1.
  private static ToLongFunction<String> at(SortedMap<String, Integer> sizes) {
    return symbol -> sizes.getOrDefault(symbol, 1);
  }

  Values value(Expr expression) {
    return Objects.requireNonNull(values(List.of(expression)).get(expression));
  }

  /// The values of expressions of variables that have numbers here.
  Map<Expr, Values> values(Collection<Expr> roots) {
    return remembered.values(roots);
  }

  /// Whether all entries are numbers; infinite ones where the program says `np.inf`, as of a
  /// distance from a sample to itself.
  private static boolean hasValue(Map.Entry<Expr, Values> root) {
    return isFinite(root.getValue())
        || root.getKey().contains(Build.constant(Maps.INFINITY))
            && Arrays.stream(root.getValue().re()).noneMatch(Double::isNaN);
  }

  static boolean isFinite(Values values) {
    for (double x : values.re()) {
      if (!Double.isFinite(x)) {
        return false;
      }
    }
    return true;
  }
}
