package leibniz.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import leibniz.ir.Values;

/// The last rows of a Jacobian that a loop which is followed for fewer rounds has not come to: they
/// are 0 where they are written, and nothing is known of them.
final class CutRows {
  private CutRows() {}

  /// A derivative of the entries of an array, with nothing in rows behind all that are written.
  static List<Values> of(List<Values> written, List<Values> derived) {
    return IntStream.range(0, derived.size())
        .mapToObj(k -> of(written.get(k), derived.get(k)))
        .toList();
  }

  private static Values of(Values written, Values derived) {
    int end = written.count();
    while (end > 0 && written.re()[end - 1] == 0) {
      end--;
    }
    if (end == 0 || written.shape().length == 0 || written.count() != derived.count()) {
      return derived;
    }
    int row = written.count() / written.shape()[0];
    double[] some = derived.re().clone();
    Arrays.fill(some, Math.min(some.length, Math.ceilDiv(end, row) * row), some.length, 0);
    return Values.real(derived.shape(), some);
  }
}
