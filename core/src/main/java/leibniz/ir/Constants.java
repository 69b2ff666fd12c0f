package leibniz.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Vectors of known numbers, as a list of them is.
public final class Constants {
  private Constants() {}

  private static final int MOST = 4096;

  /// The entries of a vector, or null if they are not all known.
  public static @Nullable List<Rational> of(Expr vector) {
    if (vector.rank() != 1) {
      return null;
    }
    List<Expr> parts =
        vector.head() instanceof Head.Special(Special op) && op.joins()
            ? vector.args()
            : List.of(vector);
    List<Rational> numbers = new ArrayList<>();
    for (Expr part : parts) {
      Rational number = part.constant();
      long count = part.shape().get(0).constant().orElse(-1);
      if (number == null || count < 0 || numbers.size() + count > MOST) {
        return null;
      }
      for (long k = 0; k < count; k++) {
        numbers.add(number);
      }
    }
    return numbers;
  }
}
