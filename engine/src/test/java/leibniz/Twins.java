package leibniz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import leibniz.ir.Expr;
import leibniz.ir.Head;
import leibniz.ir.Values;
import leibniz.run.Evaluate;
import leibniz.verify.Domain;
import leibniz.verify.Sizes;

/// Whether two expressions have the same values, by nothing but the plain evaluator.
final class Twins {
  private static final double CLOSE = 1e-8;
  private static final double TINY = 1e-12; // what should be 0

  private Twins() {}

  static boolean areEqual(Expr left, Expr right) {
    for (var sizes : Sizes.of(List.of(left, right), Map.of()).both()) {
      for (int seed = 0; seed < 4; seed++) {
        SplittableRandom random = new SplittableRandom(100 + seed);
        Map<Expr, Values> inputs = new HashMap<>();
        for (Expr node : Expr.inOrder(List.of(left, right))) {
          if (node.head() instanceof Head.Var v) {
            int[] shape = node.shape().at(Sizes.at(sizes));
            inputs.put(node, Domain.PROBABILITY.draw(v, shape, random, false));
          }
        }
        Map<Expr, Values> values = Evaluate.of(List.of(left, right), inputs, Sizes.at(sizes));
        double[] a = Objects.requireNonNull(values.get(left)).re();
        double[] b = Objects.requireNonNull(values.get(right)).re();
        for (int k = 0; k < a.length; k++) {
          if (Math.abs(a[k] - b[k]) > CLOSE * (Math.abs(a[k]) + Math.abs(b[k])) + TINY) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
