package leibniz.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import leibniz.ir.Code;
import leibniz.ir.Complex;
import leibniz.ir.Effort;
import leibniz.ir.Elementwise;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Problem;
import leibniz.ir.Rational;
import leibniz.ir.Special;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// Expressions made ready for evaluation at fixed sizes: the order of the nodes and the loops of
/// every product are found once, the numbers come in later and often.
public final class Evaluator {
  /// A node with the numbers of its arguments, ready to run.
  ///
  /// @param product the loops of a product
  /// @param coefficients of a sum
  private record Step(
      Expr node, int[] args, int[] shape, @Nullable Contraction product, double[] coefficients) {}

  private final List<Step> steps;
  private final Map<Expr, Integer> numbers;
  private final List<Expr> roots;
  private final int[] lastUse; // the last step that reads a value; roots are read to the end
  private final ToLongFunction<String> sizes;
  private final @Nullable SplittableRandom shaking;

  private Evaluator(Collection<Expr> roots, ToLongFunction<String> sizes) {
    this.roots = List.copyOf(roots);
    this.sizes = sizes;
    this.shaking = null;
    this.steps = new ArrayList<>();
    this.numbers = new IdentityHashMap<>();
    for (Expr node : Expr.inOrder(roots)) {
      numbers.put(node, steps.size());
      steps.add(step(node));
    }
    lastUse = new int[steps.size()];
    for (int k = 0; k < steps.size(); k++) {
      for (int argument : steps.get(k).args) {
        lastUse[argument] = k;
      }
    }
    roots.forEach(root -> lastUse[number(root)] = steps.size());
  }

  /// Prepares the roots for sizes that `sizes` gives to every symbol.
  public static Evaluator of(Collection<Expr> roots, ToLongFunction<String> sizes) {
    return new Evaluator(roots, sizes);
  }

  private Evaluator(Evaluator steady, SplittableRandom shaking) {
    this.roots = steady.roots;
    this.sizes = steady.sizes;
    this.steps = steady.steps;
    this.numbers = steady.numbers;
    this.lastUse = steady.lastUse;
    this.shaking = shaking;
  }

  /// The same evaluation with a random error of a few units in the last place in whatever is
  /// computed. How far the results scatter says how much of them is rounding (Parker, *Monte Carlo
  /// arithmetic*, 1997).
  public Evaluator shaken(long seed) {
    return new Evaluator(this, new SplittableRandom(seed));
  }

  private Step step(Expr node) {
    int[] args = node.args().stream().mapToInt(this::number).toArray();
    int[] shape = Size.of(node.shape(), sizes);
    Contraction product = null;
    double[] coefficients = {};
    if (node.head() instanceof Head.Einsum e) {
      List<int[]> shapes = Arrays.stream(args).mapToObj(k -> steps.get(k).shape).toList();
      product = new Contraction(e, shapes, shape);
    } else if (node.head() instanceof Head.Sum s) {
      coefficients = s.coefficients().stream().mapToDouble(Rational::doubleValue).toArray();
    }
    return new Step(node, args, shape, product, coefficients);
  }

  private int number(Expr node) {
    Integer number = numbers.get(node);
    if (number == null) {
      throw new IllegalStateException("no part of what is evaluated: " + node);
    }
    return number;
  }

  /// A rough count of the operations of one run.
  public double cost() {
    return steps.stream().mapToDouble(this::cost).sum();
  }

  private double cost(Step step) {
    double entries = Size.count(step.shape);
    return step.product == null ? 8 * (1 + entries) : 8 + step.product.cost();
  }

  /// The values of the roots. `inputs` gives a value to every input; where it gives one to another
  /// node, that is taken instead of what the node would be.
  public Map<Expr, Values> run(Map<Expr, Values> inputs) {
    return results(all(inputs, true));
  }

  /// Runs with these inputs and keeps every value, to see what a change of few inputs changes.
  public Point at(Map<Expr, Values> inputs) {
    return new Point(all(inputs, false));
  }

  private static final double OPERATIONS = 1024; // in a unit of work

  private @Nullable Array[] all(Map<Expr, Values> inputs, boolean forget) {
    @Nullable Array[] values = new Array[steps.size()];
    boolean[] needed = needed(inputs);
    for (int k = 0; k < values.length; k++) {
      Step step = steps.get(k);
      if (needed[k]) {
        Effort.spend(1 + (long) (cost(step) / OPERATIONS));
        Values given = inputs.get(step.node);
        values[k] = given != null ? given(step, given) : value(step, values);
      }
      for (int argument : step.args) {
        if (forget && lastUse[argument] == k) {
          values[argument] = null;
        }
      }
    }
    return values;
  }

  /// What lies below the roots, but not what lies only below a node whose value is given.
  private boolean[] needed(Map<Expr, Values> inputs) {
    boolean[] needed = new boolean[steps.size()];
    roots.forEach(root -> needed[number(root)] = true);
    for (int k = needed.length - 1; k >= 0; k--) {
      if (needed[k] && !inputs.containsKey(steps.get(k).node)) {
        for (int argument : steps.get(k).args) {
          needed[argument] = true;
        }
      }
    }
    return needed;
  }

