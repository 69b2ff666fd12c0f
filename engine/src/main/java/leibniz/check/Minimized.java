package leibniz.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.trace.Walk;

/// Functions that return a value and its gradient, by how a search is asked to take them:
/// `minimize(f, x0, jac=True)`.
final class Minimized {
  private static final Pattern SEARCH = Pattern.compile("(?:.*\\.)?minimize");
  private static final Pattern BOTH = Pattern.compile("(?:.*\\.)?fmin_(?:l_bfgs_b|tnc)");
  private static final List<String> OTHERWISE = List.of("fprime", "approx_grad");

  private Minimized() {}

  /// Their names.
  static Set<String> in(Module program) {
    Set<String> names = new LinkedHashSet<>();
    Walk.expressions(
        program.body(),
        e -> {
          if (e instanceof Expression.Call c && returnsBoth(c)) {
            String name = Spelled.text(c.arguments().getFirst().value());
            names.add(Spelled.last(name));
          }
        });
    return names;
  }

  private static boolean returnsBoth(Expression.Call call) {
    String search = Spelled.text(call.function());
    List<Expression.Argument> all = call.arguments();
    if (all.isEmpty()) {
      return false;
    }
    return SEARCH.matcher(search).matches()
            && all.stream()
                .anyMatch(a ->
                    a.name().equals("jac")
                        && a.value() instanceof Expression.Bool(boolean own, _)
                        && own)
        || BOTH.matcher(search).matches()
            && all.size() > 1
            && (all.size() == 2 || !all.get(2).name().isEmpty())
            && all.stream().noneMatch(a -> OTHERWISE.contains(a.name()));
  }
}
