package leibniz.check;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.ir.Special;
import leibniz.ir.Values;
import leibniz.op.Inverse;
import leibniz.op.Maps;
import leibniz.op.OneHot;
import leibniz.op.PseudoInverse;
import leibniz.trace.Event;
import leibniz.trace.Replacement;
import org.jspecify.annotations.Nullable;

/// Looks for logarithms and roots of negative numbers, for logarithms of 0, for divisions by 0 and
/// for angles whose cosine is above 1, and for exponentials that overflow. Only data that the
/// program draws itself is looked at: of what comes from elsewhere it is not known what it is.
final class Domains {
  private static final int LEAST = 3; // draws
  private static final int MOST = 60; // of few numbers, as data has many
  private static final int ENTRIES = 150; // that are enough
  private static final int MANY = 1000; // along an axis
  private static final double DEAREST = 1e6; // entries evaluated
  private static final double RARE = 0.01; // a share of entries that data may not have at all

  private final Chain chain;
  private final boolean whole; // no array is made shorter, so that loops fill all of each
  private final CutLoops cut;
  private final Text text;
  private final List<Finding> findings;
  private final Map<Expr, Numbers> known = new HashMap<>(); // of inputs
  private final Set<Expr> scaled = new HashSet<>(); // those whose numbers are as large as they are

  private final Map<Event, Expr> started = new LinkedHashMap<>(); // inputs of what is stepped
  private @Nullable Trained trained; // once it is asked for

  private final Map<Expr, Event> firsts =
      new HashMap<>(); // of all values and what they are made of

  /// How the numbers of an input are drawn: classes are as many as a size is taken to be.
  private interface Numbers {
    ToDoubleFunction<SplittableRandom> at(Map<String, Integer> sizes);
  }

  private Domains(Chain chain, List<Finding> findings) {
    this.chain = chain;
    this.whole = CutLoops.shortened(chain.base()).isEmpty();
    this.cut = new CutLoops(chain);
    this.text = new Text(chain.base().program().source());
    this.findings = findings;
  }

