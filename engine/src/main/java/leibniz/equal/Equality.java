package leibniz.equal;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.LeibnizException;
import leibniz.simplify.Simplify;
import leibniz.verify.Sizes;

/// Decides whether two expressions are equal; see the page of this package for how.
public final class Equality {
  private static final int LARGE = 3; // the least size of the third choice

  private Equality() {}

  /// The verdict on two expressions of one shape.
  public static Verdict of(Expr left, Expr right, Options options) {
    if (!left.shape().equals(right.shape())) {
      throw new IllegalArgumentException(
          "the shapes " + left.shape() + " and " + right.shape() + " are to be told apart before");
    }
    if (left == right) {
      return new Verdict.Proved(Verdict.Layer.SAME_NODE);
    }
    if (options.laws() && sameNormalForm(left, right, options.terms())) {
      return new Verdict.Proved(Verdict.Layer.NORMAL_FORM);
    }
    try {
      List<SortedMap<String, Integer>> sizes = sizes(left, right, options);
      InNumbers numbers = new InNumbers(left, right, sizes, options);
      return switch (new InField(left, right, sizes, options).verdict()) {
        case Verdict.Undecided _ -> numbers.verdict();
        case Verdict.Disproved _ -> new Verdict.Disproved(numbers.smallDifference());
        case Verdict exact -> exact;
      };
    } catch (LeibnizException e) {
      return undecided(e);
    }
  }

  /// The verdict of floating point alone, for what is equal but for rounding.
  public static Verdict inNumbers(Expr left, Expr right, Options options) {
    try {
      return new InNumbers(left, right, sizes(left, right, options), options).verdict();
    } catch (LeibnizException e) {
      return undecided(e);
    }
  }

  /// A size that cannot be chosen, or too many entries.
  private static Verdict undecided(LeibnizException e) {
    return new Verdict.Undecided(Verdict.Layer.NUMBERS, e.problems().getFirst().headline());
  }

  /// Small ones, for small counterexamples; others; larger ones; then some in other proportions,
  /// for what has a value at some proportions only.
  private static List<SortedMap<String, Integer>> sizes(Expr left, Expr right, Options options) {
    Sizes small = Sizes.of(List.of(left, right), options.sizes());
    Sizes large = Sizes.of(List.of(left, right), options.sizes(), LARGE);
    List<SortedMap<String, Integer>> all =
        new ArrayList<>(List.of(small.first(), small.second(), large.second()));
    all.addAll(small.others());
    all.addAll(large.others());
    return all.stream().distinct().toList();
  }

  private static boolean sameNormalForm(Expr left, Expr right, int terms) {
    Simplify simple = Simplify.of(List.of(Build.minus(left, right), left, right));
    List<Expr> sides = simple.expressions();
    if (sides.get(0).isZero() || sides.get(1) == sides.get(2)) {
      return true;
    }
    Expand expand = new Expand(terms);
    Expr difference = expand.of(Build.minus(left, right));
    return difference != null && Simplify.of(List.of(difference)).expressions().get(0).isZero();
  }
}
