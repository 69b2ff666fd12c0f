package leibniz.run;

import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import leibniz.ir.Dim;
import leibniz.ir.Shape;

/// Sizes, read off the lengths of arrays: an axis of `n`, of `2 n` or of `n + m` says what `n` is
/// where the others are known.
public final class Lengths {
  private Lengths() {}

  /// Adds the sizes that shapes with lengths tell to those that are known. A size that is known is
  /// not asked again: whether all agree is another question.
  ///
  /// @param lengths of each shape, along each of its axes
  public static void read(Map<Shape, int[]> lengths, Map<String, Long> known) {
    boolean news = true;
    while (news) {
      news = false;
      for (Map.Entry<Shape, int[]> array : lengths.entrySet()) {
        for (int axis = 0; axis < array.getKey().rank(); axis++) {
          news |= read(array.getKey().get(axis), array.getValue()[axis], known);
        }
      }
    }
  }

  private static boolean read(Dim size, int length, Map<String, Long> known) {
    List<String> open = size.symbols().stream().filter(s -> !known.containsKey(s)).toList();
    if (open.size() != 1) {
      return false;
    }
    LongUnaryOperator at = x -> size.at(symbol -> known.getOrDefault(symbol, x));
    long start = at.applyAsLong(0);
    long step = at.applyAsLong(1) - start;
    boolean linear = step != 0 && at.applyAsLong(2) - start == 2 * step;
    if (!linear || (length - start) % step != 0) {
      return false;
    }
    known.put(open.getFirst(), (length - start) / step);
    return true;
  }
}
