package leibniz.program;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// An order for more factors than all orders can be compared of: many greedy ones with some noise,
/// the best of them improved piece by piece.
///
/// A greedy order takes the join that leaves the least behind, in place of what it consumes; noise
/// makes it take another one now and then (random greedy, as in opt_einsum). A piece is a join with
/// some of the joins below it, and all orders of what goes into it are compared (subtree
/// reconfiguration, as in cotengra). The same factors give the same order in every run.
final class ContractionSearch {
  private static final int TRIALS = 64;
  private static final int IMPROVED = 4;
  private static final int PIECE = 8;
  private static final double[] CONSUMED = {1, 0.5, 0};
  private static final double[] NOISE = {0, 0.3, 1};

  private final long[] holders; // of each letter, the operands that carry it
  private final BitSet out;
  private final double[] sizes;
  private final double write;
  private final SplittableRandom random = new SplittableRandom(20_260_101);

  /// A join of what is left of two trees; a factor has none.
  ///
  /// @param members the operands in it
  /// @param letters those that are left
  /// @param entries how many numbers it has
  /// @param cost of all joins in it
  private record Tree(
      long members,
      BitSet letters,
      double entries,
      double cost,
      @Nullable Tree left,
      @Nullable Tree right) {}

  private ContractionSearch(long[] holders, BitSet out, double[] sizes, double write) {
    this.holders = holders;
    this.out = out;
    this.sizes = sizes;
    this.write = write;
  }

  /// The joins, one fewer than there are operands, which are 62 at most.
  ///
  /// @param write what an entry that is written costs, in multiplications
  static List<Join> of(List<BitSet> operands, BitSet out, double[] sizes, double write) {
    long[] holders = new long[sizes.length];
    for (int k = 0; k < operands.size(); k++) {
      long operand = 1L << k;
      operands.get(k).stream().forEach(letter -> holders[letter] |= operand);
    }
    ContractionSearch search = new ContractionSearch(holders, out, sizes, write);
    List<Tree> leaves = new ArrayList<>();
    for (int k = 0; k < operands.size(); k++) {
      leaves.add(search.leaf(1L << k, operands.get(k)));
    }
    List<Join> joins = new ArrayList<>();
    number(search.best(leaves), operands.size(), joins);
    return joins;
  }

  /// Recursion no deeper than there are operands.
  private static int number(Tree tree, int operands, List<Join> joins) {
    if (tree.left == null || tree.right == null) {
      return Long.numberOfTrailingZeros(tree.members);
    }
    int left = number(tree.left, operands, joins);
    int right = number(tree.right, operands, joins);
    joins.add(new Join(left, right));
    return operands + joins.size() - 1;
  }

