package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import leibniz.ir.Source;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Parser;
import leibniz.python.Statement;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import leibniz.trace.Replacement;
import org.jspecify.annotations.Nullable;

/// The run that is judged. What gradients are by is given values of its own where the program
/// starts it at 0 or 1: at `W = np.zeros(…)` a penalty's gradient would be 0, and by the number `b
/// = 0` nothing could be differentiated.
///
/// @param sizes values of size symbols that were asked for
/// @param wanted the names of what gradients are by
/// @param loose whether numbers of such names are drawn instead
/// @param form what of the program is followed
/// @param named the run with all sizes by their names, for what is said of shapes
/// @param chained the run as a chain, once it is asked for
record Start(
    Map<String, Long> sizes,
    Set<String> wanted,
    boolean loose,
    Form form,
    Run named,
    Run run,
    Chained chained) {

  Start(Map<String, Long> sizes, Set<String> wanted, boolean loose, Form form, Run named, Run run) {
    this(sizes, wanted, loose, form, named, run, new Chained(run));
  }

  /// The run as a chain; null if it is none.
  @Nullable Chain chain() {
    return chained.get();
  }

  static Start of(Module text, Map<String, Long> sizes, Form form) {
    return followed(form.of(text), form, sizes);
  }

  /// The same program with the defaults that it states; null if these are what they are.
  @Nullable Start asStated() {
    Module text = Parser.parse(run.program().source());
    Form other = form.asStated(text);
    return other == null ? null : of(text, sizes, other);
  }

  /// The same program with losses called where their gradients are computed; null if that changes
  /// nothing, or cannot be followed as far.
  @Nullable Start withCompanions() {
    Module more = Companions.in(named.program());
    if (more.equals(named.program())) {
      return null;
    }
    Start start = followed(more, form.withCompanions(), sizes);
    int problems = run.following().problems().size();
    return start.run.following().problems().size() <= problems ? start : null;
  }

  private static Start followed(Module program, Form form, Map<String, Long> sizes) {
    Run named = Run.of(program, sizes);
    Set<String> numbers = PlainSizes.of(named);
    Run plain = numbers.isEmpty() ? named : Run.of(program, named.elsewhere().plain(numbers));
    Set<String> wanted = wanted(plain);
    wanted.addAll(Steps.targets(program));
    new StepsOfCalls(program).down().forEach(t -> Steps.add(t, wanted));
    wanted.addAll(new StepsOfCalls(program).names());
    wanted.addAll(unpacked(program, wanted));
    if (wanted.isEmpty()) {
      return new Start(sizes, wanted, false, form, named, plain);
    }
    Module other = Loosened.of(program, wanted);
    Run run = other.equals(program) ? plain : Run.of(other, plain.elsewhere());
    int problems = plain.following().problems().size();
    boolean loose = run.following().problems().size() <= problems;
    Run meant = Exaggerated.undone(started(loose ? run : plain, wanted));
    Run started = Packed.apart(OldValues.apart(meant), wanted);
    return new Start(sizes, wanted, loose, form, named, started);
  }

  /// Another text followed in the same way; null if it is no program.
  @Nullable Run again(String text) {
    Module program = changed(text);
    return program == null ? null : again(program, run);
  }

  /// The same part of another text, followed in the same way; null if it is no program, or another
  /// part is needed.
  @Nullable Run again(String text, Focus focus) {
    Module program = changed(text);
    Module part = program == null ? null : focus.of(program);
    return part == null ? null : again(part, focus.run());
  }

  /// With the values of another run put in the same places: mostly they are where they were.
  private static @Nullable Run again(Module program, Run as) {
    Run same = Run.of(program, as.elsewhere());
    if (same.startsLike(as)) {
      return same;
    }
    Run bare = Run.of(program, as.elsewhere().replacing(List.of()));
    Map<Integer, Integer> indices = Alignment.of(as, bare);
    return bare.replacing(Alignment.moved(as.options().replacing(), indices));
  }

  private @Nullable Module changed(String text) {
    try {
      Source changed = new Source(run.program().source().name(), text);
      Module all = form.of(Parser.parse(changed));
      return loose ? Loosened.of(all, wanted) : all;
    } catch (LeibnizException e) {
      return null;
    }
  }

  /// What is made first, then what only gets a name, then what is handed on, then parts of it: each
  /// as far as what came before has left it a number, so that a variable is one wherever it is
  /// known.
  private static Run started(Run run, Set<String> wanted) {
    Text text = new Text(run.program().source());
    StartVariables variables = new StartVariables();
    Run started = run;
    Predicate<Event> own = e -> !Returned.isPart(run, e);
    started = inward(started, wanted, variables, own.and(e -> isMade(e, text) && isPlain(e, text)));
    started = inward(started, wanted, variables, own.and(e -> isMade(e, text)));
    Predicate<Event> whole = own.and(e -> isBound(e) && !isPart(e, text));
    started = inward(started, wanted, variables, whole);
    Predicate<Event> handed =
        e -> e.kind() == Event.Kind.ARGUMENT && !Returned.isPartHandedOn(run, e);
    started = inward(started, wanted, variables, handed.or(whole));
    return inward(started, wanted, variables, _ -> true);
  }

  private static final int DEPTH = 4; // calls in calls

  /// From the program itself into calls, and from these into others: what is handed on is no start.
  private static Run inward(
      Run run, Set<String> wanted, StartVariables variables, Predicate<Event> now) {
    Run started = run;
    for (int k = 0; k < DEPTH; k++) {
      Run last = started;
      int least =
          starts(last, wanted, now).stream()
              .mapToInt(e -> depth(last, e.frame()))
              .min()
              .orElse(Integer.MAX_VALUE);
      if (least == Integer.MAX_VALUE) {
        break;
      }
      started =
          started(last, wanted, variables, e -> now.test(e) && depth(last, e.frame()) <= least);
      if (started.options().replacing().size() == last.options().replacing().size()) {
        break; // what is left cannot be put there
      }
    }
    return started;
  }

  private static int depth(Run run, int frame) {
    List<Frame> frames = run.following().frames();
    int depth = 0;
    for (int f = frame; f != 0; f = frames.get(f).caller()) {
      depth++;
    }
    return depth;
  }

  private static boolean isBound(Event event) {
    return event.kind() == Event.Kind.ASSIGN;
  }

  /// `theta[0]`, `theta[0], theta[1:]`.
  private static final Pattern PARTS =
      Pattern.compile("[\\w.]+\\[[^\\[\\]]*\\](?:\\s*,\\s*[\\w.]+\\[[^\\[\\]]*\\])*");

  private static boolean isPart(Event event, Text text) {
    return PARTS.matcher(text.at(event.expression())).matches();
  }

  private static boolean isMade(Event event, Text text) {
    return event.kind() == Event.Kind.ASSIGN
        && text.at(event.expression()).matches("(?s).*(?:\\(|(?<!\\w)\\d).*")
        && !isPart(event, text);
  }

  /// Whether a library makes it, of sizes: what is computed of another start is none.
  private static boolean isPlain(Event event, Text text) {
    return PLAIN.matcher(text.at(event.expression())).find();
  }

  private static final Pattern PLAIN =
      Pattern.compile("\\b(?:zeros|ones|full|eye|identity|array)(?:_like)?\\s*\\(");

  private static Run started(
      Run run, Set<String> wanted, StartVariables variables, Predicate<Event> now) {
    List<Replacement> values = new ArrayList<>();
    List<Event> starts = starts(run, wanted, now);
    for (Event event : starts) {
      if (starts.stream().anyMatch(e -> e.value().equals(event.value()) && isBack(run, e, event))) {
        continue;
      }
      Expr input = variables.of(run, event);
      boolean one = event.value().constant() != null;
      values.add(new Replacement(event.index(), one ? input : near(event.value(), input)));
    }
    Run started = run.replacing(values);
    return started == null ? apart(run, values) : started;
  }

  private static final int APART = 12; // values: for each, the program is followed again

  /// With those of some values that leave the program its way, where all of them together do not: a
  /// loop over numbers may bind more where one is a variable.
  private static Run apart(Run run, List<Replacement> values) {
    Run started = run;
    for (Replacement value : values.subList(0, Math.min(APART, values.size()))) {
      boolean there = Run.isSame(run.event(value.event()), started.event(value.event()));
      Run next = there ? started.replacing(List.of(value)) : null;
      started = next == null ? started : next;
    }
    return started;
  }

  /// Whether a part may be a start that came before, out of a function again: one that is left when
  /// that one has a value is another.
  private static boolean isBack(Run run, Event before, Event part) {
    return before.index() < part.index() && Returned.comesBack(run, before.index(), part);
  }

  /// The starts among some events, but those that are made of others in the same call, or of the
  /// object: `self.rh = self.r * h` is 0 only as long as `h` is.
  private static List<Event> starts(Run run, Set<String> wanted, Predicate<Event> now) {
    Holds inputs = new Holds(Discrete::isReal);
    Text text = new Text(run.program().source());
    List<Event> starts = new ArrayList<>();
    for (Event event : run.events()) {
      if (isStart(run, event, wanted, inputs)
          && now.test(event)
          && !Returned.isKeptAfterUse(run, event)) {
        String written = text.at(event.expression());
        Set<String> named = names(written);
        boolean made =
            event.kind() != Event.Kind.ARGUMENT // which is computed by the caller
                && run.events().subList(0, event.index()).stream()
                    .anyMatch(e ->
                        (e.frame() == event.frame() || e.target().startsWith("self."))
                            && named.contains(e.target())
                            && isStart(run, e, wanted, inputs));
        if (!made && !Wordings.isOther(run, event, written, named)) {
          starts.add(event);
        }
      }
    }
    return starts;
  }

  private static Set<String> names(String expression) {
    return NAMES.matcher(expression).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static final Pattern NAMES = Pattern.compile("(?:self\\.)?[A-Za-z_]\\w*");

  /// Whether a variable that gradients are by is a number here, or a cotangent is, and no loss says
  /// that it has to be that: of ones all entries are alike.
  private static boolean isStart(Run run, Event event, Set<String> wanted, Holds inputs) {
    if (isCotangent(event)) {
      return run.events().stream().noneMatch(Start::isLoss);
    }
    String last = plain(GradientName.Key.of(event.target()).last());
    String base = plain(GradientName.Key.of(event.target()).base()); // of `params[1]`
    boolean rows = wanted.contains("rows of " + last);
    boolean step = rows || wanted.contains("step of " + last) || wanted.contains("step of " + base);
    boolean taken =
        wanted.contains(last)
            || step
                && (event.value().rank() > 0
                    || WrittenNumbers.isDecimal(run, event) && !Steps.isLength(last));
    return taken
        && isNumbers(event.value(), inputs)
        && !WrittenNumbers.isCount(run, event)
        && !Filled.is(run, event, inputs)
        && !Carried.on(run, event)
        && (GradientName.mayBeVariable(event.target())
            || new Keyed(run).is(event.target())
            || Steps.isIn(event.target(), Steps.containers(run.program())))
        && (event.kind() == Event.Kind.ARGUMENT && !isGradient(run, event)
            || isBound(event) && !isElement(event, new Statements(run.program())))
        && !Carried.isFirst(run, event, inputs)
        && !comesAgain(run, event)
        && !new KeyedSteps(run.program()).isAlong(event.target());
  }

  /// Whether it is what another call began with under its name, out of what that has kept of each
  /// round, `x, h, z = self.past[t]`: there is one start of both.
  private static boolean comesAgain(Run run, Event event) {
    return event.value().rank() > 0
        && new Statements(run.program()).at(event.statement())
            instanceof Statement.Assign(var targets, Expression.Subscript _, _)
        && targets.getFirst() instanceof Expression.Tuple
        && run.events().subList(0, event.index()).stream()
            .anyMatch(e ->
                e.target().equals(event.target())
                    && e.value().equals(event.value())
                    && e.frame() != event.frame());
  }

  /// Whether a gradient is handed on by another name, as `dX` to `pad(X)`.
  private static boolean isGradient(Run run, Event argument) {
    String handed = new Text(run.program().source()).at(argument.expression());
    return NAMES.matcher(handed).matches() && GradientName.of(handed) != null;
  }

  private static boolean isCotangent(Event event) {
    return event.kind() == Event.Kind.ARGUMENT
        && event.value().rank() > 0
        && event.value().constant() != null
        && (event.value().isZero()
            ? Stacked.isOfEpisode(event.target()) // whose reward is where the loop was cut short
            : GradientName.of(event.target()) != null);
  }

  private static boolean isLoss(Event event) {
    int rank = event.value().rank() == 0 ? LossNames.rank(event.target()) : -1;
    return rank == 0 || rank == 1;
  }

  /// Whether nothing in it varies: `np.zeros(3)`, `np.array([0.5, -0.5])`, some rows of such.
  private static boolean isNumbers(Expr value, Holds inputs) {
    return value.constant() != null
        || value.rank() > 0 && !inputs.in(value) && !new Discrete().arePositions(value);
  }

  /// Numbers that are written out are where the program can begin: not far from them.
  private static Expr near(Expr numbers, Expr input) {
    return Build.plus(numbers, Build.scale(Rational.of(1, 4), input));
  }

  static final double NEAR = 0.25; // what an input counts for there

  /// What names of variables are taken from: `theta` of `mu, log_sigma = theta`.
  private static Set<String> unpacked(Module program, Set<String> wanted) {
    Set<String> names = new HashSet<>();
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.Assign(var targets, Expression.Name(String id, _), _)
          && targets.getFirst() instanceof Expression.Tuple(var elements, _)
          && elements.stream().anyMatch(e -> Loosened.isWanted(e, wanted))) {
        names.add("step of " + plain(id));
      }
    }
    return names;
  }

  /// Whether a loop or a comprehension gives the name to one element after the other: of `nb + dnb
  /// for nb, dnb in zip(nabla_b, more)` no `nb` is a variable.
  private static boolean isElement(Event event, Statements statements) {
    return switch (statements.at(event.statement())) {
      case Statement.For _ -> true;
      case Statement.Assign(var targets, Expression.Name _, _)
          when targets.getFirst() instanceof Expression.Tuple ->
          true;
      case Statement.Assign a -> a.targets().stream().noneMatch(t -> isIn(event.target(), t));
      case null, default -> false;
    };
  }

  private static boolean isIn(String target, Expression written) {
    return switch (written) {
      case Expression.Tuple(var elements, _) -> elements.stream().anyMatch(e -> isIn(target, e));
      case Expression.Listing(var elements, _) -> elements.stream().anyMatch(e -> isIn(target, e));
      case Expression.Subscript s -> isIn(target, s.value());
      default -> target.startsWith(Spelled.text(written));
    };
  }

  /// The names of what gradients are by.
  private static Set<String> wanted(Run run) {
    Set<String> names = new HashSet<>();
    Holds inputs = new Holds(Discrete::isReal);
    NamesByUse byUse = new NamesByUse(run.program());
    for (Event event : run.events()) {
      GradientName said = byUse.said(event.target());
      if (event.kind() == Event.Kind.RETURN
          && event.target().equals("return")
          && DerivativeNames.isGradients(run.frame(event).function())) {
        starts(run, event, inputs).findFirst().ifPresent(names::add);
      }
      if (said != null) {
        said.wrt().forEach(name -> names.addAll(Variables.names(name)));
        Cells.value(run, event).ifPresent(e -> names.addAll(Variables.names(e.target())));
        boolean made = event.kind() != Event.Kind.ARGUMENT && event.frame() != 0;
        boolean whole = said.wrt().isEmpty() && said.strong();
        if (made && (whole || Sensitivities.is(run, event, said))) {
          starts(run, event, inputs).forEach(names::add);
        }
      }
    }
    return names;
  }

  /// What a function is handed where a gradient is made, that may be what it is by; the first is
  /// the likeliest.
  private static Stream<String> starts(Run run, Event gradient, Holds inputs) {
    return run.events().stream()
        .filter(e -> e.frame() == gradient.frame() && isStartOf(run, e, gradient, inputs))
        .map(e -> plain(e.target()));
  }

  /// Whether a function is handed numbers of the shape of a gradient that does not say by what it
  /// is, there or where it is returned: `grad` of `cost(theta, X, y)`.
  private static boolean isStartOf(Run run, Event argument, Event gradient, Holds inputs) {
    return argument.kind() == Event.Kind.ARGUMENT
        && argument.value().rank() > 0
        && isNumbers(argument.value(), inputs)
        && GradientName.of(argument.target()) == null
        && (argument.value().shape().equals(gradient.value().shape())
            || Returned.isBeside(run, argument, gradient));
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
