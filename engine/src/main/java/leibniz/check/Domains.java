package leibniz.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.ir.Code;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Problem;
import leibniz.ir.Problem.Note.Kind;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import leibniz.ir.Values;
import leibniz.op.Maps;
import leibniz.trace.Event;
import leibniz.trace.Replacement;
import leibniz.verify.Sizes;

/// Looks for logarithms and roots of negative numbers, for logarithms of 0 and for divisions by 0.
/// Only data that the program draws itself is looked at: of what comes from elsewhere it is not
/// known what it is.
final class Domains {
  private static final int DRAWS = 3;
  private static final String CALL = "\\((?:[^()]|\\([^()]*\\))*\\)\\s*";
  private static final Pattern NORMAL =
      Pattern.compile("[\\w.]+ = (?:\\w+\\.)+(?:randn|normal|standard_normal)" + CALL);
  private static final Pattern UNIFORM =
      Pattern.compile("[\\w.]+ = (?:\\w+\\.)+(?:rand|random|random_sample)" + CALL);

  private static final String NUMBER = "(-?\\d{1,9}(?:\\.\\d*)?)";
  private static final Pattern BETWEEN =
      Pattern.compile(
          "[\\w.]+ = (?:\\w+\\.)+uniform\\(" + NUMBER + " *, *" + NUMBER + " *,.*\\)\\s*");
  private static final Pattern WHOLE =
      Pattern.compile(
          "[\\w.]+ = (?:\\w+\\.)+"
              + "(?:(?:randint|integers)\\((?:0, *)?(\\d+|[A-Za-z_]\\w*) *,.*|(?:poisson|binomial)"
              + CALL
              + ")");

  private final Chain chain;
  private final Text text;
  private final List<Finding> findings;
  private final Map<Expr, From> known = new HashMap<>(); // where inputs come from
  private final Map<Expr, double[]> ranges = new HashMap<>(); // of uniform ones
  private final Map<Expr, Integer> ends = new HashMap<>(); // of whole numbers
  private final Map<Expr, Double> starts = new HashMap<>(); // the numbers of those that have one

  /// Where the numbers of an input come from.
  private enum From {
    NORMAL,
    UNIFORM,
    /// Uniform between two numbers.
    BETWEEN,
    /// Whole numbers from 0 on.
    WHOLE,
    /// It stands for a variable, or for how far it may be from where the program starts it.
    START
  }

  private Domains(Chain chain, List<Finding> findings) {
    this.chain = chain;
    this.text = new Text(chain.base().program().source());
    this.findings = findings;
  }

  static void of(Start start, List<Finding> findings) {
    Chain chain = start.chain();
    if (chain != null) {
      Domains domains = new Domains(chain, findings);
      domains.starts(start.named());
      domains.check();
      new Overflow(chain, findings).check();
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
      Rational number = same ? named.event(start.event()).value().constant() : null;
      for (Expr e : start.value().inOrder()) {
        boolean away = same && !e.equals(start.value()); // near what is written out
        if (e.head() instanceof Head.Var && (away || number != null)) {
          known.put(e, From.START);
          starts.put(e, away || number == null ? 0.0 : number.doubleValue());
        }
      }
    }
  }

  private void check() {
    for (Event event : chain.base().events()) {
      if (event.kind() == Event.Kind.INPUT && event.value().head() instanceof Head.Var) {
        String written = text.at(event.statement());
        if (NORMAL.matcher(written).matches()) {
          known.put(event.value(), From.NORMAL);
        } else if (UNIFORM.matcher(written).matches()) {
          known.put(event.value(), From.UNIFORM);
        } else {
          whole(event.value(), WHOLE.matcher(written));
          between(event.value(), BETWEEN.matcher(written));
        }
      }
    }
    Set<Span> told = new HashSet<>();
    for (Chain.Link link : chain.links()) {
      if (GUARD.matcher(text.at(link.event().statement())).find()) {
        continue; // who wrote it has thought of it
      }
      for (Expr node : Expr.inOrder(List.of(link.function()), Domains::isChosen)) {
        for (Risk risk : risks(node)) {
          if (!told.contains(link.event().statement()) && look(link, risk)) {
            told.add(link.event().statement());
          }
        }
      }
    }
  }

  /// What is taken of an array by a mask: entries outside it are computed, and are nowhere.
  private static boolean isChosen(Expr node) {
    return node.head() instanceof Head.Map m && m.op().equals(Maps.WHERE);
  }

  private void whole(Expr input, Matcher written) {
    if (written.matches()) {
      String end = written.group(1);
      known.put(input, From.WHOLE);
      ends.put(input, end != null && end.matches("\\d{1,4}") ? Integer.parseInt(end) : FEW);
    }
  }

  private void between(Expr input, Matcher written) {
    if (written.matches()) {
      double low = Double.parseDouble(written.group(1));
      double high = Double.parseDouble(written.group(2));
      if (low < high) {
        known.put(input, From.BETWEEN);
        ranges.put(input, new double[] {low, high});
      }
    }
  }

  private static final int FEW = 3; // whole numbers that are drawn where it is not known how many

  /// What shows that who wrote a statement has thought of what has no value.
  static final Pattern GUARD = Pattern.compile("where|errstate|nan_to_num|isnan");

  /// What must not have some values.
  private record Risk(Expr argument, Act act) {
    /// What is done with it.
    enum Act {
      LOGARITHM,
      /// The argument is a factor of what the logarithm is of: of counts divided by rates, counts.
      PART,
      ROOT,
      DIVISION
    }

