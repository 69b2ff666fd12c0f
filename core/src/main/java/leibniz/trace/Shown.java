package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import leibniz.python.Expression;
import org.jspecify.annotations.Nullable;

/// Calls in what a program prints: `print(epoch, net.loss(X, y))`, `print(check_grad(f, g, x0))`.
final class Shown {
  private Shown() {}

  /// The outermost calls of functions of the program that were not called before, or of others that
  /// are handed such functions.
  static List<Expression.Call> calls(List<Expression> values, Scope scope, Journal journal) {
    List<Expression.Call> found = new ArrayList<>();
    values.forEach(e -> look(e, scope, journal, found));
    return found;
  }

  private static void look(
      Expression e, Scope scope, Journal journal, List<Expression.Call> found) {
    if (e instanceof Expression.Call call) {
      String name = name(call.function(), scope);
      if (name.isEmpty()
          ? isHandedNew(call, scope, journal)
          : !isKnown(call, name, scope, journal)) {
        found.add(call);
        return;
      }
    }
    e.children().forEach(child -> look(child, scope, journal, found));
  }

  /// Whether some function that it is handed was not called before: by its name, or within one
  /// without a name.
  private static boolean isHandedNew(Expression.Call call, Scope scope, Journal journal) {
    return call.arguments().stream()
        .anyMatch(a ->
            a.value() instanceof Expression.Lambda(_, var body, _)
                ? !calls(List.of(body), scope, journal).isEmpty()
                : isNew(name(a.value(), scope), journal));
  }

  private static boolean isNew(String name, Journal journal) {
    return !name.isEmpty() && !wasCalled(name, journal);
  }

  /// Whether a function was called before, and so were all functions that it is handed, and methods
  /// of all objects: `train(X, huber)` behind `train(X, squared)` is another computation, and so is
  /// `check(RMSNorm(8))` behind `check(LayerNorm(8))`.
  private static boolean isKnown(Expression.Call call, String name, Scope scope, Journal journal) {
    return wasCalled(name, journal)
        && call.arguments().stream()
            .map(a -> a.value() instanceof Expression.Name f ? name(f, scope) : "")
            .allMatch(handed -> handed.isEmpty() || wasCalled(handed, journal))
        && call.arguments().stream()
            .map(a -> type(a.value(), scope))
            .allMatch(handed -> handed == null || wasUsed(handed, journal));
  }

  /// Whether a method of a class was called before; of one that has none of its own that is so.
  private static boolean wasUsed(Value.ClassObject type, Journal journal) {
    return type.members().entrySet().stream()
            .noneMatch(m -> m.getValue() instanceof Value.Function && !isConstructor(m.getKey()))
        || journal.frames().stream()
            .anyMatch(f -> f.scope().equals(type.name()) && !isConstructor(f.name()));
  }

  private static boolean isConstructor(String method) {
    return method.equals("__init__");
  }

  /// The class of an object of the program, or of one that is made there; null for anything else.
  private static Value.@Nullable ClassObject type(Expression handed, Scope scope) {
    boolean made = handed instanceof Expression.Call;
    Expression of = handed instanceof Expression.Call call ? call.function() : handed;
    Scope.Binding bound = of instanceof Expression.Name(String id, _) ? scope.find(id) : null;
    return switch (bound == null ? null : bound.value()) {
      case Value.ClassObject type when made -> type;
      case Value.Instance(var type, _) when !made -> type;
      case null, default -> null;
    };
  }

  private static boolean wasCalled(String name, Journal journal) {
    return journal.frames().stream()
        .anyMatch(f -> f.function().equals(name) || f.function().endsWith("." + name));
  }

  /// The name of a function or of a method of the program; empty for anything else.
  private static String name(Expression function, Scope scope) {
    return switch (function) {
      case Expression.Name(String id, _) -> {
        Scope.Binding bound = scope.find(id);
        boolean own =
            bound != null
                && bound.value() instanceof Value.Function f
                && f.body() instanceof Closure;
        yield own ? id : "";
      }
      case Expression.Attribute(Expression.Name(String id, _), String name, _, _) -> {
        Scope.Binding bound = scope.find(id);
        boolean own =
            bound != null
                && bound.value() instanceof Value.Instance i
                && i.type().find(name) instanceof Value.Function;
        yield own ? name : "";
      }
      case Expression.Attribute(var receiver, String name, _, _) ->
          isMade(receiver, scope) ? name : "";
      default -> "";
    };
  }

  /// Whether it is an object that is made there: `Model(X, y)`, `Model(X, y).fit()`.
  private static boolean isMade(Expression e, Scope scope) {
    return e instanceof Expression.Call(var function, _, _)
        && switch (function) {
          case Expression.Name(String id, _) -> {
            Scope.Binding bound = scope.find(id);
            yield bound != null && bound.value() instanceof Value.ClassObject;
          }
          case Expression.Attribute a -> isMade(a.value(), scope);
          default -> false;
        };
  }
}