  static void of(Start start, List<Finding> findings) {
    Chain chain = start.chain();
    if (chain != null) {
      Domains domains = new Domains(chain, findings);
      domains.starts(start.named());
      domains.check();
      if (findings.stream().noneMatch(f -> f.problem().code() == Code.LBZ301)) {
        new Overflow(chain, findings).check(); // else it is told of the data itself
      }
    }
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

  private void check() {
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
    told();
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

  private void told() {
    Set<Span> told = new HashSet<>();
    for (Chain.Link link : chain.links()) {
      if (GUARD.matcher(text.at(link.event().statement())).find()) {
        continue; // who wrote it has thought of it
      }
      for (Expr node : Expr.inOrder(List.of(link.function()), Domains::isChosen)) {
        Event first = Risk.of(node).isEmpty() ? link.event() : first(node, link.event());
        for (Risk risk : Risk.of(node)) {
          if (!told.contains(first.statement()) && look(link, first, risk)) {
            told.add(first.statement());
          }
        }
      }
    }
  }

  /// Where a value is computed first that others are made of: what is made of data alone is no link
  /// of its own.
  private Event first(Expr node, Event last) {
    if (firsts.isEmpty()) {
      chain.base().events().stream()
          .filter(e -> e.kind() != Event.Kind.ARGUMENT)
          .forEach(this::addFirst);
    }
    Event first = firsts.get(node);
    return first != null && first.index() < last.index() ? first : last;
  }

  private void addFirst(Event event) {
    Deque<Expr> open = new ArrayDeque<>(List.of(event.value()));
    while (!open.isEmpty()) {
      Expr node = open.pop();
      if (firsts.putIfAbsent(node, event) == null) { // else what it is made of is there, too
        open.addAll(node.args());
      }
    }
  }

  /// What is taken of an array by a mask: entries outside it are computed, and are nowhere.
  private static boolean isChosen(Expr node) {
    return node.head() instanceof Head.Map m && m.op().equals(Maps.WHERE);
  }

  /// What shows that who wrote a statement has thought of what has no value.
  static final Pattern GUARD = Pattern.compile("where|errstate|nan_to_num|isnan");

  /// @param event where it is told
  private boolean look(Chain.Link link, Event event, Risk risk) {
    Expr argument = chain.inInputs(risk.argument());
    List<Expr> inputs =
        argument.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
    Set<Expr> needed = risk.isOfScale() ? scaled : known.keySet();
    if (!needed.containsAll(inputs)) {
      return false;
    }
    // of few samples a matrix may have no inverse that many give it: only the program's own do
    boolean few = argument.inOrder().stream().noneMatch(Domains::isSolved);
    try {
      SortedMap<String, Integer> sizes = Scene.sizes(chain, List.of(argument));
      argument.inOrder().forEach(e -> countClasses(e, sizes));
      if (risk.isOfScale() && !isWritten(sizes, argument)) {
        return false;
      }
      double[] all = {};
      List<Expr> taken = taken(argument);
      for (int seed = 0; few && (seed < LEAST || seed < MOST && all.length < ENTRIES); seed++) {
        Point point = draw(inputs, sizes, seed);
        if (!taken.stream().allMatch(c -> point.value(c).re()[0] != 0)) {
          continue; // such an element is left out
        }
        double[] more = point.value(argument).re();
        all = DoubleStream.concat(Arrays.stream(all), Arrays.stream(more)).toArray();
      }
      boolean fine = Arrays.stream(all).noneMatch(risk::isBad);
      Point end = fine ? atEnd(link, argument) : null;
      all = end == null ? all : end.value(argument).re();
      boolean zeros = whole && !cut.areBefore(risk.argument(), link.event()) || isDrawn(argument);
      double[] bad =
          Arrays.stream(all)
              .filter(x -> end == null ? risk.isBad(x) && (x != 0 || zeros) : isBadAtEnd(risk, x))
              .toArray();
      boolean some = bad.length > RARE * all.length;
      boolean matters = some && (risk.isKept() || spreads(link, sizes, end));
      if (matters) {
        findings.add(finding(event, risk.act(), bad, all.length));
      }
      return matters;
    } catch (LeibnizException e) {
      return false; // no sizes at which it has a value: nothing is known
    }
  }

  /// Where a training ends, much is 0, or is but for rounding: that is as the data is.
  private static boolean isBadAtEnd(Risk risk, double x) {
    return risk.isBad(x) && (risk.isOfScale() || x < -ROUNDED);
  }

  private static final double ROUNDED = 1e-9;

  /// Where the training ends; null where that is not known, or changes nothing of an argument.
  private @Nullable Point atEnd(Chain.Link link, Expr argument) {
    Trained end = trained == null ? new Trained(chain, started) : trained;
    trained = end;
    if (!end.isKnown() || argument.inOrder().stream().noneMatch(started::containsValue)) {
      return null;
    }
    List<Expr> roots = end.roots();
    roots.add(argument);
    roots.addAll(chain.ends(link));
    List<Expr> inputs =
        Expr.inOrder(roots).stream().filter(e -> e.head() instanceof Head.Var).toList();
    SortedMap<String, Integer> sizes = Scene.sizes(chain, roots);
    boolean written = scaled.containsAll(inputs) && isWritten(sizes, argument);
    return written ? end.end(draw(inputs, sizes, 0)) : null;
  }

  /// What holds of the elements of data that a value is made of, as they were taken by that:
  /// `np.log(x)` of those with `if x > 0`.
  private List<Expr> taken(Expr argument) {
    Set<Expr> own = Set.copyOf(argument.inOrder());
    return chain.base().following().taken().stream()
        .filter(c ->
            c.inOrder().stream()
                .filter(e -> e.head() instanceof Head.Map)
                .flatMap(e -> e.args().stream())
                .anyMatch(e -> e.constant() == null && own.contains(WholeRange.viewed(e))))
        .filter(c ->
            c.inOrder().stream().allMatch(e -> !(e.head() instanceof Head.Var) || own.contains(e)))
        .toList();
  }

  /// Takes as many classes as the program says, where positions along them are looked up: who draws
  /// labels up to 4 may write so beside a size that is 4.
  private void countClasses(Expr node, SortedMap<String, Integer> sizes) {
    Map<String, Long> said = chain.base().following().script().sizes();
    if (node.head() instanceof Head.Special(OneHot(Dim classes))) {
      for (String name : classes.symbols()) {
        sizes.computeIfPresent(
            name,
            (_, size) -> Math.toIntExact(Math.min(said.getOrDefault(name, (long) size), MANY)));
      }
    }
  }

  /// Gives sizes what the program says; false if it does not say all, or they are cut short or too
  /// large.
  private boolean isWritten(SortedMap<String, Integer> sizes, Expr argument) {
    Map<String, Long> said = chain.base().following().script().sizes();
    sizes.replaceAll((name, size) -> said.getOrDefault(name, MANY + 1L).intValue());
    return whole
        && sizes.values().stream().allMatch(size -> size <= MANY)
        && argument.inOrder().stream()
                .mapToDouble(e -> Values.count(e.shape().at(s -> sizes.getOrDefault(s, 2))))
                .sum()
            < DEAREST;
  }

  private static boolean isSolved(Expr node) {
    return node.head() instanceof Head.Special(Special op)
        && (op instanceof Inverse || op instanceof PseudoInverse);
  }

  /// Whether it is drawn as it is: that is 0 in no array that a loop would fill.
  private static boolean isDrawn(Expr argument) {
    return WholeRange.viewed(argument).head() instanceof Head.Var;
  }

  /// Whether what is made of a value is not finite in the end: entries may be left out later.
  ///
  /// @param at where that is looked at; null for where the program starts
  private boolean spreads(Chain.Link link, SortedMap<String, Integer> sizes, @Nullable Point at) {
    List<Expr> ends = chain.ends(link);
    List<Expr> inputs =
        Expr.inOrder(ends).stream().filter(e -> e.head() instanceof Head.Var).toList();
    SortedMap<String, Integer> all = Scene.sizes(chain, ends);
    all.putAll(sizes);
    Map<Expr, Values> values = (at == null ? draw(inputs, all, 0) : at).values(ends);
    return !values.values().stream().allMatch(Point::isFinite);
  }

  private Point draw(List<Expr> inputs, SortedMap<String, Integer> sizes, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Expr, Values> numbers = new LinkedHashMap<>();
    for (Expr input : inputs) {
      int[] shape = input.shape().at(s -> sizes.getOrDefault(s, 2));
      Values values = Values.zeros(shape);
      Numbers drawn = known.get(input);
      ToDoubleFunction<SplittableRandom> own = drawn == null ? null : drawn.at(sizes);
      for (int k = 0; k < values.count(); k++) {
        values.re()[k] = own == null ? random.nextGaussian() : own.applyAsDouble(random);
      }
      numbers.put(input, values);
    }
    return Point.of(sizes).with(numbers);
  }

  private Finding finding(Event event, Risk.Act act, double[] bad, int all) {
    boolean negative = Arrays.stream(bad).anyMatch(x -> x < 0);
    boolean returned = event.kind() == Event.Kind.RETURN;
    String target =
        returned ? "what " + chain.base().frame(event).function() + " returns" : event.target();
    String headline =
        switch (act) {
          case LOGARITHM, PART ->
              negative
                  ? "the logarithm of negative numbers: " + target + " gets nan"
                  : "the logarithm of 0: " + target + " gets -inf";
          case ROOT -> "the square root of negative numbers: " + target + " gets nan";
          case DIVISION -> "a division by 0: " + target + " gets inf or nan";
          case ANGLE -> "the angle of a sine or cosine above 1: " + target + " gets nan";
          case EXPONENTIAL -> "an exponential overflows: " + target + " gets inf";
        };
    String help =
        switch (act) {
          case PART ->
              "where it is 0, so is x log x: leave those entries out, or use scipy.special.xlogy";
          case LOGARITHM ->
              "probabilities come from a softmax, or from np.abs before they are normalised";
          case ROOT -> "keep what stands below the root above 0";
          case DIVISION -> "add a small number to what is divided by, or leave those entries out";
          case ANGLE ->
              "a cosine is that of vectors of length 1: divide by the lengths of both first";
          case EXPONENTIAL -> "subtract the maximum first, or scale the data:  (x - mean) / std";
        };
    String drawn =
        act == Risk.Act.ANGLE
            ? " entries drawn were above 1 or below -1"
            : act == Risk.Act.EXPONENTIAL
                ? " exponents drawn were above 709"
                : negative ? " entries drawn were below 0" : " entries drawn were 0";
    Code code = act == Risk.Act.EXPONENTIAL ? Code.LBZ301 : Code.LBZ302;
    Problem problem =
        Problem.error(code, headline, event.statement(), bad.length + " of " + all + drawn)
            .with(Kind.EFFECT, "nan spreads to everything that is made of it")
            .help(help)
            .with(Kind.MORE, "leibniz explain " + code);
    return new Finding(problem, Finding.Kind.NUMBER, null);
  }
}
