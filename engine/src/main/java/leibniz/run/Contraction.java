package leibniz.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.ir.Values;

/// A product of many factors as a list of products of two, so that a letter is summed as soon as
/// nothing else needs it and the full index space is never walked.
///
/// The order is greedy: of the pairs that share a letter, next comes the one that leaves the least
/// behind.
final class Contraction {
  /// @param left an array, by number: first the factors, then what the steps made
  /// @param right another, or -1 for none
  private record Step(int left, int right, Loop loop, int[] shape) {}

  /// An array on the way, with the step of each of its letters; letters of size 1 are left out.
  private record Operand(int number, Map<Integer, Integer> strides) {
    Set<Integer> letters() {
      return strides.keySet();
    }
  }

  /// Two operands to multiply; the one that leaves least behind comes first, then the older one.
  private record Pair(Operand left, Operand right, double behind) {
    static final Comparator<Pair> ORDER =
        Comparator.comparingDouble(Pair::behind)
            .thenComparingInt(p -> p.left.number)
            .thenComparingInt(p -> p.right.number);
  }

  private static final Array UNIT = new Array(new int[0], new double[] {1}, null);
  private static final long[] FIELD_UNIT = {1};
  private static final Operand NOTHING = new Operand(-1, Map.of());

  private final double coefficient;
  private final List<Rational> powers;
  private final int[] shape;
  private final List<Step> steps = new ArrayList<>();

  // Only while planning.
  private final Map<Integer, Integer> sizes = new HashMap<>();
  private final Map<Integer, Operand> open = new TreeMap<>();
  private final Map<Integer, Set<Integer>> carriers = new LinkedHashMap<>();
  private final Map<Integer, Integer> out;
  private final PriorityQueue<Pair> pairs = new PriorityQueue<>(Pair.ORDER);
  private int next;

  Contraction(Head.Einsum einsum, List<int[]> shapes, int[] shape) {
    this.coefficient = einsum.coefficient().doubleValue();
    this.powers = einsum.factors().stream().map(Head.Factor::power).toList();
    this.shape = shape;
    this.out = strides(einsum.out(), shape);
    for (int k = 0; k < shapes.size(); k++) {
      add(new Operand(k, strides(einsum.factors().get(k).letters(), shapes.get(k))));
    }
    next = shapes.size();
    plan();
  }

  /// The number of products made.
  double cost() {
    return steps.stream().mapToDouble(s -> s.loop.cost()).sum();
  }

  Array run(List<Array> factors) {
    boolean real = factors.stream().allMatch(Array::real);
    List<Array> arrays = new ArrayList<>();
    for (int k = 0; k < factors.size(); k++) {
      arrays.add(factors.get(k).power(powers.get(k)));
    }
    for (int k = 0; k < steps.size(); k++) {
      Step step = steps.get(k);
      boolean last = k == steps.size() - 1;
      Array result = Array.zeros(step.shape, real);
      Array left = step.left < 0 ? UNIT : arrays.get(step.left);
      Array right = step.right < 0 ? UNIT : arrays.get(step.right);
      step.loop.run(left, right, last ? coefficient : 1, result);
      forget(step, arrays);
      arrays.add(result);
    }
    return arrays.getLast();
  }

  /// The same over the [Field], for factors that are raised to their powers already.
  long[] run(List<long[]> factors, long number) {
    List<long[]> arrays = new ArrayList<>(factors);
    for (int k = 0; k < steps.size(); k++) {
      Step step = steps.get(k);
      boolean last = k == steps.size() - 1;
      long[] result = new long[Values.count(step.shape)];
      long[] left = step.left < 0 ? FIELD_UNIT : arrays.get(step.left);
      long[] right = step.right < 0 ? FIELD_UNIT : arrays.get(step.right);
      step.loop.run(left, right, last ? number : 1, result);
      arrays.add(result);
    }
    return arrays.getLast();
  }

  private static void forget(Step step, List<Array> arrays) {
    for (int used : new int[] {step.left, step.right}) {
      if (used >= 0) {
        arrays.set(used, UNIT);
      }
    }
  }

  // --- planning --------------------------------------------------------------------------------

