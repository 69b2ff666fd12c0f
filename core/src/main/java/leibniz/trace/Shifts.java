package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;

/// NumPy's functions that shift entries along an axis: differences of neighbours, zeros around an
/// array, and cyclic shifts.
final class Shifts {
  private Shifts() {}

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    rows.put("diff", row("np.diff", "a, n?, axis?, !prepend, !append", Shifts::differences));
    rows.put(
        "pad", row("np.pad", "array, pad_width, mode?, constant_values?", Shifts::zerosAround));
    rows.put("roll", row("np.roll", "a, shift, axis?", Shifts::roll));
    rows.put("append", row("np.append", "arr, values, axis?", Shifts::append));
  }

  private static Value differences(Bound a) {
    Expr x = a.tensor("a");
    int axis = a.axis("axis", x.shape(), -1);
    int times = a.integer("n", 1);
    if (times < 0 || times > 20) {
      throw a.unfit("n", "is not between 0 and 20");
    }
    for (int k = 0; k < times; k++) {
      Dim left = x.shape().get(axis).minus(Dim.ONE);
      x =
          Build.minus(
              Layouts.slice(x, axis, Dim.ONE, left, 1), Layouts.slice(x, axis, Dim.of(0), left, 1));
    }
    return a.made(x);
  }

  private static Value zerosAround(Bound a) {
    Expr x = a.tensor("array");
    boolean zeros =
        a.text("mode", "constant").equals("constant") && a.integer("constant_values", 0) == 0;
    if (!zeros) {
      throw a.unfit(
          a.has("mode") ? "mode" : "constant_values", "is not zeros, which alone is read");
    }
    List<List<Dim>> widths = widths(a, x.rank());
    for (int axis = 0; axis < x.rank(); axis++) {
      Dim before = widths.get(axis).get(0);
      Dim size = before.plus(x.shape().get(axis)).plus(widths.get(axis).get(1));
      if (!size.equals(x.shape().get(axis))) {
        x = Layouts.pad(x, axis, before, size, 1);
      }
    }
    return a.made(x);
  }

  /// For each axis how many zeros go before and after.
  private static List<List<Dim>> widths(Bound a, int rank) {
    List<Dim> given = new ArrayList<>();
    flat(a, a.value("pad_width"), given);
    List<List<Dim>> widths = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      boolean each = given.size() == 2 * rank && given.size() > 2;
      if (!each && given.size() > 2) {
        throw a.unfit("pad_width", "needs a pair for each axis");
      }
      int at = each ? 2 * axis : 0;
      widths.add(List.of(given.get(at), given.get(given.size() == 1 ? 0 : at + 1)));
    }
    return widths;
  }

  private static void flat(Bound a, Value value, List<Dim> into) {
    switch (value) {
      case Value.Tuple t -> t.elements().forEach(e -> flat(a, e, into));
      case Value.Listing l -> l.elements().forEach(e -> flat(a, e, into));
      default -> into.add(Concrete.size(value, a.written(), a.operand("pad_width").span()));
    }
  }

  private static Value roll(Bound a) {
    Expr x = a.tensor("a");
    if (!a.has("axis") && x.rank() != 1) {
      throw Faults.unfit(a.written() + " needs its axis here", a.span())
          .help("for instance  np.roll(a, 1, axis=0)")
          .raise();
    }
    int axis = a.axis("axis", x.shape(), 0);
    int shift = a.integer("shift", 0);
    Dim size = x.shape().get(axis);
    Dim first =
        shift < 0 ? Dim.of(-shift) : size.minus(Dim.of(shift)); // the entry that comes first
    if (shift == 0) {
      return a.made(x);
    }
    Expr front = Layouts.slice(x, axis, first, size.minus(first), 1);
    Expr back = Layouts.slice(x, axis, Dim.of(0), first, 1);
    return Layouts.join(a, List.of(front, back), axis);
  }

  private static Value append(Bound a) {
    List<Expr> both = Layouts.tensors(a, List.of(a.value("arr"), a.value("values")));
    boolean flat = both.stream().allMatch(x -> x.rank() <= 1);
    if (!a.has("axis") && !flat) {
      throw Faults.unfit(a.written() + " needs its axis here", a.span())
          .help("for instance  np.append(a, b, axis=0)")
          .raise();
    }
    List<Expr> arrays =
        both.stream().map(x -> x.rank() == 0 ? Build.expand(x, List.of(0)) : x).toList();
    return Layouts.join(a, arrays, a.axis("axis", arrays.get(0).shape(), 0));
  }
}
