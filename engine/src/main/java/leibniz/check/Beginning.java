package leibniz.check;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import leibniz.ir.Dim;
import leibniz.ir.Shape;
import leibniz.ir.Values;

/// Gradients that have as many entries as a loop is followed for, where what they are by has as
/// many as the program says: of `T = len(u)`, `np.zeros(T)` beside `u = np.ones(40)`. They are
/// compared with the first entries of the derivative.
final class Beginning {
  private final Map<String, Long> said;

  Beginning(Run run) {
    said = CutLoops.shortened(run);
  }

  /// Whether it is the beginning of such a whole along some axis, and the same along the others.
  boolean isOf(Shape part, Shape whole) {
    return !said.isEmpty()
        && !part.equals(whole)
        && part.rank() == whole.rank()
        && IntStream.range(0, part.rank()).allMatch(k -> isOf(part.get(k), whole.get(k)));
  }

  private boolean isOf(Dim part, Dim whole) {
    Long all = said.get(part.toString());
    return part.equals(whole) || all != null && whole.constant().equals(OptionalLong.of(all));
  }

  /// The first entries of each, as many as the other has.
  static List<Values> of(List<Values> whole, List<Values> like) {
    return IntStream.range(0, whole.size()).mapToObj(k -> of(whole.get(k), like.get(k))).toList();
  }

  private static Values of(Values whole, Values like) {
    int[] shape = like.shape();
    double[] part = new double[like.count()];
    for (int k = 0; k < part.length; k++) {
      int rest = k;
      int place = 0;
      int step = 1;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        place += step * (rest % shape[axis]);
        rest /= shape[axis];
        step *= whole.shape()[axis];
      }
      part[k] = whole.re()[place];
    }
    return Values.real(shape, part);
  }
}