  private Map<Integer, Integer> strides(List<Integer> letters, int[] shape) {
    Map<Integer, Integer> strides = new LinkedHashMap<>();
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (shape[axis] != 1) {
        strides.merge(letters.get(axis), stride, Integer::sum);
        sizes.put(letters.get(axis), shape[axis]);
      }
      stride *= shape[axis];
    }
    return strides;
  }

  private void add(Operand operand) {
    open.put(operand.number, operand);
    for (Integer letter : operand.letters()) {
      carriers.computeIfAbsent(letter, _ -> new TreeSet<>()).add(operand.number);
    }
  }

  private void remove(Operand operand) {
    if (open.remove(operand.number) != null) {
      operand.letters().forEach(l -> carriers.getOrDefault(l, Set.of()).remove(operand.number));
    }
  }

  private void plan() {
    if (open.size() > 1) {
      for (Operand operand : List.copyOf(open.values())) {
        if (kept(operand, NOTHING).size() < operand.letters().size()) {
          contract(operand, NOTHING);
        }
      }
    }
    open.values().forEach(this::offer);
    while (open.size() > 2) {
      Pair pair = pairs.poll();
      if (pair == null) {
        pair = smallest(open.keySet());
      }
      if (open.containsKey(pair.left.number) && open.containsKey(pair.right.number)) {
        offer(contract(pair.left, pair.right));
      }
    }
    List<Operand> rest = new ArrayList<>(open.values());
    Operand left = rest.isEmpty() ? NOTHING : rest.get(0);
    Operand right = rest.size() < 2 ? NOTHING : rest.get(1);
    Set<Integer> all = new LinkedHashSet<>(new ArrayList<>(out.keySet()).reversed());
    all.addAll(left.letters());
    all.addAll(right.letters());
    steps.add(new Step(left.number, right.number, loop(all, left, right, out), shape));
  }

  /// The letters of a product of two that the rest or the result still needs.
  private Set<Integer> kept(Operand left, Operand right) {
    Set<Integer> kept = new LinkedHashSet<>(left.letters());
    kept.addAll(right.letters());
    kept.removeIf(letter -> {
      Set<Integer> users = carriers.getOrDefault(letter, Set.of());
      int mine = (users.contains(left.number) ? 1 : 0) + (users.contains(right.number) ? 1 : 0);
      return users.size() == mine && !out.containsKey(letter);
    });
    return kept;
  }

  private Operand contract(Operand left, Operand right) {
    Set<Integer> kept = kept(left, right);
    Map<Integer, Integer> strides = new LinkedHashMap<>();
    List<Integer> order = new ArrayList<>(kept);
    int[] shape = order.stream().mapToInt(this::size).toArray();
    Size.check(shape);
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides.put(order.get(axis), stride);
      stride *= shape[axis];
    }
    Set<Integer> all = new LinkedHashSet<>(kept);
    all.addAll(left.letters());
    all.addAll(right.letters());
    steps.add(new Step(left.number, right.number, loop(all, left, right, strides), shape));
    remove(left);
    remove(right);
    Operand product = new Operand(next++, strides);
    add(product);
    return product;
  }

  private Loop loop(
      Collection<Integer> letters, Operand left, Operand right, Map<Integer, Integer> result) {
    List<Loop.Level> levels = new ArrayList<>();
    for (Integer letter : letters) {
      levels.add(
          new Loop.Level(
              size(letter),
              left.strides.getOrDefault(letter, 0),
              right.strides.getOrDefault(letter, 0),
              result.getOrDefault(letter, 0)));
    }
    return Loop.of(levels);
  }

  private int size(Integer letter) {
    return sizes.getOrDefault(letter, 1);
  }

  /// For each letter, the operand may be multiplied by the smallest other one that carries it.
  private void offer(Operand operand) {
    for (Integer letter : operand.letters()) {
      Set<Integer> users = carriers.getOrDefault(letter, Set.of());
      if (users.size() > 1) {
        Pair small = smallest(users);
        Operand other = small.left.number == operand.number ? small.right : small.left;
        double left = entries(kept(operand, other));
        double behind = left - entries(operand.letters()) - entries(other.letters());
        pairs.add(new Pair(operand, other, behind));
      }
    }
  }

  /// The two with the fewest entries; the second is [#NOTHING] if there is only one.
  private Pair smallest(Collection<Integer> numbers) {
    Operand first = NOTHING;
    Operand second = NOTHING;
    double firstSize = Double.POSITIVE_INFINITY;
    double secondSize = Double.POSITIVE_INFINITY;
    for (Integer number : numbers) {
      Operand operand = open.getOrDefault(number, NOTHING);
      double size = entries(operand.letters());
      if (size < firstSize) {
        second = first;
        secondSize = firstSize;
        first = operand;
        firstSize = size;
      } else if (size < secondSize) {
        second = operand;
        secondSize = size;
      }
    }
    return new Pair(first, second, 0);
  }

  private double entries(Collection<Integer> letters) {
    double n = 1;
    for (Integer letter : letters) {
      n *= size(letter);
    }
    return n;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      text.append(step.left).append(' ').append(step.right).append(" -> ");
      text.append(Arrays.toString(step.shape)).append('\n');
    }
    return text.toString();
  }
}
