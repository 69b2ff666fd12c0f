package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Values;
import leibniz.trace.Event;
import leibniz.trace.Replacement;

/// The data of a program as it draws it itself, and its variables as it starts them.
final class Draws {
  private static final int MOST = 16; // points that are kept, with what was computed there

  private final Chain chain;
  private final Map<Expr, Numbers> known = new HashMap<>(); // of inputs
  private final Set<Expr> scaled = new HashSet<>(); // those whose numbers are as large as they are
  private final Map<Event, Expr> started = new LinkedHashMap<>(); // inputs of what is stepped
  private final Map<SortedMap<String, Integer>, Point> bases = new HashMap<>(); // without numbers
  private final Map<At, Point> points = new HashMap<>(); // what was computed of each is kept

  /// How the numbers of an input are drawn: classes are as many as a size is taken to be.
  private interface Numbers {
    ToDoubleFunction<SplittableRandom> at(Map<String, Integer> sizes);
  }

  private record At(SortedMap<String, Integer> sizes, int seed) {}

  /// @param named the run in which no value is replaced
  Draws(Chain chain, Run named) {
    this.chain = chain;
    starts(named);
    data();
  }

  boolean areKnown(List<Expr> inputs) {
    return known.keySet().containsAll(inputs);
  }

  /// Whether their numbers are as large as those of the program.
  boolean areToScale(List<Expr> inputs) {
    return scaled.containsAll(inputs);
  }

  /// The inputs that stand for what the program steps.
  Map<Event, Expr> started() {
    return started;
  }

  /// Variables are where the program starts them.
  private void starts(Run named) {
    for (Replacement start : chain.base().options().replacing()) {
      boolean same =
          start.event() < named.events().size()
              && !named.isOurs(named.frame(named.event(start.event())))
              && named
                  .event(start.event())
                  .target()
                  .equals(chain.base().event(start.event()).target());
      Expr written = same ? named.event(start.event()).value() : start.value();
      Rational number = same ? written.constant() : null;
      Set<Expr> own = Set.copyOf(written.inOrder()); // data that the start is made of
      for (Expr e : start.value().inOrder()) {
        boolean away = same && !e.equals(start.value()); // near what is written out
        if (e.head() instanceof Head.Var && !own.contains(e) && (away || number != null)) {
          double at = away || number == null ? 0.0 : number.doubleValue();
          known.put(e, _ -> _ -> at);
          scaled.add(e);
          started.put(chain.base().event(start.event()), e);
        }
      }
    }
  }

  private void data() {
    Text text = new Text(chain.base().program().source());
    for (Event event : chain.base().events()) {
      if (event.kind() == Event.Kind.INPUT && event.value().head() instanceof Head.Var) {
        String written = text.at(event.expression());
        String drawn = sized(written, Map.of());
        ToDoubleFunction<SplittableRandom> numbers = Distribution.of(drawn);
        if (numbers != null) {
          known.put(
              event.value(),
              sizes -> Objects.requireNonNullElse(Distribution.of(sized(written, sizes)), numbers));
        }
        if (Distribution.isToScale(drawn)) {
          scaled.add(event.value());
        }
      }
    }
  }

  /// With numbers for sizes: classes are drawn as `rng.integers(0, n_classes, n)`.
  ///
  /// @param taken what sizes are taken to be; the others are what the program says
  private String sized(String drawn, Map<String, Integer> taken) {
    Map<String, Long> sizes = new HashMap<>(chain.base().following().script().sizes());
    taken.forEach((name, size) -> sizes.put(name, size.longValue()));
    return NAME.matcher(drawn)
        .replaceAll(m -> sizes.containsKey(m.group()) ? sizes.get(m.group()).toString() : "$0");
  }

  private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*(?!\\w|\\s*=[^=])");

  /// A point where these inputs have numbers; others that it was asked for before have theirs.
  Point at(List<Expr> inputs, SortedMap<String, Integer> sizes, int seed) {
    if (points.size() >= MOST) {
      points.clear();
    }
    Point point =
        points.computeIfAbsent(
            new At(new TreeMap<>(sizes), seed),
            at -> bases.computeIfAbsent(at.sizes(), Point::of).with(Map.of()));
    for (Expr input : inputs) {
      if (point.number(input) == null) {
        point.put(input, numbers(input, sizes, new SplittableRandom(input.key() + seed)));
      }
    }
    return point;
  }

  private Values numbers(Expr input, SortedMap<String, Integer> sizes, SplittableRandom random) {
    Values values = Values.zeros(input.shape().at(s -> sizes.getOrDefault(s, 2)));
    Numbers drawn = known.get(input);
    ToDoubleFunction<SplittableRandom> own = drawn == null ? null : drawn.at(sizes);
    for (int k = 0; k < values.count(); k++) {
      values.re()[k] = own == null ? random.nextGaussian() : own.applyAsDouble(random);
    }
    return values;
  }
}
