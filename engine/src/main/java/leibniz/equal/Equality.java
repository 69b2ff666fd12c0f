package leibniz.equal;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import leibniz.ir.Aside;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.LeibnizException;
import leibniz.ir.Rational;
import leibniz.simplify.Simplify;
import leibniz.verify.Sizes;

/// Decides whether two expressions are equal; see the page of this package for how.
public final class Equality {
  private static final int LARGE = 3; // the least size of the third choice
  private static final int EXACT = 49; // bits: 15 decimal digits

  private Equality() {}

  /// The verdict on two expressions of one shape.
  public static Verdict of(Expr left, Expr right, Options options) {
    return of(left, right, options, false);
  }

  private static Verdict of(Expr left, Expr right, Options options, boolean atOnce) {
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
    return byValues(left, right, options, atOnce);
  }

  /// @param atOnce whether floating point is asked while the field is, where it will be in the end
  private static Verdict byValues(Expr left, Expr right, Options options, boolean atOnce) {
    try {
      List<SortedMap<String, Integer>> sizes = sizes(left, right, options);
      InField field = new InField(left, right, sizes, options);
      Supplier<Verdict> inNumbers = () -> new InNumbers(left, right, sizes, options).verdict();
      Supplier<Verdict> numbers = atOnce && field.provesNothing() ? Aside.of(inNumbers) : inNumbers;
      return switch (field.verdict()) {
        case Verdict.Undecided _ -> numbers.get();
        case Verdict.Disproved _ ->
            new Verdict.Disproved(new InNumbers(left, right, sizes, options).smallDifference());
        case Verdict exact -> exact;
      };
    } catch (LeibnizException e) {
      return undecided(e);
    }
  }

  /// The verdict on an expression and what code for it computes. Where a coefficient has more
  /// digits than a number in code, they are equal but for rounding, and floating point decides.
  public static Verdict ofCode(Expr wanted, Expr code, Options options) {
    Verdict verdict = of(wanted, code, options, true);
    if (!verdict.fails() || !rounds(List.of(wanted, code))) {
      return verdict;
    }
    try {
      return new InNumbers(wanted, code, sizes(wanted, code, options), options).verdict();
    } catch (LeibnizException e) {
      return undecided(e);
    }
  }

  private static boolean rounds(List<Expr> both) {
    return Expr.inOrder(both).stream()
        .flatMap(node ->
            switch (node.head()) {
              case Head.Einsum e -> Stream.of(e.coefficient());
              case Head.Sum s -> s.coefficients().stream();
              case Head.Var _, Head.Num _, Head.Map _, Head.Special _ -> Stream.<Rational>empty();
            })
        .anyMatch(c -> c.numerator().bitLength() > EXACT || c.denominator().bitLength() > EXACT);
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
