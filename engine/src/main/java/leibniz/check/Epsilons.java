package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// Small constants that keep a logarithm or a quotient finite: who derives by hand leaves them out.
final class Epsilons {
  private static final double LARGEST = 1e-4;

  private Epsilons() {}

  /// The expression without what is added to that end.
  static Expr without(Expr e) {
    return Expr.rewrite(
            List.of(e),
            (node, args) ->
                node.head() instanceof Head.Sum sum ? sum(node, sum, args) : Build.like(node, args))
        .getOrDefault(e, e);
  }

  private static Expr sum(Expr node, Head.Sum sum, List<Expr> args) {
    List<Rational> coefficients = new ArrayList<>();
    List<Expr> terms = new ArrayList<>();
    for (int k = 0; k < args.size(); k++) {
      Rational factor = sum.coefficients().get(k);
      Rational constant = args.get(k).constant();
      double value = constant == null ? 1 : constant.times(factor).doubleValue();
      double whole = Math.rint(value); // of 1 - p + 1e-7 the sum is 1.0000001 - p
      boolean near = value != whole && Math.abs(value - whole) <= LARGEST;
      if (!near) {
        coefficients.add(factor);
        terms.add(args.get(k));
      } else if (whole != 0) {
        coefficients.add(Rational.of((long) whole));
        terms.add(Build.ones(node.shape()));
      }
    }
    boolean all = coefficients.equals(sum.coefficients());
    return terms.isEmpty() || all
        ? Build.like(node, args)
        : Build.sum(node.shape(), coefficients, terms);
  }
}
