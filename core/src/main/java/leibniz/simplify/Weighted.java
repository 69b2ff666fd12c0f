package leibniz.simplify;

import static leibniz.simplify.ElementwiseLaws.copy;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Product;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// The mean by weights that are divided by their sum: what is the same for all is its own mean.
final class Weighted {
  private Weighted() {}

  static final List<Law> ALL =
      List.of(
          new Law(
              "a constant leaves a weighted mean",
              "w: ((B, D), positive); x: (B, D); c: (B,)",
              "einsum('b,bd,bd->b', 1 / sum(w, axis=1), w, x + c[:, None])",
              "einsum('b,bd,bd->b', 1 / sum(w, axis=1), w, x) + c",
              Weighted::constantLeaves));

  /// A sum of weights times terms, divided by the sum of the weights.
  private static @Nullable Expr constantLeaves(Expr e) {
    if (!(e.head() instanceof Head.Einsum outer)) {
      return null;
    }
    for (int k = 0; k < e.args().size(); k++) {
      Expr total = e.arg(k);
      if (!outer.factors().get(k).power().equals(Rational.MINUS_ONE) || !isTotal(total)) {
        continue;
      }
      for (int j = 0; j < e.args().size(); j++) {
        boolean fits = j != k && outer.factors().get(j).power().isOne();
        Expr left = fits ? parted(e, outer, total, j) : null;
        if (left != null) {
          return left;
        }
      }
    }
    return null;
  }

  /// Whether it is the sum of one thing over one of its axes.
  private static boolean isTotal(Expr e) {
    return e.head() instanceof Head.Einsum sum
        && e.args().size() == 1
        && !e.isView()
        && sum.coefficient().isOne()
        && sum.factors().get(0).power().isOne()
        && sum.factors().get(0).letters().size() == sum.out().size() + 1;
  }

  private static @Nullable Expr parted(Expr e, Head.Einsum outer, Expr total, int j) {
    if (!(e.arg(j).head() instanceof Head.Einsum inner)
        || !(total.head() instanceof Head.Einsum sum)) {
      return null;
    }
    int weight = e.arg(j).args().indexOf(total.arg(0));
    if (weight < 0 || !inner.factors().get(weight).power().isOne()) {
      return null;
    }
    List<Integer> own = sum.factors().get(0).letters();
    int axis =
        own.indexOf(own.stream().filter(l -> !sum.out().contains(l)).findFirst().orElseThrow());
    Integer letter = inner.factors().get(weight).letters().get(axis);
    int m = MeanLaws.onlyOther(inner, weight, letter);
    return m >= 0
            && inner.factors().get(m).power().isOne()
            && e.arg(j).arg(m).head() instanceof Head.Sum terms
        ? parted(e, outer, j, inner, m, terms, letter)
        : null;
  }

  /// The terms that do not vary along the letter, each by itself, and the others together.
  private static @Nullable Expr parted(
      Expr e, Head.Einsum outer, int j, Head.Einsum inner, int m, Head.Sum terms, Integer letter) {
    Expr bracket = e.arg(j).arg(m);
    int along = inner.factors().get(m).letters().indexOf(letter);
    List<Expr> results = new ArrayList<>();
    List<Rational> numbers = new ArrayList<>();
    List<Expr> rest = new ArrayList<>();
    List<Rational> restNumbers = new ArrayList<>();
    for (int n = 0; n < bracket.args().size(); n++) {
      boolean same = bracket.arg(n).isRepeatedAlong(along);
      if (same) {
        results.add(with(e, outer, j, inner, m, bracket.arg(n)));
        numbers.add(terms.coefficients().get(n));
      } else {
        rest.add(bracket.arg(n));
        restNumbers.add(terms.coefficients().get(n));
      }
    }
    if (results.isEmpty() || rest.isEmpty()) {
      return null;
    }
    results.add(with(e, outer, j, inner, m, Build.sum(bracket.shape(), restNumbers, rest)));
    numbers.add(Rational.ONE);
    return Build.sum(e.shape(), numbers, results);
  }

  /// The whole with another bracket.
  private static Expr with(
      Expr e, Head.Einsum outer, int j, Head.Einsum inner, int m, Expr bracket) {
    Expr mean = e.arg(j);
    Product product = Build.product(mean);
    List<Integer> others = new ArrayList<>(Build.range(0, mean.args().size()));
    others.remove(m);
    copy(mean, inner, others, product);
    Expr part = product.times(bracket, inner.factors().get(m).letters()).out(inner.out());
    Product whole = Build.product(e).inlining(x -> x == part);
    List<Integer> beside = new ArrayList<>(Build.range(0, e.args().size()));
    beside.remove(j);
    copy(e, outer, beside, whole);
    return whole.times(part, outer.factors().get(j).letters()).out(outer.out());
  }
}
