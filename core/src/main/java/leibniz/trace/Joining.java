package leibniz.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import leibniz.ir.Span;
import leibniz.python.Expression.Operator;
import org.jspecify.annotations.Nullable;

/// `+`, `*` and `%` of lists, tuples and texts, and what joins sets.
final class Joining {
  private Joining() {}

  /// The result, or null where the operands are none of these.
  static @Nullable Value of(
      Operator operator, Value.Operand left, Value.Operand right, Span span, Session session) {
    if (left.value() instanceof Value.Set a && right.value() instanceof Value.Set b) {
      return Sets.joined(operator, a, b, span, session);
    }
    return switch (operator) {
      case ADD -> added(left.value(), right.value(), span, session);
      case MULTIPLY -> {
        Value first = repeated(left.value(), right.value(), span, session);
        yield first != null ? first : repeated(right.value(), left.value(), span, session);
      }
      case MODULO ->
          left.value() instanceof Value.Text(String text)
              ? new Value.Text(Sequences.filled(text, values(right.value()), span, session))
              : null;
      case SUBTRACT, MATMUL, DIVIDE, FLOOR_DIVIDE, POWER, SHIFT_LEFT, SHIFT_RIGHT, AND, OR, XOR ->
          null;
    };
  }

  private static List<Value> values(Value value) {
    return value instanceof Value.Tuple t ? t.elements() : List.of(value);
  }

  private static @Nullable Value added(Value a, Value b, Span span, Session session) {
    if (a instanceof Value.Text(String x) && b instanceof Value.Text(String y)) {
      session.bounds().text((long) x.length() + y.length(), span);
      return new Value.Text(x + y);
    }
    if (a instanceof Value.Text || b instanceof Value.Text) {
      throw Faults.unfit(Value.kind(a) + " + " + Value.kind(b), span).raise();
    }
    List<Value> all = new ArrayList<>();
    if (a instanceof Value.Listing x && b instanceof Value.Listing y) {
      session.bounds().steps((long) x.elements().size() + y.elements().size(), span);
      all.addAll(x.elements());
      all.addAll(y.elements());
      return Value.Listing.of(all);
    }
    if (a instanceof Value.Tuple x && b instanceof Value.Tuple y) {
      session.bounds().steps((long) x.elements().size() + y.elements().size(), span);
      all.addAll(x.elements());
      all.addAll(y.elements());
      return new Value.Tuple(all);
    }
    return null;
  }

  private static @Nullable Value repeated(Value a, Value times, Span span, Session session) {
    boolean list = a instanceof Value.Listing || a instanceof Value.Tuple;
    if (!Concrete.isWhole(times) || !list && !(a instanceof Value.Text)) {
      return null;
    }
    int n = Math.max(0, Concrete.integer(times, "*", span, session.sizes()));
    if (a instanceof Value.Text(String text)) {
      session.bounds().text((long) text.length() * n, span);
      return new Value.Text(text.repeat(n));
    }
    List<Value> one = a instanceof Value.Listing l ? l.elements() : values(a);
    session.bounds().steps((long) one.size() * n, span);
    List<Value> all = new ArrayList<>();
    Collections.nCopies(n, one).forEach(all::addAll);
    return a instanceof Value.Listing ? Value.Listing.of(all) : new Value.Tuple(all);
  }
}
