package leibniz.check;

import java.util.ArrayList;
import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// What is below roots and quotients, kept off 0: the distance of a sample from itself has no
/// derivative, and what is made of it is multiplied by 0.
final class Softened {
  private static final Rational BELOW_ROOT = Rational.of(1, 1_000_000_000_000_000_000L);
  private static final Rational DIVISOR = Rational.of(1, 1_000_000_000_000L);

  private Softened() {}

  /// The expression with a small number added to all that it divides by or takes roots of.
  static Expr of(Expr e) {
    return Expr.rewrite(
            List.of(e),
            (node, args) ->
                node.head() instanceof Head.Einsum einsum
                    ? product(node, einsum, args)
                    : Build.like(node, args))
        .getOrDefault(e, e);
  }

  private static Expr product(Expr node, Head.Einsum einsum, List<Expr> args) {
    List<Expr> softened = new ArrayList<>();
    for (int k = 0; k < args.size(); k++) {
      Expr argument = args.get(k);
      Rational power = einsum.factors().get(k).power();
      boolean root = !power.isInt();
      softened.add(
          root || power.signum() < 0 && argument.constant() == null
              ? Build.plus(argument, Build.full(root ? BELOW_ROOT : DIVISOR, argument.shape()))
              : argument);
    }
    return softened.equals(args) ? Build.like(node, args) : Build.like(node, softened);
  }
}
