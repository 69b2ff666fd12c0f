package leibniz.check;

import java.util.List;
import java.util.Locale;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// Functions that are called like partial derivatives: `df_dx(x, y)` and `dfdy(x, y)` beside `f(x,
/// y)`, `dL_db(w, b)` beside `loss(w, b)`.
final class Partials {
  private static final List<String> LETTERS = List.of("L", "J", "E", "C"); // of losses

  private Partials() {}

  /// The parameter that a function is the derivative by, by its name; null if that is none of them.
  ///
  /// @param parameters what it is handed
  /// @param of what it is the derivative of
  static @Nullable String by(String derivative, List<Expression.Parameter> parameters, String of) {
    String above = above(derivative, of);
    if (above == null) {
      return null;
    }
    String below = above.replaceFirst("^_?d?_?", "");
    return parameters.stream()
        .map(Expression.Parameter::name)
        .filter(p -> above.endsWith(p) && below.equals(p))
        .findFirst()
        .orElse(null);
  }

  /// What is left of `df_dx` behind `df`; null if the name does not begin so.
  private static @Nullable String above(String name, String of) {
    String first = of.substring(0, 1).toUpperCase(Locale.ROOT);
    boolean letter = LossNames.isFunction(of) && LETTERS.contains(first);
    for (String function : letter ? List.of(of, first) : List.of(of)) {
      for (String sign : List.of("d", "d_", "partial_", "del_")) {
        if (name.startsWith(sign + function + "_") || name.startsWith(sign + function + "d")) {
          return name.substring(sign.length() + function.length());
        }
      }
    }
    return null;
  }
}
