package leibniz.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Shape;
import leibniz.ir.Span;
import org.jspecify.annotations.Nullable;

/// `np.c_[a, b]` puts columns side by side, `np.r_[a, b]` rows one after the other; `np.mgrid[0:h,
/// 0:w]` has the coordinates of all points of a grid, and `np.ogrid` those along each axis.
final class Sides {
  private Sides() {}

  /// What such an index makes; null if the container is neither.
  static @Nullable Value of(
      Value.Operand container, Value index, Span at, Span span, Session session) {
    if (!(container.value() instanceof Value.Module(String path))
        || !path.matches("numpy\\.(?:[cr]_|[mo]grid)")) {
      return null;
    }
    List<Value> parts = index instanceof Value.Tuple t ? t.elements() : List.of(index);
    if (path.endsWith("grid")) {
      return grid(path, index, at, span, session);
    }
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

  private static Value grid(String path, Value index, Span at, Span span, Session session) {
    List<Expr> along = new ArrayList<>();
    for (Value part : index instanceof Value.Tuple t ? t.elements() : List.of(index)) {
      if (!(part instanceof Value.Slice slice)) {
        throw Faults.refused("np.mgrid and np.ogrid are read with ranges inside", at).raise();
      }
      Value range = range(slice, at, span, session);
      along.add(Tensors.of(new Value.Operand(range, at, "", null), session));
    }
    if (!(index instanceof Value.Tuple)) {
      return Value.Tensor.of(along.getFirst());
    }
    Shape shape = Shape.of(along.stream().map(e -> e.shape().get(0)).toArray(Dim[]::new));
    List<Value> each = new ArrayList<>();
    for (int axis = 0; axis < along.size(); axis++) {
      List<Integer> others = Build.range(0, along.size());
      others.remove(Integer.valueOf(axis));
      Expr open = Build.expand(along.get(axis), others);
      each.add(Value.Tensor.of(path.endsWith("ogrid") ? open : Build.broadcast(open, shape)));
    }
    return path.endsWith("ogrid")
        ? new Value.Tuple(each)
        : call("stack", List.of(Value.Listing.of(each)), at, span, session);
  }

  /// `0:i` is all positions from 0 to i.
  private static Value range(Value.Slice s, Span at, Span span, Session session) {
    Value start = s.start() == null ? Value.Number.of(0) : s.start();
    if (s.stop() == null) {
      throw Faults.refused("a range in np.c_, np.r_ and np.mgrid needs an end", at).raise();
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
