package leibniz.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Statement;
import leibniz.trace.Walk;

/// The names that arrays are made with: `n` and `d` of `np.zeros((n, d))` are sizes, whatever else
/// single letters stand for.
final class ArrayMakers {
  private static final Set<String> BY_EACH = Set.of("randn", "rand");
  private static final Set<String> BY_FIRST =
      Set.of("zeros", "ones", "empty", "full", "eye", "standard_normal", "random");
  private static final Set<String> BY_NAME = Set.of("normal", "uniform", "integers", "randint");

  private ArrayMakers() {}

  static Set<String> sizes(List<Statement> body) {
    Set<String> names = new HashSet<>();
    for (Statement s : body) {
      if (s instanceof Statement.Assign a) {
        collect(a.value(), names);
      }
    }
    return names;
  }

  /// The names of the axes of the one array that an expression makes; none if it makes no such one.
  static List<String> axes(Expression e) {
    List<List<String>> found = new ArrayList<>();
    Walk.expression(
        e,
        part -> {
          if (part
                  instanceof
                  Expression.Call(Expression.Attribute(_, String maker, _, _), var all, _)
              && (BY_EACH.contains(maker) || BY_FIRST.contains(maker) || BY_NAME.contains(maker))) {
            List<Expression> values = all.stream().map(Expression.Argument::value).toList();
            List<Expression> sizes =
                values.stream()
                    .filter(Expression.Tuple.class::isInstance)
                    .findFirst()
                    .map(Expression::children)
                    .orElse(BY_EACH.contains(maker) ? values : List.of());
            found.add(
                sizes.stream().map(x -> x instanceof Expression.Name n ? n.id() : "").toList());
          }
        });
    return found.size() == 1 ? found.getFirst() : List.of();
  }

  private static void collect(Expression e, Set<String> names) {
    if (e instanceof Expression.Call(Expression.Attribute(_, String maker, _, _), var all, _)) {
      for (int k = 0; k < all.size(); k++) {
        Expression value = all.get(k).value();
        boolean first = k == 0 && BY_FIRST.contains(maker);
        boolean said = all.get(k).name().matches("size|shape");
        boolean makes = BY_FIRST.contains(maker) || BY_NAME.contains(maker);
        if (BY_EACH.contains(maker)
            || first
            || makes && (said || value instanceof Expression.Tuple)) {
          names(value, names);
        }
      }
    }
    e.children().forEach(child -> collect(child, names));
  }

  private static void names(Expression e, Set<String> names) {
    switch (e) {
      case Expression.Name(String id, _) -> names.add(id);
      case Expression.Tuple t -> t.elements().forEach(child -> names(child, names));
      case Expression.Binary b -> b.children().forEach(child -> names(child, names));
      default -> {}
    }
  }
}
