package leibniz.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.ir.Span;
import leibniz.python.Expression;
import leibniz.python.Statement;
import org.jspecify.annotations.Nullable;

/// `def`, `lambda` and `class`: what they make.
final class Definitions {
  private final Session session;
  private final Evaluator evaluator;
  private final Journal journal;
  private final Bodies bodies;

  /// Runs the statements of a function or a class.
  interface Bodies {
    Value function(List<Statement> body, Scope scope);

    void type(List<Statement> body, Scope scope);

    /// The value of a lambda, as returned.
    Value lambda(Expression body, Scope scope);
  }

  Definitions(Session session, Evaluator evaluator, Journal journal, Bodies bodies) {
    this.session = session;
    this.evaluator = evaluator;
    this.journal = journal;
    this.bodies = bodies;
  }

  void function(Statement.Function f, Scope scope) {
    List<Statement> body = f.body();
    Value made =
        closure(
            scope.qualified(f.name()),
            f.parameters(),
            f.span(),
            f,
            scope,
            inner -> bodies.function(body, inner));
    for (Expression decorator : f.decorators().reversed()) {
      made = decorated(decorator, made, scope);
    }
    scope.bind(f.name(), made, f.nameSpan());
  }

  Value.Function lambda(Expression.Lambda lambda, Scope scope) {
    return closure(
        "this lambda",
        lambda.parameters(),
        lambda.span(),
        null,
        scope,
        inner -> bodies.lambda(lambda.body(), inner));
  }

  private Value.Function closure(
      String name,
      Expression.Parameters parameters,
      Span definition,
      Statement.@Nullable Function function,
      Scope scope,
      Closure.Body body) {
    Map<String, Value> defaults = new HashMap<>();
    for (Expression.Parameter parameter : parameters.list()) {
      Expression value = parameter.value();
      if (value != null) {
        defaults.put(parameter.name(), otherwise(value, scope));
      }
    }
    Closure closure =
        new Closure(
            name,
            parameters.list(),
            defaults,
            scope.forMethods(),
            body,
            definition,
            function,
            journal);
    return new Value.Function(name, closure);
  }

  /// A default; where a program is followed, one of a library that is not run is no more than that.
  private Value otherwise(Expression value, Scope scope) {
    return session.follows() && Effects.isForeign(value, scope)
        ? new Value.Foreign(evaluator.written(value))
        : evaluator.of(value, scope);
  }

  // --- decorators ----------------------------------------------------------------------------

  /// A decorator of the program is called; those of Python are known; one of a library that is not
  /// run leaves the function as it is.
  private Value decorated(Expression decorator, Value made, Scope scope) {
    if (decorator instanceof Expression.Name(String id, _) && made instanceof Value.Function f) {
      Value.Descriptor.Role role =
          switch (id) {
            case "property", "cached_property" -> Value.Descriptor.Role.PROPERTY;
            case "staticmethod" -> Value.Descriptor.Role.STATIC;
            case "classmethod" -> Value.Descriptor.Role.CLASS;
            default -> null;
          };
      if (role != null) {
        return new Value.Descriptor(role, f, null);
      }
    }
    if (isForeign(decorator, scope)) {
      return made;
    }
    Value by = evaluator.of(decorator, scope);
    if (!(by instanceof Value.Function f)) {
      return made;
    }
    return f.body().call(Value.Call.of(f.name(), decorator.span(), List.of(made)), session);
  }

  private boolean isForeign(Expression decorator, Scope scope) {
    Expression root = decorator;
    while (true) {
      switch (root) {
        case Expression.Call c -> root = c.function();
        case Expression.Attribute a -> root = a.value();
        case Expression.Name(String id, _) -> {
          Scope.Binding known = scope.find(id);
          return known == null || known.value() instanceof Value.Foreign;
        }
        default -> {
          return false;
        }
      }
    }
  }

  // --- classes -------------------------------------------------------------------------------

  void type(Statement.ClassDefinition c, Scope scope) {
    List<Value.ClassObject> bases = new ArrayList<>();
    boolean foreign = false;
    for (Expression.Argument argument : c.arguments()) {
      Value base =
          argument.kind() == Expression.ArgumentKind.POSITIONAL
              ? evaluator.of(argument.value(), scope)
              : Value.Single.NONE;
      if (base instanceof Value.ClassObject known) {
        bases.add(known);
        foreign |= known.foreign();
      } else {
        foreign |= base instanceof Value.Foreign f && !f.name().startsWith("ABC");
      }
    }
    List<Value.ClassObject> order = new ArrayList<>();
    Map<String, Value> members = new LinkedHashMap<>();
    Value.ClassObject made = new Value.ClassObject(c.name(), order, members, foreign, fields(c));
    order.addAll(Classes.order(made, bases));
    Scope methods = new Scope(scope);
    methods.bind(Scope.CLASS, made, c.nameSpan());
    Scope body = scope.ofClass(c.name(), methods);
    bodies.type(c.body(), body);
    body.own().forEach((name, binding) -> members.put(name, binding.value()));
    scope.bind(c.name(), made, c.nameSpan());
  }

  /// The annotated names of a dataclass or a named tuple.
  private static List<String> fields(Statement.ClassDefinition c) {
    boolean data = c.decorators().stream().anyMatch(d -> isNamed(d, "dataclass"));
    boolean tuple = c.arguments().stream().anyMatch(a -> isNamed(a.value(), "NamedTuple"));
    List<String> fields = new ArrayList<>();
    for (Statement statement : c.body()) {
      if ((data || tuple)
          && statement instanceof Statement.AnnotatedAssign s
          && s.target() instanceof Expression.Name(String name, _)) {
        fields.add(name);
      }
    }
    return fields;
  }

  private static boolean isNamed(@Nullable Expression e, String name) {
    return switch (e) {
      case Expression.Call c -> isNamed(c.function(), name);
      case Expression.Attribute a -> a.name().equals(name);
      case Expression.Name n -> n.id().equals(name);
      case null, default -> false;
    };
  }
}