  private Map<Expr, Values> results(@Nullable Array[] values) {
    Map<Expr, Values> results = new LinkedHashMap<>();
    for (Expr root : roots) {
      results.put(root, known(values[number(root)]).values());
    }
    return results;
  }

  /// The values of all nodes for some inputs.
  public final class Point {
    private final @Nullable Array[] values;

    private Point(@Nullable Array[] values) {
      this.values = values;
    }

    /// The value of a node here.
    public Values value(Expr node) {
      return known(values[number(node)]).values();
    }

    /// The first node, in the order of evaluation, that is not finite though its arguments are;
    /// null if all values are finite.
    public @Nullable Expr firstNotFinite() {
      for (int k = 0; k < values.length; k++) {
        if (!finite(values[k])
            && Arrays.stream(steps.get(k).args).allMatch(a -> finite(values[a]))) {
          return steps.get(k).node;
        }
      }
      return null;
    }

    /// The values of the roots if these nodes had other values. Only what depends on them is
    /// computed again.
    public Map<Expr, Values> with(Map<Expr, Values> changed) {
      @Nullable Array[] now = values.clone();
      boolean[] other = new boolean[now.length];
      for (int k = 0; k < now.length; k++) {
        Step step = steps.get(k);
        Values given = changed.get(step.node);
        if (given != null) {
          now[k] = given(step, given);
          other[k] = true;
        } else if (now[k] != null && anyOf(step.args, other)) {
          now[k] = Evaluator.this.value(step, now);
          other[k] = true;
        }
      }
      return results(now);
    }
  }

  private static boolean anyOf(int[] numbers, boolean[] set) {
    for (int number : numbers) {
      if (set[number]) {
        return true;
      }
    }
    return false;
  }

  private static boolean finite(@Nullable Array array) {
    if (array == null) {
      return true;
    }
    for (double re : array.re()) {
      if (!Double.isFinite(re)) {
        return false;
      }
    }
    return true;
  }

  private static Array given(Step step, Values values) {
    if (!Arrays.equals(values.shape(), step.shape)) {
      throw new IllegalArgumentException(
          step.node + " is " + step.node.shape() + ", not " + Arrays.toString(values.shape()));
    }
    return Array.of(values);
  }

  private static Array known(@Nullable Array value) {
    if (value == null) {
      throw new IllegalStateException("a value is used after it was forgotten");
    }
    return value;
  }

  private Array value(Step step, @Nullable Array[] values) {
    List<Array> args = new ArrayList<>(step.args.length);
    for (int argument : step.args) {
      args.add(known(values[argument]));
    }
    Array result = value(step, args);
    return shaking == null || !rounds(step.node) ? result : result.shaken(shaking);
  }

  /// Whether computing the node rounds; a choice of an entry must not, for it is compared with what
  /// it was chosen from.
  private static boolean rounds(Expr node) {
    return switch (node.head()) {
      case Head.Var _ -> false;
      case Head.Num _ -> false;
      case Head.Einsum e ->
          !node.isView() || e.factors().stream().anyMatch(f -> !f.power().isOne());
      case Head.Sum _ -> true;
      case Head.Map _ -> true;
      case Head.Special s -> s.op().rounds();
    };
  }

  private Array value(Step step, List<Array> args) {
    return switch (step.node.head()) {
      case Head.Var v ->
          throw Problem.error(Code.LBZ009, "the input " + v.name() + " has no value").raise();
      case Head.Num n -> number(n.value());
      case Head.Einsum _ when step.product != null -> step.product.run(args);
      case Head.Einsum _ -> throw new IllegalStateException("a product without loops");
      case Head.Sum _ -> {
        Array sum = Array.zeros(step.shape, args.stream().allMatch(Array::real));
        for (int k = 0; k < args.size(); k++) {
          sum.add(step.coefficients[k], args.get(k));
        }
        yield sum;
      }
      case Head.Map m -> map(m.op(), args, step.shape);
      case Head.Special s -> special(s.op(), args, step.shape);
    };
  }

  private Array number(Head.Constant constant) {
    double value =
        switch (constant) {
          case Head.Constant.Size s -> s.size().at(sizes);
          case Head.Constant.Named n -> n.value();
        };
    return new Array(new int[0], new double[] {value}, null);
  }

  private static Array map(Elementwise row, List<Array> args, int[] shape) {
    Array result = Array.zeros(shape, args.stream().allMatch(Array::real));
    for (int k = 0; k < result.count(); k++) {
      result.set(k, row.at(entry(args, k)));
    }
    return result;
  }

  private static List<Complex> entry(List<Array> args, int index) {
    return switch (args.size()) {
      case 1 -> List.of(args.get(0).at(index));
      case 2 -> List.of(args.get(0).at(index), args.get(1).at(index));
      default -> args.stream().map(a -> a.at(index)).toList();
    };
  }

  private Array special(Special row, List<Array> args, int[] shape) {
    Values result = row.at(args.stream().map(Array::values).toList(), shape, sizes);
    return args.stream().allMatch(Array::real)
        ? new Array(result.shape(), result.re(), null)
        : Array.of(result);
  }
}
