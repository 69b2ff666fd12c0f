package leibniz.program;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// In which order the factors of a sum of products are best joined, two at a time.
///
/// The cost of a join is its multiplications and 64 times the entries it writes, for memory is slow
/// (the measure called "combo" in opt_einsum). All orders that join connected parts are compared
/// while there are not too many such parts: always for ten factors, and for chains of matrices of
/// almost any length. Beyond that a [ContractionSearch] looks for a good one, and for more than 62
/// factors the join that leaves the least behind is taken next.
final class ContractionOrder {
  private static final int MOST_PARTS = 2_000;
  private static final double WRITE = 64;

  private final List<BitSet> operands;
  private final BitSet out;
  private final double[] sizes;

  private ContractionOrder(List<BitSet> operands, BitSet out, double[] sizes) {
    this.operands = operands;
    this.out = out;
    this.sizes = sizes;
  }

  /// The joins, one fewer than there are operands.
  ///
  /// @param operands the letters of each factor
  /// @param out the letters of the result
  static List<Join> of(
      List<List<Integer>> operands, List<Integer> out, ToDoubleFunction<Integer> size) {
    Map<Integer, Integer> numbers = new HashMap<>();
    List<BitSet> sets = new ArrayList<>();
    for (List<Integer> letters : operands) {
      BitSet set = new BitSet();
      letters.forEach(l -> set.set(numbers.computeIfAbsent(l, x -> numbers.size())));
      sets.add(set);
    }
    BitSet result = new BitSet();
    out.forEach(l -> result.set(numbers.computeIfAbsent(l, x -> numbers.size())));
    double[] sizes = new double[numbers.size()];
    numbers.forEach((letter, number) -> sizes[number] = size.applyAsDouble(letter));
    ContractionOrder problem = new ContractionOrder(sets, result, sizes);
    if (sets.size() > 62) {
      return problem.greedy();
    }
    List<Join> best = problem.exact();
    return best != null ? best : ContractionSearch.of(sets, result, sizes, WRITE);
  }

  private double entries(BitSet letters) {
    double product = 1;
    for (int l = letters.nextSetBit(0); l >= 0; l = letters.nextSetBit(l + 1)) {
      product *= sizes[l];
    }
    return product;
  }

  private double cost(BitSet left, BitSet right, BitSet result) {
    BitSet all = (BitSet) left.clone();
    all.or(right);
    return entries(all) + WRITE * entries(result);
  }

  // --- all orders
  // ---------------------------------------------------------------------------------

  /// A connected set of operands, what is left of their letters, and the cheapest way to it.
  private static final class Part {
    private final long members;
    private final BitSet letters;
    private double cost;
    private @Nullable Part left;
    private @Nullable Part right;

    Part(long members, BitSet letters, double cost) {
      this.members = members;
      this.letters = letters;
      this.cost = cost;
    }
  }

  private @Nullable List<Join> exact() {
    int n = operands.size();
    Map<Long, Part> parts = new HashMap<>();
    List<List<Part>> bySize = new ArrayList<>();
    bySize.add(List.of());
    List<Part> leaves = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      leaves.add(new Part(1L << k, operands.get(k), 0));
    }
    bySize.add(leaves);
    for (int size = 2; size <= n; size++) {
      List<Part> made = new ArrayList<>();
      for (int small = 1; 2 * small <= size; small++) {
        for (Part a : bySize.get(small)) {
          for (Part b : bySize.get(size - small)) {
            join(a, b, parts, made);
          }
        }
        if (parts.size() > MOST_PARTS) {
          return null;
        }
      }
      bySize.add(made);
    }
    Part whole = parts.get((1L << n) - 1);
    return whole == null ? null : joins(whole);
  }

  private void join(Part a, Part b, Map<Long, Part> parts, List<Part> made) {
    if ((a.members & b.members) != 0 || !shareSummed(a.letters, b.letters)) {
      return;
    }
    long members = a.members | b.members;
    Part part = parts.get(members);
    BitSet letters = part != null ? part.letters : left(a.letters, b.letters, members);
    double cost = a.cost + b.cost + cost(a.letters, b.letters, letters);
    if (part == null) {
      part = new Part(members, letters, Double.POSITIVE_INFINITY);
      parts.put(members, part);
      made.add(part);
    }
    if (cost < part.cost) {
      part.cost = cost;
      part.left = a;
      part.right = b;
    }
  }

  private boolean shareSummed(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    both.andNot(out);
    return !both.isEmpty();
  }

  /// The letters of two parts that the result or an operand outside still needs.
  private BitSet left(BitSet a, BitSet b, long members) {
    BitSet needed = (BitSet) out.clone();
    for (int k = 0; k < operands.size(); k++) {
      if ((members >> k & 1) == 0) {
        needed.or(operands.get(k));
      }
    }
    BitSet letters = (BitSet) a.clone();
    letters.or(b);
    letters.and(needed);
    return letters;
  }

  private List<Join> joins(Part whole) {
    List<Join> joins = new ArrayList<>();
    number(whole, joins);
    return joins;
  }

  /// Recursion no deeper than there are operands, 62 at most.
  private int number(Part part, List<Join> joins) {
    if (part.left == null || part.right == null) {
      return Long.numberOfTrailingZeros(part.members);
    }
    int left = number(part.left, joins);
    int right = number(part.right, joins);
    joins.add(new Join(left, right));
    return operands.size() + joins.size() - 1;
  }

  // --- the next best
  // ------------------------------------------------------------------------------

  private List<Join> greedy() {
    List<Join> joins = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    List<BitSet> alive = new ArrayList<>(operands);
    int[] uses = new int[sizes.length]; // how many of those alive carry the letter, the result too
    for (int l = 0; l < uses.length; l++) {
      final int letter = l;
      uses[l] = (int) alive.stream().filter(s -> s.get(letter)).count() + (out.get(l) ? 1 : 0);
    }
    for (int k = 0; k < alive.size(); k++) {
      numbers.add(k);
    }
    while (alive.size() > 1) {
      int bestA = 0;
      int bestB = 1;
      double best = Double.POSITIVE_INFINITY;
      for (int a = 0; a < alive.size(); a++) {
        for (int b = a + 1; b < alive.size(); b++) {
          if (shareSummed(alive.get(a), alive.get(b))) {
            BitSet result = remaining(alive.get(a), alive.get(b), uses);
            double score = entries(result) - entries(alive.get(a)) - entries(alive.get(b));
            if (score < best) {
              best = score;
              bestA = a;
              bestB = b;
            }
          }
        }
      }
      BitSet a = alive.get(bestA);
      BitSet b = alive.remove(bestB);
      BitSet result = remaining(a, b, uses);
      a.stream().forEach(l -> uses[l]--);
      b.stream().forEach(l -> uses[l]--);
      result.stream().forEach(l -> uses[l]++);
      alive.set(bestA, result);
      joins.add(new Join(numbers.get(bestA), numbers.remove(bestB)));
      numbers.set(bestA, operands.size() + joins.size() - 1);
    }
    return joins;
  }

  private static BitSet remaining(BitSet a, BitSet b, int[] uses) {
    BitSet result = (BitSet) a.clone();
    result.or(b);
    for (int l = result.nextSetBit(0); l >= 0; l = result.nextSetBit(l + 1)) {
      int mine = (a.get(l) ? 1 : 0) + (b.get(l) ? 1 : 0);
      if (uses[l] == mine) {
        result.clear(l);
      }
    }
    return result;
  }
}
