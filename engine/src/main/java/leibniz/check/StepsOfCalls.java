package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.python.Expression;
import leibniz.python.Module;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// What goes a step along what a function returns, which says by what that is the gradient: `W` of
/// `W -= lr * grad(W, X)`, the second of `(w1, w2)` of `for p, g in zip((w1, w2), grads(X))`, `b`
/// of `gw, gb = grads(w, b)` and `b -= lr * gb`.
final class StepsOfCalls {

  /// What a function returns, or one part of it.
  private record Part(String function, int number) {}

  private static final int WHOLE = -1;

  private final Set<String> functions = new HashSet<>();
  private final Map<Part, String> stepped = new HashMap<>();
  private final Set<Part> unclear = new HashSet<>();
  private final Set<Part> added = new HashSet<>();

  StepsOfCalls(Module program) {
    List<List<Statement>> bodies = new ArrayList<>(List.of(program.body()));
    for (Statement s : new Statements(program).all()) {
      if (s instanceof Statement.Function f) {
        functions.add(f.name());
        bodies.add(f.body());
      }
    }
    bodies.forEach(this::read);
    unclear.forEach(stepped::remove);
  }

  /// What goes a step along what a function returns there, as it is written; null if nothing does,
  /// or several things do.
  ///
  /// @param function its name, without the class it is in
  /// @param target `return`, `return[1]`
  @Nullable String by(String function, String target) {
    return stepped.get(part(function, target));
  }

  /// What goes a step along what functions return that are called like gradients, by its names.
  Set<String> names() {
    Set<String> names = new HashSet<>();
    stepped.forEach((part, by) -> {
      if (DerivativeNames.isGradients(part.function)) {
        names.add(Variables.plain(GradientName.Key.of(by).last()));
      }
    });
    return names;
  }

  /// Whether what goes a step along it goes down: it is taken off, and never added.
  boolean isDown(String function, String target) {
    Part part = part(function, target);
    return stepped.containsKey(part) && !added.contains(part);
  }

  /// What goes steps down along what functions return, as it is written.
  Set<String> down() {
    Set<String> targets = new HashSet<>();
    stepped.forEach((part, by) -> {
      if (!added.contains(part)) {
        targets.add(by);
      }
    });
    return targets;
  }

  private static Part part(String function, String target) {
    String number = target.replaceAll("\\D", "");
    return new Part(function, number.isEmpty() ? WHOLE : Integer.parseInt(number));
  }

  private void read(List<Statement> body) {
    List<Statement> all = new ArrayList<>();
    Training.flatten(body, all);
    Map<String, Part> names = new HashMap<>();
    for (Statement s : all) {
      switch (s) {
        case Statement.Assign(var targets, var value, _) -> {
          step(s, names);
          Statement.For each = ListSteps.loop(s);
          if (each != null) {
            together(each, names);
          }
          names.keySet().removeAll(texts(targets.getFirst()));
          Part whole = called(value);
          if (whole != null) {
            bind(targets.getFirst(), whole, names);
          }
        }
        case Statement.AugmentedAssign _ -> step(s, names);
        case Statement.For f -> together(f, names);
        default -> {}
      }
    }
  }

  private static void bind(Expression target, Part whole, Map<String, Part> names) {
    if (target instanceof Expression.Tuple(var elements, _)) {
      for (int k = 0; k < elements.size(); k++) {
        names.put(Spelled.text(elements.get(k)), new Part(whole.function, k));
      }
    } else {
      names.put(Spelled.text(target), whole);
    }
  }

  private static Set<String> texts(Expression target) {
    Set<String> texts = new HashSet<>();
    if (target instanceof Expression.Tuple(var elements, _)) {
      elements.forEach(e -> texts.addAll(texts(e)));
    } else {
      texts.add(Spelled.text(target));
    }
    return texts;
  }

  /// `W -= lr * g`, `W = W - lr * grad(W)`.
  private void step(Statement s, Map<String, Part> names) {
    Expression target = Steps.changed(s);
    Expression along = Steps.change(s);
    if (target != null && along != null && GradientName.of(Spelled.text(target)) == null) {
      String by = Spelled.text(target);
      Set<Part> parts = new HashSet<>();
      gather(along, names, parts);
      parts.forEach(p -> put(p, by, s));
    }
  }

  /// The parts that a step is made of, each as it is or times something.
  private void gather(Expression e, Map<String, Part> names, Set<Part> parts) {
    Part here = called(e);
    Part named = here == null ? names.get(Spelled.text(e)) : here;
    if (named != null) {
      parts.add(named);
    } else if (e instanceof Expression.Binary b) {
      gather(b.left(), names, parts);
      gather(b.right(), names, parts);
    }
  }

  private @Nullable Part called(Expression e) {
    if (!(e instanceof Expression.Call call)) {
      return null;
    }
    String name = Spelled.text(call.function());
    String last = Spelled.last(name);
    return functions.contains(last) ? new Part(last, WHOLE) : null;
  }

  /// `for p, g in zip((W, b), grads(X)): p -= lr * g`.
  private void together(Statement.For loop, Map<String, Part> names) {
    if (!(loop.target() instanceof Expression.Tuple(var each, _))
        || !(loop.iterable()
            instanceof Expression.Call(Expression.Name(String zip, _), var handed, _))
        || !zip.equals("zip")
        || each.size() != handed.size()) {
      return;
    }
    for (Statement s : loop.body()) {
      Expression target = Steps.changed(s);
      int p = target == null ? -1 : index(each, target);
      Expression along = p < 0 ? null : Steps.change(s);
      for (int g = 0; along != null && g < each.size(); g++) {
        Expression from = handed.get(g).value();
        Part whole = called(from) == null ? names.get(Spelled.text(from)) : called(from);
        if (g != p && whole != null && has(along, Spelled.text(each.get(g)))) {
          each(whole, handed.get(p).value(), s);
        }
      }
    }
  }

  private static int index(List<Expression> each, Expression target) {
    for (int k = 0; k < each.size(); k++) {
      if (Spelled.text(each.get(k)).equals(Spelled.text(target))) {
        return k;
      }
    }
    return -1;
  }

  private static final int MOST = 20; // layers

  private void each(Part whole, Expression changed, Statement step) {
    List<Expression> listed =
        switch (changed) {
          case Expression.Tuple(var elements, _) -> elements;
          case Expression.Listing(var elements, _) -> elements;
          default -> List.of();
        };
    for (int k = 0; k < listed.size(); k++) {
      put(new Part(whole.function, k), Spelled.text(listed.get(k)), step);
    }
    for (int k = 0; listed.isEmpty() && k < MOST; k++) {
      put(new Part(whole.function, k), Spelled.text(changed) + "[" + k + "]", step);
    }
  }

  private void put(Part part, String by, Statement step) {
    if (!Steps.isMinus(step)) {
      added.add(part);
    }
    String before = stepped.put(part, by);
    if (before != null && !before.equals(by)) {
      unclear.add(part);
    }
  }

  private static boolean has(Expression e, String name) {
    return Spelled.text(e).equals(name) || e.children().stream().anyMatch(c -> has(c, name));
  }
}
