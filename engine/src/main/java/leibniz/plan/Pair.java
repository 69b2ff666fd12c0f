package leibniz.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import org.jspecify.annotations.Nullable;

/// A product of two parts that is summed: a contraction, with its letters by what they do.
///
/// @param left the numbers of the factors of one part, which all have the same letters
/// @param right those of the other
/// @param batch letters of both and of the result
/// @param rows letters of the left part and the result alone
/// @param cols letters of the right part and the result alone
/// @param inner letters of both that are summed
/// @param sizes of the letters
/// @param coefficient the product of all factors that are known numbers
record Pair(
    List<Integer> left,
    List<Integer> right,
    List<Integer> batch,
    List<Integer> rows,
    List<Integer> cols,
    List<Integer> inner,
    Map<Integer, Integer> sizes,
    double coefficient) {

  /// The parts of a product that sums, or null if it does not have two, or sums letters of one part
  /// alone.
  static @Nullable Pair of(Nodes nodes, Expr node, Head.Einsum e) {
    Map<Integer, Integer> sizes = nodes.sizes(node, e);
    Map<List<Integer>, List<Integer>> parts = new LinkedHashMap<>();
    List<Integer> numbers = new ArrayList<>();
    double coefficient = e.coefficient().doubleValue();
    for (int k = 0; k < e.factors().size(); k++) {
      List<Integer> letters = new ArrayList<>(e.factors().get(k).letters());
      letters.removeIf(l -> Lookup.in(sizes, l) == 1);
      double number = letters.isEmpty() ? nodes.number(node.arg(k)) : Double.NaN;
      if (!Double.isNaN(number)) {
        coefficient *= Math.pow(number, e.factors().get(k).power().doubleValue());
      } else if (letters.isEmpty()) {
        numbers.add(k);
      } else {
        parts.computeIfAbsent(letters, l -> new ArrayList<>()).add(k);
      }
    }
    if (parts.size() != 2 || e.out().stream().distinct().count() < e.out().size()) {
      return null;
    }
    List<List<Integer>> keys = new ArrayList<>(parts.keySet());
    Set<Integer> a = new LinkedHashSet<>(keys.get(0));
    Set<Integer> b = new LinkedHashSet<>(keys.get(1));
    if (a.size() < keys.get(0).size() || b.size() < keys.get(1).size()) {
      return null; // a diagonal is read
    }
    List<Integer> out = new ArrayList<>(e.out());
    out.removeIf(l -> Lookup.in(sizes, l) == 1);
    List<Integer> batch = out.stream().filter(l -> a.contains(l) && b.contains(l)).toList();
    List<Integer> rows = out.stream().filter(l -> a.contains(l) && !b.contains(l)).toList();
    List<Integer> cols = out.stream().filter(l -> b.contains(l) && !a.contains(l)).toList();
    List<Integer> inner = a.stream().filter(l -> b.contains(l) && !out.contains(l)).toList();
    if (batch.size() + rows.size() + inner.size() < a.size()
        || batch.size() + cols.size() + inner.size() < b.size()
        || batch.size() + rows.size() + cols.size() < out.size()
        || inner.isEmpty()) {
      return null;
    }
    List<Integer> left = Lookup.in(parts, keys.get(0));
    List<Integer> right = Lookup.in(parts, keys.get(1));
    (rows.size() < cols.size() ? left : right).addAll(numbers);
    return new Pair(left, right, batch, rows, cols, inner, sizes, coefficient);
  }

  int size(List<Integer> letters) {
    int size = 1;
    for (int letter : letters) {
      size *= Lookup.in(sizes, letter);
    }
    return size;
  }

  /// The letters of the left part, in the order in which its array has them where one is made.
  List<Integer> leftLetters() {
    return joined(batch, rows, inner);
  }

  List<Integer> rightLetters() {
    return joined(batch, inner, cols);
  }

  private static List<Integer> joined(List<Integer> a, List<Integer> b, List<Integer> c) {
    List<Integer> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(c);
    return all;
  }

  /// The number of multiplications.
  double work() {
    return (double) size(batch) * size(rows) * size(cols) * size(inner);
  }
}