    boolean isBad(double x) {
      return switch (act) {
        case LOGARITHM -> x <= 0;
        case ROOT -> x < 0;
        case PART, DIVISION -> x == 0;
      };
    }
  }

  private static List<Risk> risks(Expr node) {
    return switch (node.head()) {
      case Head.Map m -> m.op().name().equals("log") ? logarithm(node.arg(0)) : List.of();
      case Head.Einsum e -> {
        List<Risk> found = new ArrayList<>();
        for (int k = 0; k < e.factors().size(); k++) {
          Rational power = e.factors().get(k).power();
          if (power.equals(Rational.HALF)) {
            found.add(new Risk(node.arg(k), Risk.Act.ROOT));
          } else if (power.signum() < 0) {
            found.add(new Risk(node.arg(k), Risk.Act.DIVISION));
          }
        }
        yield found;
      }
      case Head.Var _, Head.Num _, Head.Sum _, Head.Special _ -> List.of();
    };
  }

  private static List<Risk> logarithm(Expr argument) {
    List<Risk> all = new ArrayList<>(List.of(new Risk(argument, Risk.Act.LOGARITHM)));
    if (argument.head() instanceof Head.Einsum e) {
      for (int k = 0; k < e.factors().size(); k++) {
        boolean entry = e.out().equals(e.factors().get(k).letters());
        if (entry && e.factors().size() > 1 && e.factors().get(k).power().signum() > 0) {
          all.add(new Risk(argument.arg(k), Risk.Act.PART));
        }
      }
    }
    return all;
  }

  private boolean look(Chain.Link link, Risk risk) {
    Expr argument = chain.inInputs(risk.argument());
    List<Expr> inputs =
        argument.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
    if (!known.keySet().containsAll(inputs)) {
      return false;
    }
    try {
      SortedMap<String, Integer> sizes = Sizes.of(List.of(argument), Map.of()).second();
      List<double[]> drawn = new ArrayList<>();
      for (int seed = 0; seed < DRAWS; seed++) {
        drawn.add(draw(inputs, sizes, seed).value(argument).re());
      }
      double[] all = drawn.stream().flatMapToDouble(Arrays::stream).toArray();
      double[] bad = Arrays.stream(all).filter(risk::isBad).toArray();
      boolean matters = bad.length > 0 && (risk.act() != Risk.Act.DIVISION || spreads(link, sizes));
      if (matters) {
        findings.add(finding(link, risk.act(), bad, all.length));
      }
      return matters;
    } catch (LeibnizException e) {
      return false; // no sizes at which it has a value: nothing is known
    }
  }

  /// Whether what is made of a value is not finite in the end: entries may be left out later.
  private boolean spreads(Chain.Link link, SortedMap<String, Integer> sizes) {
    List<Expr> ends = chain.ends(link);
    List<Expr> inputs =
        Expr.inOrder(ends).stream().filter(e -> e.head() instanceof Head.Var).toList();
    Map<Expr, Values> values = draw(inputs, sizes, 0).values(ends);
    return !values.values().stream().allMatch(Point::isFinite);
  }

  private Point draw(List<Expr> inputs, SortedMap<String, Integer> sizes, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Expr, Values> numbers = new LinkedHashMap<>();
    for (Expr input : inputs) {
      int[] shape = input.shape().at(s -> sizes.getOrDefault(s, 2));
      Values values = Values.zeros(shape);
      for (int k = 0; k < values.count(); k++) {
        values.re()[k] =
            switch (known.getOrDefault(input, From.NORMAL)) {
              case NORMAL -> random.nextGaussian();
              case UNIFORM -> random.nextDouble(0.01, 1);
              case BETWEEN -> {
                double[] range = ranges.getOrDefault(input, new double[] {0.01, 1});
                yield random.nextDouble(range[0], range[1]);
              }
              case WHOLE -> random.nextInt(Math.max(1, ends.getOrDefault(input, FEW)));
              case START -> starts.getOrDefault(input, 0.0);
            };
      }
      numbers.put(input, values);
    }
    return Point.of(sizes).with(numbers);
  }

  private static Finding finding(Chain.Link link, Risk.Act act, double[] bad, int all) {
    boolean negative = Arrays.stream(bad).anyMatch(x -> x < 0);
    String target = link.event().target();
    String headline =
        switch (act) {
          case LOGARITHM, PART ->
              negative
                  ? "the logarithm of negative numbers: " + target + " gets nan"
                  : "the logarithm of 0: " + target + " gets -inf";
          case ROOT -> "the square root of negative numbers: " + target + " gets nan";
          case DIVISION -> "a division by 0: " + target + " gets inf or nan";
        };
    String help =
        switch (act) {
          case PART ->
              "where it is 0, so is x log x: leave those entries out, or use scipy.special.xlogy";
          case LOGARITHM ->
              "probabilities come from a softmax, or from np.abs before they are normalised";
          case ROOT -> "keep what stands below the root above 0";
          case DIVISION -> "add a small number to what is divided by, or leave those entries out";
        };
    String drawn = negative ? " entries drawn were below 0" : " entries drawn were 0";
    Problem problem =
        Problem.error(
                Code.LBZ302, headline, link.event().statement(), bad.length + " of " + all + drawn)
            .with(Kind.EFFECT, "nan spreads to everything that is made of it")
            .help(help)
            .with(Kind.MORE, "leibniz explain LBZ302");
    return new Finding(problem, Finding.Kind.NUMBER, null);
  }
}
