package leibniz.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.kernel.Loop;
import org.jspecify.annotations.Nullable;

/// Sums of products as plain loops.
final class Sums {
  /// A sum over more entries than this, to one number, is done row by row first.
  private static final int MANY = 1 << 15;

  private final Nodes nodes;
  private final Function<Expr, @Nullable Stored> where;
  private final Draft draft;

  Sums(Nodes nodes, Function<Expr, @Nullable Stored> where, Draft draft) {
    this.nodes = nodes;
    this.where = where;
    this.draft = draft;
  }

  /// Adds the loops of a sum.
  ///
  /// @param to where the entries go
  /// @param coefficient by which each is multiplied
  void add(Expr node, Head.Einsum e, Stored to, double coefficient) {
    Map<Integer, Integer> sizes = nodes.sizes(node, e);
    List<Integer> kept = new ArrayList<>(e.out());
    kept.removeIf(l -> Lookup.in(sizes, l) == 1);
    kept.sort(Comparator.comparingInt(l -> -to.strides()[e.out().indexOf(l)]));
    List<Integer> summed = summed(e, sizes);
    if (kept.isEmpty() && summed.size() > 1 && nodes.points(node) > MANY) {
      inTwo(node, e, to, coefficient, summed, sizes);
      return;
    }
    boolean rows = !kept.isEmpty() && !isByColumns(node, e, kept, summed);
    int[] strides = strides(e, kept, to);
    add(node, e, kept, summed, sizes, rows, strides, to, coefficient);
  }

  private void add(
      Expr node,
      Head.Einsum e,
      List<Integer> kept,
      List<Integer> summed,
      Map<Integer, Integer> sizes,
      boolean rows,
      int[] strides,
      Stored to,
      double coefficient) {
    List<Integer> letters = new ArrayList<>(kept);
    letters.addAll(summed);
    int first = rows ? 0 : 1;
    int inner = letters.size() - 1 + first;
    Body body = new Body();
    Emitter emitter = new Emitter(nodes, where, inner, body);
    int value = emitter.product(node, e, numbered(letters, first));
    Body finish = new Body();
    boolean scales = coefficient != 1;
    int finished = scales ? finish.scaled(coefficient, finish.reduced()) : 0;
    int[] axes = new int[kept.size()];
    Arrays.setAll(axes, k -> k + first);
    Loop loop =
        new Loop(
            letters.stream().skip(1 - first).mapToInt(sizes::get).toArray(),
            kept.size() - 1 + first,
            Loop.Reduction.SUM,
            body.ending(value),
            scales ? finish.ending(finished) : List.of(),
            new Stored(to.array(), to.offset(), strides).access(axes, kept.size() - 1 + first),
            false);
    draft.add(rows ? Lookup.in(sizes, kept.getFirst()) : 1, loop);
  }

  /// Letters and the axes of a loop over them.
  private static Map<Integer, Integer> numbered(List<Integer> letters, int first) {
    Map<Integer, Integer> axes = new HashMap<>();
    for (int letter : letters) {
      axes.put(letter, first + axes.size());
    }
    return axes;
  }

  private static int[] strides(Head.Einsum e, List<Integer> kept, Stored to) {
    return kept.stream().mapToInt(l -> to.strides()[e.out().indexOf(l)]).toArray();
  }

  /// First for each index of the first letter, then over those: so threads can share it, and the
  /// order of the sum does not depend on how many there are.
  private void inTwo(
      Expr node,
      Head.Einsum e,
      Stored to,
      double coefficient,
      List<Integer> summed,
      Map<Integer, Integer> sizes) {
    int first = summed.getFirst();
    Stored part = draft.array(new int[] {sizes.get(first)});
    List<Integer> rest = summed.subList(1, summed.size());
    add(node, e, List.of(first), rest, sizes, true, part.strides(), part, 1);
    Body body = new Body();
    int line = body.load(part.access(new int[] {1}, 1));
    Body finish = new Body();
    int finished = finish.scaled(coefficient, finish.reduced());
    Loop total =
        new Loop(
            new int[] {sizes.get(first)},
            0,
            Loop.Reduction.SUM,
            body.ending(line),
            finish.ending(finished),
            to.access(new int[0], 0),
            false);
    draft.add(1, total);
  }

  /// The letters that are summed, in the order in which the largest factor has them.
  private List<Integer> summed(Head.Einsum e, Map<Integer, Integer> sizes) {
    Set<Integer> letters = new LinkedHashSet<>();
    e.factors().stream()
        .map(Head.Factor::letters)
        .sorted((a, b) -> b.size() - a.size())
        .forEach(letters::addAll);
    letters.removeAll(e.out());
    letters.removeIf(l -> Lookup.in(sizes, l) == 1);
    return new ArrayList<>(letters);
  }

  /// Whether the entries of the result lie as the entries that are read do, and those that are
  /// summed do not.
  private boolean isByColumns(Expr node, Head.Einsum e, List<Integer> kept, List<Integer> summed) {
    if (kept.size() > 1) {
      return false;
    }
    for (int k = 0; k < e.factors().size(); k++) {
      List<Integer> letters = e.factors().get(k).letters();
      int[] strides = strides(node.arg(k));
      for (int axis = 0; axis < letters.size(); axis++) {
        if (letters.get(axis).equals(kept.getLast())
            && strides[axis] == 1
            && letters.stream().anyMatch(summed::contains)) {
          return true;
        }
      }
    }
    return false;
  }

  private int[] strides(Expr value) {
    Stored stored = where.apply(value);
    return stored != null ? stored.strides() : Stored.rowMajor(nodes.shape(value));
  }
}
