package leibniz.trace;

import java.util.List;
import leibniz.ir.Rational;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// What a dict gives for a key that it has not: a `Counter` says 0, a `defaultdict` makes a value
/// and keeps it.
@FunctionalInterface
interface Missing {
  Value of(Value.Dict dict, Value key, Span at, Session session);

  /// Nothing was counted.
  Missing ZERO = (dict, key, at, session) -> new Value.Number(Rational.ZERO, true);

  /// What a function makes that is handed nothing, as `list` and `lambda: np.zeros(3)`.
  static Missing made(Value.Function factory) {
    boolean number = factory.name().equals("int") || factory.name().equals("float");
    return (dict, key, at, session) -> {
      Value.Call call = new Value.Call(factory.name(), at, at, List.of());
      Value made = number ? ZERO.of(dict, key, at, session) : factory.body().call(call, session);
      dict.entries().put(Sequences.key(key, at, session), new Value.Dict.Entry(key, made));
      return made;
    };
  }

  /// The dict that `defaultdict` makes.
  static Value defaults(Bound a) {
    @Nullable Missing missing =
        a.has("factory") && a.value("factory") instanceof Value.Function f ? made(f) : null;
    Value.Dict dict = Value.Dict.of(missing);
    if (a.has("x") && a.value("x") instanceof Value.Dict start) {
      dict.entries().putAll(start.entries());
    }
    return dict;
  }
}
