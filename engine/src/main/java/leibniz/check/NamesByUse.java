package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Names of gradients that show by what a function does with them. A dict holds a gradient by each
/// entry of another one, whatever it is called: `out['W1'] = x.T @ delta` in a function that reads
/// `params['W1']`, and returns `out`. `gbw` is by `bw` where a function is handed that. And `D_m`
/// is by `m` that goes a step down along it.
final class NamesByUse {
  private static final int FEWEST = 2; // entries

  private final Set<String> dicts = new HashSet<>();
  private final Map<String, String> parameters = new HashMap<>(); // by the names of gradients
  private final Map<String, String> stepped; // what goes a step along something

  private final Map<String, String> whole; // of names that are cut short

  NamesByUse(Module program) {
    stepped = AlongNames.of(program);
    whole = Abbreviated.of(program);
    dicts.addAll(new KeyedSteps(program).gradients());
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.Function f) {
        Body body = new Body(f);
        dicts.addAll(body.gradients());
        f.parameters().list().stream()
            .map(Expression.Parameter::name)
            .filter(p -> p.length() > 1 && body.returned.contains("g" + p))
            .forEach(p -> parameters.put("g" + p, p));
      }
    }
  }

  /// What the name of a target says, by itself or by its use; null if it says nothing.
  @Nullable GradientName said(String target) {
    GradientName name = GradientName.of(target);
    String by = stepped.get(target);
    if (name == null && by != null) {
      return new GradientName("", List.of(by), false);
    }
    if (name != null && whole.containsKey(target)) {
      return new GradientName(name.of(), List.of(whole.get(target)), name.strong());
    }
    if (name != null || !isIn(target)) {
      return name;
    }
    GradientName.Key key = GradientName.Key.of(target);
    String of = parameters.getOrDefault(target, key.field() + key.index());
    return new GradientName("", List.of(of), true);
  }

  /// Whether a target is such a gradient.
  boolean isIn(String target) {
    GradientName.Key key = GradientName.Key.of(target);
    boolean entry = dicts.contains(key.base()) && key.owner().isEmpty() && !key.field().isEmpty();
    return entry || parameters.containsKey(target) || stepped.containsKey(target);
  }

  /// Whether nothing but that something goes a step along it says that it is a gradient.
  boolean isOnlyStepped(String target) {
    return stepped.containsKey(target);
  }

  /// `params['W1']`.
  private record Entry(String dict, String key) {
    static @Nullable Entry of(Expression e) {
      return e instanceof Expression.Subscript(Expression.Name(String dict, _), Expression.Str s, _)
          ? new Entry(dict, s.value())
          : null;
    }
  }

  /// What a function does with dicts.
  private static final class Body {
    private final Map<String, Set<String>> written = new HashMap<>();
    private final Map<String, Set<String>> read = new HashMap<>();
    private final Set<String> changed = new HashSet<>(); // they go on from what was there
    private final Set<String> returned = new HashSet<>();

    Body(Statement.Function f) {
      List<Statement> inside = new ArrayList<>();
      Training.flatten(f.body(), inside);
      for (Statement s : inside) {
        switch (s) {
          case Statement.Assign(var targets, var value, _) -> {
            targets.forEach(t -> write(t, value));
            read(value);
          }
          case Statement.AugmentedAssign a -> {
            changed.add(base(a.target()));
            read(a.value());
          }
          case Statement.Return(var value, _) when value != null -> give(value);
          default -> {}
        }
      }
    }

    Set<String> gradients() {
      return written.entrySet().stream()
          .filter(e -> returned.contains(e.getKey()) && !changed.contains(e.getKey()))
          .filter(e -> !read.containsKey(e.getKey()) && e.getValue().size() >= FEWEST)
          .filter(e -> read.values().stream().anyMatch(r -> r.containsAll(e.getValue())))
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    }

    private void write(Expression target, Expression value) {
      Entry entry = Entry.of(target);
      if (entry != null) {
        written.computeIfAbsent(entry.dict, _ -> new HashSet<>()).add(entry.key);
        boolean computed = value instanceof Expression.Binary || value instanceof Expression.Call;
        if (!computed || isAnother(value, entry.key)) {
          changed.add(entry.dict);
        }
      }
    }

    /// Whether it is another value of what has that key: a copy, `W - lr * dW`, what follows or is
    /// perturbed. Each term of it is made of such an entry, or the first one is it.
    private static boolean isAnother(Expression value, String key) {
      return value instanceof Expression.Binary b
              && (b.operator() == Expression.Operator.ADD
                  || b.operator() == Expression.Operator.SUBTRACT)
          ? isOf(b.left(), key) || isAnother(b.left(), key) && isAnother(b.right(), key)
          : has(value, key);
    }

    private static boolean isOf(Expression e, String key) {
      Entry entry = Entry.of(e);
      return entry != null && entry.key.equals(key);
    }

    private static boolean has(Expression e, String key) {
      return isOf(e, key) || e.children().stream().anyMatch(c -> has(c, key));
    }

    private void read(Expression e) {
      Entry entry = Entry.of(e);
      if (entry != null) {
        read.computeIfAbsent(entry.dict, _ -> new HashSet<>()).add(entry.key);
      }
      e.children().forEach(this::read);
    }

    private void give(Expression value) {
      switch (value) {
        case Expression.Name(String id, _) -> returned.add(id);
        case Expression.Tuple(var elements, _) -> elements.forEach(this::give);
        default -> {}
      }
    }

    private static String base(Expression target) {
      return GradientName.Key.of(Spelled.text(target)).base();
    }
  }
}
