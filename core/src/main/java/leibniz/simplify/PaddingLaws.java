package leibniz.simplify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.op.Pad;
import leibniz.op.Slice;
import org.jspecify.annotations.Nullable;

/// Laws of zeros around an array: where they are summed over, they need not be there.
final class PaddingLaws {
  private PaddingLaws() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "a sum over zeros around an array",
              "x: (D,); y: (D + 3,)",
              "np.einsum('i,i->', np.pad(x, (1, 2)), y)",
              "np.einsum('i,i->', x, y[1:-2])",
              PaddingLaws::inside));

  /// Of what a padded factor is summed with, only what stands beside its entries counts.
  private static @Nullable Expr inside(Expr e) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      if (e.arg(k).head() instanceof Head.Special s
          && s.op() instanceof Pad pad
          && factor.power().isOne()
          && isSummed(product, factor.letters().getLast())) {
        return inside(e, product, k, pad);
      }
    }
    return null;
  }

  /// Whether the letter is in no other factor twice, and not in the result.
  private static boolean isSummed(Head.Einsum product, Integer letter) {
    return !product.out().contains(letter)
        && product.factors().stream()
            .allMatch(f -> Collections.frequency(f.letters(), letter) <= 1);
  }

  private static Expr inside(Expr e, Head.Einsum product, int padded, Pad pad) {
    Integer letter = product.factors().get(padded).letters().getLast();
    Expr inner = e.arg(padded).arg(0);
    Product result = Product.of(product.coefficient()).letters(product.out(), e.shape());
    for (int k = 0; k < e.args().size(); k++) {
      Head.Factor factor = product.factors().get(k);
      List<Integer> letters = new ArrayList<>(factor.letters());
      int axis = letters.indexOf(letter);
      if (k == padded || axis < 0) {
        result.times(k == padded ? inner : e.arg(k), letters, factor.power());
        continue;
      }
      List<Integer> order = Build.range(0, letters.size());
      order.remove(axis);
      order.add(axis);
      letters.remove(axis);
      letters.add(letter);
      Expr beside =
          Slice.of(
              Build.transpose(e.arg(k), order),
              pad.offset(),
              inner.shape().get(inner.rank() - 1),
              pad.step());
      result.times(beside, letters, factor.power());
    }
    return result.out(product.out());
  }
}
