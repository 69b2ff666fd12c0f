package leibniz.trace;

import java.util.OptionalLong;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import leibniz.op.Positions;
import leibniz.op.Slice;

/// A position that a program draws, as `k` of `for k in np.random.permutation(len(rows))`: of
/// `rows[k]`, where the rows are a list, some row has to be taken.
final class DrawnPosition {
  private DrawnPosition() {}

  /// Where it stands in what is drawn, which may be in any order; nothing of what is computed of
  /// other values.
  static OptionalLong of(Expr index) {
    return entry(index, 0);
  }

  private static OptionalLong entry(Expr node, long k) {
    Rational constant = node.constant();
    if (constant != null) {
      return constant.isInt() ? OptionalLong.of(constant.intValue()) : OptionalLong.empty();
    }
    return switch (node.head()) {
      case Head.Var _ -> OptionalLong.of(k);
      case Head.Special(Positions _) -> OptionalLong.of(k);
      case Head.Special(Slice s) when s.offset().constant().isPresent() ->
          entry(node.arg(0), s.offset().constant().getAsLong() + s.step() * k);
      case Head.Num(Head.Constant.Size s) -> s.size().constant();
      case Head.Einsum e
          when node.isView() && e.coefficient().isOne() && e.factors().get(0).power().isOne() ->
          entry(node.arg(0), k);
      case Head.Sum s -> sum(node, s, k);
      case Head.Special _, Head.Num _, Head.Einsum _, Head.Map _ -> OptionalLong.empty();
    };
  }

  private static OptionalLong sum(Expr node, Head.Sum s, long k) {
    long sum = 0;
    for (int n = 0; n < node.args().size(); n++) {
      OptionalLong term = entry(node.arg(n), k);
      Rational by = s.coefficients().get(n);
      if (term.isEmpty() || !by.isInt()) {
        return OptionalLong.empty();
      }
      sum += by.intValue() * term.getAsLong();
    }
    return OptionalLong.of(sum);
  }
}
