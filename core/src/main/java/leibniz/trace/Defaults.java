package leibniz.trace;

import java.util.List;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What dicts give for keys that they have not: a `Counter` says 0, a `defaultdict` makes a value
/// and keeps it.
final class Defaults {
  private static final Value ZERO = new Value.Number(Rational.ZERO, true);

  /// What was not counted is there 0 times.
  private static final Value.Callable NOT_COUNTED = (call, session) -> ZERO;

  private Defaults() {}

  /// What a dict holds by a key that it has not; null if nothing.
  static @Nullable Value of(Value.Dict dict, Value key, Span at, Session session) {
    if (dict.missing() == null) {
      return null;
    }
    List<Value.Argument> handed = List.of(argument(dict, at), argument(key, at));
    return dict.missing().call(new Value.Call("__missing__", at, at, handed), session);
  }

  private static Value.Argument argument(Value value, Span at) {
    return new Value.Argument("", new Value.Operand(value, at, "", null), at);
  }

  /// A dict that counts, and has counted nothing yet.
  static Value.Dict counter() {
    return Value.Dict.of(NOT_COUNTED);
  }

  static boolean isCounter(Value.Dict dict) {
    return NOT_COUNTED.equals(dict.missing());
  }

  /// The dict that `defaultdict` makes.
  static Value dict(Bound a) {
    Value factory = a.has("factory") ? a.value("factory") : Value.Single.NONE;
    Value.Dict dict =
        Value.Dict.of(factory instanceof Value.Function f ? (call, s) -> kept(f, call, s) : null);
    if (a.has("x") && a.value("x") instanceof Value.Dict start) {
      dict.entries().putAll(start.entries());
    }
    return dict;
  }

  /// What a function makes that is handed nothing, as `list` and `lambda: np.zeros(3)`.
  private static Value kept(Value.Function factory, Value.Call missing, Session session) {
    boolean number = factory.name().equals("int") || factory.name().equals("float");
    Span at = missing.span();
    Value made =
        number
            ? ZERO
            : factory.body().call(new Value.Call(factory.name(), at, at, List.of()), session);
    Value key = missing.arguments().get(1).operand().value();
    if (missing.arguments().get(0).operand().value() instanceof Value.Dict dict) {
      dict.entries().put(Sequences.key(key, at, session), new Value.Dict.Entry(key, made));
    }
    return made;
  }
}
