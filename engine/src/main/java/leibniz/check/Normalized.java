package leibniz.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;

/// Arrays that are divided by their own sums: `e` of `p = e / e.sum(axis=1, keepdims=True)`. They
/// are weights, and nothing that gradients are of.
final class Normalized {
  private Normalized() {}

  /// The variables of the chain that are.
  static Set<Expr> of(Chain chain) {
    Map<Expr, Expr> functions = new HashMap<>();
    chain.links().forEach(l -> functions.put(l.variable(), l.function()));
    Set<Expr> found = new HashSet<>();
    for (Chain.Link link : chain.links()) {
      for (Expr node : link.function().inOrder()) {
        List<Expr> above = factors(node, Rational.ONE);
        for (Expr below : factors(node, Rational.MINUS_ONE)) {
          Expr sum = functions.getOrDefault(below, below);
          above.stream().filter(a -> a.rank() > 0 && isSumOf(sum, a)).forEach(found::add);
        }
      }
    }
    return found;
  }

  private static List<Expr> factors(Expr node, Rational power) {
    return node.head() instanceof Head.Einsum e
        ? IntStream.range(0, e.factors().size())
            .filter(k -> e.factors().get(k).power().equals(power))
            .mapToObj(node::arg)
            .toList()
        : List.of();
  }

  private static boolean isSumOf(Expr sum, Expr array) {
    return sum.head() instanceof Head.Einsum e
        && e.factors().size() == 1
        && e.factors().getFirst().power().equals(Rational.ONE)
        && e.out().size() < array.rank()
        && sum.arg(0).equals(array);
  }
}
