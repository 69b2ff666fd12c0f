package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.op.Extremum;
import leibniz.op.Maps;

/// What NumPy's functions of two arguments can do besides being called: `np.add.outer`,
/// `np.maximum.accumulate`. Their `reduce` stands with the [Reductions], `at` with the [Entries].
final class Ufuncs {
  private Ufuncs() {}

  private static final List<String> OUTER =
      List.of(
          "add",
          "subtract",
          "multiply",
          "divide",
          "true_divide",
          "power",
          "maximum",
          "minimum",
          "logaddexp",
          "hypot",
          "arctan2");

  /// The rows, by the name after `np.`, of functions whose own rows are there.
  static void add(Map<String, Native> rows) {
    for (String name : OUTER) {
      Native function = own(name, rows);
      rows.put(
          name + ".outer", row("np." + name + ".outer", "A, B, ~dtype", a -> outer(function, a)));
    }
    accumulates("add", own("cumsum", rows), rows);
    accumulates("multiply", own("cumprod", rows), rows);
    for (String name : List.of("maximum", "minimum")) {
      Native function = own(name, rows);
      rows.put(
          name + ".accumulate",
          row(
              "np." + name + ".accumulate",
              "array, axis?, ~dtype, !out",
              a -> accumulated(function, rows, a)));
    }
  }

  private static Native own(String name, Map<String, Native> rows) {
    Native known = rows.get(name);
    if (known == null) {
      throw new IllegalStateException("np." + name + " has no row yet");
    }
    return known;
  }

  private static Value call(Native function, List<Value> arguments, Bound a) {
    return function.call(Value.Call.of(function.name(), a.span(), arguments), a.session());
  }

  /// Every entry of the first with every entry of the second.
  private static Value outer(Native function, Bound a) {
    Expr left = a.tensor("A");
    Expr right = a.tensor("B");
    List<Integer> last = Build.range(left.rank(), left.rank() + right.rank());
    Value wide = Value.Tensor.of(Build.expand(left, last));
    return call(function, List.of(wide, Value.Tensor.of(right)), a);
  }

  /// Along the first axis unless another is named, where `cumsum` takes all entries in a row.
  private static void accumulates(String name, Native scan, Map<String, Native> rows) {
    Function<Bound, Value> along =
        a -> {
          Expr x = a.tensor("array");
          int axis = a.axis("axis", x.shape(), 0);
          return call(scan, List.of(Value.Tensor.of(x), Value.Number.of(axis)), a);
        };
    rows.put(
        name + ".accumulate",
        row("np." + name + ".accumulate", "array, axis?, ~dtype, !out", along::apply));
  }

  /// The largest or the smallest up to each entry, for any number of entries: of each row of a
  /// table in which what stands behind is out of the running.
  private static Value running(boolean largest, Bound a) {
    Expr x = a.tensor("array");
    List<Integer> axis = List.of(a.axis("axis", x.shape(), 0));
    Expr rows = Tensors.toEnd(x, axis);
    int last = rows.rank() - 1;
    Dim n = rows.shape().get(last);
    Shape table = rows.shape().concat(Shape.of(n));
    Expr infinity = Build.constant(Maps.INFINITY);
    Expr reached = Entries.beside(Maps.LESS_EQUAL, n, n, 0);
    Expr entries = Build.expand(rows, List.of(last));
    Expr candidates =
        Build.map(
            Maps.WHERE,
            Build.broadcast(reached, table),
            Build.broadcast(entries, table),
            Build.broadcast(largest ? Build.negate(infinity) : infinity, table));
    return a.made(Tensors.fromEnd(Build.special(new Extremum(largest, 1), candidates), axis));
  }

  private static Value accumulated(Native function, Map<String, Native> rows, Bound a) {
    Expr x = a.tensor("array");
    if (x.shape().get(a.axis("axis", x.shape(), 0)).constant().isEmpty()) {
      return running(function.name().endsWith("maximum"), a);
    }
    Value axis = Value.Number.of(a.axis("axis", a.tensor("array").shape(), 0));
    Value.Operand array = a.operand("array");
    Value front = call(own("moveaxis", rows), List.of(array.value(), axis, Value.Number.of(0)), a);
    List<Value> results = new ArrayList<>();
    for (Value next :
        Sequences.elements(
            new Value.Operand(front, array.span(), array.text(), array.origin()), a.session())) {
      results.add(results.isEmpty() ? next : call(function, List.of(results.getLast(), next), a));
    }
    return call(own("stack", rows), List.of(Value.Listing.of(results), axis), a);
  }
}
