package leibniz.trace;

import java.util.OptionalLong;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.op.Maps;
import leibniz.op.Positions;
import leibniz.op.Slice;
import org.jspecify.annotations.Nullable;

/// A position that a program draws, as `k` of `for k in np.random.permutation(len(rows))`: of
/// `rows[k]`, where the rows are a list, some row has to be taken.
final class DrawnPosition {
  private DrawnPosition() {}

  /// Where it stands in what is drawn, which may be in any order; nothing of what is computed of
  /// other values.
  static OptionalLong of(Expr index) {
    Dim place = place(index);
    return place == null ? OptionalLong.empty() : place.constant();
  }

  /// The same, which may have sizes in it; null of what is computed of other values.
  static @Nullable Dim place(Expr index) {
    return entry(index, 0);
  }

  private static @Nullable Dim entry(Expr node, long k) {
    Rational constant = node.constant();
    if (constant != null) {
      return constant.isInt() ? Dim.of(constant.intValue()) : null;
    }
    return switch (node.head()) {
      case Head.Var _ -> Dim.of(k);
      case Head.Special(Positions _) -> Dim.of(k);
      case Head.Special(Slice s) when s.offset().constant().isPresent() ->
          entry(node.arg(0), s.offset().constant().getAsLong() + s.step() * k);
      case Head.Num(Head.Constant.Size s) -> s.size();
      case Head.Einsum e
          when node.isView() && e.coefficient().isOne() && e.factors().get(0).power().isOne() ->
          entry(node.arg(0), k);
      case Head.Sum s -> sum(node, s, k);
      case Head.Map m when m.op().equals(Maps.WHERE) -> { // as drawn anew in each round
        Dim one = entry(node.arg(1), k);
        Dim other = entry(node.arg(2), k);
        yield one != null && other != null && one.equals(other) ? one : null;
      }
      case Head.Special _, Head.Num _, Head.Einsum _, Head.Map _ -> null;
    };
  }

  private static @Nullable Dim sum(Expr node, Head.Sum s, long k) {
    Dim sum = Dim.of(0);
    for (int n = 0; n < node.args().size(); n++) {
      Dim term = entry(node.arg(n), k);
      Rational by = s.coefficients().get(n);
      if (term == null || !by.isInt()) {
        return null;
      }
      sum = sum.plus(term.times(Dim.of(by.intValue())));
    }
    return sum;
  }
}
