package leibniz.trace;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// Objects for parameters whose methods are called: `net` of `net.forward(x)` is of the class of
/// the program that has them.
final class DrawnObjects {
  private final Scope top;

  DrawnObjects(Scope top) {
    this.top = top;
  }

  /// What parameters may be by the methods that a function calls of them.
  ///
  /// @param made makes an object of a class, where the program has none; null if that fails
  Map<String, Guess> of(Statement.Function f, Function<Value.ClassObject, @Nullable Value> made) {
    Map<String, Guess> guesses = new LinkedHashMap<>();
    methods(f)
        .forEach((parameter, methods) -> {
          Value object = object(methods, made);
          if (object != null) {
            guesses.put(parameter, new Guess.Given(object));
          }
        });
    return guesses;
  }

  private @Nullable Value object(
      Set<String> methods, Function<Value.ClassObject, @Nullable Value> made) {
    List<Value> all = top.own().values().stream().map(Scope.Binding::value).toList();
    for (Value value : all) {
      if (value instanceof Value.Instance i && has(i.type(), methods)) {
        return i;
      }
    }
    for (Value value : all) {
      if (value instanceof Value.ClassObject type && has(type, methods)) {
        return made.apply(type);
      }
    }
    return null;
  }

  private static boolean has(Value.ClassObject type, Set<String> methods) {
    return methods.stream().allMatch(m -> type.find(m) instanceof Value.Function);
  }

  /// The methods that are called of parameters, by their names.
  private static Map<String, Set<String>> methods(Statement.Function f) {
    Set<String> parameters = new HashSet<>();
    f.parameters().list().forEach(p -> parameters.add(p.name()));
    Map<String, Set<String>> methods = new LinkedHashMap<>();
    Walk.expressions(
        f.body(),
        e -> {
          if (e instanceof Expression.Call(Expression.Attribute a, _, _)
              && a.value() instanceof Expression.Name(String id, _)
              && parameters.contains(id)) {
            methods.computeIfAbsent(id, _ -> new HashSet<>()).add(a.name());
          }
        });
    return methods;
  }
}
