package leibniz.trace;

import java.util.List;
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
    boolean flat =
        parts.stream().noneMatch(p -> p instanceof Value.Tensor t && t.shape().rank() > 1);
    String name = path.endsWith("c_") ? "column_stack" : flat ? "hstack" : "concatenate";
    if (!(Library.numpy(name) instanceof Value.Function function)
        || parts.stream().anyMatch(p -> p instanceof Value.Slice || p instanceof Value.Text)) {
      throw Faults.refused("np.c_ and np.r_ are read with arrays inside", at).raise();
    }
    Value.Operand arrays = new Value.Operand(new Value.Tuple(parts), at, "", null);
    Value.Argument argument = new Value.Argument("", arrays, at);
    return function
        .body()
        .call(new Value.Call("np." + name, span, span, List.of(argument)), session);
  }
}
