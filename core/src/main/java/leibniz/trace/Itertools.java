package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;

/// What Python's `itertools` makes of lists, as lists: what it would make one by one is counted as
/// work before it is made.
final class Itertools {
  private Itertools() {}

  static List<Native> rows() {
    return List.of(
        row("itertools.chain", "*lists", Itertools::chain),
        row("itertools.product", "*lists, repeat?", Itertools::product),
        row("itertools.combinations", "x, r", a -> chosen(a, a.integer("r", 0), 1, true)),
        row(
            "itertools.combinations_with_replacement",
            "x, r",
            a -> chosen(a, a.integer("r", 0), 0, true)),
        row(
            "itertools.permutations",
            "x, r?",
            a -> chosen(a, a.integer("r", elements(a).size()), 1, false)));
  }

  private static List<Value> elements(Bound a) {
    return Sequences.elements(a.operand("x"), a.session());
  }

  private static Value chain(Bound a) {
    List<Value> all = new ArrayList<>();
    a.rest().forEach(list -> all.addAll(Sequences.elements(list, a.session())));
    return Value.Listing.of(all);
  }

  private static Value product(Bound a) {
    List<List<Value>> rows = new ArrayList<>(List.of(List.of()));
    for (int k = a.integer("repeat", 1); k > 0; k--) {
      a.session().bounds().step(a.span());
      for (Value.Operand list : a.rest()) {
        List<List<Value>> longer = new ArrayList<>();
        List<Value> elements = Sequences.elements(list, a.session());
        a.session().bounds().steps((long) rows.size() * elements.size(), a.span());
        rows.forEach(row -> elements.forEach(element -> longer.add(with(row, element))));
        rows = longer;
      }
    }
    return tuples(rows);
  }

  /// So many of the elements, in all ways.
  ///
  /// @param on how far behind one the next may be at least
  /// @param sorted whether they come in the order of the list; else each may come only once
  private static Value chosen(Bound a, int count, int on, boolean sorted) {
    if (count < 0) {
      throw a.unfit("r", "is negative");
    }
    List<Value> elements = elements(a);
    List<List<Integer>> rows = new ArrayList<>(List.of(List.of()));
    for (int k = 0; k < count && !rows.isEmpty(); k++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> row : rows) {
        a.session().bounds().steps(elements.size(), a.span());
        int first = sorted && !row.isEmpty() ? row.getLast() + on : 0;
        for (int next = first; next < elements.size(); next++) {
          if (sorted || !row.contains(next)) {
            longer.add(with(row, next));
          }
        }
      }
      rows = longer;
    }
    return tuples(rows.stream().map(row -> row.stream().map(elements::get).toList()).toList());
  }

  private static <T> List<T> with(List<T> row, T element) {
    List<T> more = new ArrayList<>(row);
    more.add(element);
    return more;
  }

  private static Value tuples(List<List<Value>> rows) {
    return Value.Listing.of(rows.stream().map(row -> (Value) new Value.Tuple(row)).toList());
  }
}
