package leibniz.check;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leibniz.ir.Code;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Span;
import leibniz.ir.Special;
import leibniz.ir.Values;
import leibniz.op.Inverse;
import leibniz.op.Maps;
import leibniz.op.OneHot;
import leibniz.op.PseudoInverse;
import leibniz.trace.Event;
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
  private final Draws draws;
  private @Nullable Trained trained; // once it is asked for

  private final Map<Expr, Event> firsts =
      new HashMap<>(); // of all values and what they are made of

  private Domains(Chain chain, Draws draws, List<Finding> findings) {
    this.chain = chain;
    this.draws = draws;
    this.whole = CutLoops.shortened(chain.base()).isEmpty();
    this.cut = new CutLoops(chain);
    this.text = new Text(chain.base().program().source());
    this.findings = findings;
  }

  static void of(Start start, List<Finding> findings) {
    Chain chain = start.chain();
    if (chain != null) {
      new Domains(chain, new Draws(chain, start.named()), findings).check();
      if (findings.stream().noneMatch(f -> f.problem().code() == Code.LBZ301)) {
        new Overflow(chain, findings).check(); // else it is told of the data itself
      }
    }
  }

  private void check() {
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
    Event first = firsts.get(chain.inInputs(node)); // data of the program is a link, too
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
    if (!(risk.isOfScale() ? draws.areToScale(inputs) : draws.areKnown(inputs))) {
      return false;
    }
    // of few samples a matrix may have no inverse that many give it: only the program's own do
    boolean few = !argument.any(Domains::isSolved);
    try {
      SortedMap<String, Integer> sizes = Scene.sizes(chain, List.of(argument));
      argument.inOrder().forEach(e -> countClasses(e, sizes));
      if (risk.isOfScale() && !isWritten(sizes, argument)) {
        return false;
      }
      double[] all = {};
      List<Expr> taken = taken(argument);
      for (int seed = 0; few && (seed < LEAST || seed < MOST && all.length < ENTRIES); seed++) {
        Point point = draws.at(inputs, sizes, seed);
        if (!taken.stream().allMatch(c -> point.value(c).re()[0] != 0)) {
          continue; // such an element is left out
        }
        double[] more = point.value(argument).re();
        all = DoubleStream.concat(Arrays.stream(all), Arrays.stream(more)).toArray();
      }
      boolean fine = Arrays.stream(all).noneMatch(risk::isBad);
      List<Point> ends = fine ? atEnd(link, argument) : List.of();
      if (!ends.isEmpty()) {
        all = ends.stream().flatMapToDouble(p -> Arrays.stream(p.value(argument).re())).toArray();
      }
      boolean zeros =
          whole && !cut.areBefore(risk.argument(), link.event()) && !isShortSum(argument, sizes)
              || isDrawn(argument);
      double[] bad =
          Arrays.stream(all)
              .filter(
                  x -> ends.isEmpty() ? risk.isBad(x) && (x != 0 || zeros) : isBadAtEnd(risk, x))
              .toArray();
      boolean some = bad.length > RARE * all.length;
      Point end =
          ends.stream().filter(p -> isBadAtEnd(risk, p.value(argument))).findFirst().orElse(null);
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

  private static boolean isBadAtEnd(Risk risk, Values values) {
    return Arrays.stream(values.re()).anyMatch(x -> isBadAtEnd(risk, x));
  }

  private static final double ROUNDED = 1e-9;

  /// Where the training ends, for data drawn a few times; nowhere where that is not known, or
  /// changes nothing of an argument.
  private List<Point> atEnd(Chain.Link link, Expr argument) {
    Trained end = trained == null ? new Trained(chain, draws.started()) : trained;
    trained = end;
    if (!end.isKnown() || !argument.any(draws.started()::containsValue)) {
      return List.of();
    }
    List<Expr> roots = end.roots();
    roots.add(argument);
    roots.addAll(chain.ends(link));
    List<Expr> inputs =
        Expr.inOrder(roots).stream().filter(e -> e.head() instanceof Head.Var).toList();
    SortedMap<String, Integer> sizes = Scene.sizes(chain, roots);
    boolean written = draws.areToScale(inputs) && isWritten(sizes, argument);
    return IntStream.range(0, written ? LEAST : 0)
        .mapToObj(seed -> end.end(draws.at(inputs, sizes, seed)))
        .filter(Objects::nonNull)
        .toList();
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

  /// Whether something is summed over fewer entries than the program has: of a thousand counts not
  /// all are 0, though four may be.
  private boolean isShortSum(Expr argument, SortedMap<String, Integer> sizes) {
    Map<String, Long> said = chain.base().following().script().sizes();
    return argument.inOrder().stream()
        .flatMap(Domains::summed)
        .anyMatch(name -> said.getOrDefault(name, Long.MAX_VALUE) > sizes.getOrDefault(name, 0));
  }

  /// The sizes of the axes that are summed over.
  private static Stream<String> summed(Expr node) {
    return node.head() instanceof Head.Einsum e
        ? IntStream.range(0, e.factors().size())
            .boxed()
            .flatMap(k ->
                IntStream.range(0, node.arg(k).rank())
                    .filter(axis -> !e.out().contains(e.factors().get(k).letters().get(axis)))
                    .mapToObj(axis -> node.arg(k).shape().get(axis)))
            .flatMap(size -> size.symbols().stream())
        : Stream.of();
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
    Map<Expr, Values> values = (at == null ? draws.at(inputs, all, 0) : at).values(ends);
    return !values.values().stream().allMatch(Point::isFinite);
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
