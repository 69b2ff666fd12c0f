package leibniz.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import leibniz.ir.Span;
import leibniz.python.Expression.Operator;
import org.jspecify.annotations.Nullable;

/// Methods and operators of sets.
final class Sets {
  private Sets() {}

  /// A set of these.
  static Value.Set of(Iterable<Value> elements, Span span, Session session) {
    Map<Object, Value> distinct = new LinkedHashMap<>();
    for (Value element : elements) {
      session.bounds().step(span);
      distinct.putIfAbsent(Sequences.key(element, span, session), element);
    }
    return new Value.Set(distinct);
  }

  /// A method, or null if there is none of that name.
  static @Nullable Value method(Value.Set set, String name, Session session) {
    Map<Object, Value> elements = set.elements();
    return switch (name) {
      case "add" ->
          Containers.function(
              name,
              "x",
              a -> {
                elements.putIfAbsent(key(a, set, session), a.value("x"));
                return Value.Single.NONE;
              });
      case "discard", "remove" ->
          Containers.function(
              name,
              "x",
              a -> {
                elements.remove(key(a, set, session));
                return Value.Single.NONE;
              });
      case "update" ->
          Containers.function(
              name,
              "x",
              a -> {
                changes(set, a.span(), session);
                elements.putAll(other(a, session).elements());
                return Value.Single.NONE;
              });
      case "copy" ->
          Containers.function(name, "", a -> new Value.Set(new LinkedHashMap<>(elements)));
      case "union" -> joined(name, Operator.OR, set, session);
      case "intersection" -> joined(name, Operator.AND, set, session);
      case "difference" -> joined(name, Operator.SUBTRACT, set, session);
      default -> null;
    };
  }

  private static Value joined(String name, Operator operator, Value.Set set, Session session) {
    return Containers.function(
        name, "x", a -> joined(operator, set, other(a, session), a.span(), session));
  }

  private static Value.Set other(Bound a, Session session) {
    return of(Sequences.elements(a.operand("x"), session), a.span(), session);
  }

  private static Object key(Bound a, Value.Set set, Session session) {
    changes(set, a.span(), session);
    return Sequences.key(a.value("x"), a.span(), session);
  }

  /// Under a condition on data it is not known what a set holds afterwards.
  private static void changes(Value.Set set, Span span, Session session) {
    session.bounds().step(span);
    if (session.regions().holds(set)) {
      throw Faults.refused("what this set holds depends on the values of a tensor", span).raise();
    }
  }

  /// `a | b`, `a & b`, `a - b`, `a ^ b`.
  static Value joined(Operator operator, Value.Set a, Value.Set b, Span span, Session session) {
    session.bounds().steps((long) a.elements().size() + b.elements().size(), span);
    Map<Object, Value> made = new LinkedHashMap<>(a.elements());
    switch (operator) {
      case OR -> b.elements().forEach(made::putIfAbsent);
      case AND -> made.keySet().retainAll(b.elements().keySet());
      case SUBTRACT -> made.keySet().removeAll(b.elements().keySet());
      case XOR -> {
        b.elements().forEach(made::putIfAbsent);
        made.keySet().removeIf(k -> a.elements().containsKey(k) && b.elements().containsKey(k));
      }
      case ADD, MULTIPLY, MATMUL, DIVIDE, FLOOR_DIVIDE, MODULO, POWER, SHIFT_LEFT, SHIFT_RIGHT ->
          throw Faults.unfit("a set " + operator.symbol() + " a set", span).raise();
    }
    return new Value.Set(made);
  }
}