  private Tree best(List<Tree> leaves) {
    List<Tree> trees = new ArrayList<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      double consumed = CONSUMED[trial % CONSUMED.length];
      double noise = NOISE[trial / CONSUMED.length % NOISE.length];
      trees.add(greedy(leaves, consumed, noise));
    }
    trees.sort((a, b) -> Double.compare(a.cost, b.cost));
    Tree best = trees.getFirst();
    for (Tree tree : trees.subList(0, IMPROVED)) {
      Tree improved = improved(tree);
      best = improved.cost < best.cost ? improved : best;
    }
    return best;
  }

  // --- one tree of another
  // ------------------------------------------------------------------------

  private Tree leaf(long members, BitSet letters) {
    BitSet left = left(letters, new BitSet(), members); // what it carries alone is summed there
    return new Tree(members, letters, entries(left), 0, null, null);
  }

  private Tree join(Tree a, Tree b) {
    BitSet left = left(a.letters, b.letters, a.members | b.members);
    double entries = entries(left);
    double cost = a.cost + b.cost + joint(a.letters, b.letters) + write * entries;
    return new Tree(a.members | b.members, left, entries, cost, a, b);
  }

  /// The letters of two parts that the result or an operand outside still needs.
  private BitSet left(BitSet a, BitSet b, long members) {
    BitSet left = (BitSet) a.clone();
    left.or(b);
    for (int l = left.nextSetBit(0); l >= 0; l = left.nextSetBit(l + 1)) {
      if ((holders[l] & ~members) == 0 && !out.get(l)) {
        left.clear(l);
      }
    }
    return left;
  }

  private double entries(BitSet letters) {
    double product = 1;
    for (int l = letters.nextSetBit(0); l >= 0; l = letters.nextSetBit(l + 1)) {
      product *= sizes[l];
    }
    return product;
  }

  private double joint(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.or(b);
    return entries(both);
  }

  // --- greedy with noise
  // --------------------------------------------------------------------------

  private Tree greedy(List<Tree> leaves, double consumed, double noise) {
    List<Tree> alive = new ArrayList<>(leaves);
    List<List<Double>> scores = new ArrayList<>(); // of each with those before it
    for (int b = 0; b < alive.size(); b++) {
      scores.add(scores(alive, b, consumed, noise));
    }
    while (alive.size() > 1) {
      int bestA = 0;
      int bestB = 1;
      double best = Double.POSITIVE_INFINITY;
      for (int b = 1; b < alive.size(); b++) {
        for (int a = 0; a < b; a++) {
          if (scores.get(b).get(a) < best) {
            best = scores.get(b).get(a);
            bestA = a;
            bestB = b;
          }
        }
      }
      Tree joined = join(alive.get(bestA), alive.get(bestB));
      remove(alive, scores, bestB);
      remove(alive, scores, bestA);
      alive.add(joined);
      scores.add(scores(alive, alive.size() - 1, consumed, noise));
    }
    return alive.getFirst();
  }

  private static void remove(List<Tree> alive, List<List<Double>> scores, int k) {
    alive.remove(k);
    scores.remove(k);
    for (List<Double> row : scores.subList(k, scores.size())) {
      row.remove(k);
    }
  }

  private List<Double> scores(List<Tree> alive, int b, double consumed, double noise) {
    List<Double> row = new ArrayList<>();
    Tree second = alive.get(b);
    for (Tree first : alive.subList(0, b)) {
      if (!first.letters.intersects(second.letters)) {
        row.add(Double.POSITIVE_INFINITY);
        continue;
      }
      BitSet left = left(first.letters, second.letters, first.members | second.members);
      double more = entries(left) - consumed * (first.entries + second.entries);
      double score = Math.signum(more) * Math.log1p(Math.abs(more));
      row.add(noise == 0 ? score : score - noise * gumbel());
    }
    return row;
  }

  private double gumbel() {
    return -Math.log(-Math.log(random.nextDouble(1e-12, 1)));
  }

  // --- piece by piece
  // -----------------------------------------------------------------------------

  /// Improved from the top down, until nothing gets better.
  private Tree improved(Tree tree) {
    Tree current = tree;
    while (true) {
      Tree next = pass(current);
      if (!(next.cost < current.cost)) {
        return current;
      }
      current = next;
    }
  }

  private Tree pass(Tree tree) {
    if (tree.left == null || tree.right == null) {
      return tree;
    }
    Tree best = exact(parts(tree.left, tree.right));
    Tree better = best.cost < tree.cost ? best : tree;
    return better.left == null || better.right == null
        ? better
        : join(pass(better.left), pass(better.right));
  }

  /// What goes into the top of a tree: the largest parts are taken apart until there are enough.
  private static List<Tree> parts(Tree left, Tree right) {
    List<Tree> parts = new ArrayList<>(List.of(left, right));
    while (parts.size() < PIECE) {
      Tree largest = null;
      for (Tree part : parts) {
        if (part.left != null && (largest == null || part.entries > largest.entries)) {
          largest = part;
        }
      }
      if (largest == null || largest.left == null || largest.right == null) {
        break;
      }
      parts.remove(largest);
      parts.add(largest.left);
      parts.add(largest.right);
    }
    return parts;
  }

  private Tree exact(List<Tree> parts) {
    int all = (1 << parts.size()) - 1;
    @Nullable Tree[] best = new Tree[all + 1];
    for (int set = 1; set <= all; set++) {
      if (Integer.bitCount(set) == 1) {
        best[set] = parts.get(Integer.numberOfTrailingZeros(set));
        continue;
      }
      int lowest = Integer.lowestOneBit(set); // each split once: the part with the lowest member
      Tree found = null;
      for (int half = set & set - 1; half > 0; half = half - 1 & set) {
        Tree a = best[half];
        Tree b = best[set ^ half];
        if ((half & lowest) == 0 && a != null && b != null) {
          found = cheaper(found, a, b);
        }
      }
      best[set] = found;
    }
    Tree whole = best[all];
    if (whole == null) {
      throw new IllegalStateException("no order of " + parts.size() + " parts");
    }
    return whole;
  }

  private @Nullable Tree cheaper(@Nullable Tree known, Tree a, Tree b) {
    if (known != null && a.cost + b.cost >= known.cost) {
      return known;
    }
    Tree joined = join(a, b);
    return known == null || joined.cost < known.cost ? joined : known;
  }
}
