package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// `np.c_[a, b]` puts columns side by side, `np.r_[a, b]` rows one after the other.
final class Sides {
  private Sides() {}

  /// What such an index makes; null if the container is neither.
  static @Nullable Value of(
      Value.Operand container, Value index, Span at, Span span, Session session) {
    if (!(container.value() instanceof Value.Module(String path))
        || !path.matches("numpy\\.[cr]_")) {
      return null;
    }
    List<Value> parts = index instanceof Value.Tuple t ? t.elements() : List.of(index);
    parts =
        parts.stream()
            .map(p -> p instanceof Value.Slice s ? range(s, at, span, session) : p)
            .toList();
    boolean flat =
        parts.stream().noneMatch(p -> p instanceof Value.Tensor t && t.shape().rank() > 1);
    String name = path.endsWith("c_") ? "column_stack" : flat ? "hstack" : "concatenate";
    if (parts.stream().anyMatch(p -> p instanceof Value.Text)) {
      throw Faults.refused("np.c_ and np.r_ are read with arrays inside", at).raise();
    }
    return call(name, List.of(new Value.Tuple(parts)), at, span, session);
  }

  /// `0:i` is all positions from 0 to i.
  private static Value range(Value.Slice s, Span at, Span span, Session session) {
    Value start = s.start() == null ? Value.Number.of(0) : s.start();
    if (s.stop() == null) {
      throw Faults.refused("a range in np.c_ and np.r_ needs an end", at).raise();
    }
    List<Value> ends = new ArrayList<>(List.of(start, s.stop()));
    if (s.step() != null) {
      ends.add(s.step());
    }
    return call("arange", ends, at, span, session);
  }

  private static Value call(
      String name, List<Value> arguments, Span at, Span span, Session session) {
    List<Value.Argument> all =
        arguments.stream()
            .map(a -> new Value.Argument("", new Value.Operand(a, at, "", null), at))
            .toList();
    Value.Function function = (Value.Function) Objects.requireNonNull(Library.numpy(name));
    return function.body().call(new Value.Call("np." + name, span, span, all), session);
  }
}
