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
import leibniz.ir.Effort;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import org.jspecify.annotations.Nullable;

/// Expressions made ready for evaluation at fixed sizes: the order of the nodes and the loops of
/// every product are found once, the numbers come in later and often.
public final class Evaluator {
  private final List<Step> steps;
  private final List<int[]> args; // of each step, by number
  private final Map<Expr, Integer> numbers;
  private final List<Expr> roots;
  private final int[] lastUse; // the last step that reads a value; roots are read to the end
  private final @Nullable SplittableRandom shaking;

  private Evaluator(Collection<Expr> roots, ToLongFunction<String> sizes) {
    this.roots = List.copyOf(roots);
    this.shaking = null;
    this.steps = new ArrayList<>();
    this.args = new ArrayList<>();
    this.numbers = new IdentityHashMap<>();
    for (Expr node : Expr.inOrder(roots)) {
      numbers.put(node, steps.size());
      int[] own = node.args().stream().mapToInt(this::number).toArray();
      args.add(own);
      List<int[]> shapes = Arrays.stream(own).mapToObj(k -> steps.get(k).shape()).toList();
      steps.add(Step.of(node, shapes, sizes));
    }
    lastUse = new int[steps.size()];
    for (int k = 0; k < steps.size(); k++) {
      for (int argument : args.get(k)) {
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
    this.steps = steady.steps;
    this.args = steady.args;
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

  private int number(Expr node) {
    Integer number = numbers.get(node);
    if (number == null) {
      throw new IllegalStateException("no part of what is evaluated: " + node);
    }
    return number;
  }

  /// A rough count of the operations of one run.
  public double cost() {
    return steps.stream().mapToDouble(Step::cost).sum();
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

  private @Nullable Array[] all(Map<Expr, Values> inputs, boolean forget) {
    @Nullable Array[] values = new Array[steps.size()];
    boolean[] needed = needed(inputs);
    for (int k = 0; k < values.length; k++) {
      Step step = steps.get(k);
      if (needed[k]) {
        Effort.spend(step.effort());
        Values given = inputs.get(step.node());
        values[k] = given != null ? given(step, given) : value(k, values);
      }
      for (int argument : args.get(k)) {
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
      if (needed[k] && !inputs.containsKey(steps.get(k).node())) {
        for (int argument : args.get(k)) {
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
        if (!finite(values[k]) && Arrays.stream(args.get(k)).allMatch(a -> finite(values[a]))) {
          return steps.get(k).node();
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
        Values given = changed.get(step.node());
        if (given != null) {
          now[k] = given(step, given);
          other[k] = true;
        } else if (now[k] != null && anyOf(args.get(k), other)) {
          now[k] = Evaluator.this.value(k, now);
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
    if (!Arrays.equals(values.shape(), step.shape())) {
      Expr node = step.node();
      throw new IllegalArgumentException(
          node + " is " + node.shape() + ", not " + Arrays.toString(values.shape()));
    }
    return Array.of(values);
  }

  private static Array known(@Nullable Array value) {
    if (value == null) {
      throw new IllegalStateException("a value is used after it was forgotten");
    }
    return value;
  }

  private Array value(int number, @Nullable Array[] values) {
    List<Array> own = new ArrayList<>();
    for (int argument : args.get(number)) {
      own.add(known(values[argument]));
    }
    Step step = steps.get(number);
    Array result = step.value(own);
    return shaking == null || !rounds(step.node()) ? result : result.shaken(shaking);
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
}
