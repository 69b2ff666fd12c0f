package leibniz.program;

import java.util.List;
import leibniz.ir.Build;
import leibniz.ir.Dim;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Rational;
import org.jspecify.annotations.Nullable;

/// What an expression is to the one inside it, where the inner one can be read off the outer: minus
/// a sum, a root, or the same with axes of size 1 added.
///
/// @param ones the axes of the outer one, of size 1, that the inner one does not have
/// @param power the inner one is the outer one to this power
record Relation(Expr inner, boolean negative, List<Integer> ones, int power) {

  /// The relation, or null if there is none.
  static @Nullable Relation of(Expr node) {
    if (!(node.head() instanceof Head.Einsum e) || e.factors().size() != 1) {
      return null;
    }
    Expr inner = node.arg(0);
    Head.Factor factor = e.factors().get(0);
    boolean negative = e.coefficient().equals(Rational.MINUS_ONE);
    boolean root =
        factor.power().signum() > 0
            && factor.power().numerator().bitLength() == 1
            && factor.power().denominator().bitLength() < 8;
    if (!root
        || !e.coefficient().isOne() && !negative
        || negative && !(inner.head() instanceof Head.Sum && factor.power().isOne())) {
      return null;
    }
    int power = factor.power().denominator().intValue();
    boolean once = e.out().stream().distinct().count() == e.out().size();
    if (once && e.out().equals(factor.letters())) {
      return new Relation(inner, negative, List.of(), power);
    }
    if (negative || inner.shape().dims().stream().anyMatch(Dim::isOne)) {
      return null;
    }
    List<Integer> ones =
        Build.range(0, node.rank()).stream().filter(k -> node.shape().get(k).isOne()).toList();
    List<Integer> others =
        Build.range(0, node.rank()).stream()
            .filter(k -> !ones.contains(k))
            .map(k -> e.out().get(k))
            .toList();
    return once && others.equals(factor.letters()) ? new Relation(inner, false, ones, power) : null;
  }
}
