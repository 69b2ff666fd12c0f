package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// Two matrices of a product that are multiplied: they share a summed letter that nothing else has,
/// and all letters of a batch.
final class Pairs {
  private Pairs() {}

  /// What becomes of a pair.
  interface Rewrite {
    /// The matrix that replaces both, with the axes that are left; or null.
    ///
    /// @param axis the summed axis of the first: 0 for its rows, 1 for its columns
    /// @param otherAxis that of the second
    @Nullable Expr of(Expr first, int axis, Expr second, int otherAxis);
  }

  static @Nullable Expr rewrite(Expr e, Rewrite law) {
    if (!(e.head() instanceof Head.Einsum product)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      for (int j = 0; j < e.args().size(); j++) {
        Expr result = k == j ? square(e, product, k, law) : pair(e, product, k, j, law);
        if (result != null) {
          return result;
        }
      }
    }
    return null;
  }

  private static @Nullable Expr pair(Expr e, Head.Einsum product, int k, int j, Rewrite law) {
    List<Integer> first = product.factors().get(k).letters();
    List<Integer> second = product.factors().get(j).letters();
    int i = first.size() - 2;
    boolean fits =
        i >= 0
            && second.size() == first.size()
            && first.subList(0, i).equals(second.subList(0, i))
            && product.factors().get(k).power().isOne()
            && product.factors().get(j).power().isOne();
    for (int axis = 0; axis < 2 && fits; axis++) {
      for (int other = 0; other < 2; other++) {
        Integer letter = first.get(i + axis);
        if (!letter.equals(second.get(i + other)) || !isSummed(product, letter, 2)) {
          continue;
        }
        Expr both = law.of(e.arg(k), axis, e.arg(j), other);
        if (both != null) {
          List<Integer> letters = new ArrayList<>(first.subList(0, i));
          letters.add(first.get(i + 1 - axis));
          letters.add(second.get(i + 1 - other));
          return without(e, product, k, j).times(both, letters).out(product.out());
        }
      }
    }
    return null;
  }

  /// `Σ_k A_ik²` is an entry of the diagonal of `A Aᵀ`.
  private static @Nullable Expr square(Expr e, Head.Einsum product, int k, Rewrite law) {
    Head.Factor factor = product.factors().get(k);
    int i = factor.letters().size() - 2;
    for (int axis = 0; axis < 2 && i >= 0 && factor.power().equals(Rational.TWO); axis++) {
      Expr both =
          isSummed(product, factor.letters().get(i + axis), 1)
              ? law.of(e.arg(k), axis, e.arg(k), axis)
              : null;
      if (both != null) {
        List<Integer> letters = new ArrayList<>(factor.letters().subList(0, i));
        letters.add(factor.letters().get(i + 1 - axis));
        letters.add(factor.letters().get(i + 1 - axis));
        return without(e, product, k, k).times(both, letters).out(product.out());
      }
    }
    return null;
  }

  /// Whether a letter is summed over and carried that often.
  static boolean isSummed(Head.Einsum product, Integer letter, int uses) {
    int found = 0;
    for (Head.Factor factor : product.factors()) {
      found += Collections.frequency(factor.letters(), letter);
    }
    return found == uses && !product.out().contains(letter);
  }

  /// The other factors, with every letter declared.
  static Product without(Expr e, Head.Einsum product, Integer... factors) {
    Product rest = Build.product(e);
    List<Integer> others = new ArrayList<>(Build.range(0, e.args().size()));
    others.removeAll(List.of(factors));
    copy(e, product, others, rest);
    return rest;
  }
}
