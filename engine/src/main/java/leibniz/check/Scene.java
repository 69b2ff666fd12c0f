package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Shape;
import leibniz.ir.Values;
import leibniz.op.Maps;
import leibniz.trace.Following;
import leibniz.verify.Sizes;

/// The points at which values of a program are compared: two choices of sizes, two draws each, and
/// more where a condition on data goes one way at all of these.
final class Scene {
  private static final int DRAWS = 2;
  private static final String NONE = "no point was found at which the program has finite values";

  private static final double MOST = 2e7; // entries of all inputs

  private final List<Point> points;
  private final String reason;

  /// @param reason why there are no points; empty if there are some
  private Scene(List<Point> points, String reason) {
    this.points = points;
    this.reason = reason;
  }

  /// Points at which all links that these functions are made of have finite values; no point if
  /// there is none.
  ///
  /// @param functions in terms of variables of the chain
  /// @param scale how large inputs are
  static Scene of(Chain chain, Collection<Expr> functions, double scale) {
    Set<Chain.Link> links = new LinkedHashSet<>();
    functions.forEach(f -> links.addAll(chain.ancestors(f)));
    Set<Expr> ends = new LinkedHashSet<>();
    functions.forEach(f -> ends.add(chain.inInputs(f)));
    Set<Expr> roots = new LinkedHashSet<>();
    links.forEach(link -> roots.add(link.value()));
    roots.addAll(ends);
    Scene scene = of(chain, links, roots, scale, Point::of);
    boolean infinite = Expr.inOrder(roots).contains(Build.constant(Maps.INFINITY));
    if (isNowhere(scene.reason) && infinite) {
      scene = of(chain, links, roots, scale, Point::finite);
    }
    // what is infinite on the way may be left out later, as the diagonal of 1 / distances
    return isNowhere(scene.reason) ? of(chain, links, ends, scale, Point::of) : scene;
  }

  private static Scene of(
      Chain chain,
      Set<Chain.Link> links,
      Set<Expr> roots,
      double scale,
      Function<SortedMap<String, Integer>, Point> at) {
    List<Point> points = new ArrayList<>();
    try {
      Map<String, Integer> given = given(chain.base());
      Sizes sizes = Sizes.of(roots, given);
      for (SortedMap<String, Integer> known : sizes.both()) {
        SortedMap<String, Integer> choice = new TreeMap<>(given);
        choice.putAll(known);
        if (entries(roots, choice) > MOST) {
          return new Scene(List.of(), "its inputs have too many entries to be drawn");
        }
        Point none = at.apply(choice).placing(chain.base().following().placed());
        List<Point> usual = drawn(roots, none, 0, scale);
        BothWays.Draw draw = new Draw(roots, none, scale);
        Stream.concat(usual.stream(), BothWays.more(roots, usual, draw).stream())
            .forEach(point -> points.add(point.with(written(point, links))));
        if (sizes.first().equals(sizes.second())) {
          break;
        }
      }
    } catch (LeibnizException e) { // sizes that cannot be made small, or values too large
      return new Scene(List.of(), NONE);
    }
    return new Scene(points, points.isEmpty() ? NONE : "");
  }

  /// Draws for what these are made of.
  private record Draw(Collection<Expr> roots, Point none, double scale) implements BothWays.Draw {
    @Override
    public List<Point> at(int seed, double larger) {
      return drawn(roots, none, seed, larger * scale);
    }

    @Override
    public List<Point> tried(int seed, double larger, List<Point> found) {
      return IntStream.range(seed, seed + DRAWS)
          .mapToObj(k -> none.tried(roots, k, larger * scale, found))
          .flatMap(List::stream)
          .toList();
    }
  }

  /// Two draws, or fewer where nothing finite is found.
  private static List<Point> drawn(Collection<Expr> roots, Point none, int seed, double scale) {
    return IntStream.range(seed, seed + DRAWS)
        .mapToObj(k -> none.draw(roots, k, scale))
        .filter(Objects::nonNull)
        .toList();
  }

  private static double entries(Collection<Expr> roots, Map<String, Integer> sizes) {
    return Expr.inOrder(roots).stream()
        .filter(e -> e.head() instanceof Head.Var)
        .mapToDouble(e -> entries(e.shape(), sizes))
        .sum();
  }

  private static double entries(Shape shape, Map<String, Integer> sizes) {
    double count = 1;
    for (Dim dim : shape.dims()) {
      count *= dim.at(s -> sizes.getOrDefault(s, 1));
    }
    return count;
  }

