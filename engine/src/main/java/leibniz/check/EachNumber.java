package leibniz.check;

import java.util.List;
import java.util.stream.IntStream;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import leibniz.trace.Event;

/// Derivatives by several numbers in one array, `np.array([dx, dy])` of `grad(x, y)`: each entry is
/// by one of them.
final class EachNumber {
  private EachNumber() {}

  /// The entries, as one writes them; none if what is returned is no such array.
  ///
  /// @param derivative what is returned
  /// @param value what it is the derivative of
  static List<String> parts(String derivative, Handing.Handed handed, Run run, Event value) {
    Event whole = Handing.last(run, derivative);
    int n = handed.names().size();
    boolean each =
        whole != null
            && value.value().rank() == 0
            && n > 1
            && whole.value().shape().equals(Shape.of(Dim.of(n)))
            && handed.names().values().stream()
                .map(name -> Handing.last(run, name))
                .allMatch(x -> x != null && x.value().rank() == 0);
    return each
        ? IntStream.range(0, n).mapToObj(k -> derivative + "[" + k + "]").toList()
        : List.of();
  }
}
