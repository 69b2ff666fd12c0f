package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.python.Expression;

/// What stands more than once in an expression, and is meant to be another name, place or slice
/// each time: `a * (1 - a)` for `s * (1 - s)`.
final class Repeated {
  private Repeated() {}

  static void add(Expression value, Slips slips) {
    Map<String, List<Expression>> places = new LinkedHashMap<>();
    collect(value, slips, places);
    places.forEach((now, all) -> {
      if (all.size() > 1) {
        Expression first = all.getFirst();
        for (String other : slips.scope().alike().apply(now)) {
          String words = other + " belongs here, not " + now;
          slips.add(new Slip(Slip.Kind.NAME, edits(all, other), words));
        }
        if (first instanceof Expression.Subscript(var whole, var index, _)) {
          for (int step : new int[] {-1, 1}) {
            String other = slips.at(whole) + "[" + stepped(slips.at(index), step) + "]";
            slips.add(new Slip(Slip.Kind.INDEX, edits(all, other), "the index is off by one"));
          }
        }
      }
    });
  }

  /// The same slice of several arrays: `a[:i + 1] * b[:i + 1]` for `a[i:] * b[i:]`.
  static void addSlices(Expression value, Slips slips) {
    Map<String, List<Expression.Subscript>> all = new LinkedHashMap<>();
    collectSlices(value, slips, all);
    all.values().stream()
        .filter(same -> same.size() > 1)
        .forEach(same -> {
          Expression.Slice slice = (Expression.Slice) same.getFirst().index();
          for (String rest : rest(slice, slips)) {
            List<Fix.Edit> edits =
                same.stream().map(s -> new Fix.Edit(s.index().span(), rest)).toList();
            slips.add(new Slip(Slip.Kind.INDEX, edits, REST));
          }
        });
  }

  static final String REST = "the slice is the rest of the one that belongs here";

  /// What `[:i + 1]` leaves, with `i` or without it.
  static List<String> rest(Expression.Slice slice, Slips slips) {
    Expression end = slice.lower() == null ? slice.upper() : slice.lower();
    boolean one = slice.lower() == null || slice.upper() == null;
    if (end == null || !one || slice.step() != null || end instanceof Expression.Int) {
      return List.of();
    }
    String place = slips.at(end).replaceFirst(" ?\\+ ?1$", "");
    return slice.lower() == null
        ? List.of(place + ":", place + " + 1:")
        : List.of(":" + place + " + 1", ":" + place);
  }

  private static void collectSlices(
      Expression e, Slips slips, Map<String, List<Expression.Subscript>> all) {
    if (e instanceof Expression.Subscript s && s.index() instanceof Expression.Slice slice) {
      all.computeIfAbsent(slips.at(slice), _ -> new ArrayList<>()).add(s);
    }
    Operands.of(e).forEach(o -> collectSlices(o, slips, all));
  }

  /// An index and one more or less: `t` for `t - 1` and 1.
  static String stepped(String index, int step) {
    String undone = step > 0 ? "\\s*-\\s*1$" : "\\s*\\+\\s*1$";
    String shorter = index.replaceFirst(undone, "");
    return shorter.equals(index) ? index + (step > 0 ? " + 1" : " - 1") : shorter;
  }

  private static List<Fix.Edit> edits(List<Expression> all, String now) {
    return all.stream().map(e -> new Fix.Edit(e.span(), now)).toList();
  }

  /// The names and places by their texts.
  private static void collect(Expression e, Slips slips, Map<String, List<Expression>> places) {
    boolean place =
        e instanceof Expression.Name
            || e instanceof Expression.Subscript(_, var index, _)
                && !(index instanceof Expression.Slice)
                && !(index instanceof Expression.Tuple)
            || e instanceof Expression.Attribute;
    if (place) {
      places.computeIfAbsent(slips.at(e), _ -> new ArrayList<>()).add(e);
    } else {
      Operands.of(e).forEach(o -> collect(o, slips, places));
    }
  }
}