  /// Sizes for one point of some expressions.
  static SortedMap<String, Integer> sizes(Chain chain, Collection<Expr> roots) {
    Map<String, Integer> given = given(chain.base());
    SortedMap<String, Integer> sizes = new TreeMap<>(given);
    sizes.putAll(Sizes.of(roots, given).second());
    return sizes;
  }

  /// Sizes that are 1 in the program are 1 here: axes of size 1 are what broadcasts. Those by which
  /// loops and branches went their way are as they are there.
  static Map<String, Integer> given(Run base) {
    Following run = base.following();
    Map<String, Integer> given = new LinkedHashMap<>();
    run.script()
        .sizes()
        .forEach((name, size) -> {
          if (size == 1 || run.fixed().contains(name) && size == size.intValue()) {
            given.put(name, size.intValue());
          }
        });
    return given;
  }

  /// The numbers of the variables, as the program computes them.
  private static Map<Expr, Values> written(Point point, Set<Chain.Link> links) {
    List<Expr> values = links.stream().map(Chain.Link::value).toList();
    Map<Expr, Values> all = point.values(values);
    Map<Expr, Values> numbers = new LinkedHashMap<>();
    links.forEach(link -> numbers.put(link.variable(), all.get(link.value())));
    return numbers;
  }

  /// The points among these at which conditions hold, as far as they can be told there.
  Scene where(List<Expr> conditions) {
    List<Point> held = points.stream().filter(p -> holds(p, conditions)).toList();
    return new Scene(held, held.isEmpty() ? NONE : "");
  }

  /// The same points, where a variable has any numbers, and what is computed from it follows.
  Scene free(Chain chain, Expr variable) {
    int[] seed = {0};
    return with(
        chain,
        point -> {
          Values now = Objects.requireNonNull(point.number(variable));
          SplittableRandom random = new SplittableRandom(seed[0]++);
          boolean positive = Arrays.stream(now.re()).allMatch(x -> x >= 0);
          double[] drawn = random.doubles(now.count(), positive ? 0.1 : -1, 1).toArray();
          return Map.of(variable, Values.real(now.shape(), drawn));
        });
  }

  /// The same points with other numbers, and what is computed from these follows.
  Scene with(Chain chain, Function<Point, Map<Expr, Values>> other) {
    List<Point> changed = new ArrayList<>();
    for (Point point : points) {
      List<Chain.Link> known =
          chain.links().stream().filter(link -> point.number(link.variable()) != null).toList();
      changed.add(new Consequences(chain, point, other.apply(point)).along(known).point());
    }
    return new Scene(changed, reason);
  }

  private static boolean holds(Point point, List<Expr> conditions) {
    return conditions.stream()
        .filter(point::knows)
        .allMatch(c -> Arrays.stream(point.value(c).re()).allMatch(x -> x != 0));
  }

  /// Whether this is the reason of a scene where nothing finite was found.
  static boolean isNowhere(String reason) {
    return reason.equals(NONE);
  }

  /// Why there are no points.
  String reason() {
    return reason;
  }

  List<Point> points() {
    return points;
  }

  /// How many entries a shape has at the largest of the points.
  double entries(Shape shape) {
    double most = 0;
    for (Point point : points) {
      most = Math.max(most, entries(shape, point.sizes()));
    }
    return most;
  }

  private static final double NODE = 60; // what a node costs beside its entries

  /// Roughly what it costs to compute a node at the largest of the points.
  double cost(Expr node) {
    return entries(node.shape()) + NODE;
  }

  /// Whether a function that was not known when the points were drawn reads no position outside an
  /// axis there.
  boolean fits(Expr function) {
    return points.stream().allMatch(p -> Sizes.fit(List.of(function), p.sizes()));
  }

  /// The values of a function at each point.
  List<Values> values(Expr function) {
    return points.stream().map(p -> p.value(function)).toList();
  }

  /// The values of a function at each point where some variables have other numbers than the
  /// program gives them, and what is computed from these follows.
  ///
  /// @param other for each point, the other numbers
  static List<Values> values(
      Chain chain, Expr function, List<Point> points, List<Map<Expr, Values>> other) {
    List<Chain.Link> order = new ArrayList<>(chain.ancestors(function));
    order.sort(Comparator.comparingInt(link -> link.event().index()));
    List<Values> values = new ArrayList<>();
    for (int k = 0; k < points.size(); k++) {
      Consequences all = new Consequences(chain, points.get(k), other.get(k)).along(order);
      values.add(all.point().value(function));
    }
    return values;
  }
}
