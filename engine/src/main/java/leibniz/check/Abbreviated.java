package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;

/// Gradients that are called by the first letters of what goes a step along them, as the `dv` of
/// `self.vbias += rate * dv`: where `v` goes no step, and stands for something else where no `dv`
/// is, it is by `vbias`.
final class Abbreviated {
  private final List<Statement> all;
  private final Map<String, Set<String>> steps = new HashMap<>(); // what goes along each
  private final Set<String> stepped = new HashSet<>();

  private Abbreviated(Module program) {
    this.all = new Statements(program).all();
    for (Statement s : all) {
      Expression changed = Steps.changed(s);
      Expression change = Steps.change(s);
      if (changed instanceof Expression.Name || changed instanceof Expression.Attribute) {
        String last = Spelled.last(Spelled.text(changed));
        stepped.add(last.toLowerCase(Locale.ROOT));
        if (change
                instanceof Expression.Binary(var _, var length, Expression.Name(String id, _), _, _)
            && Steps.isLengthName(Spelled.text(length))) {
          steps.computeIfAbsent(id, _ -> new HashSet<>()).add(last);
        }
      }
    }
  }

  /// What each is by.
  static Map<String, String> of(Module program) {
    Abbreviated names = new Abbreviated(program);
    Map<String, String> by = new HashMap<>();
    names.steps.forEach((gradient, along) -> {
      GradientName said = GradientName.of(gradient);
      String whole = along.iterator().next();
      if (along.size() == 1 && said != null && names.isShort(gradient, said.wrt(), whole)) {
        by.put(gradient, whole);
      }
    });
    return by;
  }

  private boolean isShort(String gradient, List<String> said, String whole) {
    return !said.isEmpty()
        && said.stream().noneMatch(n -> stepped.contains(n.toLowerCase(Locale.ROOT)))
        && whole.startsWith(said.getFirst())
        && all.stream()
            .noneMatch(s -> s instanceof Statement.Function f && hasBoth(f, gradient, said));
  }

  /// Whether a function makes such a gradient, and has something that is called as it says.
  private static boolean hasBoth(Statement.Function f, String gradient, List<String> said) {
    Set<String> bound = new HashSet<>();
    f.parameters().list().forEach(p -> bound.add(p.name()));
    List<Statement> inside = new ArrayList<>();
    Training.flatten(f.body(), inside);
    for (Statement s : inside) {
      if (s instanceof Statement.Assign a) {
        a.targets().forEach(t -> bind(t, bound));
      }
    }
    return bound.contains(gradient) && said.stream().anyMatch(bound::contains);
  }

  private static void bind(Expression target, Set<String> bound) {
    switch (target) {
      case Expression.Name(String id, _) -> bound.add(id);
      case Expression.Attribute(_, String name, _, _) -> bound.add(name);
      case Expression.Tuple(var elements, _) -> elements.forEach(e -> bind(e, bound));
      default -> {}
    }
  }
}
