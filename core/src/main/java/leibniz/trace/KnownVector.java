package leibniz.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import leibniz.ir.Constants;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.op.Positions;
import org.jspecify.annotations.Nullable;

/// Vectors whose numbers follow from sizes that are known: lists, ranges, and what they are made
/// of.
final class KnownVector {
  private static final int MOST = 4096;

  private KnownVector() {}

  /// The entries, or null if they are not all known.
  static @Nullable List<Rational> of(Expr vector) {
    List<Rational> listed = Constants.of(vector);
    long count = vector.rank() == 1 ? vector.shape().get(0).constant().orElse(-1) : -1;
    if (listed != null || count < 0 || count > MOST) {
      return listed;
    }
    return switch (vector.head()) {
      case Head.Special(Positions _) -> range(count);
      case Head.Special s when s.op().joins() -> joined(vector.args());
      case Head.Sum s -> sum(s.coefficients(), vector.args(), (int) count);
      case Head.Einsum e
          when e.factors().size() == 1
              && e.factors().getFirst().letters().equals(e.out())
              && e.factors().getFirst().power().isOne() ->
          sum(List.of(e.coefficient()), vector.args(), (int) count);
      case Head.Einsum _, Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> null;
    };
  }

  private static List<Rational> range(long count) {
    List<Rational> numbers = new ArrayList<>();
    for (long k = 0; k < count; k++) {
      numbers.add(Rational.of(k));
    }
    return numbers;
  }

  private static @Nullable List<Rational> joined(List<Expr> parts) {
    List<Rational> numbers = new ArrayList<>();
    for (Expr part : parts) {
      List<Rational> some = of(part);
      if (some == null) {
        return null;
      }
      numbers.addAll(some);
    }
    return numbers;
  }

  private static @Nullable List<Rational> sum(
      List<Rational> coefficients, List<Expr> terms, int count) {
    List<Rational> total = new ArrayList<>(Collections.nCopies(count, Rational.ZERO));
    for (int t = 0; t < terms.size(); t++) {
      List<Rational> term = of(terms.get(t));
      if (term == null || term.size() != count) {
        return null;
      }
      for (int k = 0; k < count; k++) {
        total.set(k, total.get(k).plus(coefficients.get(t).times(term.get(k))));
      }
    }
    return total;
  }
}
