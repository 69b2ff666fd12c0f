package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import leibniz.trace.Event;

/// Derivatives by several numbers in one array, `np.array([dx, dy])` of `grad(x, y)`: each entry is
/// by one of them; or of a curve, `np.column_stack([da, db])` of `jac(x, a, b)`: each column, or
/// each row, is by one of the numbers.
final class EachNumber {
  private EachNumber() {}

  /// The parts, as one writes them; none if what is returned is no such array.
  ///
  /// @param derivative what is returned
  /// @param value what it is the derivative of
  static List<String> parts(String derivative, Handing.Handed handed, Run run, Event value) {
    Event whole = Handing.last(run, derivative);
    List<Event> all = new ArrayList<>();
    handed.names().values().forEach(name -> all.add(Handing.last(run, name)));
    if (whole == null || all.contains(null)) {
      return List.of();
    }
    int n = (int) all.stream().filter(x -> x.value().rank() == 0).count();
    Shape curve = value.value().shape();
    Shape shape = whole.value().shape();
    Shape numbers = Shape.of(Dim.of(n));
    boolean each = curve.rank() == 0 && n == all.size() && n > 1 && shape.equals(numbers);
    boolean along = // as much as the points at which the curve is asked for
        curve.rank() == 1
            && n > 1
            && all.stream().allMatch(x -> x.value().rank() == 0 || x.value().shape().equals(curve));
    boolean columns = along && shape.equals(curve.concat(numbers));
    boolean rows = along && !columns && shape.equals(numbers.concat(curve));
    return each || columns || rows
        ? IntStream.range(0, n)
            .mapToObj(k -> derivative + (columns ? "[:, " + k + "]" : "[" + k + "]"))
            .toList()
        : List.of();
  }

  /// Whether the derivative of a curve has a few columns or rows, and is by some of the numbers
  /// that the function is handed: nothing says by which.
  static boolean isBySome(Map<String, Event> arguments, Event value, Event whole) {
    Shape curve = value.value().shape();
    Shape shape = whole.value().shape();
    if (curve.rank() != 1 || shape.rank() != 2) {
      return false;
    }
    boolean columns = shape.get(0).equals(curve.get(0));
    Dim few = shape.get(columns ? 1 : 0);
    OptionalLong count = few.constant();
    return (columns || shape.get(1).equals(curve.get(0)))
        && !few.equals(curve.get(0))
        && count.isPresent()
        && count.getAsLong() <= numbers(arguments).size()
        && arguments.values().stream()
            .allMatch(x -> x.value().rank() == 0 || x.value().shape().equals(curve));
  }

  /// The parameters that are numbers, in their order.
  static List<String> numbers(Map<String, Event> arguments) {
    return arguments.entrySet().stream()
        .filter(a -> a.getValue().value().rank() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}
