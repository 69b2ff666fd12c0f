package leibniz.trace;

import static leibniz.trace.Native.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import leibniz.ir.Dim;

/// NumPy's functions that take an array apart along an axis.
final class Splits {
  private Splits() {}

  /// The rows, by the name after `np.`.
  static void add(Map<String, Native> rows) {
    rows.put(
        "split",
        row(
            "np.split",
            "ary, indices_or_sections, axis?",
            a -> split(a, a.axis("axis", a.tensor("ary").shape(), 0))));
    rows.put(
        "array_split",
        row(
            "np.array_split",
            "ary, indices_or_sections, axis?",
            a -> almostEven(a, a.axis("axis", a.tensor("ary").shape(), 0))));
    rows.put(
        "hsplit",
        row(
            "np.hsplit",
            "ary, indices_or_sections",
            a -> split(a, a.tensor("ary").rank() > 1 ? 1 : 0)));
    rows.put("vsplit", row("np.vsplit", "ary, indices_or_sections", a -> split(a, 0)));
  }

  private static Value split(Bound a, int axis) {
    Value.Tensor x = a.array("ary");
    Dim size = x.shape().get(axis);
    List<Dim> cuts = new ArrayList<>();
    if (a.value("indices_or_sections") instanceof Value.Tuple
        || a.value("indices_or_sections") instanceof Value.Listing) {
      for (Value cut : a.elements("indices_or_sections")) {
        cuts.add(Concrete.size(cut, a.written(), a.span()));
      }
    } else {
      int parts = a.integer("indices_or_sections", 1);
      Dim each = parts <= 0 ? null : Arithmetic.quotient(size, Dim.of(parts));
      long known = a.session().sizes().value(size).orElse(-1);
      if (each == null && known >= 0 && parts > 0 && known % parts == 0) {
        each = Dim.of(known / parts);
      }
      if (each == null) {
        throw a.unfit("indices_or_sections", "does not divide the size " + size);
      }
      a.session().bounds().steps(parts, a.span());
      for (int k = 1; k < parts; k++) {
        cuts.add(each.times(Dim.of(k)));
      }
    }
    return pieces(a, x, axis, cuts);
  }

  /// As NumPy does where the parts are not all of one size: the first are one longer.
  private static Value almostEven(Bound a, int axis) {
    Value.Tensor x = a.array("ary");
    OptionalLong known = a.session().sizes().value(x.shape().get(axis));
    boolean count = Concrete.isWhole(a.value("indices_or_sections"));
    int parts = count ? a.integer("indices_or_sections", 1) : 0;
    if (known.isEmpty() || parts <= 0 || known.getAsLong() % parts == 0) {
      return split(a, axis);
    }
    a.session().bounds().steps(parts, a.span());
    List<Dim> cuts = new ArrayList<>();
    for (long k = 1; k < parts; k++) {
      long longer = Math.min(k, known.getAsLong() % parts);
      cuts.add(Dim.of(k * (known.getAsLong() / parts) + longer));
    }
    return pieces(a, x, axis, cuts);
  }

  private static Value pieces(Bound a, Value.Tensor x, int axis, List<Dim> cuts) {
    Dim size = x.shape().get(axis);
    List<Value> pieces = new ArrayList<>();
    Dim from = Dim.of(0);
    cuts.add(size);
    for (Dim to : cuts) {
      pieces.add(a.view(x, Views.slice(axis, from, to.minus(from), 1)));
      from = to;
    }
    return Value.Listing.of(pieces);
  }
}
