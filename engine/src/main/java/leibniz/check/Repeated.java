package leibniz.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.python.Expression;

/// What stands more than once in an expression, and is meant to be another name or place each time:
/// `a * (1 - a)` for `s * (1 - s)`.
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
