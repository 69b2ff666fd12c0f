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
import leibniz.trace.Event;
import leibniz.verify.Sizes;
import org.jspecify.annotations.Nullable;

/// Looks for logarithms and roots of negative numbers. Only data that the program draws itself is
/// looked at: of what comes from elsewhere it is not known whether it is negative.
final class Domains {
  private static final int DRAWS = 3;
  private static final String CALL = "\\((?:[^()]|\\([^()]*\\))*\\)\\s*";
  private static final Pattern NORMAL =
      Pattern.compile("[\\w.]+ = (?:\\w+\\.)+(?:randn|normal|standard_normal)" + CALL);
  private static final Pattern UNIFORM =
      Pattern.compile("[\\w.]+ = (?:\\w+\\.)+(?:rand|random|random_sample)" + CALL);

  private final Chain chain;
  private final Text text;
  private final List<Finding> findings;
  private final Map<Expr, Boolean> normal = new HashMap<>(); // drawn inputs; else from 0 to 1

  private Domains(Chain chain, List<Finding> findings) {
    this.chain = chain;
    this.text = new Text(chain.base().program().source());
    this.findings = findings;
  }

  static void of(Run run, List<Finding> findings) {
    Chain chain = Chain.of(run);
    if (chain != null) {
      new Domains(chain, findings).check();
    }
  }

  private void check() {
    for (Event event : chain.base().events()) {
      if (event.kind() == Event.Kind.INPUT && event.value().head() instanceof Head.Var) {
        String written = text.at(event.statement());
        if (NORMAL.matcher(written).matches()) {
          normal.put(event.value(), true);
        } else if (UNIFORM.matcher(written).matches()) {
          normal.put(event.value(), false);
        }
      }
    }
    Set<Span> told = new HashSet<>();
    for (Chain.Link link : chain.links()) {
      for (Expr node : link.function().inOrder()) {
        Expr argument = argument(node);
        String what = node.head() instanceof Head.Map ? "logarithm" : "square root";
        if (argument != null && told.add(link.event().statement())) {
          look(link, argument, what);
        }
      }
    }
  }

  /// What must not be negative in a node; null if there is nothing.
  private static @Nullable Expr argument(Expr node) {
    return switch (node.head()) {
      case Head.Map m -> m.op().name().equals("log") ? node.arg(0) : null;
      case Head.Einsum e -> {
        Expr found = null;
        for (int k = 0; k < e.factors().size(); k++) {
          found = e.factors().get(k).power().equals(Rational.HALF) ? node.arg(k) : found;
        }
        yield found;
      }
      case Head.Var _, Head.Num _, Head.Sum _, Head.Special _ -> null;
    };
  }

  private void look(Chain.Link link, Expr function, String what) {
    Expr argument = chain.inInputs(function);
    List<Expr> inputs =
        argument.inOrder().stream().filter(e -> e.head() instanceof Head.Var).toList();
    if (inputs.isEmpty() || !normal.keySet().containsAll(inputs)) {
      return;
    }
    try {
      SortedMap<String, Integer> sizes = Sizes.of(List.of(argument), Map.of()).second();
      List<double[]> drawn = new ArrayList<>();
      for (int seed = 0; seed < DRAWS; seed++) {
        drawn.add(draw(inputs, sizes, seed).value(argument).re());
      }
      long negative = drawn.stream().flatMapToDouble(Arrays::stream).filter(x -> x < 0).count();
      int all = drawn.stream().mapToInt(d -> d.length).sum();
      if (negative > 0) {
        findings.add(finding(link, what, negative, all));
      }
    } catch (LeibnizException e) {
      return; // no sizes at which it has a value: nothing is known
    }
  }

  private Point draw(List<Expr> inputs, SortedMap<String, Integer> sizes, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Expr, Values> numbers = new LinkedHashMap<>();
    for (Expr input : inputs) {
      int[] shape = input.shape().at(s -> sizes.getOrDefault(s, 2));
      Values values = Values.zeros(shape);
      for (int k = 0; k < values.count(); k++) {
        boolean gaussian = normal.getOrDefault(input, true);
        values.re()[k] = gaussian ? random.nextGaussian() : random.nextDouble(0.01, 1);
      }
      numbers.put(input, values);
    }
    return new Point(sizes, numbers);
  }

  private static Finding finding(Chain.Link link, String what, long negative, int all) {
    Problem problem =
        Problem.error(
                Code.LBZ302,
                "the " + what + " of negative numbers: " + link.event().target() + " gets nan",
                link.event().statement(),
                negative + " of " + all + " entries drawn were below 0")
            .with(Kind.EFFECT, "nan spreads to everything that is made of it")
            .help(
                what.equals("logarithm")
                    ? "probabilities come from a softmax, or from np.abs before they are normalised"
                    : "keep what stands below the root above 0")
            .with(Kind.MORE, "leibniz explain LBZ302");
    return new Finding(problem, Finding.Kind.NUMBER, null);
  }
}
