package leibniz.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leibniz.ir.Shape;
import leibniz.trace.Event;
import leibniz.trace.Frame;
import org.jspecify.annotations.Nullable;

/// The shapes that names have at a line of a call: of `H = x.shape[2]` it is that of `x` there, not
/// that of what a line below pads it to.
final class ShapesSoFar {
  private final Map<String, List<Bound>> here = new HashMap<>();
  private final Map<String, Shape> around = new HashMap<>();
  private int line;

  private record Bound(int line, Shape shape) {}

  private ShapesSoFar() {}

  static ShapesSoFar of(Run run, Frame frame) {
    ShapesSoFar shapes = new ShapesSoFar();
    for (Event event : run.events()) {
      Shape shape = event.value().shape();
      if (event.frame() == frame.id()) {
        shapes
            .here
            .computeIfAbsent(event.target(), _ -> new ArrayList<>())
            .add(new Bound(event.isHanded() ? 0 : event.statement().line(), shape));
      } else if (event.frame() == 0) {
        shapes.around.putIfAbsent(event.target(), shape);
      }
    }
    attributes(run, frame).forEach(shapes.around::putIfAbsent);
    return shapes;
  }

  /// From now on they are asked for at this line.
  void reach(int now) {
    line = now;
  }

  /// What the name was bound to last above the line, or else in the call, or around it; null if
  /// nothing has the name.
  @Nullable Shape get(String name) {
    List<Bound> own = here.getOrDefault(name, List.of());
    return own.reversed().stream()
        .filter(b -> b.line < line)
        .findFirst()
        .or(() -> own.isEmpty() ? Optional.empty() : Optional.of(own.getLast()))
        .map(Bound::shape)
        .orElseGet(() -> around.get(name));
  }

  /// The shapes of what other methods of the class give its objects: of `F, C = self.W.shape` it
  /// was the constructor that set `self.W`. Not those of which one object has another than the
  /// next.
  private static Map<String, Shape> attributes(Run run, Frame frame) {
    Map<String, Shape> shapes = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (Event event : run.events()) {
      boolean other =
          !frame.scope().isEmpty()
              && (event.kind() == Event.Kind.ASSIGN || event.kind() == Event.Kind.INPUT)
              && event.target().startsWith("self.")
              && run.frame(event).scope().equals(frame.scope());
      Shape now = event.value().shape();
      if (other && !now.equals(shapes.getOrDefault(event.target(), now))) {
        several.add(event.target());
      } else if (other) {
        shapes.put(event.target(), now);
      }
    }
    shapes.keySet().removeAll(several);
    return shapes;
  }
}
